import type { DeviceKey } from '@minga/base';
import type { MemoryFault, StoreWrite } from '@minga/store';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAgreement, untilAtRest } from '../support/agreement.ts';
import { type Crowd, type Person, gather } from '../support/crowd.ts';
import { fastClock } from '../support/fast-clock.ts';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import { diceOf } from '../support/seeds.ts';
import { textOf, type } from '../support/typing.ts';

const clock = fastClock(16);
const field = 'repeats';

const deaths = [1, 2, 3, 4, 5, 6].flatMap((nth) => [
  { side: 'before' as const, nth },
  { side: 'after' as const, nth },
]);

describe('a device that was copied, keys and all [E5]', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const begin = async (seed: number): Promise<Scene> => {
    const relay = await startLocalRelay({ clock });
    ends.push(() => relay.dispose());
    const crowd = await gather({
      relay: relay.url,
      clock,
      dice: diceOf(seed),
      names: ['Ana', 'Rosa'],
    });
    ends.push(() => crowd.close());
    const [ana, rosa] = crowd.people;
    if (ana === undefined || rosa === undefined) throw new Error('too few');
    write(ana, 'antes');
    await untilAtRest(crowd);
    return { relay, crowd, ana, rosa, first: keysOf(ana)[0] };
  };

  it('writes on under two new keys, each its own, and everything is there once', async () => {
    const { crowd, ana, rosa, first } = await begin(1);
    ana.away = true;
    const twin = await crowd.copy(ana, 'Copia');
    write(ana, 'original1');
    write(twin, 'copia1');
    write(rosa, 'rosa1');
    ana.away = false;
    twin.away = false;
    await untilAtRest(crowd);
    write(ana, 'original2');
    write(twin, 'copia2');
    await untilAtRest(crowd);
    write(twin, 'copia3');
    write(ana, 'original3');
    await untilAtRest(crowd);
    expectAgreement(crowd);
    expectOnce(rosa, [
      ...['antes', 'original1', 'original2', 'original3'],
      ...['copia1', 'copia2', 'copia3', 'rosa1'],
    ]);
    const keys = keysOf(rosa, 'Ana');
    expect(keys).toContain(first);
    expect(keys).toHaveLength(3);
  });

  it.each(deaths)(
    'dies $side step $nth of changing its key, and goes on from there',
    async ({ side, nth }) => {
      const { crowd, ana, rosa } = await begin(3);
      const death = deathInChange(side, nth);
      const twin = await crowd.copy(ana, 'Copia', death.memory);
      write(ana, 'original1');
      await untilAtRest({ ...crowd, people: [ana, rosa] });
      write(twin, 'copia1');
      await twin.problem.settled();
      twin.away = false;
      await expect.poll(() => death.isDead, { timeout: 15_000 }).toBe(true);
      await twin.restart();
      write(twin, 'copia2');
      await untilAtRest(crowd);
      expectAgreement(crowd);
      expectOnce(rosa, ['antes', 'original1', 'copia1', 'copia2']);
    },
  );

  it('and is behind: what the other wrote meanwhile is no reason for the other to change', async () => {
    const { crowd, ana, rosa, first } = await begin(2);
    const twin = await crowd.copy(ana, 'Copia');
    for (const word of ['original1', 'original2', 'original3']) {
      write(ana, word);
      await untilAtRest({ ...crowd, people: [ana, rosa] });
    }
    twin.away = false;
    await untilAtRest(crowd);
    write(twin, 'copia1');
    await untilAtRest(crowd);
    write(ana, 'original4');
    await untilAtRest(crowd);
    expectAgreement(crowd);
    expectOnce(rosa, [
      ...['antes', 'original1', 'original2', 'original3', 'original4'],
      'copia1',
    ]);
    const keys = keysOf(rosa, 'Ana');
    expect(keys).toContain(first);
    expect(keys).toHaveLength(2);
  });

  it('is known by its first key to a relay restored from before the change [P12]', async () => {
    const { relay, crowd, ana, rosa } = await begin(4);
    await relay.backUp();
    const twin = await crowd.copy(ana, 'Copia');
    write(ana, 'original1');
    await untilAtRest({ ...crowd, people: [ana, rosa] });
    twin.away = false;
    await untilAtRest(crowd);
    write(twin, 'copia1');
    await untilAtRest(crowd);
    // Nobody else is there to tell the relay of the new key.
    ana.away = true;
    rosa.away = true;
    await relay.restore('openly');
    write(twin, 'copia2');
    await untilAtRest({ ...crowd, people: [twin] });
    ana.away = false;
    rosa.away = false;
    await untilAtRest(crowd);
    expectAgreement(crowd);
    expectOnce(rosa, ['antes', 'original1', 'copia1', 'copia2']);
  });
});

/** New keys, their action, its position, the exchange, the document's new chain. */
function deathInChange(side: 'before' | 'after', nth: number) {
  let steps = 0;
  let isDead = false;
  const fault = (writes: readonly StoreWrite[]): MemoryFault => {
    const begins = writes.some(
      (one) => one.kind === 'put' && one.key.endsWith('/key-change'),
    );
    if (steps > 0 || begins) steps += 1;
    if (steps !== nth) return null;
    isDead = true;
    return `crash-${side}`;
  };
  return {
    memory: { fault },
    get isDead() {
      return isDead;
    },
  };
}

interface Scene {
  readonly relay: LocalRelay;
  readonly crowd: Crowd;
  readonly ana: Person;
  readonly rosa: Person;
  readonly first: DeviceKey | undefined;
}

function write(person: Person, word: string): void {
  type(person.problem.doc, field, ` ${word}.`);
}

/** Devices in force of a member, as this person sees them. */
function keysOf(person: Person, name = person.name): readonly DeviceKey[] {
  const { members } = person.view();
  return members.find((one) => one.name === name)?.devices ?? [];
}

function expectOnce(person: Person, words: readonly string[]): void {
  const found = textOf(person.problem.doc, field).match(/\w+(?=\.)/g) ?? [];
  expect(found.toSorted()).toEqual([...words].sort());
}
