import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type Result,
  type SpaceId,
  ok,
} from '@minga/base';
import {
  type ReadInvitation,
  createKeyring,
  epochKeysFor,
  readInvitation,
  sealAskNote,
  sealProfile,
} from '@minga/crypto';
import { type DeviceKeys, createSigner, signAction } from '@minga/membership';
import { type Invitation, linkToInvitation } from '@minga/protocol';
import type { StoreWrite } from '@minga/store';
import type { MingaError } from './api.ts';
import type { WaitingView } from './waiting-api.ts';
import { authenticateInvite } from './authenticate.ts';
import { beginJoin, endOfJoin } from './begun-join.ts';
import { deafEvents } from './deaf-events.ts';
import type { JoiningPorts } from './joining.ts';
import { visitAsMember } from './linking-visit.ts';
import { actionKey, hashOfCreate, pendingActionKey } from './membership-log.ts';
import { reportBug } from './report-bug.ts';
import { keepSpace } from './space-founding.ts';
import { createSpaceLink } from './space-link.ts';
import { waitingPrefix } from './waiting-rows.ts';

/** [P39] Groups this person has asked to be let into, of this device; `meta` rows `waiting/<space>`. */
export interface WaitingRoom {
  readonly list: readonly WaitingView[];
  /** Kept, and from now on looked after until somebody has answered. */
  add(asked: Asked): Promise<boolean>;
  /** She has read the answer, or does not want to wait any more. */
  forget(space: SpaceId): Promise<void>;
  stop(): void;
}

export interface Asked {
  readonly space: SpaceId;
  readonly link: string;
  readonly name: string;
  readonly group: string;
  readonly inviter: string;
  readonly status: WaitingView['status'];
}

export interface WaitingPorts extends JoiningPorts {
  changed(): void;
  /** Starts a space that has just been kept. */
  opened(
    kept: Result<SpaceId, MingaError>,
  ): Promise<Result<SpaceId, MingaError>>;
}

interface Waiter {
  asked: Asked;
  stop(): void;
}

const againMs = 5_000;

export async function openWaitingRoom(
  ports: WaitingPorts,
): Promise<WaitingRoom> {
  const { store, guard } = ports;
  const waiters = new Map<SpaceId, Waiter>();

  const keep = async (asked: Asked): Promise<boolean> =>
    (await store.commit([askedWrite(asked)], [guard])).ok;
  const begin = (asked: Asked): void => {
    const waiter: Waiter = { asked, stop: () => undefined };
    waiters.set(asked.space, waiter);
    if (asked.status === 'turned-away') return;
    waiter.stop = waitFor(ports, asked, {
      async turnedAway() {
        waiter.asked = { ...asked, status: 'turned-away' };
        await keep(waiter.asked);
        ports.changed();
      },
      entered() {
        waiters.delete(asked.space);
        ports.changed();
      },
    });
  };
  const rows = await store.list('meta', { prefix: waitingPrefix });
  for (const { key, value } of rows.ok ? rows.value : [])
    begin(readAsked(key.slice(waitingPrefix.length) as SpaceId, value));

  return {
    get list() {
      return [...waiters.values()].map(({ asked }) => {
        const { space, group, inviter, name, status } = asked;
        return { space, group, inviter, name, status };
      });
    },
    async add(asked) {
      waiters.get(asked.space)?.stop();
      if (!(await keep(asked))) return false;
      begin(asked);
      ports.changed();
      return true;
    },
    async forget(space) {
      waiters.get(space)?.stop();
      waiters.delete(space);
      await store.commit([askedErase(space), endOfJoin(space)], [guard]);
      ports.changed();
    },
    stop() {
      for (const waiter of waiters.values()) waiter.stop();
    },
  };
}

/** Stays in touch with the relay until there is an answer. Ended by calling what it returns. */
function waitFor(
  ports: WaitingPorts,
  asked: Asked,
  told: { turnedAway(): Promise<void>; entered(): void },
): () => void {
  let isOver = false;
  let end: () => void = () => undefined;
  const over = (): void => {
    isOver = true;
    end();
  };
  const start = async (): Promise<void> => {
    const read = await linkToInvitation(asked.link);
    if (!read.ok) return;
    const secret = await readInvitation(read.value);
    const begun = await beginJoin(ports, read.value, secret);
    if (!begun.ok || isOver) return;
    const { keys, join } = begun.value;
    const enter = async (): Promise<void> => {
      if (isOver) return;
      const entered = await enterSpace(ports, asked, read.value, keys);
      if (entered) told.entered();
      else end = ports.clock.after(againMs, () => void enter());
    };
    end = knock(
      ports,
      { read: read.value, secret, keys, join, asked },
      {
        letIn() {
          end();
          void enter();
        },
        turnedAway() {
          over();
          void told.turnedAway();
        },
      },
    );
  };
  start().catch((error: unknown) => {
    reportBug('waiting to be let in', error);
  });
  return over;
}

