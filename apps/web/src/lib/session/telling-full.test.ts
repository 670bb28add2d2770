import { createMemoryDisk, createMemoryStore } from '@minga/store';
import { expect, test } from 'vitest';
import { type Room, tellingFull } from './telling-full.ts';

test('what the person writes without room is graver than other writes, and only a write of hers ends it', async () => {
  const disk = createMemoryDisk();
  let quotaBytes = 100;
  const told: Room[] = [];
  const store = tellingFull(
    createMemoryStore({
      disk,
      get quotaBytes() {
        return quotaBytes;
      },
    }),
    (room) => told.push(room),
  );
  const put = (table: 'local' | 'meta', bytes: number) =>
    store.commit([
      { kind: 'put', table, key: 'a', value: new Uint8Array(bytes) },
    ]);
  await put('meta', 10);
  await put('local', 10);
  expect(told).toEqual([]);
  await put('meta', 200);
  expect(told).toEqual(['full']);
  await put('meta', 10);
  expect(told).toEqual(['full', 'enough']);
  await put('local', 200);
  await put('meta', 200);
  await put('meta', 10);
  expect(told).toEqual(['full', 'enough', 'unkept']);
  quotaBytes = 1_000;
  await put('local', 200);
  expect(told).toEqual(['full', 'enough', 'unkept', 'enough']);
});
