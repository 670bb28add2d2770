import {
  type Bytes,
  type DeviceKey,
  type InviteId,
  type MemberId,
  bytesToId,
  u32Bytes,
} from '@minga/base';
import { type ActionHeader, noSpace, seenNothing, spaceOf } from './action.ts';
import type { ActionBody, InviteBody } from './action-body.ts';
import { type LogEntry, foldActions } from './fold.ts';
import { logEntry } from './log.ts';
import {
  type SignedAction,
  type Signer,
  createVerifier,
  deviceProofBytes,
  joinProofBytes,
  signAction,
  signerFromSeed,
} from './sign.ts';
import {
  type MembershipState,
  type VoidReason,
  emptyState,
  lastIndex,
} from './state.ts';

/** For tests: a device, or an invitation's key, that is the same in every run. */
export function signerNumber(n: number): Promise<Signer> {
  const seed = new Uint8Array(32);
  seed.set(u32Bytes(n));
  return signerFromSeed(seed);
}

/** Suite byte and 32 bytes: nothing in membership looks at what a box key is. */
export function boxKeyNumber(n: number): Bytes {
  return Uint8Array.of(1, ...new Uint8Array(32).fill(n));
}

export function inviteNumber(n: number): InviteId {
  return bytesToId<InviteId>(new Uint8Array(16).fill(n));
}

/** For tests: a log that grows action by action, as the home relay would place them. */
export interface Story {
  readonly state: MembershipState;
  readonly entries: readonly LogEntry[];
  readonly bytes: readonly Bytes[];
  /** Signs with what the log says now, unless `seen` says otherwise. */
  sign(
    signer: Signer,
    body: ActionBody,
    header?: Partial<ActionHeader>,
  ): Promise<SignedAction>;
  /** Gives the bytes the next position. */
  place(bytes: Bytes): Promise<VoidReason | 'effective'>;
  act(
    signer: Signer,
    body: ActionBody,
    header?: Partial<ActionHeader>,
  ): Promise<VoidReason | 'effective'>;
  invite(
    signer: Signer,
    n: number,
    changes?: Partial<InviteBody>,
  ): Promise<VoidReason | 'effective'>;
  join(signer: Signer, n: number): Promise<VoidReason | 'effective'>;
  link(by: Signer, device: Signer): Promise<VoidReason | 'effective'>;
  memberOf(signer: Signer): MemberId;
}

export async function anaFounds(ana: Signer): Promise<Story> {
  const create = await signAction(
    ana,
    { space: noSpace, ...seenNothing },
    {
      kind: 'create',
      salt: new Uint8Array(16).fill(1),
      boxKey: boxKeyNumber(1),
      epochCommitment: new Uint8Array(32).fill(2),
      homeRelay: 'wss://relay.example',
    },
  );
  const story = startStory(emptyState(spaceOf(create.hash)));
  await story.place(create.bytes);
  return story;
}

function startStory(empty: MembershipState): Story {
  const verify = createVerifier();
  const entries: LogEntry[] = [];
  const bytes: Bytes[] = [];
  let state = empty;
  const story: Story = {
    get state() {
      return state;
    },
    entries,
    bytes,
    sign: (signer, body, header) =>
      signAction(
        signer,
        {
          space: state.space,
          seenIndex: lastIndex(state),
          seenHash: state.hashes.at(-1) ?? seenNothing.seenHash,
          pending: [],
          ...header,
        },
        body,
      ),
    async place(action) {
      const entry = await logEntry(verify, state, action);
      entries.push(entry);
      bytes.push(action);
      state = foldActions(state, [entry]);
      return state.voids.get(entry.index) ?? 'effective';
    },
    act: async (signer, body, header) =>
      story.place((await story.sign(signer, body, header)).bytes),
    async invite(signer, n, changes) {
      const key = await signerNumber(1000 + n);
      return story.act(signer, {
        kind: 'invite',
        invite: inviteNumber(n),
        inviteKey: key.device,
        right: 'writer',
        until: 0,
        expires: 2_000_000_000_000,
        uses: 1,
        approval: false,
        ...changes,
      });
    },
    async join(signer, n) {
      const key = await signerNumber(1000 + n);
      const boxKey = boxKeyNumber(n);
      const proof = await key.sign(
        joinProofBytes(state.space, inviteNumber(n), signer.device, boxKey),
      );
      return story.act(signer, {
        kind: 'join',
        invite: inviteNumber(n),
        boxKey,
        proof,
      });
    },
    async link(by, device) {
      const boxKey = boxKeyNumber(9);
      const proof = await device.sign(
        deviceProofBytes(
          state.space,
          story.memberOf(by),
          device.device,
          boxKey,
        ),
      );
      return story.act(by, newDevice(device.device, boxKey, proof));
    },
    memberOf(signer) {
      const device = state.devices.get(signer.device);
      if (device === undefined) throw new Error('not a device of the story');
      return device.member;
    },
  };
  return story;
}

export function newDevice(
  device: DeviceKey,
  boxKey: Bytes,
  proof: Bytes,
): ActionBody {
  return {
    kind: 'device',
    device,
    boxKey,
    proof,
    epoch: 0,
    lockbox: new Uint8Array(80).fill(5),
  };
}

export function removal(signer: Signer): ActionBody {
  return {
    kind: 'device-remove',
    device: signer.device,
    cut: new Uint8Array(0),
  };
}

/** The people of the stories, with the same keys in every run. */
export async function cast() {
  const [ana, rosa, luis, tablet] = await Promise.all([
    signerNumber(1),
    signerNumber(2),
    signerNumber(3),
    signerNumber(4),
  ]);
  return { ana, rosa, luis, tablet };
}

export async function anaAndRosa(ana: Signer, rosa: Signer): Promise<Story> {
  const story = await anaFounds(ana);
  await story.invite(ana, 1);
  await story.join(rosa, 1);
  return story;
}
