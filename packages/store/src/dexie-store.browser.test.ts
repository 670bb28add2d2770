import { type Bytes, unwrap, utf8 } from '@minga/base';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import {
  type StoreHarness,
  absent,
  fence,
  put,
  randomBytes,
} from './store-scene.ts';
import { describeLocalStore } from './conformance.ts';
import { type DexieStoreOptions, openDexieStore } from './dexie-store.ts';
import type { LocalStore, StoreWrite } from './local-store.ts';
import { openLocalKey, sealedStore } from './sealed-store.ts';

const devtools = cdp() as {
  send(method: string, params: object): Promise<unknown>;
};

// Dexie has no door to its connection: the tests find every one that the browser handed out.
const opens = vi.spyOn(IDBFactory.prototype, 'open');
function lastConnection(): IDBDatabase {
  const request = opens.mock.results.at(-1)?.value;
  if (!(request instanceof IDBOpenDBRequest)) throw new Error('none open');
  return request.result;
}

let profiles = 0;
function freshName(): string {
  profiles += 1;
  return `profile-${profiles}-${crypto.randomUUID()}`;
}

async function open(
  name: string,
  options: Partial<DexieStoreOptions> = {},
): Promise<LocalStore> {
  return unwrap(
    await openDexieStore({
      name,
      onVersionChange: () => undefined,
      onLost: () => undefined,
      ...options,
    }),
  );
}

async function openSealed(name: string): Promise<LocalStore> {
  const store = await open(name);
  return sealedStore(store, unwrap(await openLocalKey(store)));
}

function dexieHarness(over: (name: string) => Promise<LocalStore>) {
  return async (): Promise<StoreHarness> => {
    const name = freshName();
    return {
      open: () => over(name),
      breakWritesTo: (key) => breakWritesTo(key, 'ConstraintError'),
      limitRoom: fillUp,
    };
  };
}

type Put = (this: IDBObjectStore, row: unknown) => IDBRequest<IDBValidKey>;

/** Their requests fail later and on their own, as they do on a full disk. */
function breakWritesTo(key: string, errorName: string): () => void {
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as Put;
  const spy = vi
    .spyOn(IDBObjectStore.prototype, 'put')
    .mockImplementation(function (this: IDBObjectStore, row) {
      if ((row as { key?: string }).key !== key) return put.call(this, row);
      this.add(row);
      const second = this.add(row); // fails: the key is there
      const error = new DOMException('broken by the test', errorName);
      Object.defineProperty(second, 'error', { value: error });
      return second;
    });
  return () => {
    spy.mockRestore();
  };
}

// Chromium remembers for some time how much room a transaction may count on, so that a quota lowered later is noticed
// too late: it is low from the start, and a database that nobody needs takes what is left.
async function overrideQuota(room: { quotaSize?: number }): Promise<void> {
  const { origin } = location;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...room });
}
beforeAll(() => overrideQuota({ quotaSize: 48 << 20 }));
afterAll(() => overrideQuota({}));

async function fillUp(): Promise<() => Promise<void>> {
  const name = freshName();
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.result.createObjectStore('filler');
  const raw = await done(request);
  let rows = 0;
  while (await hasRoomFor(raw, rows)) {
    rows += 1;
    if (rows > 40) throw new Error('the quota is not applied');
  }
  raw.close();
  return async () => {
    await done(indexedDB.deleteDatabase(name));
  };
}

function hasRoomFor(raw: IDBDatabase, row: number): Promise<boolean> {
  const transaction = raw.transaction('filler', 'readwrite');
  transaction.objectStore('filler').put(randomBytes(2 << 20), row); // not compressible
  return new Promise((resolve) => {
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
  });
}

describeLocalStore('dexie', dexieHarness(open));
describeLocalStore('sealed dexie', dexieHarness(openSealed));