interface Knock {
  readonly read: Invitation;
  readonly secret: ReadInvitation;
  readonly keys: DeviceKeys;
  readonly join: Bytes;
  readonly asked: Asked;
}

/** At every connection the same join, answered by what has become of it, and the name for those who decide. */
function knock(
  ports: WaitingPorts,
  { read, secret, keys, join, asked }: Knock,
  told: { letIn(): void; turnedAway(): void },
): () => void {
  const { space, inviteId: invite } = read;
  const { url, audience } = ports.relayAddress(read.relay);
  const { device } = keys;
  const sayName = async (sealedKeys: Bytes): Promise<void> => {
    const askKeys = await secret.openKeys(sealedKeys);
    if (!askKeys.ok) return;
    const scope = { space, invite, device };
    const { random } = ports;
    const note = await sealAskNote(random, askKeys.value, scope, asked.name);
    if (note !== null) link.putNote(device, note);
  };
  const link = createSpaceLink({
    ...ports,
    space,
    url,
    device: null,
    opening: () => [],
    authenticate: (nonce) =>
      authenticateInvite({
        space,
        signer: secret.signer,
        audience,
        nonce,
        invite,
      }),
    events: {
      ...deafEvents,
      card() {
        link.putAction(join);
      },
      keys(_invite, sealedKeys) {
        void sayName(sealedKeys);
      },
      ask(_device, status) {
        if (status === 'let-in') told.letIn();
        if (status === 'turned-away') told.turnedAway();
      },
      actionRefused(_hash, final) {
        if (final) told.turnedAway();
        else
          ports.clock.after(againMs, () => {
            link.putAction(join);
          });
      },
      stateChanged(state) {
        if (state.phase === 'refused') told.turnedAway();
      },
    },
  });
  link.start();
  return () => {
    link.stop();
  };
}

/** [E13] The key came with `approve`, for her device alone; her name goes up with her first connection. */
async function enterSpace(
  ports: WaitingPorts,
  asked: Asked,
  { space, relay }: Invitation,
  keys: DeviceKeys,
): Promise<boolean> {
  const signer = createSigner(keys.device, keys.signingKey);
  const address = ports.relayAddress(relay);
  const visit = await visitAsMember(ports, address, space, signer);
  if (!visit.ok) return false;
  visit.value.close();
  const { state, actions } = visit.value;
  const epochs = await epochKeysFor(state, keys, new Map());
  const epoch = Math.max(...epochs.keys());
  const profile = await sealProfile(
    {
      random: ports.random,
      keyring: createKeyring({ space, epochs }),
      device: keys.device,
    },
    epoch,
    { name: asked.name, cargo: '', school: '' },
  );
  if (!profile.ok) return false;
  const introduced = await signAction(
    signer,
    { space, seenIndex: 0, seenHash: hashOfCreate(space), pending: [] },
    { kind: 'profile', epoch, sealed: profile.value },
  );
  const put = (key: string, value: Bytes): StoreWrite => ({
    kind: 'put',
    table: 'actions',
    key,
    value,
  });
  const kept = await keepSpace(
    ports,
    { space, keys, epochs, homeRelay: relay },
    [
      ...actions.map((action, index) => put(actionKey(space, index), action)),
      put(pendingActionKey(space, 0), introduced.bytes),
      endOfJoin(space),
      askedErase(space),
    ],
  );
  return kept.ok && (await ports.opened(ok(space))).ok;
}

function askedWrite({
  space,
  link,
  name,
  group,
  inviter,
  status,
}: Asked): StoreWrite {
  const value = new ByteWriter(512)
    .text(link)
    .text(name)
    .text(group)
    .text(inviter)
    .u8(status === 'waits' ? 0 : 1)
    .done();
  return { kind: 'put', table: 'meta', key: waitingPrefix + space, value };
}

function askedErase(space: SpaceId): StoreWrite {
  return { kind: 'delete', table: 'meta', key: waitingPrefix + space };
}

function readAsked(space: SpaceId, value: Bytes): Asked {
  const reader = new ByteReader(value);
  const text = (): string => reader.text(reader.left);
  return {
    space,
    link: text(),
    name: text(),
    group: text(),
    inviter: text(),
    status: reader.u8() === 0 ? 'waits' : 'turned-away',
  };
}
