/**
 * A position between two others without touching either: a fraction in (0, 1) written as its digits in base 62, never ending
 * in 0 (below it there would be no room). Plain string order is the order. Two people who insert at one place get different
 * positions because each ends with letters of the item's own id.
 */
export type Position = string;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const last = digits.length - 1;
const middle = 'V';
/** Far beyond what people reach by moving; a longer one did not come from here. */
const longest = 256;
const pattern = /^[0-9A-Za-z]*[1-9A-Za-z]$/;

export function isPosition(value: unknown): value is Position {
  return (
    typeof value === 'string' && value.length <= longest && pattern.test(value)
  );
}

/** `low < result < high`, where null is the open end. `id` makes it differ from what another device would find. */
export function positionBetween(
  low: Position | null,
  high: Position | null,
  id: string,
): Position {
  if (low !== null && high !== null && low >= high)
    throw new Error('no room between positions in the wrong order');
  const plain = shortestBetween(low, high);
  const own = plain + id.slice(-3) + middle;
  return high === null || own < high ? own : plain;
}

/** Where an item goes whose placement cannot be used: behind those people placed. */
export function lastResortPosition(id: string): Position {
  return `zzzz${id}${middle}`;
}

function shortestBetween(low: string | null, high: string | null): string {
  if (high === null) return after(low ?? '');
  if (low === null) return before(high);
  let shared = '';
  for (let i = 0; ; i++) {
    const a = digitAt(low, i);
    const b = digitAt(high, i);
    if (b - a > 1) return shared + digits.charAt((a + b) >> 1);
    shared += digits.charAt(a);
    // One apart: anything above what is left of `low` is still below `high`.
    if (b > a) return shared + after(low.slice(i + 1));
  }
}

/** The shortest step up, so that appending fifty times costs two letters and not ten. `before` likewise down. */
function after(low: string): string {
  for (let i = 0; i < low.length; i++) {
    const digit = digitAt(low, i);
    if (digit < last) return low.slice(0, i) + digits.charAt(digit + 1);
  }
  return low + middle;
}

function before(high: string): string {
  for (let i = 0; i < high.length; i++) {
    const digit = digitAt(high, i);
    if (digit === 1) return `${high.slice(0, i)}0${middle}`;
    if (digit > 1) return high.slice(0, i) + digits.charAt(digit - 1);
  }
  throw new Error('a position ends in 0');
}

function digitAt(text: string, i: number): number {
  return i < text.length ? digits.indexOf(text.charAt(i)) : 0;
}
