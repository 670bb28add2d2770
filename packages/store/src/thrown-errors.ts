import type { StoreError } from './local-store.ts';

/** What IndexedDB throws, looked into without believing anything about its shape. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function textAt(holder: unknown, name: string): string {
  const text = isRecord(holder) ? holder[name] : undefined;
  return typeof text === 'string' ? text : '';
}

/** The error, then what it came from: Dexie wraps one in `inner`, those of a bulk write in `failures`. */
function causesOf(thrown: unknown): unknown[] {
  const causes: unknown[] = [];
  let next = thrown;
  while (isRecord(next) && causes.length < 8) {
    causes.push(next);
    const { inner, failures } = next;
    next = Array.isArray(failures) ? failures[0] : inner;
  }
  return causes;
}

export function namesOf(thrown: unknown): string[] {
  return causesOf(thrown).map((cause) => textAt(cause, 'name'));
}

export function detailOf(thrown: unknown): string {
  return isRecord(thrown)
    ? `${textAt(thrown, 'name')}: ${textAt(thrown, 'message')}`
    : String(thrown);
}

export function errorOf(thrown: unknown): StoreError {
  const code = namesOf(thrown).includes('QuotaExceededError')
    ? 'quota'
    : 'failed';
  return { code, detail: detailOf(thrown) };
}

/** A transaction that was aborted without a reason: not by us, then, and not for want of room. */
export function isBareAbort(thrown: unknown): boolean {
  return namesOf(thrown).at(-1) === 'AbortError';
}

const lostNames = new Set(['InvalidStateError', 'DatabaseClosedError']);
// Safari says this with an UnknownError after it has suspended the page.
const lostMessage = /connection is clos|connection .*server lost/i;

export function saysConnectionIsLost(thrown: unknown): boolean {
  return causesOf(thrown).some(
    (cause) =>
      lostNames.has(textAt(cause, 'name')) ||
      lostMessage.test(textAt(cause, 'message')),
  );
}
