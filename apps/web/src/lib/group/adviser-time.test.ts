import type { MemberView } from '@minga/sync';
import { expect, test } from 'vitest';
import { endingAdvisers, monthsAfter } from './adviser-time.ts';

const day = 86_400_000;
const now = new Date(2026, 10, 27, 9).getTime();

test('three months later is the same day, and the last one where a month has none', () => {
  expect(new Date(monthsAfter(now, 3))).toEqual(new Date(2027, 1, 27, 9));
  const end = new Date(2026, 10, 30, 9).getTime();
  expect(new Date(monthsAfter(end, 3))).toEqual(new Date(2027, 1, 28, 9));
});

test('from seven days before and afterwards, of who accompanies and has a day', () => {
  const who = (right: MemberView['right'], until: number) =>
    ({ right, until }) as MemberView;
  const ending = [
    who('companion', now + 7 * day),
    who('companion', now - 40 * day),
  ];
  const others = [
    who('companion', now + 7 * day + 1),
    who('companion', 0),
    who('writer', now),
  ];
  expect(endingAdvisers([...others, ...ending], now)).toEqual(ending);
});
