import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type SpaceId,
  bytesToId,
  concatBytes,
  idToBytes,
  ownBytes,
} from '@minga/base';
import { type Keyring, createKeyring } from '@minga/crypto';
import {
  type DeviceKeys,
  type NewDeviceKeys,
  openPrivateHalves,
} from '@minga/membership';
import type {
  LocalStore,
  StoreError,
  StoreRow,
  StoreWrite,
} from '@minga/store';

/** What this device holds of a space: its own keys there, and the space's epoch keys. */
export interface SpaceSecrets {
  readonly keys: DeviceKeys;
  /** Those it came in with, when others have taken their place since ([E5]). They sign no frame any more. */
  readonly firstKeys: DeviceKeys | null;
  /** [E33] Of documents for a few, by generation; the keyring knows what is put here. */
  readonly few: Map<DocumentId, Map<number, Bytes>>;
  /** By epoch; the keyring knows what is put here. */
  readonly epochs: Map<number, Bytes>;
  readonly keyring: Keyring;
}

const keySize = 33;

const deviceRow = (space: SpaceId): string => `${space}/device`;
const firstDeviceRow = (space: SpaceId): string => `${space}/first-device`;
const epochPrefix = (space: SpaceId): string => `${space}/epoch/`;
const fewPrefix = (space: SpaceId): string => `${space}/few/`;
const privateRow = (space: SpaceId): string => `${space}/private`;
const laterPrivateRow = (space: SpaceId, device: DeviceKey): string =>
  `${privateRow(space)}/${device}`;
const cryptoKeysName = (space: SpaceId): string => `device/${space}`;
const laterKeysName = (space: SpaceId, device: DeviceKey): string =>
  `device/${space}/${device}`;

/** Rows that keep the public halves and the epoch keys; the private halves go by `saveDeviceKeys`. */
export function secretWrites(
  space: SpaceId,
  keys: DeviceKeys,
  epochs: ReadonlyMap<number, Bytes>,
): StoreWrite[] {
  return [
    {
      kind: 'put',
      table: 'keys',
      key: deviceRow(space),
      value: devicePublicHalves(keys),
    },
    ...epochWrites(space, epochs),
  ];
}

/** [E33] Rows `<space>/few/<doc>/<generation>`. */
export function fewKeyWrites(
  space: SpaceId,
  doc: DocumentId,
  keys: ReadonlyMap<number, Bytes>,
): StoreWrite[] {
  return [...keys].map(([generation, value]) => ({
    kind: 'put',
    table: 'keys',
    key: `${fewPrefix(space)}${doc}/${String(generation).padStart(10, '0')}`,
    value,
  }));
}

export function epochWrites(
  space: SpaceId,
  epochs: ReadonlyMap<number, Bytes>,
): StoreWrite[] {
  return [...epochs].map(([epoch, value]) => ({
    kind: 'put',
    table: 'keys',
    key: `${epochPrefix(space)}${String(epoch).padStart(10, '0')}`,
    value,
  }));
}

/**
 * The private halves are a row like any other, so that what seals the rows of a profile seals its keys. It comes before
 * whatever names these keys, and never takes the place of other keys.
 */
export function saveDeviceKeys(
  store: LocalStore,
  space: SpaceId,
  keys: NewDeviceKeys,
): Promise<boolean> {
  return savePrivateHalves(store, privateRow(space), keys);
}

/** Beside those that are in use: each later set has a place of its own. */
export function saveLaterKeys(
  store: LocalStore,
  space: SpaceId,
  keys: NewDeviceKeys,
): Promise<boolean> {
  return savePrivateHalves(store, laterPrivateRow(space, keys.device), keys);
}

async function savePrivateHalves(
  store: LocalStore,
  key: string,
  { privateHalves }: NewDeviceKeys,
): Promise<boolean> {
  const saved = await store.commit(
    [{ kind: 'put', table: 'keys', key, value: privateHalves }],
    [{ kind: 'absent', table: 'keys', key }],
  );
  privateHalves.fill(0);
  return saved.ok;
}

/** From now on this device is `later` (`devicePublicHalves`); the first set is kept to be known by. */
export function laterKeysWrites(
  space: SpaceId,
  { keys, firstKeys }: SpaceSecrets,
  later: Bytes,
): StoreWrite[] {
  const first = devicePublicHalves(firstKeys ?? keys);
  return [
    { kind: 'put', table: 'keys', key: deviceRow(space), value: later },
    { kind: 'put', table: 'keys', key: firstDeviceRow(space), value: first },
  ];
}

