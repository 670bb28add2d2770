import { editIndex } from '@minga/documents';
import { inlineDecoder } from '@minga/sync';
import { describe, expect, it } from 'vitest';
import {
  expectAgreement,
  expectAllThere,
  untilAtRest,
  untilIntroduced,
} from '../support/agreement.ts';
import { type Crowd, type Person, gather } from '../support/crowd.ts';
import { fastClock } from '../support/fast-clock.ts';
import { type Ledger, openLedger } from '../support/ledger.ts';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import { editAtRandom, scribble } from '../support/random-edits.ts';
import { type Dice, chosenSeeds, diceOf, runSeeds } from '../support/seeds.ts';

const file = 'tests/convergence/random-edits.test.ts';
const seeds = chosenSeeds(200);
const names = ['Ana', 'Rosa', 'Pedro', 'Carla', 'Juan', 'Inés'];
const rounds = 14;

describe('five and six members over a wire that fails', () => {
  it(
    'all end with the same documents and everything that anybody wrote, whatever is cut, late, repeated, apart, dead or restored [P11] [P12] [P21] [E11]',
    { timeout: 1_200_000 },
    async () => {
      let edits = 0;
      await runSeeds(seeds, { atOnce: 4, file }, async (seed) => {
        edits += await tell(seed);
      });
      expect(edits).toBeGreaterThan(seeds.length * rounds);
    },
  );
});

async function tell(seed: number): Promise<number> {
  const dice = diceOf(seed);
  const clock = fastClock(16);
  const relay = await startLocalRelay({ clock });
  const story: string[] = [];
  const ledger = openLedger();
  const count = 5 + dice.below(2);
  const crowd = await gather({
    relay: relay.url,
    clock,
    dice,
    names: names.slice(0, count),
    decoder: inlineDecoder(),
  });
  try {
    // Whoever joins adds to the log of members; a copy of before would let two logs grow out of one ([E6], a fork).
    await untilIntroduced(crowd);
    crowd.faults.cut = dice.pick([0, 0.01, 0.04]);
    crowd.faults.delayMs = dice.pick([0, 5, 25]);
    crowd.faults.repeat = dice.pick([0, 0.1]);
    const plan = planOf(dice);
    story.push(JSON.stringify({ ...crowd.faults, ...plan }));
    const events = eventsOf(plan, dice);
    for (let round = 0; round < rounds; round++) {
      await events(round, crowd, relay);
      await Promise.all(crowd.people.map((one) => writeSome(one, ledger)));
    }
    Object.assign(crowd.faults, { cut: 0, delayMs: 0, repeat: 0 });
    for (const person of crowd.people) {
      person.away = false;
      person.space.hurry();
    }
    await untilAtRest(crowd);
    expectAgreement(crowd);
    for (const { problem } of crowd.people) expectAllThere(problem.doc, ledger);
  } catch (error) {
    throw new Error(`seed ${seed}, ${story.join()}`, { cause: error });
  } finally {
    await crowd.close();
    await relay.dispose();
    clock.stop();
  }
  return ledger.edits;
}

async function writeSome(person: Person, ledger: Ledger): Promise<void> {
  const { dice, newId } = person;
  const times = dice.below(4);
  for (let i = 0; i < times; i++) {
    const { doc } = person.problem;
    if (dice.chance(0.15)) scribble(doc, person.undo, dice);
    else editAtRandom({ doc, dice, ledger, newId });
    if (dice.chance(0.1)) retitle(person);
    if (dice.chance(0.5)) await pause(dice.below(12));
  }
  await pause(dice.below(20));
}

function retitle({ index, newId, dice }: Person): void {
  const { entries } = { entries: [...index.doc.getMap('documents').keys()] };
  const id = entries.find((key) => key.endsWith('/kind'))?.split('/')[0];
  if (id === undefined) return;
  editIndex(index.doc, newId).rename(
    id as Parameters<ReturnType<typeof editIndex>['rename']>[0],
    `Título ${dice.below(1e9)}`,
  );
}

interface Plan {
  readonly backUpAt: number;
  /** -1: never, here and below. */
  readonly restoreAt: number;
  readonly how: 'silently' | 'openly';
  readonly stopAt: number;
}

type Events = (round: number, crowd: Crowd, relay: LocalRelay) => Promise<void>;

function planOf(dice: Dice): Plan {
  return {
    backUpAt: 1 + dice.below(3),
    restoreAt: dice.chance(0.6) ? 6 + dice.below(4) : -1,
    stopAt: dice.chance(0.3) ? 3 + dice.below(8) : -1,
    how: dice.pick(['silently', 'openly'] as const),
  };
}

/** Who goes away, comes back or dies, and when the relay is stopped, backed up and put back. */
function eventsOf(
  { backUpAt, restoreAt, stopAt, how }: Plan,
  dice: Dice,
): Events {
  return async (round, { people }, relay) => {
    for (const person of people)
      if (dice.chance(person.away ? 0.35 : 0.12)) person.away = !person.away;
    if (dice.chance(0.15)) await dice.pick(people).restart();
    if (round === backUpAt && restoreAt > 0) await relay.backUp();
    if (round === restoreAt) await relay.restore(how);
    if (round === stopAt) {
      await relay.stop();
      await pause(30);
      await relay.start();
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
