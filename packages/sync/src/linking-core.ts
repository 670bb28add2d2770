import {
  type Bytes,
  type Clock,
  type DeviceKey,
  type Random,
  type Result,
  type SpaceId,
  ByteReader,
  ByteWriter,
  err,
  ok,
} from '@minga/base';
import {
  createKeyring,
  epochKeysFor,
  openProfile,
  sealLockbox,
  secretDevice,
} from '@minga/crypto';
import {
  type ActionBody,
  type DeviceKeys,
  type MembershipState,
  createSigner,
  decodeAction,
  deviceInForceAt,
  deviceProofBytes,
  firstEpoch,
  generateDeviceKeys,
  lastIndex,
  signAction,
} from '@minga/membership';
import type { LocalStore, StoreGuard, StoreWrite } from '@minga/store';
import type { MingaError } from './api.ts';
import { cutOf } from './cut-content.ts';
import type {
  DeviceAnswers,
  DeviceRequestKind,
  DeviceRequests,
  OwnDevices,
  WishedDevice,
} from './linking-api.ts';
import { type MemberVisit, findCard, visitAsMember } from './linking-visit.ts';
import { actionKey } from './membership-log.ts';
import type { RelayAddress } from './profile-core.ts';
import type { SpaceCore } from './space-core.ts';
import { homeOf } from './space-home.ts';
import { keepSpace } from './space-founding.ts';
import {
  devicePublicHalves,
  eraseDeviceKeys,
  loadDeviceKeys,
  saveDeviceKeys,
} from './space-secrets.ts';
import type { Transport } from './transport.ts';

export interface LinkingPorts {
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly random: Random;
  readonly clock: Clock;
  readonly transport: Transport;
  relayAddress(home: string): RelayAddress;
  /** Null while the space is not on this device. */
  coreOf(space: SpaceId): Promise<SpaceCore | null>;
  /** Starts a space that has just been kept. */
  opened(
    kept: Result<SpaceId, MingaError>,
  ): Promise<Result<SpaceId, MingaError>>;
}

type Answer<K extends DeviceRequestKind> = Promise<
  Result<DeviceAnswers[K], MingaError>
>;
type Answerers = {
  readonly [K in DeviceRequestKind]: (
    ports: LinkingPorts,
    request: DeviceRequests[K],
  ) => Answer<K>;
};

const answerers: Answerers = {
  own: ownDevices,
  add: addDevice,
  remove: removeDevice,
  wish: wishFor,
  enter,
  'enter-with': enterWith,
  'read-card': readCard,
};

export function answerDevices<K extends DeviceRequestKind>(
  ports: LinkingPorts,
  kind: K,
  request: DeviceRequests[K],
): Answer<K> {
  return answerers[kind](ports, request);
}

async function ownDevices(
  ports: LinkingPorts,
  { space }: DeviceRequests['own'],
): Answer<'own'> {
  const core = await ports.coreOf(space);
  const member = core?.me() ?? null;
  if (core === null || member === null) return err({ code: 'unknown-space' });
  const state = core.log.projected;
  const by = signedInBy([...core.log.from(0), ...core.log.pending()]);
  const devices: OwnDevices['devices'] = [...state.devices.values()]
    .filter((one) => one.member === member && one.removedAt === null)
    .map(({ key }) => ({ key, by: by.get(key) ?? null }));
  const home = await homeOf(ports.store, space);
  return ok({ member, device: core.signer.device, home, devices });
}

function signedInBy(actions: readonly Bytes[]): Map<DeviceKey, DeviceKey> {
  const by = new Map<DeviceKey, DeviceKey>();
  for (const bytes of actions) {
    const action = decodeAction(bytes);
    if (action.ok && action.value.body.kind === 'device')
      by.set(action.value.body.device, action.value.device);
  }
  return by;
}

async function addDevice(
  ports: LinkingPorts,
  { space, ...wished }: DeviceRequests['add'],
): Answer<'add'> {
  const core = await ports.coreOf(space);
  if (core === null) return err({ code: 'unknown-space' });
  const state = core.log.projected;
  if (state.devices.has(wished.device)) return ok(null);
  if (core.log.state.readOnlyFrom !== null)
    return err({ code: 'newer-app-needed' });
  const keys = new Map(core.secrets.keyring.epochKeys());
  const body = await deviceBody(ports.random, state, keys, wished);
  if (body === null) return err({ code: 'failed', detail: 'no epoch key' });
  return acted(core, body);
}

