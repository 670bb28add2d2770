import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  type Member,
  createBench,
  quarantineCodes,
  writes,
} from './test-support/bench.ts';
import { createForger } from './test-support/forger.ts';

let bench: Bench;
afterEach(() => bench.close());

async function people(...names: readonly string[]): Promise<Member[]> {
  bench = await createBench();
  const all: Member[] = [];
  for (const name of names) all.push(await bench.member(name));
  return all;
}

function rowsOf(member: Member, table: 'log' | 'held' | 'state'): string[] {
  return [...(member.disk.tables.get(table)?.keys() ?? [])];
}

describe('[P12] another log', () => {
  test('that lost everything is given it again, what others wrote included', async () => {
    const [ana, luis] = await people('ana', 'luis');
    await writes(bench, ana!, 'de Ana ');
    await writes(bench, luis!, 'de Luis ');
    const before = [...bench.log.frames];
    luis!.offline();
    bench.log.reset();
    ana!.offline();
    await ana!.online();
    await bench.quiet();
    await expect.poll(() => bench.log.frames).toEqual(before);
    await luis!.online();
    await bench.quiet();
    expect(bench.log.frames).toEqual(before);
    const rosa = await bench.member('rosa');
    await bench.quiet();
    expect(rosa.text).toBe(ana!.text);
    expect(ana!.engine.cursor).toBe(rosa.engine.cursor);
    expect(rowsOf(ana!, 'log')).toHaveLength(2);
  });

  test('that lost its end is given the end', async () => {
    const [ana] = await people('ana');
    await writes(bench, ana!, 'uno ');
    await writes(bench, ana!, 'dos ');
    await writes(bench, ana!, 'tres ');
    const before = [...bench.log.frames];
    ana!.offline();
    const tab = await ana!.tab();
    tab.text.insert(tab.text.length, 'cuatro');
    await tab.settled();
    bench.log.reset(1);
    await ana!.online();
    await bench.quiet();
    await expect.poll(() => bench.log.frames).toHaveLength(4);
    const rosa = await bench.member('rosa');
    await bench.quiet();
    expect(rosa.text).toBe('uno dos tres cuatro');
    expect(before.every((frame) => bench.log.frames.includes(frame))).toBe(
      false,
    );
    expect(bench.log.frames).toEqual(expect.arrayContaining(before));
  });

  test('the offering goes on after a death in the middle', async () => {
    const [ana] = await people('ana');
    for (const text of ['a', 'b', 'c', 'd']) await writes(bench, ana!, text);
    ana!.offline();
    bench.log.reset();
    bench.log.answerNext('store', 'store', { kind: 'lost' });
    await ana!.online();
    await bench.quiet();
    await ana!.crash();
    await bench.quiet();
    await expect.poll(() => bench.log.frames).toHaveLength(4);
    const rosa = await bench.member('rosa');
    await bench.quiet();
    expect(rosa.text).toBe('abcd');
  });

  test('the same log again costs nothing', async () => {
    const [ana] = await people('ana');
    await writes(bench, ana!, 'uno');
    const { cursor } = ana!.engine;
    expect(await ana!.engine.enterLog(bench.log.logId)).toBe(cursor);
    await ana!.engine.resetLog();
    expect(ana!.engine.cursor).toBe(0);
    ana!.offline();
    await ana!.online();
    await bench.quiet();
    expect(ana!.engine.cursor).toBe(cursor);
    expect(bench.log.frames).toHaveLength(1);
    expect(ana!.text).toBe('uno');
  });
});

