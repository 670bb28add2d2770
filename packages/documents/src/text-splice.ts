/** One contiguous change of a text, offsets in UTF-16 units as in a textarea. */
export interface Splice {
  readonly index: number;
  readonly removed: number;
  readonly inserted: string;
}

/**
 * The shortest change that makes `before` into `after`, never through the middle of a surrogate pair; null when equal. `caret`
 * is where the selection stands in `after`: typed letters end there, which decides where among equal ones the change was.
 */
export function spliceBetween(
  before: string,
  after: string,
  caret = after.length,
): Splice | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  const afterCaret = Math.max(0, after.length - Math.max(0, caret));
  let suffix = sharedEnd(before, after, Math.min(shorter, afterCaret));
  const prefix = sharedStart(before, after, shorter - suffix);
  suffix = sharedEnd(before, after, shorter - prefix);
  return {
    index: prefix,
    removed: before.length - suffix - prefix,
    inserted: after.slice(prefix, after.length - suffix),
  };
}

function sharedStart(a: string, b: string, max: number): number {
  let length = 0;
  while (length < max && a.charCodeAt(length) === b.charCodeAt(length))
    length++;
  return length > 0 && isHigh(a.charCodeAt(length - 1)) ? length - 1 : length;
}

function sharedEnd(a: string, b: string, max: number): number {
  let length = 0;
  while (
    length < max &&
    a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)
  )
    length++;
  return length > 0 && isLow(a.charCodeAt(a.length - length))
    ? length - 1
    : length;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
