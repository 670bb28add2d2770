import { type Result, ok } from '@minga/base';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type PeopleHere,
  type PersonHere,
  tryPin,
  waitAfter,
  waitOf,
} from './people.ts';
import { type PinSeal, makeRowKey } from './pin.ts';

const pin = 'maíz 42';
let seal: PinSeal;
beforeAll(async () => {
  ({ seal } = await makeRowKey('ana', pin));
});

function ana(): PersonHere {
  return {
    id: 'ana',
    name: 'Ana',
    database: 'minga-ana',
    seal,
    rows: 'sealed',
    wrongTries: 0,
    notBefore: 0,
    lockAfterMinutes: 5,
  };
}

/** `people.browser.test.ts` has the real one. */
function onlyAna() {
  let kept: PersonHere | null = ana();
  const answer = <T>(value: T): Promise<Result<T, 'failed'>> =>
    Promise.resolve(ok(value));
  const people: PeopleHere = {
    all: () => answer(kept === null ? [] : [kept]),
    change(_id, change) {
      kept = change(kept);
      return answer(kept);
    },
    close: () => undefined,
  };
  return { people, kept: () => kept ?? ana() };
}

describe('the wait after wrong PINs', () => {
  it('begins with the third and doubles up to an hour', () => {
    expect([1, 2, 3, 4, 5, 6].map(waitAfter)).toEqual([
      0, 0, 30_000, 60_000, 120_000, 240_000,
    ]);
    expect([10, 11, 500].map(waitAfter)).toEqual([
      3_600_000, 3_600_000, 3_600_000,
    ]);
  });

  it('is not longer than was told, should the clock be put back', () => {
    const waiting = { ...ana(), wrongTries: 3, notBefore: 1_000_000 };
    expect(waitOf(waiting, 990_000)).toBe(10_000);
    expect(waitOf(waiting, 5)).toBe(30_000);
    expect(waitOf(waiting, 1_000_001)).toBe(0);
  });
});

describe('trying a PIN', () => {
  it('opens with the right one, and forgets the wrong ones before it', async () => {
    const { people, kept } = onlyAna();
    const wrong = await tryPin(people, 'ana', 'otro 11', () => 1000);
    expect(wrong).toEqual({ ok: false, error: { code: 'wrong', waitMs: 0 } });
    expect(kept().wrongTries).toBe(1);
    expect((await tryPin(people, 'ana', pin, () => 1000)).ok).toBe(true);
    expect(kept()).toMatchObject({ wrongTries: 0, notBefore: 0 });
  });

  it('not even the right one opens while she has to wait', async () => {
    const { people, kept } = onlyAna();
    let now = 1000;
    for (const waitMs of [0, 0, 30_000])
      expect(await tryPin(people, 'ana', 'otro 11', () => now)).toEqual({
        ok: false,
        error: { code: 'wrong', waitMs },
      });
    now += 29_000;
    expect(await tryPin(people, 'ana', pin, () => now)).toEqual({
      ok: false,
      error: { code: 'too-soon', waitMs: 1000 },
    });
    expect(kept().wrongTries).toBe(3);
    now += 1000;
    expect((await tryPin(people, 'ana', pin, () => now)).ok).toBe(true);
  });

  it('is counted before it is answered: who closes the page has tried', async () => {
    const { people, kept } = onlyAna();
    const trying = tryPin(people, 'ana', 'otro 11', () => 1000);
    await Promise.resolve();
    expect(kept().wrongTries).toBe(1);
    await trying;
  });
});
