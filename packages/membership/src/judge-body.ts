import type { DeviceKey, Hash, InviteId, MemberId } from '@minga/base';
import type { ActionHeader } from './action.ts';
import type {
  ActionBody,
  InviteBody,
  RoleBody,
  RotateBody,
  VouchBody,
} from './action-body.ts';
import { mayGive, maySign } from './rights.ts';
import {
  type MembershipState,
  type RightSpan,
  type VoidReason,
  devicesInForce,
  lastIndex,
  spanAt,
} from './state.ts';

/** What this build carries out; `unknown` never comes here. */
export type CarriedOutBody = Exclude<ActionBody, { kind: 'unknown' }>;

/** The author, at the next position. */
interface Author {
  readonly device: DeviceKey;
  readonly member: MemberId;
  readonly span: RightSpan;
}

/** [E16] Null when nothing speaks against it. */
export function judgeBody(
  state: MembershipState,
  header: ActionHeader,
  body: CarriedOutBody,
  proofValid: boolean,
): VoidReason | null {
  if (body.kind === 'join')
    return judgeJoin(state, header.device, body.invite, proofValid);
  const { device } = header;
  const span = spanAt(state, device, lastIndex(state));
  const member = state.devices.get(device)?.member;
  if (span === null || member === undefined) return 'device-not-in-force';
  if (!maySign(span.right, body.kind)) return 'no-right';
  const author = { device, member, span };
  return (
    judgeClosed(state, body) ??
    judgeOwn(state, author, body, proofValid) ??
    judgeOthers(state, author, body, proofValid)
  );
}

/** In a group that was closed people still go, take their devices away and keep its key from who has gone. */
const afterClose: readonly CarriedOutBody['kind'][] = [
  'device',
  'device-remove',
  'revoke-invite',
  'home',
  'remove',
  'leave',
  'rotate',
  'delete',
  'cancel',
];

function judgeClosed(
  state: MembershipState,
  { kind }: CarriedOutBody,
): VoidReason | null {
  return state.closedAt === null || afterClose.includes(kind) ? null : 'closed';
}

/** What concerns the author's own devices and invitations. */
function judgeOwn(
  state: MembershipState,
  author: Author,
  body: CarriedOutBody,
  proofValid: boolean,
): VoidReason | null {
  switch (body.kind) {
    case 'invite':
      return judgeInvite(state, author.span, body);
    case 'revoke-invite':
      return judgeRevocation(state, author, body.invite);
    case 'device':
      if (isKnownKey(state, body.device)) return 'device-known';
      return proofValid ? null : 'proof';
    case 'device-remove':
      return judgeDeviceRemoval(state, author.member, body.device);
    case 'leave':
      return judgeDeparture(state, author.member);
    default:
      return null;
  }
}

function judgeOthers(
  state: MembershipState,
  author: Author,
  body: CarriedOutBody,
  proofValid: boolean,
): VoidReason | null {
  switch (body.kind) {
    case 'approve':
      return judgeApproval(state, author.span, body.device);
    case 'role':
      return judgeRole(state, body);
    case 'remove':
      // Who goes by herself leaves.
      return body.member === author.member
        ? 'member'
        : judgeDeparture(state, body.member);
    case 'rotate':
      return judgeRotation(state, body);
    case 'vouch':
      return judgeVouch(state, author, body, proofValid);
    case 'delete':
      return state.deletion === null ? null : 'repeated';
    case 'cancel':
      return judgeCancel(state, author, body.action);
    default:
      return null;
  }
}

/** Expiry is not looked at: that a position was given says the invitation was live ([P27]). */
function judgeJoin(
  state: MembershipState,
  device: DeviceKey,
  invite: InviteId,
  proofValid: boolean,
): VoidReason | null {
  if (state.closedAt !== null) return 'closed';
  if (isKnownKey(state, device)) return 'device-known';
  const invitation = state.invitations.get(invite);
  if (
    invitation === undefined ||
    invitation.revoked ||
    invitation.usesLeft === 0
  )
    return 'invitation';
  return proofValid ? null : 'proof';
}

/** In force, removed or waiting: a key is registered once and never returns. */
function isKnownKey(state: MembershipState, device: DeviceKey): boolean {
  return state.devices.has(device) || state.waiting.has(device);
}

function judgeInvite(
  state: MembershipState,
  giver: RightSpan,
  body: InviteBody,
): VoidReason | null {
  if (state.invitations.has(body.invite)) return 'invitation';
  // Who is here for a time invites nobody for longer.
  const outlives =
    giver.until !== 0 && (body.until === 0 || body.until > giver.until);
  return mayGive(giver.right, body.right) && !outlives ? null : 'no-right';
}