/** Only for a space that was never entered: what these keys signed would have no author any more. */
export async function eraseDeviceKeys(
  store: LocalStore,
  space: SpaceId,
): Promise<boolean> {
  const key = privateRow(space);
  const erased = await store.commit([{ kind: 'delete', table: 'keys', key }]);
  return erased.ok && (await store.saveKeys(cryptoKeysName(space), [])).ok;
}

/** The private halves that belong to `publicHalves` (`devicePublicHalves`); null when they are not whole. */
export async function loadDeviceKeys(
  store: LocalStore,
  space: SpaceId,
  publicHalves: Bytes,
): Promise<DeviceKeys | null> {
  const places = { row: privateRow(space), name: cryptoKeysName(space) };
  return loadKeys(store, places, publicHalves);
}

async function loadKeys(
  store: LocalStore,
  { row, name }: { readonly row: string; readonly name: string },
  publicHalves: Bytes,
): Promise<DeviceKeys | null> {
  const kept = await store.get('keys', row);
  if (!kept.ok || publicHalves.length !== 2 * keySize) return null;
  const privateKeys =
    kept.value === null
      ? await loadOlderKeys(store, name)
      : await openPrivateHalves(kept.value);
  if (privateKeys === null) return null;
  return {
    device: bytesToId<DeviceKey>(publicHalves.subarray(0, keySize)),
    boxKey: ownBytes(publicHalves.subarray(keySize)),
    ...privateKeys,
  };
}

/** As they were kept before they were rows: CryptoKeys that nothing can export, and so nothing can seal. */
async function loadOlderKeys(
  store: LocalStore,
  name: string,
): Promise<Pick<DeviceKeys, 'signingKey' | 'boxPrivateKey'> | null> {
  const cryptoKeys = await store.loadKeys(name);
  const [signingKey, boxPrivateKey] = (cryptoKeys.ok && cryptoKeys.value) || [];
  return signingKey === undefined || boxPrivateKey === undefined
    ? null
    : { signingKey, boxPrivateKey };
}

export function devicePublicHalves(keys: DeviceKeys): Bytes {
  return concatBytes(idToBytes(keys.device), keys.boxKey);
}

/** Null when this device has no (whole) set of keys for the space. */
export async function loadSecrets(
  store: LocalStore,
  space: SpaceId,
): Promise<SpaceSecrets | null> {
  const publicHalves = await store.get('keys', deviceRow(space));
  if (!publicHalves.ok || publicHalves.value === null) return null;
  const first = await store.get('keys', firstDeviceRow(space));
  if (!first.ok) return null;
  const hasLater = first.value !== null;
  const firstKeys = await loadDeviceKeys(
    store,
    space,
    first.value ?? publicHalves.value,
  );
  const keys = hasLater
    ? await loadLaterKeys(store, space, publicHalves.value)
    : firstKeys;
  if (keys === null) return null;
  const rows = await store.list('keys', { prefix: epochPrefix(space) });
  // One damaged key hides what it opens, not the whole space.
  const epochRows = rows.ok ? rows.value : rowsBesideDamage(rows.error);
  if (epochRows === null) return null;
  const epochs = new Map(
    epochRows.map(
      ({ key, value }) =>
        [Number(key.slice(epochPrefix(space).length)), value] as const,
    ),
  );
  const few = await loadFewKeys(store, space);
  if (few === null) return null;
  return {
    keys,
    firstKeys: hasLater ? firstKeys : null,
    epochs,
    few,
    keyring: createKeyring({ space, epochs, few }),
  };
}

async function loadFewKeys(
  store: LocalStore,
  space: SpaceId,
): Promise<SpaceSecrets['few'] | null> {
  const listed = await store.list('keys', { prefix: fewPrefix(space) });
  const rows = listed.ok ? listed.value : rowsBesideDamage(listed.error);
  if (rows === null) return null;
  const few: SpaceSecrets['few'] = new Map();
  for (const { key, value } of rows) {
    const [doc = '', generation = ''] = key
      .slice(fewPrefix(space).length)
      .split('/');
    const id = doc as DocumentId;
    const keys = few.get(id) ?? new Map<number, Bytes>();
    few.set(id, keys.set(Number(generation), value));
  }
  return few;
}

function loadLaterKeys(
  store: LocalStore,
  space: SpaceId,
  publicHalves: Bytes,
): Promise<DeviceKeys | null> {
  const device = bytesToId<DeviceKey>(publicHalves.subarray(0, keySize));
  const row = laterPrivateRow(space, device);
  const name = laterKeysName(space, device);
  return loadKeys(store, { row, name }, publicHalves);
}

function rowsBesideDamage(error: StoreError): readonly StoreRow[] | null {
  return error.code === 'corrupt' ? error.rows : null;
}
