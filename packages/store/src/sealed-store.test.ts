import { unwrap, utf8 } from '@minga/base';
import { describe, expect, it } from 'vitest';
import type { LocalStore, StoreTable, StoreWrite } from './local-store.ts';
import { createMemoryDisk, createMemoryStore } from './memory-store.ts';
import { generateLocalKey, openLocalKey, sealedStore } from './sealed-store.ts';
import { put } from './store-scene.ts';

async function sealedOver(inner: LocalStore): Promise<LocalStore> {
  return sealedStore(inner, unwrap(await openLocalKey(inner)));
}

/** Writes behind the sealed store's back: what a damaged disk, or somebody with the disk in his hands, does. */
async function move(
  inner: LocalStore,
  from: readonly [StoreTable, string],
  to: readonly [StoreTable, string],
): Promise<void> {
  const value = unwrap(await inner.get(...from));
  if (value === null) throw new Error('nothing to move');
  unwrap(await inner.commit([put(...to, value)]));
}

describe('a sealed store', () => {
  it('refuses a row moved to another key or table, and only that row', async () => {
    const inner = createMemoryStore();
    const store = await sealedOver(inner);
    const writes = ['a', 'b', 'c'].map((key) => put('log', key, utf8(key)));
    unwrap(await store.commit([...writes, put('state', 'c', utf8('state'))]));
    await move(inner, ['log', 'a'], ['log', 'b']);
    await move(inner, ['state', 'c'], ['log', 'c']);
    expect(await store.get('log', 'b')).toEqual({
      ok: false,
      error: { code: 'corrupt', damagedKeys: ['b'], rows: [] },
    });
    expect(await store.list('log', { prefix: '' })).toEqual({
      ok: false,
      error: {
        code: 'corrupt',
        damagedKeys: ['b', 'c'],
        rows: [{ key: 'a', value: utf8('a') }],
      },
    });
    expect(unwrap(await store.get('state', 'c'))).toEqual(utf8('state'));
  });

  it('refuses a row with any bit changed, cut short, or never sealed', async () => {
    const inner = createMemoryStore();
    const store = await sealedOver(inner);
    unwrap(await store.commit([put('log', 'a', utf8('hola'))]));
    const good = unwrap(await inner.get('log', 'a')) ?? new Uint8Array();
    const bad = [
      ...Array.from(good, (byte, i) => good.with(i, byte ^ 1)),
      ...[0, 1, 12, 13, 14, 29, good.length - 1].map((n) => good.slice(0, n)),
      utf8('never sealed, and long enough to be taken for a sealed row'),
    ];
    for (const value of bad) {
      unwrap(await inner.commit([put('log', 'a', value)]));
      expect(await store.get('log', 'a')).toMatchObject({
        error: { code: 'corrupt' },
      });
    }
  });

  it('never seals alike, and tells lengths in steps of 64 bytes only', async () => {
    const inner = createMemoryStore();
    const store = await sealedOver(inner);
    const lengths = [0, 1, 60, 61, 124, 125];
    const writes: StoreWrite[] = lengths.map((length, i) =>
      put('log', String(i), new Uint8Array(length)),
    );
    unwrap(await store.commit(writes));
    const rows = unwrap(await inner.list('log', { prefix: '' }));
    const [header, tag] = [1 + 12, 16];
    expect(rows.map(({ value }) => value.length - header - tag)).toEqual([
      64, 64, 64, 128, 128, 192,
    ]);
    unwrap(await store.commit([put('log', '0', new Uint8Array(0))]));
    expect(unwrap(await inner.get('log', '0'))).not.toEqual(rows[0]?.value);
  });

  it('opens nothing with another key, and does not pretend that the store is empty', async () => {
    const inner = createMemoryStore();
    const store = await sealedOver(inner);
    unwrap(await store.commit([put('log', 'a', utf8('hola'))]));
    const stranger = sealedStore(inner, await generateLocalKey());
    expect(await stranger.list('log', { prefix: '' })).toMatchObject({
      error: { code: 'corrupt', damagedKeys: ['a'], rows: [] },
    });
  });
});

describe('the local key', () => {
  it('is one, though two tabs come first at once', async () => {
    const disk = createMemoryDisk();
    const tabs = await Promise.all(
      [1, 2, 3].map(() => sealedOver(createMemoryStore({ disk }))),
    );
    for (const [i, tab] of tabs.entries())
      unwrap(await tab.commit([put('log', String(i), utf8('hola'))]));
    for (const tab of tabs)
      expect(unwrap(await tab.list('log', { prefix: '' })).length).toBe(3);
  });

  it('cannot be read by a script', async () => {
    const key = await generateLocalKey();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
