import { type EntryId, type LogId, bytesToId, unwrap } from '@minga/base';
import type { LogPosition } from '@minga/protocol';
import { createMemoryStore } from '@minga/store';
import { expect, test } from 'vitest';
import { type CursorKeeper, createCursorKeeper } from './space-cursor.ts';
import { aSpace } from './test-support/frames.ts';

const logId = bytesToId<LogId>(new Uint8Array(16).fill(1));
const at = (seq: number): LogPosition => ({
  seq,
  entryId: bytesToId<EntryId>(new Uint8Array(16).fill(seq)),
});
const answer = (seq: number, reset = false) => ({
  reset,
  logId,
  upTo: at(seq),
  changed: [],
});

test('[P12] the latest entry known is named before the cursor; only what answers the cursor is the list', async () => {
  const keeper = await keeperAt(5);
  expect(keeper.opening(() => at(8))).toEqual([
    { logId, since: at(8) },
    { logId, since: at(5) },
  ]);
  expect(keeper.isList(answer(9))).toBe(false);
  expect(keeper.isList(answer(9))).toBe(true);
});

test('[P12] another log lists everything at once, and what answers the cursor then says nothing new', async () => {
  const keeper = await keeperAt(5);
  keeper.opening(() => at(8));
  expect(keeper.isList(answer(9, true))).toBe(true);
  expect(keeper.isList(answer(9, true))).toBe(false);
});

test('[P13] with nothing newer than the cursor one SYNC is enough, also after a connection that ended half-way', async () => {
  const keeper = await keeperAt(5);
  keeper.opening(() => at(8));
  for (const latest of [null, at(5)]) {
    expect(keeper.opening(() => latest)).toEqual([{ logId, since: at(5) }]);
    expect(keeper.isList(answer(9))).toBe(true);
  }
});

test('a device that has never been in contact says so until it was', async () => {
  const keeper = await keeperAt(0);
  expect(keeper.isFirst).toBe(true);
  await keeper.move(answer(3), []);
  expect(keeper.isFirst).toBe(false);
});

async function keeperAt(seq: number): Promise<CursorKeeper> {
  const store = createMemoryStore();
  const number = unwrap(await store.raiseFence('core'));
  const guard = { kind: 'fence', name: 'core', number } as const;
  const keeper = createCursorKeeper({ space: aSpace, store, guard });
  await keeper.load();
  if (seq > 0) await keeper.move(answer(seq), []);
  return keeper;
}
