import type { StoreWrite } from '@minga/store';
import { afterEach, describe, expect, test } from 'vitest';
import { type Bench, type Member, createBench } from './test-support/bench.ts';
import { type NetworkHabits, calm } from './test-support/memory-log.ts';
import { seededRandom } from './test-support/random-replicas.ts';
import type { Tab } from './test-support/tab.ts';

let bench: Bench;
afterEach(() => bench.close());

function puts(
  writes: readonly StoreWrite[],
  table: StoreWrite['table'],
): boolean {
  return writes.some((write) => write.kind === 'put' && write.table === table);
}

type When = 'crash-before' | 'crash-after';

/** Dies once, at the first transaction that puts something into `table`. */
function dyingAt(table: StoreWrite['table'], when: When) {
  let died = false;
  return {
    store: {
      fault: (writes: readonly StoreWrite[]) => {
        if (died || !puts(writes, table)) return null;
        died = true;
        return when;
      },
    },
  };
}

const living = { store: { fault: () => null } };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function type(tab: Tab, text: string): Promise<void> {
  for (const letter of text) tab.text.insert(tab.text.length, letter);
  await tab.settled();
}

describe('[E3] whatever is interrupted, nothing is lost and nothing is there twice', () => {
  test.each([
    ['before a frame is stored', 'sent', 'crash-before'],
    ['after a frame is stored, before it is sent', 'sent', 'crash-after'],
    ['before an acknowledgement is stored', 'log', 'crash-before'],
    ['after an acknowledgement is stored', 'log', 'crash-after'],
  ] as const)('the writer dies %s', async (_when, table, fault) => {
    bench = await createBench();
    const ana = await bench.member('ana', dyingAt(table, fault));
    const luis = await bench.member('luis');
    const tab = await ana.tab();
    await type(tab, 'abc');
    await until(() => ana.told.stopped.length > 0);
    await type(tab, 'def');
    await ana.crash(living);
    await type(tab, 'ghi');
    await bench.quiet();
    expect([ana.text, luis.text, tab.text.toJSON()]).toEqual(
      Array(3).fill('abcdefghi'),
    );
    expect(ana.told).toMatchObject({ salvaged: 0, duplicated: 0, refused: [] });
    expect(luis.engine.status()).toMatchObject({
      quarantined: 0,
      setAside: 0,
      duplicated: [],
    });
    expect(luis.engine.frontier().get(ana.signer.device)).toBe(
      bench.log.frames.length,
    );
  });

  test('the acknowledgement is lost with the connection', async () => {
    let losing = true;
    bench = await createBench({ ...calm, losesAck: () => losing });
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    const tab = await ana.tab();
    await type(tab, 'abc');
    await until(() => bench.log.frames.length === 1);
    losing = false;
    ana.offline();
    await type(tab, 'def');
    await ana.online();
    await bench.quiet();
    expect(luis.text).toBe('abcdef');
    expect(bench.log.frames).toHaveLength(2);
  });

  test('and then the writer dies too', async () => {
    let losing = true;
    bench = await createBench({ ...calm, losesAck: () => losing });
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    const tab = await ana.tab();
    await type(tab, 'abc');
    await until(() => bench.log.frames.length === 1);
    losing = false;
    await ana.crash();
    await type(tab, 'def');
    await bench.quiet();
    expect(luis.text).toBe('abcdef');
    expect(bench.log.frames).toHaveLength(2);
    expect(ana.told.duplicated).toBe(0);
  });

  test.each(['crash-before', 'crash-after'] as const)(
    'the reader dies while storing an entry (%s)',
    async (fault) => {
      bench = await createBench();
      const ana = await bench.member('ana');
      const luis = await bench.member('luis', dyingAt('log', fault));
      const tab = await ana.tab();
      await type(tab, 'abc');
      await until(() => luis.told.stopped.length > 0);
      await type(tab, 'def');
      await luis.crash(living);
      await bench.quiet();
      expect(luis.text).toBe('abcdef');
      expect(luis.engine.cursor).toBe(ana.engine.cursor);
    },
  );

  test('no room on the device: kept in memory, tried again, told', async () => {
    bench = await createBench();
    let full = true;
    const fault = (writes: readonly StoreWrite[]) =>
      full && puts(writes, 'sent') ? ({ code: 'quota' } as const) : null;
    const failures: (string | null)[] = [];
    const ana = await bench.member('ana', { store: { fault } });
    const luis = await bench.member('luis');
    const tab = await ana.tab();
    await type(tab, 'abc');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(luis.text).toBe('');
    full = false;
    failures.push(null);
    await bench.quiet();
    expect(luis.text).toBe('abc');
  });

  test('a leader that was replaced while it was frozen writes nothing when it wakes', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    const tab = await ana.tab();
    await type(tab, 'abc');
    await bench.quiet();
    await type(tab, 'def');
    const frozen = await ana.takeOver();
    await frozen.flush();
    expect(ana.told.stopped).toEqual(['fenced']);
    await type(tab, 'ghi');
    await bench.quiet();
    expect([ana.text, luis.text]).toEqual(['abcdefghi', 'abcdefghi']);
    expect(luis.engine.status().duplicated).toEqual([]);
    expect(ana.told).toMatchObject({ duplicated: 0, salvaged: 0 });
    await frozen.close();
  });
});

describe('a bad network', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'delays, repetitions, overtaking, lost answers, deaths (story %i)',
    async (seed) => {
      const random = seededRandom(seed);
      let isBad = true;
      const habits: NetworkHabits = {
        delayMs: () => random(8),
        repeats: () => isBad && random(6) === 0,
        overtakes: () => isBad && random(6) === 0,
        losesAck: () => isBad && random(8) === 0,
      };
      bench = await createBench(habits);
      const people = [
        await bench.member('ana'),
        await bench.member('luis'),
        await bench.member('rosa'),
      ];
      const tabs = await Promise.all([0, 0, 1, 2].map((i) => people[i]!.tab()));
      let letters = 0;
      for (let step = 0; step < 60; step++) {
        const person = people[random(3)]!;
        const tab = tabs[random(4)]!;
        const at = random(tab.text.length + 1);
        const next = random(12);
        if (next === 0) person.offline();
        else if (next === 1) await reconnect(person);
        else if (next === 2) await person.crash();
        else if (next === 3 && tab.text.length > at)
          tab.text.format(at, 1, { bold: true });
        else {
          tab.text.insert(at, 'x');
          letters++;
        }
        if (random(3) === 0)
          await new Promise((resolve) => setTimeout(resolve, random(15)));
      }
      isBad = false;
      await Promise.all(tabs.map((tab) => tab.settled()));
      for (const person of people) await reconnect(person);
      await bench.quiet();
      for (const person of people) await reconnect(person);
      await bench.quiet();
      const texts = [
        ...people.map(({ text }) => text),
        ...tabs.map(({ text }) => text.toJSON()),
      ];
      expect(texts).toEqual(texts.map(() => 'x'.repeat(letters)));
      const marks = people.map(
        ({ engine }) => engine.shadow.getText('t').toDelta() as unknown,
      );
      expect(marks).toEqual(marks.map(() => marks[0]));
      for (const { told, engine } of people) {
        expect(told).toMatchObject({ salvaged: 0, duplicated: 0, refused: [] });
        expect(engine.status()).toMatchObject({
          unsent: 0,
          unacknowledged: 0,
          quarantined: 0,
          setAside: 0,
          duplicated: [],
        });
      }
    },
  );
});

async function reconnect(person: Member): Promise<void> {
  person.offline();
  await person.online();
}
