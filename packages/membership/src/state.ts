import type {
  Bytes,
  DeviceKey,
  Hash,
  InviteId,
  MemberId,
  SpaceId,
} from '@minga/base';
import type { Seen } from './action.ts';
import { type Right, mayWrite } from './rights.ts';

/** Why an action is kept without effect ([E16]–[E18]). */
export type VoidReason =
  | 'signature'
  | 'fork'
  | 'wrong-space'
  | 'repeated'
  | 'misplaced'
  | 'device-not-in-force'
  | 'no-right'
  | 'proof'
  | 'invitation'
  | 'device-known'
  | 'last-steward'
  /** Nobody here, or no longer. */
  | 'member'
  /** Who is to be let in, or what is to be cancelled, does not wait. */
  | 'not-waiting'
  | 'epoch'
  /** `rotate` for other devices than those in force: somebody came or went meanwhile. */
  | 'lockboxes'
  /** The same member vouches twice, or for herself, or the two name other keys. */
  | 'vouch'
  | 'closed';

/** A right and from which position it holds; until (ms, 0: never ends) only a relay with a clock judges. */
export interface RightSpan {
  readonly from: number;
  readonly right: Right;
  readonly until: number;
}

export interface Member {
  readonly id: MemberId;
  /** In order of position; the last one is in force. Never empty. */
  readonly rights: readonly RightSpan[];
  /** The invitation that let the member in; null for who created the space. */
  readonly invite: InviteId | null;
  /** Null while she belongs. She stays named in what she wrote. */
  readonly departure: {
    readonly index: number;
    readonly kind: 'removed' | 'left';
    /** Who signed it. */
    readonly by: MemberId;
  } | null;
}

/** A `join` by an invitation with approval: nobody yet, until `approve`. */
export interface Waiting {
  readonly device: DeviceKey;
  readonly member: MemberId;
  readonly boxKey: Bytes;
  readonly invite: InviteId;
  readonly action: Hash;
  readonly index: number;
}

/** The first of two who vouch for a fresh device. */
export interface Vouched {
  readonly device: DeviceKey;
  readonly member: MemberId;
  readonly boxKey: Bytes;
  readonly by: MemberId;
  readonly byRight: Right;
  readonly action: Hash;
  readonly index: number;
}

/** What a removal, a demotion or a farewell still lets count of those devices ([E29]); sealed. */
export interface Cut {
  readonly index: number;
  readonly devices: readonly DeviceKey[];
  readonly sealed: Bytes;
  /** Who signed it: the record is bound to her device. */
  readonly by: DeviceKey;
}

export interface Device {
  readonly key: DeviceKey;
  readonly member: MemberId;
  readonly boxKey: Bytes;
  readonly registeredAt: number;
  readonly removedAt: number | null;
  /** What `device`, `approve` or `vouch` carried for it: the key of `epoch`, sealed to its boxKey. */
  readonly lockbox: { readonly epoch: number; readonly sealed: Bytes } | null;
}

export interface Invitation {
  readonly id: InviteId;
  readonly key: DeviceKey;
  readonly by: MemberId;
  readonly right: Right;
  readonly until: number;
  readonly expires: number;
  readonly usesLeft: number;
  readonly approval: boolean;
  readonly revoked: boolean;
}

/** Bytes that only who holds the epoch's key can read. */
export interface SealedRecord {
  readonly epoch: number;
  readonly sealed: Bytes;
  readonly device: DeviceKey;
  readonly index: number;
}

export interface Epoch {
  readonly epoch: number;
  readonly from: number;
  readonly commitment: Bytes;
  /** Null of the first one. */
  readonly rotation: {
    /** The key of the epoch before, sealed under this one's ([E28]). */
    readonly previousKey: Bytes;
    readonly lockboxes: ReadonlyMap<DeviceKey, Bytes>;
    readonly by: DeviceKey;
  } | null;
}

/** Asked for, and not undone: the home relay erases the space when it is due. */
export interface Deletion {
  readonly action: Hash;
  readonly index: number;
  readonly by: MemberId;
  readonly due: number;
}

/** What a log of membership says, up to its last position. A value: folding gives a new one. */
export interface MembershipState {
  readonly space: SpaceId;
  /** [E6] hash_n for every position; its length is the number of positions. */
  readonly hashes: readonly Hash[];
  readonly indexByAction: ReadonlyMap<Hash, number>;
  /** [E14] Salt of the first epoch's commitment; null until a valid `create` stands at position 0. */
  readonly salt: Bytes | null;
  readonly home: string;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly devices: ReadonlyMap<DeviceKey, Device>;
  readonly invitations: ReadonlyMap<InviteId, Invitation>;
  readonly profiles: ReadonlyMap<MemberId, SealedRecord>;
  readonly settings: SealedRecord | null;
  readonly epochs: readonly Epoch[];
  readonly waiting: ReadonlyMap<DeviceKey, Waiting>;
  readonly vouched: ReadonlyMap<DeviceKey, Vouched>;
  readonly cuts: readonly Cut[];
  /** `close` stands there: from then on nobody writes. */
  readonly closedAt: number | null;
  readonly deletion: Deletion | null;
  readonly voids: ReadonlyMap<number, VoidReason>;
  /** [E17] From this position on nothing is carried out: a newer app wrote it. */
  readonly readOnlyFrom: number | null;
}

