import {
  type Bytes,
  type DocumentId,
  type Hash,
  type MemberId,
  type SpaceId,
  bytesToId,
  systemRandom,
  unwrap,
} from '@minga/base';
import { createKeyring } from '@minga/crypto';
import {
  type DeviceKeys,
  type MembershipState,
  createSigner,
  createVerifier,
  emptyState,
  generateDeviceKeys,
} from '@minga/membership';
import { createMemoryDisk, createMemoryStore } from '@minga/store';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDocumentHeaders } from './document-headers.ts';
import { devicesOf, maySealFor } from './few-list.ts';

const space = bytesToId<SpaceId>(new Uint8Array(32).fill(3));
const doc = bytesToId<DocumentId>(new Uint8Array(16).fill(4));
const seenHash = bytesToId<Hash>(new Uint8Array(32).fill(5));
const [ana, luis, rosa] = ['ana', 'luis', 'rosa'] as MemberId[] as [
  MemberId,
  MemberId,
  MemberId,
];

/** A group in which these devices are writers' since its first position. */
function groupOf(
  devices: readonly (readonly [MemberId, DeviceKeys])[],
): MembershipState {
  const rights = [{ from: 0, right: 'writer' as const, until: 0 }];
  return {
    ...emptyState(space),
    hashes: [seenHash],
    members: new Map(
      devices.map(([id]) => [
        id,
        { id, rights, invite: null, departure: null },
      ]),
    ),
    devices: new Map(
      devices.map(([member, { device: key, boxKey }]) => [
        key,
        {
          ...{ key, member, boxKey, lockbox: null },
          ...{ registeredAt: 0, removedAt: null },
        },
      ]),
    ),
  };
}

describe('records of documents for a few', () => {
  let people: readonly (readonly [MemberId, DeviceKeys])[];
  let state: MembershipState;
  beforeEach(async () => {
    people = [
      [ana, await generateDeviceKeys()],
      [luis, await generateDeviceKeys()],
      [rosa, await generateDeviceKeys()],
    ];
    state = groupOf(people);
  });
  const keysOf = (member: MemberId): DeviceKeys => {
    const found = people.find(([one]) => one === member);
    if (found === undefined) throw new Error('nobody of that name');
    return found[1];
  };
  const deviceOf = async (
    member: MemberId,
    log = {
      membership: () => state,
      caughtUp: () => Promise.resolve(),
    },
  ) => {
    const keys = keysOf(member);
    const store = createMemoryStore({ disk: createMemoryDisk() });
    const number = unwrap(await store.raiseFence('leader'));
    const few = new Map<DocumentId, Map<number, Bytes>>();
    const epochs = new Map([[0, new Uint8Array(32).fill(9)]]);
    const keyring = createKeyring({ space, epochs, few });
    const headers = createDocumentHeaders({
      ...{ space, store, random: systemRandom },
      guard: { kind: 'fence', name: 'leader', number },
      signer: createSigner(keys.device, keys.signingKey),
      secrets: { keys, firstKeys: null, epochs, few, keyring },
      verify: createVerifier(),
      listed: () => undefined,
      seen: () => ({ seenIndex: 0, seenHash }),
      ...log,
    });
    await headers.load();
    return { headers, keyring, few };
  };
  const period = { doc, epoch: 0, generation: 0 };
  const listOf = (...members: MemberId[]) => devicesOf(state, members);

  it('[E33] a device that is not listed has no key for it, not even the epoch’s', async () => {
    const anas = await deviceOf(ana);
    const made = await anas.headers.create(doc, 0, listOf(ana, luis));
    const record = made?.record ?? new Uint8Array();
    const hers = await deviceOf(rosa);
    expect(hers.headers.closes(record)).toBe(doc);
    expect(await hers.headers.receive(record)).toBe(doc);
    expect(hers.headers.isOpenHere(doc)).toBe(false);
    expect(await hers.keyring.documentKey(period)).toBeNull();
    const his = await deviceOf(luis);
    expect(his.headers.closes(record)).toBeNull();
    expect(await his.headers.receive(record)).toBe(doc);
    expect((await his.keyring.documentKey(period))?.tag).toEqual(
      (await anas.keyring.documentKey(period))?.tag,
    );
  });

  it('[E33] one that comes while the log is still being read is judged by the whole of it', async () => {
    const anas = await deviceOf(ana);
    const made = await anas.headers.create(doc, 0, listOf(ana, luis));
    let known = groupOf([]);
    let haveRead: () => void = () => undefined;
    const read = new Promise<void>((resolve) => (haveRead = resolve));
    const his = await deviceOf(luis, {
      membership: () => known,
      caughtUp: () => read,
    });
    const taken = his.headers.receive(made?.record ?? new Uint8Array());
    known = state;
    haveRead();
    expect(await taken).toBe(doc);
    expect((await his.keyring.documentKey(period)) !== null).toBe(true);
  });

  it('[E33] nobody makes it everybody’s, and nobody who is not listed says who is', async () => {
    const anas = await deviceOf(ana);
    const made = await anas.headers.create(doc, 0, listOf(ana, luis));
    const his = await deviceOf(luis);
    await his.headers.receive(made?.record ?? new Uint8Array());
    const hers = await deviceOf(rosa);
    const own = await hers.headers.create(doc, 0, listOf(rosa));
    const taken = await hers.headers.sign({
      ...{ doc, class: 0, generation: 1 },
      forFew: own?.header.forFew ?? null,
    });
    const opened = await anas.headers.sign({
      ...{ doc, class: 0, generation: 1, forFew: null },
    });
    for (const record of [taken, opened])
      expect(await his.headers.receive(record)).toBeNull();
    expect(his.headers.get(doc)?.record).toEqual(made?.record);
  });

  it('[E33] everybody’s is never made a few’s', async () => {
    const anas = await deviceOf(ana);
    const made = await anas.headers.create(doc, 0, null);
    const his = await deviceOf(luis);
    await his.headers.receive(made?.record ?? new Uint8Array());
    const hers = await deviceOf(rosa);
    const own = await hers.headers.create(doc, 0, listOf(rosa));
    const { forFew = null } = own?.header ?? {};
    const taken = await hers.headers.sign({
      ...{ doc, class: 0, generation: 1, forFew },
    });
    expect(await his.headers.receive(taken)).toBeNull();
    expect(await his.keyring.documentKey(period)).not.toBeNull();
  });

  it('[E33] nothing is sealed while somebody listed is not in force', async () => {
    const anas = await deviceOf(ana);
    const made = await anas.headers.create(doc, 0, listOf(ana, luis));
    const forFew = made?.header.forFew ?? null;
    if (forFew === null) throw new Error('made for a few');
    const own = keysOf(ana).device;
    expect(maySealFor(state, own, forFew)).toBe(true);
    expect(maySealFor(state, keysOf(rosa).device, forFew)).toBe(false);
    const gone = state.devices.get(keysOf(luis).device);
    if (gone === undefined) throw new Error('Luis has a device');
    const devices = new Map(state.devices).set(gone.key, {
      ...gone,
      removedAt: 1,
    });
    expect(maySealFor({ ...state, devices }, own, forFew)).toBe(false);
    expect(devicesOf({ ...state, devices }, [ana, luis])).toHaveLength(1);
  });
});
