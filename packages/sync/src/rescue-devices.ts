import {
  type Bytes,
  type Clock,
  type DeviceKey,
  type Random,
  type Result,
  type SpaceId,
  err,
  ok,
} from '@minga/base';
import { sealRescueSecret, secretDevice } from '@minga/crypto';
import { deviceProofBytes } from '@minga/membership';
import {
  type OwnDevicesContent,
  type OwnDevicesEdits,
  editOwnDevices,
  readOwnDevices,
} from '@minga/documents';
import type { Minga, MingaError, Observable, OpenDocument } from './api.ts';
import type { OwnDevices as DevicesThere } from './linking-api.ts';
import { writable } from './observable.ts';
import { reportBug } from './report-bug.ts';
import { statusBecomes } from './rescue-status.ts';

export interface DevicesPorts {
  readonly minga: Minga;
  readonly clock: Clock;
  readonly random: Random;
  /** How this device is called until its owner says otherwise. */
  readonly deviceName: string;
}

export interface OwnDeviceView {
  readonly key: DeviceKey;
  readonly name: string;
  readonly self: boolean;
  /** By which of her devices it was signed in; null for the first, and when that one is gone. */
  readonly by: DeviceKey | null;
}

export interface OwnDevicesView {
  readonly devices: readonly OwnDeviceView[];
  /** When the rescue card in force was made, ms since 1970; null: there is none. */
  readonly cardMadeAt: number | null;
}

/** The devices of one person, kept together by Mi cuaderno. */
export interface PersonDevices {
  readonly view: Observable<OwnDevicesView>;
  /**
   * Puts this card in force, everywhere, and then the one before it out of force. 'relay-unreachable': it is, and counts
   * once there is signal.
   */
  useCard(secret: Bytes): Promise<Result<void, MingaError>>;
  /** The secret of a link for one more device; it works until `dropLink`, or once. */
  makeLink(): Promise<Result<Bytes, MingaError>>;
  dropLink(secret: Bytes): Promise<void>;
  rename(key: DeviceKey, name: string): void;
  /** With those it signed in since. */
  remove(key: DeviceKey): Promise<Result<void, MingaError>>;
  /** Everything there is to do now for her other devices has been done or will be tried again. */
  settled(): Promise<void>;
  close(): void;
}

const againMs = 3_000;
const sentPatienceMs = 15_000;

/** `notebook`: the space of Mi cuaderno. While it is open this device signs the others in, and has itself signed in. */
export async function openPersonDevices(
  ports: DevicesPorts,
  notebook: SpaceId,
): Promise<PersonDevices> {
  const { minga, clock, random } = ports;
  const space = minga.space(notebook);
  if (space === null) throw new Error('Mi cuaderno is not on this device');
  const index = await space.openIndex('steward');
  const edits = editOwnDevices(index.doc);
  const view = writable<OwnDevicesView>({ devices: [], cardMadeAt: null });
  let isClosed = false;
  let isAsked = false;
  let working: Promise<unknown> = Promise.resolve();
  let cancelAgain: () => void = () => undefined;

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = working.then(act);
    working = done.catch((error: unknown) => {
      reportBug('the devices of this person', error);
    });
    return done;
  };
  const soon = (): void => {
    if (isAsked || isClosed) return;
    isAsked = true;
    void inTurn(async () => {
      isAsked = false;
      if (isClosed) return;
      await show();
      if (!leads(minga)) return;
      cancelAgain();
      if (await tend(ports, notebook, edits, () => readOwnDevices(index.doc)))
        cancelAgain = clock.after(againMs, soon);
      await show();
    });
  };
  const show = async (): Promise<void> => {
    const own = await minga.devices('own', { space: notebook });
    if (!own.ok) return;
    const { names, card } = readOwnDevices(index.doc);
    const inForce = new Set(own.value.devices.map(({ key }) => key));
    view.set({
      cardMadeAt:
        card !== null && inForce.has(card.device) ? card.madeAt : null,
      devices: own.value.devices.flatMap(({ key, by }) => {
        const self = key === own.value.device;
        const name = names.get(key) ?? (self ? ports.deviceName : null);
        const signer = by !== null && inForce.has(by) ? by : null;
        return name === null ? [] : [{ key, name, self, by: signer }];
      }),
    });
  };
  index.doc.on('update', soon);
  const stops = [
    minga.spaces.subscribe(soon),
    minga.role.subscribe(soon),
    space.view.subscribe(soon),
  ];
  soon();
  return {
    view,
    useCard: (secret) => inTurn(() => useCard(ports, notebook, index, secret)),
    makeLink: () =>
      inTurn(async () => {
        const secret = random.bytes(16);
        const signed = await signIn(ports, notebook, secret);
        return signed.ok ? ok(secret) : signed;
      }),
    async dropLink(secret) {
      const { signer } = await secretDevice(secret);
      const device = signer.device;
      await inTurn(() => minga.devices('remove', { space: notebook, device }));
    },
    rename(key, name) {
      edits.rename(key, name);
    },
    remove: (key) => inTurn(() => removeAll(ports, notebook, index, key)),
    async settled() {
      await inTurn(() => Promise.resolve());
      await index.settled();
    },
    close() {
      isClosed = true;
      cancelAgain();
      index.doc.off('update', soon);
      for (const stop of stops) stop();
      index.close();
    },
  };
}

