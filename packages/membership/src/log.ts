import { type Bytes, type Hash, type Result, err, ok } from '@minga/base';
import {
  type Action,
  actionHash,
  decodeAction,
  nextLogHash,
} from './action.ts';
import { type CheckedAction, type LogEntry, foldActions } from './fold.ts';
import { memberOfFirstDevice } from './member-id.ts';
import {
  type Verify,
  deviceProofBytes,
  joinProofBytes,
  verifyAction,
} from './sign.ts';
import type { MembershipState } from './state.ts';

/** Everything about an action that needs hashing or a signature check, against the state before its position. */
export async function checkAction(
  verify: Verify,
  state: MembershipState,
  bytes: Bytes,
): Promise<CheckedAction> {
  const decoded = decodeAction(bytes);
  const hash = await actionHash(bytes);
  if (!decoded.ok)
    return {
      action: null,
      actionHash: hash,
      signatureValid: false,
      proofValid: false,
      memberOfAuthor: null,
    };
  const action = decoded.value;
  const [signatureValid, proofValid, memberOfAuthor] = await Promise.all([
    verifyAction(verify, action),
    verifyProof(verify, state, action),
    memberOfFirstDevice(action.device),
  ]);
  return {
    action,
    actionHash: hash,
    signatureValid,
    proofValid,
    memberOfAuthor,
  };
}

async function verifyProof(
  verify: Verify,
  state: MembershipState,
  action: Action,
): Promise<boolean> {
  const { body } = action;
  if (body.kind === 'join') {
    const invitation = state.invitations.get(body.invite);
    if (invitation === undefined) return false;
    return verify(
      invitation.key,
      joinProofBytes(state.space, body.invite, action.device, body.boxKey),
      body.proof,
    );
  }
  if (body.kind === 'device') {
    const author = state.devices.get(action.device);
    if (author === undefined) return false;
    return verify(
      body.device,
      deviceProofBytes(state.space, author.member, body.device, body.boxKey),
      body.proof,
    );
  }
  if (body.kind === 'vouch')
    return verify(
      body.device,
      deviceProofBytes(state.space, body.member, body.device, body.boxKey),
      body.proof,
    );
  return true;
}

export interface PlacedBytes {
  readonly index: number;
  readonly bytes: Bytes;
}

export interface LogError {
  /** `gap`: a position is missing before this one. `fork`: the log here has another action at this position. */
  readonly code: 'gap' | 'fork';
  readonly index: number;
}

/** Continues a state with actions as a store or a relay hands them over; positions already here are passed over. */
export async function extendLog(
  verify: Verify,
  state: MembershipState,
  placed: readonly PlacedBytes[],
): Promise<Result<MembershipState, LogError>> {
  let current = state;
  for (const { index, bytes } of placed) {
    const count = current.hashes.length;
    if (index > count) return err({ code: 'gap', index });
    if (index < count) {
      const hash = await logHashAfter(current, index, await actionHash(bytes));
      if (hash !== current.hashes[index]) return err({ code: 'fork', index });
    } else
      current = foldActions(current, [await logEntry(verify, current, bytes)]);
  }
  return ok(current);
}

/** The entry that `bytes` makes at the next position of `state`. */
export async function logEntry(
  verify: Verify,
  state: MembershipState,
  bytes: Bytes,
): Promise<LogEntry> {
  const checked = await checkAction(verify, state, bytes);
  const index = state.hashes.length;
  return {
    ...checked,
    index,
    logHash: await logHashAfter(state, index, checked.actionHash),
  };
}

function logHashAfter(
  state: MembershipState,
  index: number,
  action: Hash,
): Promise<Hash> {
  return nextLogHash(state.hashes[index - 1] ?? null, action);
}
