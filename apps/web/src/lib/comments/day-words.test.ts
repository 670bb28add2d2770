import { expect, test } from 'vitest';
import { dayWords } from './day-words.ts';

const words = {
  today: 'hoy',
  yesterday: 'ayer',
  day: (day: Date) => String(day.getDate()),
};
const at = (month: number, day: number, hour: number) =>
  new Date(2026, month, day, hour).getTime();

test.each([
  ['the same day', at(11, 1, 1), 'hoy'],
  ['an hour before midnight', at(10, 30, 23), 'ayer'],
  ['the day before that', at(10, 29, 23), '29'],
  ['by a clock that is ahead', at(11, 3, 9), '3'],
])('%s', (_case, writtenAt, expected) => {
  expect(dayWords(words, writtenAt, at(11, 1, 22))).toBe(expected);
});
