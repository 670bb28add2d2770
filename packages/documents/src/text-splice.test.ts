import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { spliceBetween } from './text-splice.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

test('a letter typed among equal ones is where the caret says', () => {
  expect(spliceBetween('aa', 'aaa', 1)).toEqual({
    index: 0,
    removed: 0,
    inserted: 'a',
  });
  expect(spliceBetween('aa', 'aaa')).toEqual({
    index: 2,
    removed: 0,
    inserted: 'a',
  });
  expect(spliceBetween('llama', 'lama', 1)).toEqual({
    index: 1,
    removed: 1,
    inserted: '',
  });
});

test('two emoji that share half their code are replaced whole', () => {
  expect(spliceBetween('x😀y', 'x😁y')).toEqual({
    index: 1,
    removed: 2,
    inserted: '😁',
  });
  // 🐀 and 😀 end in the same unit.
  expect(spliceBetween('x🐀y', 'x😀y')).toEqual({
    index: 1,
    removed: 2,
    inserted: '😀',
  });
});

const text = fc.string({
  unit: fc.constantFrom('a', 'b', '\n', '😀', '😁', '🐀', 'ñ'),
  maxLength: 12,
});

test('applying what was found gives what was typed, for any two texts and any caret', () => {
  fc.assert(
    fc.property(
      text,
      text,
      fc.option(fc.integer({ min: -2, max: 30 }), { nil: undefined }),
      (before, after, caret) => {
        const splice = spliceBetween(before, after, caret);
        if (splice === null) {
          expect(before).toBe(after);
          return;
        }
        const { index, removed, inserted } = splice;
        expect(
          before.slice(0, index) + inserted + before.slice(index + removed),
        ).toBe(after);
        for (const part of [
          inserted,
          before.slice(0, index),
          before.slice(index, index + removed),
        ])
          expect(part.isWellFormed()).toBe(true);
      },
    ),
    { numRuns: 3000 },
  );
});
