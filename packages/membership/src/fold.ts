import type { Hash, MemberId } from '@minga/base';
import { type Action, spaceOf } from './action.ts';
import { type Draft, carryOut } from './carry-out.ts';
import { judgeBody } from './judge-body.ts';
import type { MembershipState, VoidReason } from './state.ts';

/** An action with everything that takes hashing or a signature check already found out (`checkAction`). */
export interface CheckedAction {
  /** Null when this build cannot decode it: then the space is read-only from there, like an unknown code. */
  readonly action: Action | null;
  readonly actionHash: Hash;
  readonly signatureValid: boolean;
  /** The proof that `join`, `device` and `vouch` carry; true for every other code. */
  readonly proofValid: boolean;
  /** The member whose first device the author would be: who `create` and `join` let in. Null beside a null action. */
  readonly memberOfAuthor: MemberId | null;
}

/** A checked action with the position its home relay gave it. */
export interface LogEntry extends CheckedAction {
  readonly index: number;
  /** [E6] hash_index. */
  readonly logHash: Hash;
}

/**
 * [E15] The state after `entries`, which continue the log at its next position. Reads no clock and no chance:
 * expiry was judged by the home relay when it gave the position (PROTOCOL P27).
 */
export function foldActions(
  state: MembershipState,
  entries: readonly LogEntry[],
): MembershipState {
  const draft: Draft = {
    ...state,
    hashes: [...state.hashes],
    indexByAction: new Map(state.indexByAction),
    members: new Map(state.members),
    devices: new Map(state.devices),
    invitations: new Map(state.invitations),
    profiles: new Map(state.profiles),
    epochs: [...state.epochs],
    waiting: new Map(state.waiting),
    vouched: new Map(state.vouched),
    cuts: [...state.cuts],
    voids: new Map(state.voids),
  };
  for (const entry of entries) foldOne(draft, entry);
  return draft;
}

function foldOne(draft: Draft, entry: LogEntry): void {
  const { index, action, memberOfAuthor } = entry;
  if (index !== draft.hashes.length)
    throw new Error(`position ${String(index)} does not continue the log`);
  const verdict =
    draft.readOnlyFrom === null ? judgeAction(draft, entry) : 'not-carried-out';
  if (verdict === 'not-carried-out') draft.readOnlyFrom ??= index;
  else if (verdict !== 'effective') draft.voids.set(index, verdict);
  else if (
    action !== null &&
    memberOfAuthor !== null &&
    action.body.kind !== 'unknown'
  )
    carryOut(draft, {
      ...action,
      body: action.body,
      actionHash: entry.actionHash,
      index,
      memberOfAuthor,
    });
  draft.hashes.push(entry.logHash);
  // A second position for the same bytes is void: the first one stays the action's position.
  if (!draft.indexByAction.has(entry.actionHash))
    draft.indexByAction.set(entry.actionHash, index);
}

/** What an action would be at the next position. */
export type ActionVerdict = 'effective' | 'not-carried-out' | VoidReason;

/** [E16]–[E18] without clocks; `mayPlace` adds what only the home relay judges. */
export function judgeAction(
  state: MembershipState,
  checked: CheckedAction,
): ActionVerdict {
  const { action } = checked;
  if (action === null) return 'not-carried-out';
  if (!checked.signatureValid) return 'signature';
  if (state.indexByAction.has(checked.actionHash)) return 'repeated';
  if (action.body.kind === 'create')
    return judgeCreate(state, checked.actionHash);
  if (state.salt === null) return 'misplaced';
  if (action.space !== state.space) return 'wrong-space';
  if (state.hashes[action.seenIndex] !== action.seenHash) return 'fork';
  // Before the author is looked at: a later version may let somebody act whom this one does not know.
  if (action.body.kind === 'unknown') return 'not-carried-out';
  return (
    judgeBody(state, action, action.body, checked.proofValid) ?? 'effective'
  );
}

function judgeCreate(state: MembershipState, hash: Hash): ActionVerdict {
  return state.hashes.length === 0 && spaceOf(hash) === state.space
    ? 'effective'
    : 'misplaced';
}
