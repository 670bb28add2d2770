import {
  type Bytes,
  type Result,
  err,
  ok,
  ownBytes,
  systemRandom,
  toHex,
} from '@minga/base';
import { type DBCore, Dexie, type Table, type Transaction } from 'dexie';
import { queuedCommits } from './commit-queue.ts';
import { type KeyBounds, boundsOf, isEmptyRange } from './key-range.ts';
import {
  type LocalStore,
  type StoreError,
  type StoreGuard,
  type StoreRow,
  type StoreTable,
  type StoreWrite,
  storeTables,
} from './local-store.ts';
import { assertNotExtractable } from './private-keys.ts';
import { type StorageAbsence, absenceOf } from './storage-health.ts';
import {
  detailOf,
  errorOf,
  isBareAbort,
  isRecord,
  namesOf,
  saysConnectionIsLost,
  textAt,
} from './thrown-errors.ts';

export interface DexieStoreOptions {
  /** One database per profile. */
  readonly name: string;
  /** Another tab still runs an older version of the app; opening goes on when it is gone. */
  readonly onBlocked?: () => void;
  /** Another tab wants to upgrade or delete the database: this store has closed to let it. */
  readonly onVersionChange: (wish: 'upgrade' | 'delete') => void;
  /**
   * The browser closed the connection and it could not be had back, or what came back is another database, because
   * the browser has cleared this one. The store is closed: what this tab holds in memory is all there is of it.
   */
  readonly onLost: (detail: string) => void;
}

// Besides the tables of the seam, those that keep its other promises.
const schema = {
  ...Object.fromEntries(storeTables.map((table) => [table, 'key'])),
  fences: 'name',
  keyrings: 'name',
  identity: 'name',
};

export async function openDexieStore(
  options: DexieStoreOptions,
): Promise<Result<LocalStore, StorageAbsence>> {
  Dexie.debug = false; // on localhost it would print every error that is a value here
  // `autoOpen: false`: whether to reopen, and that it is the same database, is decided here.
  const db = new Dexie(options.name, { autoOpen: false, cache: 'disabled' });
  db.version(1).stores(schema);
  db.use({ stack: 'dbcore', name: 'durability', create: withDurability });
  keepSameDatabase(db);
  db.on('blocked', () => {
    options.onBlocked?.();
    return false; // not Dexie's own warning as well
  });
  try {
    await db.open();
  } catch (thrown) {
    db.close();
    return err(absenceOf(namesOf(thrown), detailOf(thrown)));
  }
  return ok(storeOver(db, options));
}

/** Nothing of it is left. Stores that have it open are told to close ('delete'), and it waits for those that cannot. */
export async function eraseDexieStore(name: string): Promise<void> {
  await Dexie.delete(name);
}

/**
 * 'relaxed' resolves when the operating system has the bytes, 'strict' when the disk has them. A browser that is
 * killed loses nothing with either; a power cut may take the last seconds of 'relaxed', always from the end, so that
 * what remains is a state that was. Typing is relaxed, since a flush per keystroke costs more than it saves. Strict is
 * what nobody else could give back: keys, and one's own acts of membership. A fence is relaxed: what a power cut takes
 * it from, it takes along.
 */
const strictTables = new Set(['keyrings', 'keys', 'spaces', 'actions']);

function withDurability(core: DBCore): DBCore {
  return {
    ...core,
    transaction: (tables, mode) =>
      core.transaction(tables, mode, {
        durability: tables.some((table) => strictTables.has(table))
          ? 'strict'
          : 'relaxed',
      }),
  };
}

/** Makes every opening, also those within Dexie, fail that finds a later version or a database other than the first. */
function keepSameDatabase(db: Dexie): void {
  let first: string | null = null;
  db.on('populate', (transaction: Transaction) =>
    transaction
      .table('identity')
      .add({ name: 'database', id: toHex(systemRandom.bytes(16)) }),
  );
  const checkAgain = true;
  db.on(
    'ready',
    async (opened) => {
      // Dexie counts in tenths and opens a later version as if it were ours.
      if (opened.backendDB().version >= 20)
        throw new DOMException('written by a later version', 'VersionError');
      const row: unknown = await opened.table('identity').get('database');
      const id = JSON.stringify(row);
      first ??= id;
      if (id !== first) throw new Error('the browser cleared the database');
    },
    checkAgain,
  );
}

