import { type Bytes, equalBytes, unwrap, utf8 } from '@minga/base';
import { describe, expect, it } from 'vitest';
import { prefixEnd } from './key-range.ts';
import type { StoreWrite } from './local-store.ts';
import {
  type StoreScene,
  bytes,
  deleteRange,
  keysOf,
  ok,
  put,
  randomBytes,
  signingKeys,
} from './store-scene.ts';

export function describeRowsAndKeys(scene: () => StoreScene): void {
  describe('rows', () => {
    it('gives back what was put, and null for what was not', async () => {
      const { store } = scene();
      unwrap(await store.commit([put('log', 'a/1', bytes(1, 2, 3))]));
      expect(await store.get('log', 'a/1')).toEqual(ok(bytes(1, 2, 3)));
      expect(await store.get('log', 'a/2')).toEqual(ok(null));
      expect(await store.get('state', 'a/1')).toEqual(ok(null));
    });

    it('keeps values of any length, also none', async () => {
      const { store } = scene();
      const lengths = [0, 1, 59, 60, 61, 64, 1000, 300_000];
      const values = lengths.map((length) => randomBytes(length));
      unwrap(
        await store.commit(
          values.map((value, i) => put('state', `a/${i}`, value)),
        ),
      );
      for (const [i, value] of values.entries()) {
        const found = unwrap(await store.get('state', `a/${i}`));
        expect(found !== null && equalBytes(found, value)).toBe(true);
      }
    });

    it('has its own copy: neither buffer given nor buffer received is shared', async () => {
      const { store } = scene();
      const buffer = new Uint8Array(1000).fill(7);
      const view = buffer.subarray(10, 13);
      const writing = store.commit([put('log', 'a/1', view)]);
      view.fill(0);
      unwrap(await writing);
      unwrap(await store.get('log', 'a/1'))?.fill(9);
      const kept = unwrap(await store.get('log', 'a/1'));
      expect(kept).toEqual(bytes(7, 7, 7));
      expect(kept?.buffer.byteLength).toBe(3);
    });

    it('survives a reload', async () => {
      const { openAnother, store } = scene();
      unwrap(await store.commit([put('spaces', 'a', bytes(1))]));
      store.close();
      const reloaded = await openAnother();
      expect(await reloaded.get('spaces', 'a')).toEqual(ok(bytes(1)));
    });

    it('answers closed after close', async () => {
      const { store } = scene();
      store.close();
      const closed = { ok: false, error: { code: 'closed' } };
      expect(await store.get('log', 'a')).toEqual(closed);
      expect(await store.list('log', { prefix: '' })).toEqual(closed);
      expect(await store.commit([put('log', 'a')])).toEqual(closed);
      expect(await store.raiseFence('leader')).toEqual(closed);
      expect(await store.loadKeys('device')).toEqual(closed);
    });
  });

  describe('ranges', () => {
    it('lists in ascending order by UTF-16 code unit, prefix and all', async () => {
      const { store } = scene();
      const keys = ['b', 'a/', 'a', 'a/2', 'a/10', 'a/ñ', 'a0', 'A/1'];
      unwrap(await store.commit(keys.map((key) => put('log', key))));
      expect(await keysOf(store, 'log', { prefix: '' })).toEqual(
        [...keys].sort(),
      );
      expect(await keysOf(store, 'log', { prefix: 'a/' })).toEqual([
        'a/',
        'a/10',
        'a/2',
        'a/ñ',
      ]);
    });

    it('includes every key with the prefix, whatever letters it has', async () => {
      const { store } = scene();
      const inside = ['é', 'é/\u{1f33d}', 'é\uffff', 'é\uffff\uffff', 'éé'];
      const outside = ['e\u0301', 'ê', 'É', '\u{1f33d}'];
      const keys = [...inside, ...outside];
      unwrap(await store.commit(keys.map((key) => put('log', key))));
      const found = await keysOf(store, 'log', { prefix: 'é' });
      expect(found).toEqual([...inside].sort());
      const astral = await keysOf(store, 'log', { prefix: '\u{1f33d}' });
      expect(astral).toEqual(['\u{1f33d}']);
      expect(await keysOf(store, 'log', { prefix: '\uffff' })).toEqual([]);
    });

    it('includes from, excludes to, stops at limit', async () => {
      const { store } = scene();
      const keys = ['1', '2', '3', '4', '5'];
      unwrap(await store.commit(keys.map((key) => put('log', key))));
      const list = (from: string, to: string, limit?: number) =>
        keysOf(
          store,
          'log',
          limit === undefined ? { from, to } : { from, to, limit },
        );
      expect(await list('2', '4')).toEqual(['2', '3']);
      expect(await list('2', '9', 2)).toEqual(['2', '3']);
      expect(await list('2', '9', 0)).toEqual([]);
      expect(await list('3', '3')).toEqual([]);
      expect(await list('4', '2')).toEqual([]);
    });

    it('deletes one key, or a range without its end', async () => {
      const { store } = scene();
      const keys = ['a/1', 'a/2', 'a/3', 'b/1'];
      unwrap(await store.commit(keys.map((key) => put('log', key))));
      unwrap(await store.commit([deleteRange('a/2', 'a/3')]));
      expect(await keysOf(store, 'log')).toEqual(['a/1', 'a/3', 'b/1']);
      unwrap(await store.commit([deleteRange('b', 'a')]));
      unwrap(
        await store.commit([
          { kind: 'delete', table: 'log', key: 'b/1' },
          { kind: 'delete', table: 'log', key: 'never there' },
          deleteRange('a/', prefixEnd('a/') ?? ''),
        ]),
      );
      expect(await keysOf(store, 'log')).toEqual([]);
    });

    it('applies the writes of a commit in their order', async () => {
      const { store } = scene();
      unwrap(
        await store.commit([
          put('log', 'a/1', bytes(1)),
          deleteRange('a/', 'a0'),
          put('log', 'a/1', bytes(2)),
          put('log', 'a/2', bytes(2)),
          { kind: 'delete', table: 'log', key: 'a/2' },
          put('log', 'a/1', bytes(3)),
        ]),
      );
      expect(await store.list('log', { prefix: '' })).toEqual(
        ok([{ key: 'a/1', value: bytes(3) }]),
      );
    });

    it('agrees with a plain map, whatever is put and deleted', async () => {
      const { store } = scene();
      const model = new Map<string, Bytes>();
      const next = randomNumbers(7);
      const anyKey = (): string =>
        `${'abc'.charAt(next(3))}/${String(next(12)).padStart(2, '0')}`;
      const anyWrite = (): StoreWrite => {
        const kind = next(10);
        if (kind === 0) return deleteRange(anyKey(), anyKey());
        if (kind < 3) return { kind: 'delete', table: 'log', key: anyKey() };
        return put('log', anyKey(), bytes(next(256)));
      };
      for (let round = 0; round < 100; round++) {
        const writes = Array.from({ length: next(6) }, anyWrite);
        unwrap(await store.commit(writes));
        for (const write of writes) applyToMap(model, write);
        const expected = [...model]
          .map(([key, value]) => ({ key, value }))
          .sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(await store.list('log', { prefix: '' })).toEqual(ok(expected));
      }
    }, 30_000);

    it('lists ten thousand rows', async () => {
      const { store } = scene();
      const key = (i: number) => `space/doc/${String(i).padStart(8, '0')}`;
      const writes = Array.from({ length: 10_000 }, (_, i) =>
        put('log', key(9_999 - i), utf8(`row ${9_999 - i}`)),
      );
      unwrap(await store.commit(writes));
      const rows = unwrap(await store.list('log', { prefix: 'space/doc/' }));
      expect(rows.length).toBe(10_000);
      expect(rows[1234]).toEqual({ key: key(1234), value: utf8('row 1234') });
    }, 30_000);
  });

  describe('keys', () => {
    it('keeps them over a reload, usable and not extractable', async () => {
      const { openAnother, store } = scene();
      const pair = await signingKeys();
      unwrap(await store.saveKeys('device', [pair.privateKey, pair.publicKey]));
      store.close();
      const reloaded = await openAnother();
      const keys = unwrap(await reloaded.loadKeys('device')) ?? [];
      const [secret, shown] = keys;
      if (secret === undefined || shown === undefined)
        throw new Error('the keys are not there');
      expect(secret.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('pkcs8', secret)).rejects.toThrow();
      const signature = await crypto.subtle.sign(
        'Ed25519',
        secret,
        utf8('hola'),
      );
      expect(
        await crypto.subtle.verify('Ed25519', shown, signature, utf8('hola')),
      ).toBe(true);
    });

    it('has none under a name nobody saved', async () => {
      const { store } = scene();
      expect(await store.loadKeys('device')).toEqual(ok(null));
    });

    it('never overwrites: of two tabs one saves, the other is told; an empty list erases', async () => {
      const { openAnother, store } = scene();
      const other = await openAnother();
      const [a, b] = [await signingKeys(), await signingKeys()];
      const outcomes = await Promise.all([
        store.saveKeys('device', [a.privateKey]),
        other.saveKeys('device', [b.privateKey]),
      ]);
      expect(outcomes.filter((each) => each.ok).length).toBe(1);
      const late = await store.saveKeys('device', [a.privateKey]);
      expect(late).toMatchObject({ error: { code: 'present' } });
      unwrap(await other.saveKeys('device', []));
      expect(await store.loadKeys('device')).toEqual(ok(null));
      unwrap(await store.saveKeys('device', [a.privateKey]));
    });

    it('throws at a secret whose bytes a script could read', async () => {
      const { store } = scene();
      const { privateKey } = await crypto.subtle.generateKey('Ed25519', true, [
        'sign',
        'verify',
      ]);
      await expect(store.saveKeys('device', [privateKey])).rejects.toThrow(
        'extractable',
      );
    });
  });
}

function applyToMap(rows: Map<string, Bytes>, write: StoreWrite): void {
  if (write.kind === 'put') rows.set(write.key, write.value);
  else if (write.kind === 'delete') rows.delete(write.key);
  else
    for (const key of rows.keys())
      if (key >= write.from && key < write.to) rows.delete(key);
}

/** The same ones every time (mulberry32), so that a failure comes back. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