/** What is due for the other devices and for the card. True: something waits for others, look again soon. */
async function tend(
  ports: DevicesPorts,
  notebook: SpaceId,
  edits: OwnDevicesEdits,
  read: () => OwnDevicesContent,
): Promise<boolean> {
  const { minga } = ports;
  const home = await minga.devices('own', { space: notebook });
  if (!home.ok) return false;
  const owner = home.value.device;
  if (!read().names.has(owner)) edits.rename(owner, ports.deviceName);
  const here = new Map<SpaceId, DevicesThere>();
  for (const { id } of groupsOf(minga, notebook)) {
    const own = await minga.devices('own', { space: id });
    if (!own.ok) continue;
    const { member, device, home: relay } = own.value;
    here.set(id, own.value);
    edits.addSpace({ space: id, home: relay, member });
    edits.entered({ owner, space: id, device });
  }
  await signOthersIn(ports, edits, read(), here);
  await keepRescue(ports, notebook, edits, read(), here);
  return haveOneselfSignedIn(ports, owner, edits, read(), here);
}

/** One tab of a browser is enough. */
function leads(minga: Minga): boolean {
  let isLeader = false;
  minga.role.subscribe((role) => {
    isLeader = role === 'leader';
  })();
  return isLeader;
}

function groupsOf(minga: Minga, notebook: SpaceId) {
  let spaces: readonly { readonly id: SpaceId; readonly kind: string }[] = [];
  minga.spaces.subscribe((found) => {
    spaces = found;
  })();
  return spaces.filter(({ id }) => id !== notebook);
}

async function signOthersIn(
  { minga }: DevicesPorts,
  edits: OwnDevicesEdits,
  { wishes }: OwnDevicesContent,
  here: ReadonlyMap<SpaceId, DevicesThere>,
): Promise<void> {
  for (const { isSigned, ...wish } of wishes) {
    if (isSigned || !here.has(wish.space)) continue;
    const added = await minga.devices('add', wish);
    if (added.ok) edits.signed(wish.space, wish.device);
  }
}

async function haveOneselfSignedIn(
  { minga }: DevicesPorts,
  owner: DeviceKey,
  edits: OwnDevicesEdits,
  { spaces, wishes }: OwnDevicesContent,
  here: ReadonlyMap<SpaceId, DevicesThere>,
): Promise<boolean> {
  let isWaiting = false;
  for (const { space, home, member } of spaces) {
    if (here.has(space)) continue;
    const wished = await minga.devices('wish', { space, member });
    if (!wished.ok) continue;
    edits.wish(owner, { space, ...wished.value });
    const { device } = wished.value;
    const isSigned = wishes.some(
      (one) => one.device === device && one.isSigned,
    );
    if (!isSigned) continue;
    const entered = await minga.devices('enter', { space, home });
    if (!entered.ok) isWaiting = true;
  }
  return isWaiting;
}

/** A card that is in force has a rescue device in every space. */
async function keepRescue(
  ports: DevicesPorts,
  notebook: SpaceId,
  edits: OwnDevicesEdits,
  { card, rescue }: OwnDevicesContent,
  here: ReadonlyMap<SpaceId, DevicesThere>,
): Promise<void> {
  if (card === null) return;
  for (const space of here.keys()) {
    const isThere = rescue.some(
      (one) => one.card === card.device && one.space === space,
    );
    if (isThere) continue;
    const secret = ports.random.bytes(32);
    const sealed = await sealRescueSecret(
      ports.random,
      { notebook, space },
      card.boxKey,
      secret,
    );
    const signed = await signIn(ports, space, secret);
    if (sealed.ok && signed.ok)
      edits.putRescue({
        card: card.device,
        space,
        device: signed.value,
        sealed: sealed.value,
      });
  }
}

