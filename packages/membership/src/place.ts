import { type DeviceKey, type Result, err, ok } from '@minga/base';
import { type NackCode, nackCodes } from '@minga/protocol';
import type { ActionBody } from './action-body.ts';
import { spaceOf } from './action.ts';
import { type ActionVerdict, type CheckedAction, judgeAction } from './fold.ts';
import { mayGive } from './rights.ts';
import {
  type MembershipState,
  devicesInForce,
  lastIndex,
  spanAt,
} from './state.ts';

/** Why the home relay gives an action no position. */
export type PlaceRefusal =
  | Exclude<ActionVerdict, 'effective'>
  | 'seen-ahead'
  | 'pending'
  | 'expired'
  | 'too-soon';

/** What only the home relay knows. */
export interface PlaceFacts {
  readonly nowMs: number;
  /** The member's device on whose connection it came; null when it is the author's own. */
  readonly bringer: DeviceKey | null;
  /** When a position was given, as far as this relay remembers: never earlier than it was. */
  readonly placedAtMs: (index: number) => number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** [E31] So long somebody who still has a device may say that it is not she who asks. */
const vouchWaitMs = dayMs;
/** [E32] So long a deletion can be undone; clocks may differ. */
export const deletionWaitMs = 7 * dayMs;
const clockToleranceMs = 60 * 60 * 1000;

/**
 * [P26], [P27] Whether the home relay gives `checked` the next position: what the fold would carry out, and the clock
 * besides, which nobody asks again afterwards. An action already in the log is not to be asked about.
 *
 * After a restore members tell the relay again who joined, and an invitation may have expired meanwhile: a bringer who may
 * invite now vouches for the join, which gives her nothing that an invitation of her own would not.
 */
export function mayPlace(
  state: MembershipState,
  checked: CheckedAction,
  facts: PlaceFacts,
): Result<void, PlaceRefusal> {
  const { action } = checked;
  if (action === null || state.readOnlyFrom !== null)
    return err('not-carried-out');
  if (action.body.kind !== 'create' && action.seenIndex > lastIndex(state))
    return err('seen-ahead');
  if (!action.pending.every((hash) => state.indexByAction.has(hash)))
    return err('pending');
  const verdict = judgeAction(state, checked);
  if (verdict !== 'effective') return err(verdict);
  if (!isLive(state, action.device, action.body, facts)) return err('expired');
  return isTimely(state, action.body, facts) ? ok(undefined) : err('too-soon');
}

function isLive(
  state: MembershipState,
  device: DeviceKey,
  body: ActionBody,
  { nowMs, bringer }: PlaceFacts,
): boolean {
  const isOver = (end: number): boolean => end !== 0 && nowMs >= end;
  if (body.kind === 'create') return true;
  if (body.kind !== 'join')
    return !isOver(spanAt(state, device, lastIndex(state))?.until ?? 0);
  const invitation = state.invitations.get(body.invite);
  if (invitation === undefined || isOver(invitation.until)) return false;
  if (nowMs < invitation.expires) return true;
  const voucher =
    bringer === null ? null : spanAt(state, bringer, lastIndex(state));
  return (
    voucher !== null &&
    !isOver(voucher.until) &&
    mayGive(voucher.right, invitation.right)
  );
}

/** [E31], [E32] What others need time to object to. */
function isTimely(
  state: MembershipState,
  body: ActionBody,
  { nowMs, placedAtMs }: PlaceFacts,
): boolean {
  if (body.kind === 'delete')
    return body.due >= nowMs + deletionWaitMs - clockToleranceMs;
  const first =
    body.kind === 'vouch' ? state.vouched.get(body.device) : undefined;
  if (first === undefined) return true;
  const hasDevice = devicesInForce(state).some(
    ({ member }) => member === first.member,
  );
  return !hasDevice || nowMs >= placedAtMs(first.index) + vouchWaitMs;
}

/**
 * [E6] Whether a home relay can have given `checked` the next position, whatever its version: what it cannot have, the
 * relay that hands it over made up, or put where it does not stand. Rights are not asked: their rules may change.
 */
export function mayStandNext(
  state: MembershipState,
  checked: CheckedAction,
): boolean {
  const { action, actionHash, signatureValid } = checked;
  if (state.hashes.length === 0) return spaceOf(actionHash) === state.space;
  if (action === null) return true;
  if (!signatureValid) return false;
  if (state.readOnlyFrom !== null) return true;
  const isFromOutside = ['join', 'unknown'].includes(action.body.kind);
  return (
    (isFromOutside || state.devices.has(action.device)) &&
    !neverPlaced.includes(judgeAction(state, checked))
  );
}

const neverPlaced: readonly ActionVerdict[] = [
  'repeated',
  'misplaced',
  'wrong-space',
  'fork',
];

/** ACTIONNACK's code, and whether the same bytes can never get a position (PROTOCOL §7). */
export function placeRefusalToNack(refusal: PlaceRefusal): {
  readonly code: NackCode;
  readonly final: boolean;
} {
  return nackByRefusal[refusal];
}

const nackByRefusal: Readonly<
  Record<PlaceRefusal, { readonly code: NackCode; readonly final: boolean }>
> = {
  signature: { code: nackCodes.signature, final: true },
  proof: { code: nackCodes.signature, final: true },
  fork: { code: nackCodes.staleSeen, final: true },
  'seen-ahead': { code: nackCodes.staleSeen, final: false },
  pending: { code: nackCodes.staleSeen, final: false },
  'wrong-space': { code: nackCodes.malformed, final: true },
  misplaced: { code: nackCodes.malformed, final: true },
  repeated: { code: nackCodes.malformed, final: true },
  'device-not-in-force': { code: nackCodes.noRight, final: true },
  'no-right': { code: nackCodes.noRight, final: true },
  'device-known': { code: nackCodes.noRight, final: true },
  'last-steward': { code: nackCodes.noRight, final: true },
  invitation: { code: nackCodes.invitationNotLive, final: true },
  expired: { code: nackCodes.invitationNotLive, final: true },
  member: { code: nackCodes.noRight, final: true },
  'not-waiting': { code: nackCodes.noRight, final: true },
  vouch: { code: nackCodes.noRight, final: true },
  closed: { code: nackCodes.noRight, final: true },
  // Somebody was faster: it is signed anew by who still wants it.
  epoch: { code: nackCodes.staleSeen, final: true },
  lockboxes: { code: nackCodes.staleSeen, final: true },
  'too-soon': { code: nackCodes.busy, final: false },
  'not-carried-out': { code: nackCodes.notCarriedOut, final: true },
};
