import { type Bytes, unwrap } from '@minga/base';
import {
  type LocalStore,
  type MemoryFault,
  createMemoryDisk,
  createMemoryStore,
} from '@minga/store';
import { describe, expect, it } from 'vitest';
import { localRowKey, localRowOrdinal, nextOrdinal } from './local-row.ts';
import { createRowWriter } from './row-writer.ts';
import { aDocument, aSpace } from './test-support/frames.ts';
import { manualClock, settle } from './test-support/manual-clock.ts';

const row = (byte: number, size = 20): Bytes => new Uint8Array(size).fill(byte);

function desk(options: { readonly fault?: () => MemoryFault } = {}) {
  const disk = createMemoryDisk();
  let quotaBytes = Number.POSITIVE_INFINITY;
  const clock = manualClock();
  const openStore = (): LocalStore =>
    createMemoryStore({
      disk,
      get quotaBytes() {
        return quotaBytes;
      },
      fault: () => options.fault?.() ?? null,
    });
  const openTab = (store = openStore(), at = clock) => {
    const stored: string[] = [];
    const failures: (string | null)[] = [];
    const writer = createRowWriter({
      store,
      clock: at,
      space: aSpace,
      doc: aDocument,
      nextOrdinal,
      rowKey: localRowKey,
      rowOrdinal: localRowOrdinal,
      stored: (key) => stored.push(key),
      failed: (error) => failures.push(error?.code ?? null),
    });
    return { writer, stored, failures };
  };
  const rows = async () => {
    const listed = await openStore().list('local', { prefix: `${aSpace}/` });
    return unwrap(listed).map(({ value }) => value[0]);
  };
  const setQuota = (bytes: number): void => {
    quotaBytes = bytes;
  };
  return { clock, openTab, rows, setQuota };
}

describe('rows of what is written', () => {
  it('are durable in the order of writing, those of one tick together, and told once each', async () => {
    let commits = 0;
    const { openTab, rows } = desk({
      fault: () => {
        commits += 1;
        return null;
      },
    });
    const { writer, stored } = openTab();
    for (const byte of [1, 2, 3]) writer.write(row(byte));
    await writer.settled();
    expect(commits).toBe(1);
    writer.write(row(4));
    await writer.settled();
    expect(await rows()).toEqual([1, 2, 3, 4]);
    expect(stored).toEqual([...stored].sort());
    expect(new Set(stored).size).toBe(4);
  });

  it('without room they wait in memory, the person is told, and they are written when there is room', async () => {
    const { clock, openTab, rows, setQuota } = desk();
    const { writer, stored, failures } = openTab();
    setQuota(0);
    writer.write(row(1));
    await writer.settled();
    writer.write(row(2));
    await writer.settled();
    expect(failures).toEqual(['quota']);
    await clock.advance(2_000);
    expect(failures).toEqual(['quota', 'quota']);
    expect(await rows()).toEqual([]);
    setQuota(100_000);
    await clock.advance(2_000);
    expect(await rows()).toEqual([1, 2]);
    expect(failures).toEqual(['quota', 'quota', null]);
    expect(stored).toHaveLength(2);
    writer.write(row(3));
    await writer.settled();
    expect(await rows()).toEqual([1, 2, 3]);
  });

  it('two tabs that write in the same millisecond never write over each other', async () => {
    const { openTab, rows } = desk();
    const [one, two] = [openTab(), openTab()];
    for (let i = 0; i < 20; i++) {
      one.writer.write(row(i));
      two.writer.write(row(100 + i));
      if (i % 3 === 0) await settle(1);
    }
    await Promise.all([one.writer.settled(), two.writer.settled()]);
    const written = await rows();
    expect(written).toHaveLength(40);
    const own = (of: (byte: number) => boolean) =>
      written.filter((byte) => of(byte ?? 0));
    expect(own((byte) => byte < 100)).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    );
    expect(own((byte) => byte >= 100)).toEqual(
      Array.from({ length: 20 }, (_, i) => 100 + i),
    );
    expect(one.failures).toEqual([]);
    expect([...one.stored, ...two.stored].length).toBe(40);
  });

  it('sort after the rows of an earlier session although the clock was set back a day', async () => {
    const { clock, openTab, rows } = desk();
    const before = openTab();
    before.writer.write(row(1));
    await before.writer.settled();
    clock.set(clock.now() - 86_400_000);
    const after = openTab();
    after.writer.write(row(2));
    await after.writer.settled();
    expect(await rows()).toEqual([1, 2]);
  });

  it('a row another tab was seen to write comes before ours', async () => {
    const { openTab, rows, clock } = desk();
    const { writer, stored } = openTab();
    const theirs = localRowKey(aSpace, aDocument, clock.now() * 1000 + 500);
    writer.seen(theirs);
    writer.write(row(1));
    await writer.settled();
    expect(stored[0]! > theirs).toBe(true);
    expect(await rows()).toEqual([1]);
  });

  it('a commit that failed and was made all the same is not made twice', async () => {
    const disk = createMemoryDisk();
    const inner = createMemoryStore({ disk });
    let isLying = true;
    const store: LocalStore = {
      ...inner,
      async commit(writes, guards) {
        const done = await inner.commit(writes, guards);
        if (!isLying) return done;
        isLying = false;
        return { ok: false, error: { code: 'failed' } };
      },
    };
    const { clock, openTab } = desk();
    const { writer, stored } = openTab(store);
    writer.write(row(1));
    await writer.settled();
    writer.write(row(2));
    await clock.advance(2_000);
    const listed = await inner.list('local', { prefix: '' });
    expect(unwrap(listed).map(({ value }) => value[0])).toEqual([1, 2]);
    expect(stored).toHaveLength(2);
  });

  it('stop tries once more what waits for room, and then leaves no timer', async () => {
    const { clock, openTab, rows, setQuota } = desk();
    const { writer } = openTab();
    setQuota(0);
    writer.write(row(1));
    await writer.settled();
    setQuota(100_000);
    writer.stop();
    await writer.settled();
    expect(await rows()).toEqual([1]);
    const other = openTab();
    setQuota(0);
    other.writer.write(row(2));
    await other.writer.settled();
    other.writer.stop();
    await other.writer.settled();
    expect(clock.pending).toBe(0);
  });
});