describe('[P11] something in between is missing', () => {
  test('it is asked for, and the cursor waits', async () => {
    const [ana, luis] = await people('ana', 'luis');
    await writes(bench, ana!, 'a');
    const { cursor } = luis!.engine;
    luis!.engine.receive({
      seq: cursor + 50,
      back: 10,
      frame: await (
        await createForger(bench, ana!.signer)
      ).frame(() => undefined),
      via: null,
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await bench.quiet();
    expect(luis!.engine.cursor).toBe(cursor);
    await writes(bench, ana!, 'b');
    expect(luis!.text).toBe('ab');
    expect(luis!.engine.cursor).toBe(ana!.engine.cursor);
  });
});

describe('opening', () => {
  test(
    'reads a compacted log and only what came after it',
    { timeout: 30_000 },
    async () => {
      const [ana, luis] = await people('ana', 'luis');
      const forger = await createForger(
        bench,
        (await bench.member('rosa', { offline: true })).signer,
      );
      const text = forger.doc.getText('t');
      await writes(bench, ana!, 'principio ');
      for (let i = 0; i < 520; i++)
        bench.log.insert(
          await forger.frame(() => text.insert(text.length, 'z')),
        );
      await bench.quiet();
      expect(rowsOf(luis!, 'state')).toHaveLength(1);
      await writes(bench, ana!, ' fin');
      const before = luis!.text;
      const frontier = [...luis!.engine.frontier()].sort();
      await luis!.crash();
      expect(luis!.text).toBe(before);
      expect([...luis!.engine.frontier()].sort()).toEqual(frontier);
      await writes(bench, luis!, '!');
      expect(ana!.text).toBe(luis!.text);
      expect(ana!.engine.status()).toMatchObject({
        quarantined: 0,
        duplicated: [],
      });
      luis!.engine.receive({
        seq: 9000,
        back: 9000,
        frame: bench.log.frames[3]!,
        via: null,
      });
      await bench.quiet();
      expect(luis!.engine.status().duplicated).toEqual([]);
    },
  );

  test(
    'an entry that was set aside before the log was compacted is in the document when it can be',
    { timeout: 30_000 },
    async () => {
      const [, luis] = await people('ana', 'luis');
      const rosa = await bench.member('rosa', { offline: true });
      const [late, steady] = [
        await createForger(bench, rosa.signer),
        await createForger(
          bench,
          (await bench.member('ines', { offline: true })).signer,
        ),
      ];
      const first = await late.frame(() =>
        late.doc.getText('t').insert(0, 'a'),
      );
      bench.log.insert(
        await late.frame(() => late.doc.getText('t').insert(1, 'b')),
      );
      const other = steady.doc.getText('u');
      for (let i = 0; i < 510; i++)
        bench.log.insert(await steady.frame(() => other.insert(0, 'z')));
      await bench.quiet();
      await luis!.crash();
      bench.log.insert(first);
      await bench.quiet();
      expect(luis!.text).toBe('ab');
      await luis!.crash();
      expect(luis!.text).toBe('ab');
      expect(luis!.engine.shadow.getText('u').length).toBe(510);
    },
  );

  test('damage to all that was written here is mended too, and is no second device', async () => {
    const [ana, luis] = await people('ana', 'luis');
    for (const text of ['uno ', 'dos ', 'tres '])
      await writes(bench, ana!, text);
    const { tables } = ana!.disk;
    for (const table of ['log', 'meta'] as const)
      for (const key of tables.get(table)!.keys())
        tables.get(table)!.set(key, new Uint8Array([9]));
    ana!.offline();
    await ana!.crash();
    const tab = await ana!.tab();
    tab.text.insert(0, 'cuatro ');
    await tab.settled();
    await ana!.online();
    await bench.quiet();
    expect(luis!.text.split(' ').sort()).toEqual(
      'cuatro dos tres uno '.split(' ').sort(),
    );
    expect(ana!.told.duplicated).toBe(0);
    expect(luis!.engine.status().duplicated).toEqual([]);
    expect([...luis!.engine.frontier().values()]).toEqual([4]);
    // The damage has been dealt with: nothing is fetched a second time.
    const { cursor } = ana!.engine;
    ana!.offline();
    await ana!.crash();
    expect(ana!.engine.cursor).toBe(cursor);
    expect(ana!.text).toBe(luis!.text);
  });

  test.each(['log', 'held', 'state', 'meta', 'sent', 'local'] as const)(
    'damage in the table %s is mended from the log',
    async (table) => {
      const [ana, luis] = await people('ana', 'luis');
      await writes(bench, ana!, 'uno ');
      await writes(bench, luis!, 'dos ');
      await writes(bench, ana!, 'tres ');
      luis!.offline();
      const rows = luis!.disk.tables.get(table)!;
      const key =
        [...rows.keys()].find((one) => one.includes(bench.doc)) ??
        `${bench.space}/${bench.doc}/0000000000000009`;
      rows.set(key, new Uint8Array([9, 9, 9]));
      await luis!.crash();
      await luis!.online();
      await bench.quiet();
      expect(luis!.text).toBe('uno dos tres ');
      await writes(bench, luis!, 'cuatro');
      expect(ana!.text).toBe('uno dos tres cuatro');
      expect(ana!.engine.status().duplicated).toEqual([]);
      expect(quarantineCodes(ana!)).toEqual([]);
    },
  );
});
