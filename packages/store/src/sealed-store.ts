import {
  type Bytes,
  type Result,
  concatBytes,
  err,
  lp,
  ok,
  systemRandom,
  u32Bytes,
  utf8,
} from '@minga/base';
import type {
  LocalStore,
  StoreError,
  StoreRow,
  StoreTable,
  StoreWrite,
} from './local-store.ts';

/**
 * A sealed row: suite (1) ‖ nonce (12) ‖ AES-256-GCM of [length (4) ‖ value ‖ zeros], bound to its table and key.
 *
 * What it gives: rows say neither what they hold nor exactly how long it is, none can be altered or moved to another
 * place unnoticed, and erasing one key erases them all. What it does not: without a PIN the browser keeps the local key in
 * the same profile folder, so whoever copies the whole folder can open it (`pin.ts`); an older value of the same row put
 * back in its place is not noticed; keys and fences are clear text.
 */
const suite = Uint8Array.of(1);
const nonceLength = 12;
const headerLength = suite.length + nonceLength;
const step = 64;

/** Seals every value on its way to `inner`. Reading, ordering, guards and fences are those of `inner`. */
export function sealedStore(
  inner: LocalStore,
  localKey: CryptoKey,
): LocalStore {
  let lastSealed: Promise<unknown> = Promise.resolve();

  return {
    async get(table, key) {
      const found = await inner.get(table, key);
      if (!found.ok || found.value === null) return found;
      const value = await openRow(table, { key, value: found.value }, localKey);
      return value === null
        ? err({ code: 'corrupt', damagedKeys: [key], rows: [] })
        : ok(value);
    },

    async list(table, range) {
      const found = await inner.list(table, range);
      return found.ok ? openRows(table, found.value, localKey) : found;
    },

    async commit(writes, guards) {
      // Before the transaction: IndexedDB commits by itself while we wait for anything that is not IndexedDB.
      const sealing = Promise.all(writes.map((each) => sealed(each, localKey)));
      // Sealing a long row takes longer; commits must still reach `inner` in the order they were issued.
      const ready = Promise.all([sealing, lastSealed]);
      lastSealed = ready.catch(() => undefined);
      const [rows] = await ready;
      return inner.commit(rows, guards);
    },

    raiseFence: (name) => inner.raiseFence(name),
    loadKeys: (name) => inner.loadKeys(name),
    saveKeys: (name, keys) => inner.saveKeys(name, keys),
    close: () => inner.close(),
  };
}

async function openRows(
  table: StoreTable,
  found: readonly StoreRow[],
  localKey: CryptoKey,
): Promise<Result<readonly StoreRow[], StoreError>> {
  const values = await Promise.all(
    found.map((row) => openRow(table, row, localKey)),
  );
  const rows: StoreRow[] = [];
  const damagedKeys: string[] = [];
  for (const [i, { key }] of found.entries()) {
    const value = values[i] ?? null;
    if (value === null) damagedKeys.push(key);
    else rows.push({ key, value });
  }
  return damagedKeys.length === 0
    ? ok(rows)
    : err({ code: 'corrupt', damagedKeys, rows });
}

export async function sealed(
  write: StoreWrite,
  localKey: CryptoKey,
): Promise<StoreWrite> {
  if (write.kind !== 'put') return write;
  // Random nonces serve for 2^32 rows under one key; at a row per second that is 136 years.
  const nonce = systemRandom.bytes(nonceLength);
  const body = await crypto.subtle.encrypt(
    gcm(nonce, write.table, write.key),
    localKey,
    padded(write.value),
  );
  const value = concatBytes(suite, nonce, new Uint8Array(body));
  return { ...write, value };
}

/** Null when the row is not what was sealed for this place. */
export async function openRow(
  table: StoreTable,
  { key, value }: StoreRow,
  localKey: CryptoKey,
): Promise<Bytes | null> {
  if (value.length <= headerLength || value[0] !== suite[0]) return null;
  const nonce = value.subarray(suite.length, headerLength);
  try {
    const body = await crypto.subtle.decrypt(
      gcm(nonce, table, key),
      localKey,
      value.subarray(headerLength),
    );
    return unpadded(body);
  } catch {
    return null;
  }
}

function gcm(nonce: Bytes, table: StoreTable, key: string): AesGcmParams {
  const additionalData = lp('minga/store/row', suite, utf8(table), utf8(key));
  return { name: 'AES-GCM', iv: nonce, additionalData };
}

function padded(value: Uint8Array): Bytes {
  const length = Math.ceil((4 + value.length) / step) * step;
  const bytes = new Uint8Array(length);
  bytes.set(u32Bytes(value.length));
  bytes.set(value, 4);
  return bytes;
}

function unpadded(body: ArrayBuffer): Bytes | null {
  if (body.byteLength < 4) return null;
  const length = new DataView(body).getUint32(0);
  return length <= body.byteLength - 4
    ? new Uint8Array(body).slice(4, 4 + length)
    : null;
}

const localKeyName = 'local';

export async function generateLocalKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** The profile's key, made the first time. Two tabs that come first at once end with the same one. */
export async function openLocalKey(
  inner: LocalStore,
): Promise<Result<CryptoKey, StoreError>> {
  const found = await loadLocalKey(inner);
  if (!found.ok) return found;
  if (found.value !== null) return ok(found.value);
  // Rows without their key: under a PIN whose keeper is gone, or half erased. Another key would pass them for damage.
  const rows = await inner.list('spaces', { from: '', to: '\uffff', limit: 1 });
  if (!rows.ok) return rows;
  if (rows.value.length > 0)
    return err({ code: 'failed', detail: 'rows without their key' });
  const made = await generateLocalKey();
  const saved = await inner.saveKeys(localKeyName, [made]);
  if (saved.ok) return ok(made);
  if (saved.error.code !== 'present') return saved;
  const theirs = await loadLocalKey(inner);
  if (!theirs.ok) return theirs;
  return theirs.value === null
    ? err({ code: 'failed', detail: 'the local key was erased meanwhile' })
    : ok(theirs.value);
}

export async function loadLocalKey(
  inner: LocalStore,
): Promise<Result<CryptoKey | null, StoreError>> {
  const found = await inner.loadKeys(localKeyName);
  return found.ok ? ok(found.value?.[0] ?? null) : found;
}

export function eraseLocalKey(
  inner: LocalStore,
): Promise<Result<void, StoreError>> {
  return inner.saveKeys(localKeyName, []);
}