function storeOver(db: Dexie, options: DexieStoreOptions): LocalStore {
  let isOpen = true;

  db.on('versionchange', (event: IDBVersionChangeEvent) => {
    isOpen = false;
    db.close();
    options.onVersionChange(event.newVersion === null ? 'delete' : 'upgrade');
    return false; // or Dexie would close it again and warn
  });

  async function reopen(): Promise<boolean> {
    try {
      await db.open();
      return true;
    } catch (thrown) {
      if (isOpen) {
        isOpen = false;
        db.close();
        options.onLost(detailOf(thrown));
      }
      return false;
    }
  }

  /**
   * A lost connection has taken its open transactions back, so the work can be done again. Twice: while the browser
   * clears site data it closes the first connection that comes back as well.
   */
  async function attempt<T>(
    work: () => Promise<Result<T, StoreError>>,
  ): Promise<Result<T, StoreError>> {
    for (let triesLeft = 2; ; triesLeft--) {
      if (!isOpen) return err({ code: 'closed' });
      try {
        return await work();
      } catch (thrown) {
        if (triesLeft === 0 || !(await isLostConnection(db, thrown)))
          return err(errorOf(thrown));
      }
      if (!(await reopen())) return err({ code: 'closed' });
    }
  }

  const commit = queuedCommits((writes, guards) =>
    attempt(() => transact(db, writes, guards)),
  );

  return {
    get: (table, key) => attempt(() => getRow(db, table, key)),
    list: (table, range) => attempt(() => listRows(db, table, boundsOf(range))),
    async commit(writes, guards = []) {
      return isOpen
        ? commit(writes.map(ownWrite), guards)
        : err({ code: 'closed' });
    },
    raiseFence: (name) => attempt(() => raiseFence(db, name)),
    loadKeys: (name) => attempt(() => loadKeys(db, name)),
    async saveKeys(name, keys) {
      assertNotExtractable(keys);
      return attempt(() => saveKeys(db, name, keys));
    },
    close() {
      isOpen = false;
      db.close();
    },
  };
}

async function getRow(
  db: Dexie,
  table: StoreTable,
  key: string,
): Promise<Result<Bytes | null, StoreError>> {
  const stored: unknown = await db.table(table).get(key);
  if (stored === undefined) return ok(null);
  const row = rowOf(stored);
  return row === null
    ? err({ code: 'corrupt', damagedKeys: [key], rows: [] })
    : ok(row.value);
}

async function listRows(
  db: Dexie,
  table: StoreTable,
  bounds: KeyBounds,
): Promise<Result<readonly StoreRow[], StoreError>> {
  if (isEmptyRange(bounds)) return ok([]);
  const range = rangeOf(db, table, bounds);
  const limited = Number.isFinite(bounds.limit)
    ? range.limit(bounds.limit)
    : range;
  const found: unknown[] = await limited.toArray();
  const rows = found.map(rowOf).filter((row) => row !== null);
  if (rows.length === found.length) return ok(rows);
  const damagedKeys = found
    .filter((stored) => rowOf(stored) === null)
    .map((stored) => textAt(stored, 'key'));
  return err({ code: 'corrupt', damagedKeys, rows });
}

function rangeOf(db: Dexie, table: StoreTable, { from, to }: KeyBounds) {
  const keys = db.table(table).where(':id');
  return to === null
    ? keys.aboveOrEqual(from)
    : keys.between(from, to, true, false);
}

/** One transaction over only the tables it touches. */
async function transact(
  db: Dexie,
  writes: readonly StoreWrite[],
  guards: readonly StoreGuard[],
): Promise<Result<void, StoreError>> {
  const tables = new Set([
    ...writes.map((write) => write.table),
    ...guards.map((guard) => (guard.kind === 'fence' ? 'fences' : guard.table)),
  ]);
  if (tables.size === 0) return ok(undefined);
  return db.transaction('rw', [...tables], async () => {
    const refused = await firstRefusal(db, guards);
    if (refused !== null) return err(refused);
    for (const steps of stepsOf(writes)) await writeStep(db, steps);
    return ok(undefined);
  });
}