describe('a Dexie store whose connection goes', () => {
  it('reopens it unnoticed when it was closed from outside', async () => {
    const onLost = vi.fn();
    const store = await open(freshName(), { onLost });
    unwrap(await store.commit([row('a')]));
    for (const attempt of ['read', 'write']) {
      lastConnection().close();
      if (attempt === 'write') unwrap(await store.commit([row('b')]));
      else unwrap(await store.get('log', 'a'));
    }
    lastConnection().close();
    const answers = await Promise.all([
      store.get('log', 'a'),
      store.commit([row('c')]),
      store.list('log', { prefix: '' }),
      store.raiseFence('leader'),
    ]);
    expect(answers.map((each) => each.ok)).toEqual([true, true, true, true]);
    expect(await keysOf(store)).toEqual(['a', 'b', 'c']);
    expect(onLost).not.toHaveBeenCalled();
  });

  it('reopens it after the browser itself closed it (Safari does)', async () => {
    const store = await open(freshName());
    unwrap(await store.commit([row('a')]));
    const connection = lastConnection();
    connection.close();
    connection.dispatchEvent(new Event('close'));
    unwrap(await store.commit([row('b')]));
    expect(await keysOf(store)).toEqual(['a', 'b']);
  });

  it('closes and tells when another tab wants to upgrade', async () => {
    const name = freshName();
    const onVersionChange = vi.fn();
    const store = await open(name, { onVersionChange });
    unwrap(await store.commit([row('a')]));
    const later = await openAt(name, 20);
    expect(onVersionChange.mock.calls).toEqual([['upgrade']]);
    expect(await store.commit([row('b')])).toMatchObject({
      error: { code: 'closed' },
    });
    later.close();
    const refused = await openDexieStore({
      name,
      onVersionChange,
      onLost: () => undefined,
    });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'newer' } });
    const again = await openAt(name, 20);
    expect(again.version).toBe(20);
  });

  it('closes and tells when another tab deletes the profile', async () => {
    const name = freshName();
    const onVersionChange = vi.fn();
    const store = await open(name, { onVersionChange });
    await done(indexedDB.deleteDatabase(name));
    expect(onVersionChange.mock.calls).toEqual([['delete']]);
    expect(await store.get('log', 'a')).toMatchObject({
      error: { code: 'closed' },
    });
  });

  it('tells that it is blocked, and opens when the other tab has gone', async () => {
    const name = freshName();
    const older = await openAt(name, 5);
    const onBlocked = vi.fn(() => {
      older.close();
    });
    await open(name, { onBlocked });
    expect(onBlocked).toHaveBeenCalledOnce();
  });

  it('is lost, not empty, when the browser has cleared the database', async () => {
    const name = freshName();
    const onLost = vi.fn();
    const store = await open(name, { onLost });
    unwrap(await store.commit([row('a')]));
    lastConnection().close();
    await done(indexedDB.deleteDatabase(name));
    (await open(name)).close();
    const answers = await Promise.all([
      store.list('log', { prefix: '' }),
      store.commit([row('b')]),
    ]);
    for (const each of answers)
      expect(each).toMatchObject({ error: { code: 'closed' } });
    expect(onLost).toHaveBeenCalledOnce();
  });

  it('is lost when site data are cleared under it, and no commit on the way gets another answer', async () => {
    const onLost = vi.fn();
    const store = await open(freshName(), { onLost });
    unwrap(await store.commit([row('a')]));
    const working = Array.from({ length: 30 }, async (_, i) => {
      for (let wait = 0; wait < i; wait++) await store.get('log', 'a');
      return store.commit([row(`b/${i}`)]);
    });
    await devtools.send('Storage.clearDataForOrigin', {
      origin: location.origin,
      storageTypes: 'indexeddb',
    });
    for (const each of await Promise.all(working))
      if (!each.ok) expect(each.error).toEqual({ code: 'closed' });
    expect(await store.get('log', 'a')).toMatchObject({
      error: { code: 'closed' },
    });
    expect(onLost).toHaveBeenCalledOnce();
  });
});

describe('a browser that gives no storage, or no more', () => {
  it('says quota also when it is a single row that does not fit (Firefox)', async () => {
    const store = await open(freshName());
    const mend = breakWritesTo('b', 'QuotaExceededError');
    const refused = await store.commit([row('a'), row('b')]);
    mend();
    expect(refused).toMatchObject({ error: { code: 'quota' } });
    expect(await keysOf(store)).toEqual([]);
  });

  it.each([
    ['SecurityError', 'denied'],
    ['InvalidStateError', 'denied'],
    ['QuotaExceededError', 'quota'],
    ['UnknownError', 'failed'],
  ])('that answers %s is a value: %s', async (name, reason) => {
    opens.mockImplementation(() => {
      throw new DOMException('not here', name);
    });
    const refused = await openDexieStore({
      name: freshName(),
      onVersionChange: () => undefined,
      onLost: () => undefined,
    });
    opens.mockReset();
    expect(refused).toMatchObject({ ok: false, error: { reason } });
  });
});