/** A device that is a secret, in one space. */
async function signIn(
  { minga }: DevicesPorts,
  space: SpaceId,
  secret: Bytes,
): Promise<Result<DeviceKey, MingaError>> {
  const own = await minga.devices('own', { space });
  if (!own.ok) return own;
  const { signer, boxKey } = await secretDevice(secret);
  const { device } = signer;
  const proof = await signer.sign(
    deviceProofBytes(space, own.value.member, device, boxKey),
  );
  const added = await minga.devices('add', { space, device, boxKey, proof });
  return added.ok ? ok(device) : added;
}

async function useCard(
  ports: DevicesPorts,
  notebook: SpaceId,
  index: OpenDocument,
  secret: Bytes,
): Promise<Result<void, MingaError>> {
  const { minga } = ports;
  const edits = editOwnDevices(index.doc);
  const before = readOwnDevices(index.doc);
  const { signer, boxKey } = await secretDevice(secret);
  const signed = await signIn(ports, notebook, secret);
  if (!signed.ok) return signed;
  const madeAt = ports.clock.now();
  edits.putCard({ device: signer.device, boxKey, madeAt });
  const here = new Map<SpaceId, DevicesThere>();
  for (const { id } of groupsOf(minga, notebook)) {
    const own = await minga.devices('own', { space: id });
    if (own.ok) here.set(id, own.value);
  }
  const present = readOwnDevices(index.doc);
  await keepRescue(ports, notebook, edits, present, here);
  await index.settled();
  for (const old of new Set(before.rescue.map(({ card }) => card))) {
    if (old === signer.device) continue;
    for (const { card, space, device } of before.rescue)
      if (card === old) await minga.devices('remove', { space, device });
    edits.dropRescue(old);
  }
  const replaced = before.card?.device;
  if (replaced !== undefined && replaced !== signer.device)
    await minga.devices('remove', { space: notebook, device: replaced });
  await index.settled();
  return (await isAllSent(ports, notebook))
    ? ok(undefined)
    : err({ code: 'relay-unreachable' });
}

/**
 * False when it is still here only after so long. Opened anew, it knows of every row that is durable: what the open one says
 * may be from before they were written.
 */
async function isAllSent(
  { minga, clock }: DevicesPorts,
  notebook: SpaceId,
): Promise<boolean> {
  const space = minga.space(notebook);
  if (space === null) return false;
  const index = await space.openIndex('steward');
  space.flush();
  const isSent = await statusBecomes(
    index,
    clock,
    sentPatienceMs,
    ({ unsent, word }) => unsent === 0 && word !== 'here',
  );
  index.close();
  return isSent;
}

async function removeAll(
  { minga }: DevicesPorts,
  notebook: SpaceId,
  index: OpenDocument,
  key: DeviceKey,
): Promise<Result<void, MingaError>> {
  const own = await minga.devices('own', { space: notebook });
  if (!own.ok) return own;
  if (key === own.value.device) return err({ code: 'no-right' });
  const edits = editOwnDevices(index.doc);
  const { keys } = readOwnDevices(index.doc);
  for (const gone of withLinked(own.value, key)) {
    for (const { owner, space, device } of keys)
      if (owner === gone) await minga.devices('remove', { space, device });
    const removed = await minga.devices('remove', {
      space: notebook,
      device: gone,
    });
    if (!removed.ok) return removed;
    edits.rename(gone, null);
  }
  await index.settled();
  return ok(undefined);
}

/** It and what it signed in, and what those did; never this device. */
export function withLinked(
  { device, devices }: Pick<DevicesThere, 'device' | 'devices'>,
  key: DeviceKey,
): readonly DeviceKey[] {
  const gone = new Set([key]);
  for (let before = 0; before !== gone.size;) {
    before = gone.size;
    for (const one of devices)
      if (one.by !== null && gone.has(one.by) && one.key !== device)
        gone.add(one.key);
  }
  return [...gone];
}