export function emptyState(space: SpaceId): MembershipState {
  return {
    space,
    hashes: [],
    indexByAction: new Map(),
    salt: null,
    home: '',
    members: new Map(),
    devices: new Map(),
    invitations: new Map(),
    profiles: new Map(),
    settings: null,
    epochs: [],
    waiting: new Map(),
    vouched: new Map(),
    cuts: [],
    closedAt: null,
    deletion: null,
    voids: new Map(),
    readOnlyFrom: null,
  };
}

/** Null when the device was not in force once position `index` had been given. */
export function deviceInForceAt(
  state: MembershipState,
  device: DeviceKey,
  index: number,
): Device | null {
  const known = state.devices.get(device);
  if (known === undefined || index < known.registeredAt) return null;
  return known.removedAt !== null && index >= known.removedAt ? null : known;
}

/** The right of a device's member once position `index` had been given, with its `until`. */
export function spanAt(
  state: MembershipState,
  device: DeviceKey,
  index: number,
): RightSpan | null {
  const known = deviceInForceAt(state, device, index);
  if (known === null) return null;
  const rights = state.members.get(known.member)?.rights ?? [];
  return rights.findLast((span) => span.from <= index) ?? null;
}

export function rightAt(
  state: MembershipState,
  device: DeviceKey,
  index: number,
): Right | null {
  return spanAt(state, device, index)?.right ?? null;
}

/** Who belongs, in the order they came; those who were removed or left are only named any more. */
export function presentMembers(state: MembershipState): readonly Member[] {
  return [...state.members.values()].filter(
    ({ departure }) => departure === null,
  );
}

export function devicesInForce(state: MembershipState): readonly Device[] {
  return [...state.devices.values()].filter(
    ({ removedAt }) => removedAt === null,
  );
}

/** −1 before `create`. */
export function lastIndex(state: MembershipState): number {
  return state.hashes.length - 1;
}

/** The newest epoch opened at `index` or before; null before `create`. */
export function epochInForceAt(
  state: MembershipState,
  index: number,
): Epoch | null {
  return state.epochs.findLast((epoch) => epoch.from <= index) ?? null;
}

/** Positions whose author had seen another log than this one ([E18]). */
export function forksOf(state: MembershipState): readonly number[] {
  return [...state.voids]
    .filter(([, reason]) => reason === 'fork')
    .map(([index]) => index);
}

export type Standing =
  /** Judged once this position had been given. */
  | { readonly kind: 'at'; readonly index: number }
  /** The log has not reached here yet, or a pending action has no position: held. */
  | { readonly kind: 'ahead' }
  /** [E17] It stands on something this build does not carry out: held. */
  | { readonly kind: 'read-only' }
  /** [E6] Another log than ours: held, shown. */
  | { readonly kind: 'fork' };

/** Where in the log something signed elsewhere (a frame, a statement, a record) stands. */
export function standingOf(state: MembershipState, seen: Seen): Standing {
  const hash = state.hashes[seen.seenIndex];
  if (hash === undefined) return { kind: 'ahead' };
  if (hash !== seen.seenHash) return { kind: 'fork' };
  let index = seen.seenIndex;
  for (const pending of seen.pending) {
    const at = state.indexByAction.get(pending);
    if (at === undefined) return { kind: 'ahead' };
    index = Math.max(index, at);
  }
  const readable = state.readOnlyFrom === null || index < state.readOnlyFrom;
  return readable ? { kind: 'at', index } : { kind: 'read-only' };
}

export type FrameVerdict =
  'accepted' | 'no-right' | 'epoch' | 'ahead' | 'read-only' | 'fork';

/** [E6], [E19] and the epoch rule of PROTOCOL P23, for a frame whose signature has been checked. */
export function judgeFrame(
  state: MembershipState,
  header: Seen & { readonly device: DeviceKey; readonly epoch: number },
  documentClass: number,
): FrameVerdict {
  const standing = standingOf(state, header);
  if (standing.kind !== 'at') return standing.kind;
  const right = rightAt(state, header.device, standing.index);
  if (right === null || !mayWrite(right, documentClass)) return 'no-right';
  if (state.closedAt !== null && standing.index >= state.closedAt)
    return 'no-right';
  return epochInForceAt(state, standing.index)?.epoch === header.epoch
    ? 'accepted'
    : 'epoch';
}
