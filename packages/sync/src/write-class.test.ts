import { afterEach, expect, test } from 'vitest';
import type { WriteClass } from './api.ts';
import { type Bench, createBench } from './test-support/bench.ts';
import { classCodes, mayWriteClass } from './write-class.ts';

let bench: Bench;
afterEach(() => bench.close());

test.each([
  ['reader', ['comments']],
  ['companion', ['accompaniment', 'comments']],
  ['writer', ['school', 'accompaniment', 'comments']],
] as const)(
  '[E19] a %s begins documents of the classes she may write, no others',
  async (right, expected) => {
    bench = await createBench();
    await bench.member('ana');
    const { signer } = await bench.member('rosa', { right });
    const log = { projected: bench.membership() };
    const classes = Object.keys(classCodes) as WriteClass[];
    expect(
      classes.filter((one) => mayWriteClass({ log, signer }, one)),
    ).toEqual(expected);
  },
);
