import { expect, test } from 'vitest';
import { seededRandom } from './test-replicas.ts';
import { createUlidSource, isUlid, ulidTime } from './ulid.ts';

test('ids of one source grow, also when the clock stands still or goes back a day', () => {
  let now = 1_780_000_000_000;
  const newId = createUlidSource({
    clock: { now: () => now },
    random: seededRandom(1),
  });
  let last = '';
  for (let i = 0; i < 2000; i++) {
    if (i === 500) now -= 86_400_000;
    if (i === 1500) now += 2 * 86_400_000;
    const id = newId();
    expect(isUlid(id)).toBe(true);
    expect(id > last).toBe(true);
    last = id;
  }
});

test('an id says when it was made and keeps growing past its last random letter', () => {
  const newId = createUlidSource({
    clock: { now: () => 1_780_000_000_000 },
    random: { bytes: (length) => new Uint8Array(length).fill(255) },
  });
  expect(ulidTime(newId())).toBe(1_780_000_000_000);
  expect(ulidTime(newId())).toBe(1_780_000_000_001);
});

test('an id is 26 letters of its alphabet', () => {
  expect(isUlid('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(true);
  for (const text of [
    '',
    '01ARZ3NDEKTSV4RRFFQ69G5FA',
    '01ARZ3NDEKTSV4RRFFQ69G5FAU',
    '81ARZ3NDEKTSV4RRFFQ69G5FAV',
    '__proto__',
  ])
    expect(isUlid(text), text).toBe(false);
});
