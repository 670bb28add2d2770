import { unwrap, utf8 } from '@minga/base';
import { describe, expect, it } from 'vitest';
import {
  type MemoryDisk,
  type MemoryFault,
  createMemoryDisk,
  createMemoryStore,
} from './memory-store.ts';
import { makeRowKey } from './pin.ts';
import { resealStore } from './reseal.ts';
import { generateLocalKey, openLocalKey, sealedStore } from './sealed-store.ts';
import { put } from './store-scene.ts';
import { type LocalStore, storeTables } from './local-store.ts';

const keyOf = (i: number): string => `g/${String(i).padStart(4, '0')}`;
const count = 120;

async function filled(disk: MemoryDisk): Promise<CryptoKey> {
  const inner = createMemoryStore({ disk });
  const own = unwrap(await openLocalKey(inner));
  const store = sealedStore(inner, own);
  const rows = Array.from({ length: count }, (_, i) =>
    put('log', keyOf(i), utf8(`renglón ${i}`)),
  );
  unwrap(await store.commit([...rows, put('spaces', 'g', utf8('1'))]));
  return own;
}

async function readable(inner: LocalStore, key: CryptoKey): Promise<number> {
  let rows = 0;
  for (const table of storeTables) {
    const listed = await sealedStore(inner, key).list(table, { prefix: '' });
    if (listed.ok) rows += listed.value.length;
    else if (listed.error.code === 'corrupt') rows += listed.error.rows.length;
  }
  return rows;
}

describe('a store that goes under a PIN', () => {
  it('has all its rows, none that the old key opens, and no old key', async () => {
    const disk = createMemoryDisk();
    const own = await filled(disk);
    const inner = createMemoryStore({ disk });
    const { rowKey } = await makeRowKey('ana', 'maíz 42');
    unwrap(await resealStore(inner, rowKey));
    expect(await readable(inner, rowKey)).toBe(count + 1);
    expect(await readable(inner, own)).toBe(0);
    expect(unwrap(await inner.loadKeys('local'))).toBe(null);
    unwrap(await resealStore(inner, rowKey));
    expect(await readable(inner, rowKey)).toBe(count + 1);
  });

  it('goes on after a death anywhere, and loses nothing', async () => {
    const { rowKey } = await makeRowKey('ana', 'maíz 42');
    for (const fault of ['crash-before', 'crash-after'] as const)
      for (let at = 0; at < 4; at++) {
        const disk = createMemoryDisk();
        await filled(disk);
        let commits = 0;
        const dies = (): MemoryFault => (commits++ === at ? fault : null);
        const dying = createMemoryStore({ disk, fault: dies });
        expect((await resealStore(dying, rowKey)).ok).toBe(false);
        const inner = createMemoryStore({ disk });
        unwrap(await resealStore(inner, rowKey));
        expect(await readable(inner, rowKey)).toBe(count + 1);
      }
  });

  it('leaves damage where it is, to be told as damage', async () => {
    const disk = createMemoryDisk();
    await filled(disk);
    const inner = createMemoryStore({ disk });
    unwrap(await inner.commit([put('log', keyOf(3), utf8('garbage'))]));
    const { rowKey } = await makeRowKey('ana', 'maíz 42');
    unwrap(await resealStore(inner, rowKey));
    const listed = await sealedStore(inner, rowKey).list('log', { prefix: '' });
    expect(listed).toMatchObject({ error: { damagedKeys: [keyOf(3)] } });
  });

  it('is never taken for an empty one that may have a key of its own', async () => {
    const disk = createMemoryDisk();
    await filled(disk);
    const inner = createMemoryStore({ disk });
    unwrap(await resealStore(inner, await generateLocalKey()));
    expect((await openLocalKey(inner)).ok).toBe(false);
  });
});
