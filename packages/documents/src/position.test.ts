import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isPosition, positionBetween } from './position.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const ids = ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01ARZ3NDEKTSV4RRFFQ69G5000'];

test('there is always a position between two, before the first and after the last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat(1)), { maxLength: 80 }),
      (inserts) => {
        const order: string[] = [];
        for (const [where, who] of inserts) {
          const at = where % (order.length + 1);
          const position = positionBetween(
            order[at - 1] ?? null,
            order[at] ?? null,
            ids[who]!,
          );
          expect(isPosition(position)).toBe(true);
          order.splice(at, 0, position);
        }
        expect([...order].sort()).toEqual(order);
        expect(new Set(order).size).toBe(order.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('positions stay short when a hundred items are added at one end', () => {
  let first: string | null = null;
  let last: string | null = null;
  for (let i = 0; i < 100; i++) {
    first = positionBetween(null, first, ids[0]!);
    last = positionBetween(last, null, ids[1]!);
  }
  expect(first!.length).toBeLessThan(12);
  expect(last!.length).toBeLessThan(12);
});

test('two devices that insert at one place find different positions', () => {
  expect(positionBetween('V', 'W', ids[0]!)).not.toBe(
    positionBetween('V', 'W', ids[1]!),
  );
});

test('what is no position is recognised', () => {
  for (const value of ['', '0', 'V0', 'a b', 'ñ', 'V'.repeat(257), 5, null])
    expect(isPosition(value)).toBe(false);
});
