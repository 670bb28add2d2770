import { type Result, err, ok } from '@minga/base';
import {
  type LocalStore,
  type StoreError,
  type StoreRow,
  type StoreTable,
  type StoreWrite,
  storeTables,
} from './local-store.ts';
import {
  eraseLocalKey,
  loadLocalKey,
  openRow,
  sealed,
} from './sealed-store.ts';

/** Rows that are in memory at once: the largest are pieces of attachments. */
const pageLength = 50;

/**
 * Puts all rows of a store whose key was its own under another one, then erases its own. May be interrupted anywhere and
 * begun again. Nobody else may have the store open: what is written meanwhile under the old key would be lost with it.
 * A row that opens with neither stays as it is: it is damage, and is told as damage.
 */
export async function resealStore(
  inner: LocalStore,
  to: CryptoKey,
): Promise<Result<void, StoreError>> {
  const from = await loadLocalKey(inner);
  if (!from.ok) return from;
  if (from.value === null) return ok(undefined);
  for (const table of storeTables) {
    const done = await resealTable(inner, table, { from: from.value, to });
    if (!done.ok) return done;
  }
  return eraseLocalKey(inner);
}

interface Keys {
  readonly from: CryptoKey;
  readonly to: CryptoKey;
}

async function resealTable(
  inner: LocalStore,
  table: StoreTable,
  keys: Keys,
): Promise<Result<void, StoreError>> {
  for (let from = ''; ;) {
    const to = '\uffff';
    const page = await inner.list(table, { from, to, limit: pageLength });
    const read = page.ok ? { rows: page.value, damagedKeys: [] } : page.error;
    if (!('rows' in read)) return err(read);
    const resealing = read.rows.map((row) => resealed(table, row, keys));
    const writes = (await Promise.all(resealing)).filter((row) => row !== null);
    const written = await inner.commit(writes);
    if (!written.ok) return written;
    const keysRead = [...read.rows.map(({ key }) => key), ...read.damagedKeys];
    if (keysRead.length < pageLength) return written;
    from = `${keysRead.sort().at(-1) ?? ''}\0`;
  }
}

async function resealed(
  table: StoreTable,
  row: StoreRow,
  { from, to }: Keys,
): Promise<StoreWrite | null> {
  if ((await openRow(table, row, to)) !== null) return null;
  const value = await openRow(table, row, from);
  if (value === null) return null;
  return sealed({ kind: 'put', table, key: row.key, value }, to);
}
