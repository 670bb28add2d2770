import type { StoreRange } from './local-store.ts';

/** The first key after all that begin with `prefix`, by UTF-16 code unit; null when no key can follow them. */
export function prefixEnd(prefix: string): string | null {
  // Not `prefix + '\uffff'`: that key itself, and those after it, begin with the prefix as well.
  for (let i = prefix.length - 1; i >= 0; i--) {
    const unit = prefix.charCodeAt(i);
    if (unit < 0xffff)
      return prefix.slice(0, i) + String.fromCharCode(unit + 1);
  }
  return null;
}

export interface KeyBounds {
  readonly from: string;
  /** Exclusive; null: no end. */
  readonly to: string | null;
  readonly limit: number;
}

export function boundsOf(range: StoreRange): KeyBounds {
  if ('prefix' in range)
    return {
      from: range.prefix,
      to: prefixEnd(range.prefix),
      limit: Number.POSITIVE_INFINITY,
    };
  return {
    from: range.from,
    to: range.to,
    limit: range.limit ?? Number.POSITIVE_INFINITY,
  };
}

/** IndexedDB throws on such a range; for us it is merely one without rows. */
export function isEmptyRange(bounds: KeyBounds): boolean {
  return bounds.limit <= 0 || (bounds.to !== null && bounds.from >= bounds.to);
}