describe('what lies in IndexedDB', () => {
  const canary = 'la canaria que canta';

  it('shows no plaintext in any table', async () => {
    const name = freshName();
    const store = await openSealed(name);
    unwrap(await store.raiseFence('leader'));
    unwrap(
      await store.commit(
        (['log', 'state', 'local', 'meta'] as const).map((table) => ({
          kind: 'put',
          table,
          key: 'a/1',
          value: utf8(`${canary} ${table}`),
        })),
      ),
    );
    const dump = await dumpOf(name);
    expect(dump.length).toBeGreaterThan(5);
    expect(dump.filter((text) => text.includes(canary))).toEqual([]);
    expect(await store.get('log', 'a/1')).toEqual({
      ok: true,
      value: utf8(`${canary} log`),
    });
  });

  it('would show it if it were not sealed', async () => {
    const name = freshName();
    const store = await open(name);
    const value = utf8(canary);
    unwrap(
      await store.commit([{ kind: 'put', table: 'log', key: 'a', value }]),
    );
    const dump = await dumpOf(name);
    expect(dump.some((text) => text.includes(canary))).toBe(true);
  });

  it('is reported row by row when it is not what was put there', async () => {
    const name = freshName();
    const store = await open(name);
    const value = utf8('sano');
    unwrap(
      await store.commit([{ kind: 'put', table: 'log', key: 'a', value }]),
    );
    const raw = await done(indexedDB.open(name));
    const rows = raw.transaction('log', 'readwrite').objectStore('log');
    await done(rows.put({ key: 'b', value: 'not bytes' }));
    raw.close();
    const damage = { code: 'corrupt', damagedKeys: ['b'] };
    expect(await store.get('log', 'b')).toMatchObject({ error: damage });
    expect(await store.list('log', { prefix: '' })).toEqual({
      ok: false,
      error: { ...damage, rows: [{ key: 'a', value }] },
    });
  });

  it('is one readwrite transaction per commit, guards and all, over the tables it touches', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = await open(freshName());
    const number = unwrap(await store.raiseFence('leader'));
    begin.mockClear();
    unwrap(await store.commit([put('local', 'a')]));
    unwrap(await store.commit([put('keys', 'a')]));
    unwrap(await store.commit([put('local', 'b')], [fence(number)]));
    unwrap(await store.commit([put('sent', 'b')], [absent('b')]));
    const calls = begin.mock.calls.map(([tables, mode, options]) => ({
      tables,
      mode,
      ...options,
    }));
    begin.mockRestore();
    // Two transactions would leave a gap between guard and write, in which a frozen tab can wake.
    const relaxed = { mode: 'readwrite', durability: 'relaxed' };
    expect(calls).toEqual([
      { tables: ['local'], ...relaxed },
      { tables: ['keys'], mode: 'readwrite', durability: 'strict' },
      { tables: ['local', 'fences'], ...relaxed },
      { tables: ['sent', 'log'], ...relaxed },
    ]);
  });
});

function row(key: string): StoreWrite {
  return put('log', key);
}

async function keysOf(store: LocalStore): Promise<string[]> {
  return unwrap(await store.list('log', { prefix: '' })).map(({ key }) => key);
}

async function openAt(name: string, version: number): Promise<IDBDatabase> {
  return done(indexedDB.open(name, version));
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('no reason given'));
    };
  });
}

/** Every row of every table, as text of what it is and as text of its bytes. */
async function dumpOf(name: string): Promise<string[]> {
  const raw = await done(indexedDB.open(name));
  const tables = [...raw.objectStoreNames];
  const found = await Promise.all(
    tables.map((table) =>
      done(raw.transaction(table).objectStore(table).getAll()),
    ),
  );
  raw.close();
  const decoder = new TextDecoder();
  return found
    .flat()
    .flatMap((row: { value?: Bytes }) => [
      JSON.stringify(row),
      decoder.decode(row.value),
    ]);
}
