import { expect, test } from 'vitest';
import { safetyWordsOf } from './safety-words.ts';

test('four words of the list, of the first 44 bits: another hash gives others, what comes after them nothing', () => {
  const hash = Uint8Array.from({ length: 32 }, (_, i) => 0x5a + i);
  const words = safetyWordsOf(hash);
  expect(words).toHaveLength(4);
  expect(words.every((word) => word.length >= 4)).toBe(true);
  const later = hash.map((byte, i) => (i > 5 ? byte ^ 0xff : byte));
  expect(safetyWordsOf(later)).toEqual(words);
  const first = hash.map((byte, i) => (i === 0 ? byte ^ 0x80 : byte));
  expect(safetyWordsOf(first)).not.toEqual(words);
  expect(safetyWordsOf(new Uint8Array(32))).toEqual([
    'abanico',
    'abanico',
    'abanico',
    'abanico',
  ]);
});
