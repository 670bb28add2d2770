import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type Random,
  type SpaceId,
  bytesToId,
} from '@minga/base';
import { sealLockbox } from '@minga/crypto';
import {
  createSigner,
  deviceInForceAt,
  deviceProofBytes,
  firstEpoch,
  generateDeviceKeys,
  lastIndex,
  signAction,
} from '@minga/membership';
import type { LocalStore, StoreGuard, StoreWrite } from '@minga/store';
import type { MembershipLog } from './membership-log.ts';
import { reportBug } from './report-bug.ts';
import {
  type SpaceSecrets,
  devicePublicHalves,
  laterKeysWrites,
  saveLaterKeys,
} from './space-secrets.ts';

/**
 * [E5] Somebody else writes with the key of this device: a new one takes its place in this space. Its private halves
 * are stored, then the row `<space>/key-change` with its public halves and the signed `device`; then that action is
 * offered; and when it has its position, one transaction makes the new key this device's. A restart goes on from there.
 * The old key is not removed: its other holder signs its own new key with it.
 */
export interface KeyChange {
  /** The log has been loaded. */
  load(): Promise<void>;
  begin(): void;
  /** The log has moved on. */
  check(): void;
}

export interface KeyChangePorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly random: Random;
  readonly secrets: SpaceSecrets;
  readonly log: MembershipLog;
  /** Keeps the action as pending and offers it. */
  act(action: Bytes): Promise<boolean>;
  /** The store holds another key for this device: the space is to be started anew. */
  done(): void;
}

interface Prepared {
  readonly device: DeviceKey;
  readonly publicHalves: Bytes;
  readonly action: Bytes;
}

export function createKeyChange(ports: KeyChangePorts): KeyChange {
  const { space, store, guard, log, secrets } = ports;
  const key = `${space}/key-change`;
  let prepared: Prepared | null = null;
  let phase: 'none' | 'wanted' | 'offered' | 'done' = 'none';
  let working: Promise<void> = Promise.resolve();

  const goOn = (): void => {
    working = working.then(step).catch((error: unknown) => {
      reportBug('a new key for this device', error);
    });
  };
  const step = async (): Promise<void> => {
    if (phase === 'wanted') {
      prepared ??= await prepare();
      if (prepared === null) return;
      const { device, action } = prepared;
      const isThere = log.projected.devices.has(device);
      if (!isThere && !(await ports.act(action))) return;
      phase = 'offered';
    }
    if (phase !== 'offered' || prepared === null) return;
    const { device, publicHalves } = prepared;
    const isInForce =
      deviceInForceAt(log.state, device, lastIndex(log.state)) !== null;
    if (!isInForce) return;
    const writes: StoreWrite[] = [
      ...laterKeysWrites(space, secrets, publicHalves),
      { kind: 'delete', table: 'meta', key },
    ];
    if (!(await store.commit(writes, [guard])).ok) return;
    phase = 'done';
    ports.done();
  };
  /** Null: not now. It is tried again when the log moves on, or at the next start. */
  const prepare = async (): Promise<Prepared | null> => {
    const made = await signNewDevice(ports);
    if (made === null) return null;
    const { publicHalves, action } = made;
    const value = new ByteWriter(512).blob(publicHalves).blob(action).done();
    const put = { kind: 'put', table: 'meta', key, value } as const;
    return (await store.commit([put], [guard])).ok ? made : null;
  };

  return {
    async load() {
      const row = await store.get('meta', key);
      if (!row.ok || row.value === null) return;
      const reader = new ByteReader(row.value);
      const publicHalves = reader.blob();
      const device = bytesToId<DeviceKey>(publicHalves.subarray(0, 33));
      prepared = { device, publicHalves, action: reader.blob() };
      phase = 'wanted';
    },
    begin() {
      if (phase !== 'none') return;
      phase = 'wanted';
      goOn();
    },
    check() {
      if (phase !== 'none') goOn();
    },
  };
}

/** Keys, stored, and the `device` that the present key signs for them; null when the log does not know the present one. */
async function signNewDevice({
  space,
  store,
  random,
  secrets,
  log,
}: KeyChangePorts): Promise<Prepared | null> {
  const { state } = log;
  const present = secrets.keys;
  const known = deviceInForceAt(state, present.device, lastIndex(state));
  const epoch = state.epochs.at(-1)?.epoch ?? firstEpoch;
  const epochKey = new Map(secrets.keyring.epochKeys()).get(epoch);
  if (known === null || epochKey === undefined) return null;
  const keys = await generateDeviceKeys();
  if (!(await saveLaterKeys(store, space, keys))) return null;
  const { device, boxKey } = keys;
  const proof = await createSigner(device, keys.signingKey).sign(
    deviceProofBytes(space, known.member, device, boxKey),
  );
  const lockbox = await sealLockbox(
    random,
    { space, purpose: { kind: 'epoch', epoch }, recipient: boxKey },
    epochKey,
  );
  if (!lockbox.ok) return null;
  const signed = await signAction(
    createSigner(present.device, present.signingKey),
    { space, ...log.seen() },
    {
      kind: 'device',
      device,
      boxKey,
      proof,
      epoch,
      lockbox: lockbox.value,
    },
  );
  return {
    device,
    publicHalves: devicePublicHalves(keys),
    action: signed.bytes,
  };
}
