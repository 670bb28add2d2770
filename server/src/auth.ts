import {
  type Bytes,
  type DeviceKey,
  type Hash,
  type Result,
  type SpaceId,
  bytesToId,
  err,
  idToBytes,
  ok,
  ownBytes,
} from '@minga/base';
import {
  checkAction,
  deviceInForceAt,
  emptyState,
  lastIndex,
  mayPlace,
  noSpace,
  spaceOf,
} from '@minga/membership';
import {
  type Auth,
  type AuthCard,
  type AuthCreate,
  type AuthInvite,
  type CloseCode,
  authSigningBytes,
  authSubject,
  closeCodes,
  mostFound,
  zeroHash,
} from '@minga/protocol';
import type { Services } from './services.ts';
import type { Space } from './space.ts';
import type { Spaces } from './spaces.ts';

/** What the relay asked and where; a signature over anything else is worth nothing here ([P6]). */
export interface Challenge {
  readonly space: SpaceId;
  readonly nonce: Bytes;
  /** The hosts this relay answers to. */
  readonly audiences: readonly string[];
}

/** The space is held for the caller. */
export type Admitted =
  | {
      readonly mode: 'member';
      readonly space: Space;
      readonly device: DeviceKey;
      readonly haveActions: number;
      readonly haveHash: Hash;
    }
  | {
      readonly mode: 'invite';
      readonly space: Space;
      readonly auth: AuthInvite;
      /** The space has this invitation, with this key. */
      readonly isKnown: boolean;
    }
  | AdmittedCard;

/** No space is held: it is told where, and goes. */
export interface AdmittedCard {
  readonly mode: 'card';
  readonly found: readonly SpaceId[];
}

/** [P7], [P9] An error is the close code, and all that is told. */
export async function authenticate(
  services: Services,
  spaces: Spaces,
  challenge: Challenge,
  auth: Auth,
): Promise<Result<Admitted, CloseCode>> {
  if (!(await isSigned(services, challenge, auth)))
    return err(closeCodes.reauthenticate);
  if (auth.mode === 'card') return findCard(services, spaces, challenge, auth);
  if (auth.mode === 'create') {
    const refusal = await createSpace(services, spaces, challenge, auth);
    if (refusal !== null) return err(refusal);
  }
  // Somebody else may have been looking for this space while it was being created: then look once more.
  const space =
    (await spaces.open(challenge.space)) ??
    (auth.mode === 'create' ? await spaces.open(challenge.space) : null);
  if (space === null)
    return err(
      (await spaces.isErased(challenge.space))
        ? closeCodes.erased
        : closeCodes.unknownSpace,
    );
  const admitted = admit(space, auth);
  if (!admitted.ok) spaces.release(space);
  return admitted;
}

async function isSigned(
  { verify }: Services,
  { audiences, space, nonce }: Challenge,
  auth: Auth,
): Promise<boolean> {
  const subject = authSubject(auth);
  for (const audience of audiences) {
    const { mode } = auth;
    const bytes = authSigningBytes({ mode, audience, space, nonce, subject });
    if (await verify(bytesToId<DeviceKey>(subject), bytes, auth.signature))
      return true;
  }
  return false;
}

/** Null: the space is there, made now or before by the same action. */
async function createSpace(
  { verify, clock }: Services,
  spaces: Spaces,
  { space }: Challenge,
  { action, device }: AuthCreate,
): Promise<CloseCode | null> {
  const bytes = ownBytes(action);
  const empty = emptyState(space);
  const checked = await checkAction(verify, empty, bytes);
  const isCreateOfSpace =
    checked.action?.body.kind === 'create' &&
    checked.action.device === device &&
    spaceOf(checked.actionHash) === space &&
    mayPlace(empty, checked, {
      nowMs: clock.now(),
      bringer: null,
      placedAtMs: () => clock.now(),
    }).ok;
  if (!isCreateOfSpace) return closeCodes.protocol;
  return (await spaces.create(space, bytes)) ? null : closeCodes.draining;
}

/** [P7] */
async function findCard(
  { log }: Services,
  spaces: Spaces,
  challenge: Challenge,
  { cardKey }: AuthCard,
): Promise<Result<AdmittedCard, CloseCode>> {
  if (challenge.space !== noSpace) return err(closeCodes.protocol);
  const device = bytesToId<DeviceKey>(cardKey);
  const found: SpaceId[] = [];
  const places = await log.spacesOfDevice(device);
  for (const id of places.toSorted(byBytes).slice(0, mostFound)) {
    const space = await spaces.open(id);
    if (space === null) continue;
    const { state } = space.membership;
    if (deviceInForceAt(state, device, lastIndex(state)) !== null)
      found.push(id);
    spaces.release(space);
  }
  return found.length === 0
    ? err(closeCodes.notMember)
    : ok({ mode: 'card', found });
}

function byBytes(a: SpaceId, b: SpaceId): number {
  return Buffer.compare(idToBytes(a), idToBytes(b));
}

function admit(
  space: Space,
  auth: Exclude<Auth, { mode: 'card' }>,
): Result<Admitted, CloseCode> {
  const { state } = space.membership;
  if (auth.mode === 'invite') {
    const key = state.invitations.get(auth.inviteId)?.key;
    const isKnown = key === bytesToId<DeviceKey>(auth.inviteKey);
    return ok({ mode: 'invite', space, auth, isKnown });
  }
  const { device } = auth;
  if (deviceInForceAt(state, device, lastIndex(state)) === null)
    return err(closeCodes.notMember);
  const { haveActions, haveHash } =
    auth.mode === 'member' ? auth : { haveActions: 0, haveHash: zeroHash };
  return ok({ mode: 'member', space, device, haveActions, haveHash });
}
