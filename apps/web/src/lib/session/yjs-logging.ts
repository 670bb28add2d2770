// What Yjs asks of lib0/logging (see vite.config.ts): some marks and two ways to print.
export const BOLD = Symbol('bold');
export const UNBOLD = Symbol('unbold');
export const ORANGE = Symbol('orange');
export const RED = Symbol('red');

export function print(...parts: readonly unknown[]): void {
  console.log(...withoutMarks(parts));
}

export function warn(...parts: readonly unknown[]): void {
  console.warn(...withoutMarks(parts));
}

function withoutMarks(parts: readonly unknown[]): unknown[] {
  return parts.filter((part) => typeof part !== 'symbol');
}