/** [E13] With the key of the period in force, which opens those before it ([E28]). */
async function deviceBody(
  random: Random,
  { space, epochs }: MembershipState,
  keys: ReadonlyMap<number, Bytes>,
  { device, boxKey, proof }: WishedDevice,
): Promise<ActionBody | null> {
  const epoch = epochs.at(-1)?.epoch ?? firstEpoch;
  const key = keys.get(epoch);
  if (key === undefined) return null;
  const purpose = { kind: 'epoch' as const, epoch };
  const scope = { space, purpose, recipient: boxKey };
  const sealed = await sealLockbox(random, scope, key);
  if (!sealed.ok) return null;
  const lockbox = sealed.value;
  return { kind: 'device', device, boxKey, proof, epoch, lockbox };
}

async function removeDevice(
  ports: LinkingPorts,
  { space, device }: DeviceRequests['remove'],
): Answer<'remove'> {
  const core = await ports.coreOf(space);
  if (core === null) return err({ code: 'unknown-space' });
  const known = core.log.projected.devices.get(device);
  if (known === undefined || known.removedAt !== null) return ok(null);
  if (known.member !== core.me()) return err({ code: 'no-right' });
  const cut = await cutOf({ ...ports, core }, new Set([device]));
  if (!cut.ok) return err({ code: 'failed', detail: cut.error });
  return acted(core, { kind: 'device-remove', device, cut: cut.value });
}

async function acted(
  core: SpaceCore,
  body: ActionBody,
): Promise<Result<null, MingaError>> {
  const header = { space: core.space, ...core.log.seen() };
  const { bytes } = await signAction(core.signer, header, body);
  return (await core.act(bytes)) ? ok(null) : err({ code: 'storage-failed' });
}

const wishRow = (space: SpaceId): string => `${space}/wish`;

async function wishFor(
  ports: LinkingPorts,
  { space, member }: DeviceRequests['wish'],
): Answer<'wish'> {
  const { store, guard } = ports;
  const wished = await loadWish(store, space);
  if (wished !== null) return ok(wished.wish);
  const entered = await store.get('spaces', space);
  if (!entered.ok || entered.value !== null)
    return err({ code: 'already-member', space });
  const keys = await generateDeviceKeys();
  const { device, boxKey } = keys;
  const proof = await signerOf(keys).sign(
    deviceProofBytes(space, member, device, boxKey),
  );
  const value = new ByteWriter(256)
    .blob(devicePublicHalves(keys))
    .blob(proof)
    .done();
  const put = {
    kind: 'put',
    table: 'meta',
    key: wishRow(space),
    value,
  } as const;
  const isKept =
    (await eraseDeviceKeys(store, space)) &&
    (await saveDeviceKeys(store, space, keys)) &&
    (await store.commit([put], [guard])).ok;
  return isKept
    ? ok({ device, boxKey, proof })
    : err({ code: 'storage-failed' });
}

async function loadWish(
  store: LocalStore,
  space: SpaceId,
): Promise<{ readonly keys: DeviceKeys; readonly wish: WishedDevice } | null> {
  const row = await store.get('meta', wishRow(space));
  if (!row.ok || row.value === null) return null;
  const reader = new ByteReader(row.value);
  const keys = await loadDeviceKeys(store, space, reader.blob());
  if (keys === null) return null;
  const { device, boxKey } = keys;
  return { keys, wish: { device, boxKey, proof: reader.blob() } };
}

async function enter(
  ports: LinkingPorts,
  { space, home }: DeviceRequests['enter'],
): Answer<'enter'> {
  const wished = await loadWish(ports.store, space);
  if (wished === null) return err({ code: 'unknown-space' });
  const { keys } = wished;
  const address = ports.relayAddress(home);
  const visit = await visitAsMember(ports, address, space, signerOf(keys));
  if (!visit.ok) return visit;
  const epochs = await epochKeysFor(visit.value.state, keys, new Map());
  visit.value.close();
  return keep(ports, { space, home, keys, epochs }, visit.value, [
    { kind: 'delete', table: 'meta', key: wishRow(space) },
  ]);
}