async function firstRefusal(
  db: Dexie,
  guards: readonly StoreGuard[],
): Promise<StoreError | null> {
  for (const guard of guards) {
    if (guard.kind === 'fence') {
      if ((await fenceOf(db, guard.name)) !== guard.number)
        return { code: 'fenced', detail: guard.name };
    } else if ((await db.table(guard.table).get(guard.key)) !== undefined)
      return { code: 'present', detail: guard.key };
  }
  return null;
}

/** Neighbours of one kind and table go to IndexedDB together: waiting for each costs more than writing it. */
function stepsOf(writes: readonly StoreWrite[]): StoreWrite[][] {
  const steps: StoreWrite[][] = [];
  for (const write of writes) {
    const last = steps.at(-1);
    const isAlike =
      last?.[0]?.kind === write.kind && last[0].table === write.table;
    if (isAlike) last.push(write);
    else steps.push([write]);
  }
  return steps;
}

async function writeStep(
  db: Dexie,
  step: readonly StoreWrite[],
): Promise<void> {
  const [first] = step;
  if (first === undefined) return;
  const table: Table<unknown, string> = db.table(first.table);
  const puts = step.filter((write) => write.kind === 'put');
  if (puts.length > 0)
    await table.bulkPut(puts.map(({ key, value }) => ({ key, value })));
  const deletes = step.filter((write) => write.kind === 'delete');
  if (deletes.length > 0) await table.bulkDelete(deletes.map(({ key }) => key));
  for (const write of step)
    if (write.kind === 'delete-range' && write.from < write.to)
      await table.where(':id').between(write.from, write.to).delete();
}

async function raiseFence(
  db: Dexie,
  name: string,
): Promise<Result<number, StoreError>> {
  return db.transaction('rw', 'fences', async () => {
    const number = (await fenceOf(db, name)) + 1;
    await db.table('fences').put({ name, number });
    return ok(number);
  });
}

async function fenceOf(db: Dexie, name: string): Promise<number> {
  const row: unknown = await db.table('fences').get(name);
  const number = isRecord(row) ? row['number'] : undefined;
  return typeof number === 'number' ? number : 0;
}

async function loadKeys(
  db: Dexie,
  name: string,
): Promise<Result<readonly CryptoKey[] | null, StoreError>> {
  const row: unknown = await db.table('keyrings').get(name);
  if (row === undefined) return ok(null);
  const keys = isRecord(row) ? row['keys'] : undefined;
  return Array.isArray(keys) && keys.every((key) => key instanceof CryptoKey)
    ? ok(keys)
    : err({ code: 'corrupt', damagedKeys: [name], rows: [] });
}

async function saveKeys(
  db: Dexie,
  name: string,
  keys: readonly CryptoKey[],
): Promise<Result<void, StoreError>> {
  return db.transaction('rw', 'keyrings', async () => {
    const table: Table<unknown, string> = db.table('keyrings');
    if (keys.length === 0) await table.delete(name);
    else if ((await table.get(name)) !== undefined)
      return err({ code: 'present', detail: name });
    else await table.put({ name, keys: [...keys] });
    return ok(undefined);
  });
}

function ownWrite(write: StoreWrite): StoreWrite {
  // Also because a view would be stored with the whole buffer it looks into.
  return write.kind === 'put'
    ? { ...write, value: ownBytes(write.value) }
    : write;
}

function rowOf(stored: unknown): StoreRow | null {
  if (!isRecord(stored)) return null;
  const { key, value } = stored;
  return typeof key === 'string' && value instanceof Uint8Array
    ? { key, value: new Uint8Array(value) }
    : null;
}

async function isLostConnection(db: Dexie, thrown: unknown): Promise<boolean> {
  if (!isBareAbort(thrown)) return !db.isOpen() || saysConnectionIsLost(thrown);
  // A connection that closes under a transaction aborts it first and says that it has closed some time later.
  if (db.isOpen())
    await new Promise((resolve) => {
      db.once('close', resolve);
      setTimeout(resolve, 100);
    });
  return true;
}