function judgeRevocation(
  state: MembershipState,
  { span, member }: Author,
  invite: InviteId,
): VoidReason | null {
  const invitation = state.invitations.get(invite);
  if (invitation === undefined) return 'invitation';
  const may = span.right === 'steward' || invitation.by === member;
  return may ? null : 'no-right';
}

function judgeApproval(
  state: MembershipState,
  approver: RightSpan,
  device: DeviceKey,
): VoidReason | null {
  const waiting = state.waiting.get(device);
  if (waiting === undefined) return 'not-waiting';
  const invitation = state.invitations.get(waiting.invite);
  if (invitation === undefined || invitation.revoked) return 'invitation';
  const outlives =
    approver.until !== 0 &&
    (invitation.until === 0 || invitation.until > approver.until);
  return mayGive(approver.right, invitation.right) && !outlives
    ? null
    : 'no-right';
}

function judgeDeviceRemoval(
  state: MembershipState,
  author: MemberId,
  key: DeviceKey,
): VoidReason | null {
  const device = state.devices.get(key);
  if (device === undefined || device.removedAt !== null)
    return 'device-not-in-force';
  if (device.member !== author) return 'no-right';
  const isOther = (one: DeviceKey): boolean => one !== key;
  return isLastSteward(state, isOther) &&
    spanAt(state, key, lastIndex(state))?.right === 'steward'
    ? 'last-steward'
    : null;
}

function judgeDeparture(
  state: MembershipState,
  member: MemberId,
): VoidReason | null {
  const known = state.members.get(member);
  if (known === undefined || known.departure !== null) return 'member';
  return isSteward(state, member) && isLastSteward(state, notOf(state, member))
    ? 'last-steward'
    : null;
}

function judgeRole(
  state: MembershipState,
  { member, right, until }: RoleBody,
): VoidReason | null {
  const known = state.members.get(member);
  if (known === undefined || known.departure !== null) return 'member';
  const stays = right === 'steward' && until === 0;
  return !stays &&
    isSteward(state, member) &&
    isLastSteward(state, notOf(state, member))
    ? 'last-steward'
    : null;
}

function isSteward(state: MembershipState, member: MemberId): boolean {
  return state.members.get(member)?.rights.at(-1)?.right === 'steward';
}

function notOf(
  state: MembershipState,
  member: MemberId,
): (device: DeviceKey) => boolean {
  return (device) => state.devices.get(device)?.member !== member;
}

/** None of the devices left would be a steward's, now and for as long as nobody says otherwise. */
function isLastSteward(
  state: MembershipState,
  isLeft: (device: DeviceKey) => boolean,
): boolean {
  return !devicesInForce(state).some(({ key }) => {
    const span = spanAt(state, key, lastIndex(state));
    return isLeft(key) && span?.right === 'steward' && span.until === 0;
  });
}

function judgeRotation(
  state: MembershipState,
  { epoch, lockboxes }: RotateBody,
): VoidReason | null {
  if (epoch !== (state.epochs.at(-1)?.epoch ?? 0) + 1) return 'epoch';
  const inForce = devicesInForce(state);
  const isExact =
    lockboxes.length === inForce.length &&
    lockboxes.every(
      ({ device }) => state.devices.get(device)?.removedAt === null,
    );
  return isExact ? null : 'lockboxes';
}

function judgeVouch(
  state: MembershipState,
  { member: voucher, span }: Author,
  { member, device, boxKey }: VouchBody,
  proofValid: boolean,
): VoidReason | null {
  const known = state.members.get(member);
  if (known === undefined || known.departure !== null) return 'member';
  if (voucher === member) return 'vouch';
  if (isKnownKey(state, device)) return 'device-known';
  if (!proofValid) return 'proof';
  const first = state.vouched.get(device);
  if (first === undefined) return null;
  const isSecond =
    first.by !== voucher &&
    first.member === member &&
    first.boxKey.every((byte, i) => byte === boxKey[i]);
  if (!isSecond) return 'vouch';
  return span.right === 'steward' || first.byRight === 'steward'
    ? null
    : 'no-right';
}

/** A join that waits, the first of two vouches, or a deletion: each by who could have refused it. */
function judgeCancel(
  state: MembershipState,
  { member, span }: Author,
  action: Hash,
): VoidReason | null {
  const isSteward = span.right === 'steward';
  if (state.deletion?.action === action) return isSteward ? null : 'no-right';
  const waiting = [...state.waiting.values()].find(
    (one) => one.action === action,
  );
  if (waiting !== undefined)
    return isSteward || state.invitations.get(waiting.invite)?.by === member
      ? null
      : 'no-right';
  const vouched = [...state.vouched.values()].find(
    (one) => one.action === action,
  );
  if (vouched === undefined) return 'not-waiting';
  return isSteward || vouched.member === member ? null : 'no-right';
}
