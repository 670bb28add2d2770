import { expect, test } from 'vitest';
import { deepEqual } from './deep-equal.ts';

test('what is on the buttons is compared by what it says', () => {
  const shown = { bold: true, can: ['undo', null], at: { level: 2 } };
  expect(deepEqual(shown, structuredClone(shown))).toBe(true);
  expect(deepEqual(NaN, NaN)).toBe(true);
  expect(deepEqual(shown, { ...shown, bold: false })).toBe(false);
  expect(deepEqual(shown, { ...shown, can: ['undo'] })).toBe(false);
  expect(deepEqual({ a: undefined }, { b: undefined })).toBe(false);
  expect(deepEqual({}, null)).toBe(false);
});

test('what is more than data is the same only when it is itself', () => {
  expect(deepEqual(new Map([[1, 2]]), new Map([[1, 3]]))).toBe(false);
  expect(deepEqual([], {})).toBe(false);
});
