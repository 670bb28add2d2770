import { type Bytes, type Result, err, ok, ownBytes } from '@minga/base';
import { type KeyBounds, boundsOf } from './key-range.ts';
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

/** What a database is to a connection: give the same one to two stores and they are two tabs. */
export interface MemoryDisk {
  readonly tables: Map<StoreTable, Map<string, Bytes>>;
  readonly fences: Map<string, number>;
  readonly keys: Map<string, readonly CryptoKey[]>;
  /** Of all rows, in bytes. */
  size: number;
}

export function createMemoryDisk(): MemoryDisk {
  return {
    tables: new Map(
      storeTables.map((table) => [table, new Map<string, Bytes>()]),
    ),
    fences: new Map(),
    keys: new Map(),
    size: 0,
  };
}

/** 'crash-after': the writes are on the disk, but this store never got to say so. */
export type MemoryFault = StoreError | 'crash-before' | 'crash-after' | null;

export interface MemoryStoreOptions {
  readonly disk?: MemoryDisk;
  /** Keys (as UTF-16) and values that fit; a commit that would go beyond is refused whole with 'quota'. */
  readonly quotaBytes?: number;
  /** For tests: asked at every commit whose guards have passed. */
  readonly fault?: (writes: readonly StoreWrite[]) => MemoryFault;
}

/** Where the app runs when the browser gives no storage, and the twin that tests run on. */
export function createMemoryStore(
  options: MemoryStoreOptions = {},
): LocalStore {
  const disk = options.disk ?? createMemoryDisk();
  let phase: 'open' | 'closed' | 'crashed' = 'open';
  const closed = err<StoreError>({ code: 'closed' });

  // One microtask later, as weak as IndexedDB: a read that does not await the commit before it must not rely on it.
  async function whenOpen<T>(
    work: () => Result<T, StoreError>,
  ): Promise<Result<T, StoreError>> {
    if (phase !== 'open') return closed;
    await Promise.resolve();
    return hasCrashed() ? closed : work();
  }

  function commitNow(
    writes: readonly StoreWrite[],
    guards: readonly StoreGuard[],
  ): Result<void, StoreError> {
    const refused = firstRefusal(disk, guards);
    if (refused !== null) return err(refused);
    const fault = options.fault?.(writes) ?? null;
    if (fault === 'crash-before') return crash();
    if (fault !== null && fault !== 'crash-after') return err(fault);
    const undo = writes.flatMap((write) => apply(disk, write));
    if (disk.size > (options.quotaBytes ?? Number.POSITIVE_INFINITY)) {
      for (const step of undo.reverse()) step();
      return err({ code: 'quota' });
    }
    return fault === 'crash-after' ? crash() : ok(undefined);
  }

  function crash(): Result<never, StoreError> {
    phase = 'crashed';
    return closed;
  }

  // A function, so that the compiler does not assume `phase` unchanged across an await.
  function hasCrashed(): boolean {
    return phase === 'crashed';
  }

  return {
    get: (table, key) =>
      whenOpen(() => ok(ownedOrNull(rowsOf(disk, table).get(key)))),
    list: (table, range) =>
      whenOpen(() => ok(rowsIn(rowsOf(disk, table), boundsOf(range)))),
    commit(writes, guards = []) {
      const owned = writes.map(ownWrite);
      return whenOpen(() => commitNow(owned, guards));
    },
    raiseFence: (name) =>
      whenOpen(() => {
        const number = (disk.fences.get(name) ?? 0) + 1;
        disk.fences.set(name, number);
        return ok(number);
      }),
    loadKeys: (name) => whenOpen(() => ok(disk.keys.get(name) ?? null)),
    async saveKeys(name, keys) {
      assertNotExtractable(keys);
      return whenOpen(() => {
        if (keys.length === 0) disk.keys.delete(name);
        else if (disk.keys.has(name))
          return err({ code: 'present', detail: name });
        else disk.keys.set(name, [...keys]);
        return ok(undefined);
      });
    },
    close() {
      if (phase === 'open') phase = 'closed';
    },
  };
}

function firstRefusal(
  disk: MemoryDisk,
  guards: readonly StoreGuard[],
): StoreError | null {
  for (const guard of guards) {
    if (guard.kind === 'fence') {
      if ((disk.fences.get(guard.name) ?? 0) !== guard.number)
        return { code: 'fenced', detail: guard.name };
    } else if (rowsOf(disk, guard.table).has(guard.key))
      return { code: 'present', detail: guard.key };
  }
  return null;
}

/** Writes, and returns the steps that would take it back, in the order they were taken. */
function apply(disk: MemoryDisk, write: StoreWrite): (() => void)[] {
  const rows = rowsOf(disk, write.table);
  if (write.kind === 'delete-range') {
    const bounds = { ...write, limit: Number.POSITIVE_INFINITY };
    return keysIn(rows, bounds).map((key) => replace(disk, rows, key, null));
  }
  const value = write.kind === 'put' ? write.value : null;
  return [replace(disk, rows, write.key, value)];
}

function replace(
  disk: MemoryDisk,
  rows: Map<string, Bytes>,
  key: string,
  value: Bytes | null,
): () => void {
  const before = rows.get(key) ?? null;
  disk.size += sizeOfRow(key, value) - sizeOfRow(key, before);
  if (value === null) rows.delete(key);
  else rows.set(key, value);
  return () => {
    replace(disk, rows, key, before);
  };
}

function sizeOfRow(key: string, value: Bytes | null): number {
  return value === null ? 0 : 2 * key.length + value.length;
}

function rowsOf(disk: MemoryDisk, table: StoreTable): Map<string, Bytes> {
  const rows = disk.tables.get(table);
  if (rows === undefined) throw new Error(`no table ${table}`);
  return rows;
}

function rowsIn(rows: Map<string, Bytes>, bounds: KeyBounds): StoreRow[] {
  return keysIn(rows, bounds).flatMap((key) => {
    const value = rows.get(key);
    return value === undefined ? [] : [{ key, value: ownBytes(value) }];
  });
}

/** The default order of `sort` is by UTF-16 code unit: the order of IndexedDB. */
function keysIn(rows: Map<string, Bytes>, bounds: KeyBounds): string[] {
  const { from, to } = bounds;
  return [...rows.keys()]
    .filter((key) => key >= from && (to === null || key < to))
    .sort()
    .slice(0, Math.max(0, bounds.limit));
}

function ownedOrNull(value: Bytes | undefined): Bytes | null {
  return value === undefined ? null : ownBytes(value);
}

function ownWrite(write: StoreWrite): StoreWrite {
  return write.kind === 'put'
    ? { ...write, value: ownBytes(write.value) }
    : write;
}