async function enterWith(
  ports: LinkingPorts,
  { space, home, secret, spend }: DeviceRequests['enter-with'],
): Answer<'enter-with'> {
  if ((await ports.coreOf(space)) !== null)
    return err({ code: 'already-member', space });
  const { signer, boxKey, boxPrivateKey } = await secretDevice(secret);
  const address = ports.relayAddress(home);
  const visit = await visitAsMember(ports, address, space, signer);
  if (!visit.ok) return visit;
  try {
    const { state } = visit.value;
    const own = { device: signer.device, boxKey, boxPrivateKey };
    const epochs = await epochKeysFor(state, own, new Map());
    const member = state.devices.get(signer.device)?.member;
    if (member === undefined) return err({ code: 'unknown-space' });
    const wish = await wishFor(ports, { space, member });
    if (!wish.ok) return wish;
    const body = await deviceBody(ports.random, state, epochs, wish.value);
    const wished = await loadWish(ports.store, space);
    if (body === null || wished === null)
      return err({ code: 'failed', detail: 'no epoch key' });
    if (!state.devices.has(wish.value.device)) {
      const added = await visit.value.act(body);
      if (!added.ok) return added;
    }
    const { keys } = wished;
    const kept = await keep(ports, { space, home, keys, epochs }, visit.value, [
      { kind: 'delete', table: 'meta', key: wishRow(space) },
    ]);
    // Kept first: whoever is stopped here comes in again with the same secret.
    if (kept.ok && spend) await spendSecret(visit.value, signer.device);
    return kept;
  } finally {
    visit.value.close();
  }
}

/** It removes itself; should that not be heard, the fresh device removes it later. */
async function spendSecret(
  visit: MemberVisit,
  device: DeviceKey,
): Promise<void> {
  await visit.act({ kind: 'device-remove', device, cut: new Uint8Array() });
}

async function keep(
  ports: LinkingPorts,
  entered: {
    readonly space: SpaceId;
    readonly home: string;
    readonly keys: DeviceKeys;
    readonly epochs: ReadonlyMap<number, Bytes>;
  },
  { actions }: MemberVisit,
  writes: readonly StoreWrite[],
): Promise<Result<SpaceId, MingaError>> {
  const { space, home, keys, epochs } = entered;
  if (epochs.size === 0) return err({ code: 'failed', detail: 'no epoch key' });
  const log = actions.map(
    (value, index) =>
      ({
        kind: 'put',
        table: 'actions',
        key: actionKey(space, index),
        value,
      }) as const,
  );
  const kept = await keepSpace(
    ports,
    { space, keys, epochs, homeRelay: home },
    [...log, ...writes],
  );
  return ports.opened(kept);
}

/** Whose card it is, before anything is done. 'unknown-space': of nobody, or replaced. */
async function readCard(
  ports: LinkingPorts,
  { secret }: DeviceRequests['read-card'],
): Answer<'read-card'> {
  const card = await secretDevice(secret);
  const address = ports.relayAddress('');
  const found = await findCard(ports, address, card.signer);
  if (!found.ok) return found;
  const [space] = found.value;
  if (space === undefined) return err({ code: 'unknown-space' });
  const isHere = (await ports.coreOf(space)) !== null;
  const visit = await visitAsMember(ports, address, space, card.signer);
  if (!visit.ok) return visit;
  visit.value.close();
  const { state } = visit.value;
  const { device } = card.signer;
  const known = deviceInForceAt(state, device, lastIndex(state));
  if (known === null) return err({ code: 'unknown-space' });
  const epochs = await epochKeysFor(state, { ...card, device }, new Map());
  const profile = state.profiles.get(known.member);
  const opened =
    profile === undefined
      ? null
      : await openProfile(createKeyring({ space, epochs }), profile);
  const name = opened?.ok === true ? opened.value.name : '';
  return ok({ space, name, isHere });
}

function signerOf({ device, signingKey }: DeviceKeys) {
  return createSigner(device, signingKey);
}
