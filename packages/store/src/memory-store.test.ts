import { unwrap } from '@minga/base';
import { describe, expect, it } from 'vitest';
import type { StoreHarness } from './store-scene.ts';
import { describeLocalStore } from './conformance.ts';
import type { LocalStore, StoreWrite } from './local-store.ts';
import {
  type MemoryFault,
  createMemoryDisk,
  createMemoryStore,
} from './memory-store.ts';
import { openLocalKey, sealedStore } from './sealed-store.ts';

function memoryHarness(
  over: (store: LocalStore) => Promise<LocalStore>,
): StoreHarness {
  const disk = createMemoryDisk();
  const broken = new Set<string>();
  let quotaBytes = Number.POSITIVE_INFINITY;
  const options = {
    disk,
    get quotaBytes() {
      return quotaBytes;
    },
    fault: (writes: readonly StoreWrite[]): MemoryFault =>
      writes.some((each) => each.kind === 'put' && broken.has(each.key))
        ? { code: 'failed' }
        : null,
  };
  return {
    open: () => over(createMemoryStore(options)),
    breakWritesTo(key) {
      broken.add(key);
      return () => broken.delete(key);
    },
    async limitRoom() {
      quotaBytes = 4 << 20;
      return async () => {
        quotaBytes = Number.POSITIVE_INFINITY;
      };
    },
  };
}

describeLocalStore('memory', async () => memoryHarness(async (store) => store));

describeLocalStore('sealed memory', async () =>
  memoryHarness(async (store) =>
    sealedStore(store, unwrap(await openLocalKey(store))),
  ),
);

describe('a memory store that crashes', () => {
  const value = Uint8Array.of(1);
  const row = { kind: 'put', table: 'local', key: 'a/1', value } as const;

  it.each([
    ['crash-before', null],
    ['crash-after', value],
  ] as const)('answers nothing good after %s', async (fault, left) => {
    const disk = createMemoryDisk();
    const store = createMemoryStore({ disk, fault: () => fault });
    const outcomes = await Promise.all([
      store.commit([row]),
      store.commit([{ ...row, key: 'a/2' }]),
    ]);
    expect(outcomes.map((each) => each.ok)).toEqual([false, false]);
    const next = createMemoryStore({ disk });
    expect(await next.get('local', 'a/1')).toEqual({ ok: true, value: left });
    expect(await next.get('local', 'a/2')).toEqual({ ok: true, value: null });
  });
});
