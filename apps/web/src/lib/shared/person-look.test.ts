import { expect, test } from 'vitest';
import { assignShapes, initialsOf, personShapes } from './person-look.ts';

test('eight people have eight looks, and a ninth shares one', () => {
  const members = Array.from({ length: 9 }, (_, i) => `member-${i}`);
  const looks = assignShapes(members);
  expect(new Set([...looks.values()].slice(0, 8)).size).toBe(
    personShapes.length,
  );
  expect(looks.size).toBe(9);
});

test('a newcomer changes nobody’s look', () => {
  const before = assignShapes(['a', 'b', 'c']);
  const after = assignShapes(['a', 'b', 'c', 'd']);
  for (const [member, look] of before) expect(after.get(member)).toBe(look);
});

test('initials are the first letters of the first and the last name', () => {
  expect(initialsOf('Rosa María Quispe')).toBe('RQ');
  expect(initialsOf('Ñusta')).toBe('Ñ');
  expect(initialsOf('ana «la de UTP»')).toBe('AU');
  expect(initialsOf('')).toBe('');
});
