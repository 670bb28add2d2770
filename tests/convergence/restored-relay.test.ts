import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAgreement, untilAtRest } from '../support/agreement.ts';
import { type Crowd, type Person, gather } from '../support/crowd.ts';
import { fastClock } from '../support/fast-clock.ts';
import { startLocalRelay } from '../support/local-relay.ts';
import { sent } from '../support/member.ts';
import { diceOf } from '../support/seeds.ts';
import { textOf, type } from '../support/typing.ts';

const clock = fastClock(16);

describe('a relay that forgot', () => {
  const ends: (() => Promise<void>)[] = [];
  const begin = async (names: readonly string[]) => {
    const relay = await startLocalRelay({ clock });
    ends.push(() => relay.dispose());
    const options = { relay: relay.url, clock, dice: diceOf(1), names };
    const crowd = await gather(options);
    ends.push(() => crowd.close());
    await untilAtRest(crowd);
    return { relay, crowd };
  };
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  it.each(['silently', 'openly'] as const)(
    'is given back %s what it had acknowledged since its copy was made [P12]',
    async (how) => {
      const { relay, crowd } = await begin(['Ana', 'Rosa', 'Pedro']);
      const [ana, rosa] = two(crowd);
      await relay.backUp();
      await untilAtRest(crowd);
      for (const [i, person] of [ana, rosa, ana, rosa].entries()) {
        type(person.problem.doc, 'repeats', ` palabra${i}`);
        await sent(person.problem);
      }
      await relay.restore(how);
      await untilAtRest(crowd);
      expectAgreement(crowd);
      await expectNewcomer(crowd, [0, 1, 2, 3]);
    },
  );

  it('is given back what it lost even when somebody else has written over the same places [P12]', async () => {
    const { relay, crowd } = await begin(['Ana', 'Rosa', 'Pedro']);
    const [ana, rosa, pedro] = two(crowd);
    await relay.backUp();
    await untilAtRest(crowd);
    pedro.away = true;
    for (const i of [0, 1, 2, 3]) {
      type(ana.problem.doc, 'repeats', ` palabra${i}`);
      await sent(ana.problem);
    }
    await untilRead(rosa, 'palabra3');
    ana.away = true;
    rosa.away = true;
    await relay.restore('silently');
    pedro.away = false;
    for (const i of [4, 5, 6, 7, 8, 9]) {
      type(pedro.problem.doc, 'repeats', ` palabra${i}`);
      await sent(pedro.problem);
    }
    ana.away = false;
    rosa.away = false;
    await untilAtRest(crowd);
    expectAgreement(crowd);
    await expectNewcomer(crowd, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each([
    ['', 0],
    [', though her invitation has expired meanwhile', 60 * 86_400_000],
  ])(
    'does not lock out who joined after its copy was made: those who know her tell it again%s [P12] [P26] [P27]',
    async (_when, later) => {
      let ahead = 0;
      const relay = await startLocalRelay({
        clock: { ...clock, now: () => clock.now() + ahead },
      });
      ends.push(() => relay.dispose());
      const crowd = await gather({
        relay: relay.url,
        clock,
        dice: diceOf(2),
        names: ['Ana', 'Rosa'],
        beforeJoining: () => relay.backUp(),
      });
      ends.push(() => crowd.close());
      await untilAtRest(crowd);
      const [ana, rosa] = two(crowd);
      ana.away = true;
      ahead = later;
      await relay.restore('openly');
      // Rosa comes first: the relay does not know her.
      await untilTrue(() => rosa.view().connection === 'refused');
      expect(rosa.view().refusedCode).toBe(4403);
      type(rosa.problem.doc, 'repeats', ' palabra0');
      ana.away = false;
      await untilAtRest(crowd);
      expectAgreement(crowd);
      expect(ana.view().members).toHaveLength(2);
      await untilRead(ana, 'palabra0');
    },
  );

  it('and has lost everything is given all of it by who founded the space [P7] [P12]', async () => {
    const { relay, crowd } = await begin(['Ana', 'Rosa']);
    const [ana, rosa] = two(crowd);
    type(rosa.problem.doc, 'repeats', ' palabra0');
    await untilAtRest(crowd);
    await relay.stop();
    for (const end of ['', '-wal', '-shm'])
      rmSync(join(relay.dataFolder, `relay.db${end}`), { force: true });
    type(ana.problem.doc, 'repeats', ' palabra1');
    await relay.start();
    await untilAtRest(crowd);
    expectAgreement(crowd);
    await expectNewcomer(crowd, [0, 1]);
  });
});

function two({ people }: Crowd): readonly [Person, Person, Person] {
  const [first, second, third = second] = people;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('too few');
  return [first, second, third];
}

/** She has it from nobody but the relay. */
async function expectNewcomer(
  crowd: Crowd,
  words: readonly number[],
): Promise<void> {
  const ines = await crowd.welcome('Inés');
  for (const word of words) await untilRead(ines, `palabra${word}`);
}

async function untilRead(person: Person, word: string): Promise<void> {
  await untilTrue(() => textOf(person.problem.doc, 'repeats').includes(word));
}

async function untilTrue(holds: () => boolean, ms = 15_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > deadline)
      throw new Error(`did not happen within ${ms} ms: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
