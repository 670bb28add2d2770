import {
  type Bytes,
  type DeviceKey,
  type InviteId,
  ownBytes,
} from '@minga/base';
import type { Action, Invitation } from '@minga/membership';
import {
  type CardStatus,
  type NackCode,
  type PutKeys,
  nackCodes,
} from '@minga/protocol';
import type { Services } from './services.ts';
import type { Space } from './space.ts';

/** How long a joiner whose connection broke may come back for the keys of an invitation that her join used up. */
const secondChanceMs = 600_000;

/** [P27] Null when it was put, and is durable. */
export async function putKeys(
  { commits, clock, limits }: Services,
  space: Space,
  device: DeviceKey,
  message: PutKeys,
): Promise<NackCode | null> {
  const invite = message.inviteId;
  const invitation = space.membership.state.invitations.get(invite);
  if (statusOf(invitation, clock.now()) !== 'live' || invitation === undefined)
    return nackCodes.invitationNotLive;
  if (!mayPutKeys(space, device, invitation)) return nackCodes.noRight;
  if (space.bytes >= limits.wire.spaceBytes) return nackCodes.quota;
  const box = {
    invite,
    expires: invitation.expires,
    sealedKeys: ownBytes(message.sealedKeys),
    sealedCard: ownBytes(message.sealedCard),
  };
  const outcome = await commits.commit({
    kind: 'keybox',
    space: space.id,
    ...box,
  });
  if (outcome === null) return nackCodes.busy;
  space.keyboxes.set(invite, box);
  return null;
}

function mayPutKeys(
  { membership }: Space,
  device: DeviceKey,
  invitation: Invitation,
): boolean {
  const right = membership.rightNow(device)?.right;
  const member = membership.state.devices.get(device)?.member;
  return (
    right === 'steward' || (right !== undefined && member === invitation.by)
  );
}

export function statusOf(
  invitation: Invitation | undefined,
  now: number,
): CardStatus {
  if (invitation === undefined) return 'unknown';
  if (invitation.revoked) return 'revoked';
  if (invitation.usesLeft === 0) return 'used-up';
  const isOver =
    now >= invitation.expires ||
    (invitation.until !== 0 && now >= invitation.until);
  return isOver ? 'expired' : 'live';
}

/**
 * [P27] What a placed action takes away from beside the log: the keys of an invitation that is revoked or used up, and
 * after `rotate` all of them, for they are not the ones in force: who made an invitation seals it anew.
 */
export function eraseSpentKeys(
  services: Services,
  space: Space,
  { body }: Action,
): void {
  const { state } = space.membership;
  for (const [invite, box] of [...space.keyboxes]) {
    const status = statusOf(
      state.invitations.get(invite),
      services.clock.now(),
    );
    if (status === 'live' && body.kind !== 'rotate') continue;
    space.keyboxes.delete(invite);
    // An answer is not awaited: were it to fail, the box is erased when its invitation expires.
    services.commits.add(
      { kind: 'keybox-erased', space: space.id, invite },
      () => undefined,
    );
    if (body.kind === 'join' && body.invite === invite)
      keepForLastJoiner(services, space, invite, box);
  }
}

/**
 * The bytes are gone from the disk, but who used the invitation up may not have received them: a join that cannot be
 * repeated must not lock somebody out because of a bad line. Only her own join, sent again, brings them back.
 */
function keepForLastJoiner(
  { clock }: Services,
  space: Space,
  invite: InviteId,
  box: { readonly sealedKeys: Bytes },
): void {
  space.lastJoins.set(invite, box.sealedKeys);
  clock.after(secondChanceMs, () => {
    space.lastJoins.delete(invite);
  });
}
