import type { Bytes, DeviceKey, Hash, InviteId, MemberId } from '@minga/base';
import type { ActionHeader } from './action.ts';
import type { InviteBody, RotateBody, VouchBody } from './action-body.ts';
import type { CarriedOutBody } from './judge-body.ts';
import {
  type Device,
  type Invitation,
  type Member,
  type MembershipState,
  type RightSpan,
  devicesInForce,
} from './state.ts';

/** The first epoch; each `rotate` adds one. */
export const firstEpoch = 0;

type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : T[K] extends readonly (infer Item)[]
      ? Item[]
      : T[K];
};
export type Draft = Mutable<MembershipState>;

export interface Placed extends ActionHeader {
  readonly body: CarriedOutBody;
  readonly actionHash: Hash;
  readonly index: number;
  readonly memberOfAuthor: MemberId;
}

/** What an action that nothing speaks against changes. */
export function carryOut(draft: Draft, placed: Placed): void {
  const { body, index, device } = placed;
  switch (body.kind) {
    case 'create':
      create(draft, placed, body);
      break;
    case 'home':
      draft.home = body.homeRelay;
      break;
    case 'settings':
      draft.settings = {
        epoch: body.epoch,
        sealed: body.sealed,
        device,
        index,
      };
      break;
    case 'profile':
      draft.profiles.set(authorOf(draft, device), {
        epoch: body.epoch,
        sealed: body.sealed,
        device,
        index,
      });
      break;
    case 'invite':
      draft.invitations.set(
        body.invite,
        invitationOf(body, authorOf(draft, device)),
      );
      break;
    case 'revoke-invite':
      changeInvitation(draft, body.invite, () => ({ revoked: true }));
      break;
    default:
      carryOutAccess(draft, placed, body);
  }
}

type AccessBody = Exclude<
  CarriedOutBody,
  {
    kind:
      'create' | 'home' | 'settings' | 'profile' | 'invite' | 'revoke-invite';
  }
>;

function carryOutAccess(draft: Draft, placed: Placed, body: AccessBody): void {
  const { index, device } = placed;
  switch (body.kind) {
    case 'join':
      join(draft, placed, body.invite, body.boxKey);
      break;
    case 'approve':
      approve(draft, index, body.device, {
        epoch: body.epoch,
        sealed: body.lockbox,
      });
      break;
    case 'device':
      draft.devices.set(body.device, {
        key: body.device,
        member: authorOf(draft, device),
        boxKey: body.boxKey,
        registeredAt: index,
        removedAt: null,
        lockbox: { epoch: body.epoch, sealed: body.lockbox },
      });
      break;
    case 'device-remove':
      removeDevices(draft, placed, [body.device], body.cut);
      break;
    case 'remove':
      depart(draft, placed, body.member, 'removed', body.cut);
      break;
    case 'leave':
      depart(draft, placed, authorOf(draft, device), 'left', body.cut);
      break;
    default:
      carryOutRule(draft, placed, body);
  }
}

function carryOutRule(
  draft: Draft,
  placed: Placed,
  body: Exclude<
    AccessBody,
    {
      kind:
        'join' | 'approve' | 'device' | 'device-remove' | 'remove' | 'leave';
    }
  >,
): void {
  const { index, device, actionHash } = placed;
  switch (body.kind) {
    case 'role': {
      const member = expect(draft.members.get(body.member));
      const { right, until } = body;
      const rights = [...member.rights, { from: index, right, until }];
      draft.members.set(member.id, { ...member, rights });
      noteCut(draft, placed, devicesOf(draft, member.id), body.cut);
      break;
    }
    case 'rotate':
      rotate(draft, placed, body);
      break;
    case 'vouch':
      vouch(draft, placed, body);
      break;
    case 'close':
      draft.closedAt = index;
      noteCut(
        draft,
        placed,
        devicesInForce(draft).map(({ key }) => key),
        body.cut,
      );
      break;
    case 'delete':
      draft.deletion = {
        action: actionHash,
        index,
        by: authorOf(draft, device),
        due: body.due,
      };
      break;
    case 'cancel':
      cancel(draft, body.action);
  }
}

function create(
  draft: Draft,
  placed: Placed,
  body: Extract<CarriedOutBody, { kind: 'create' }>,
): void {
  const { index } = placed;
  draft.salt = body.salt;
  draft.home = body.homeRelay;
  draft.epochs.push({
    epoch: firstEpoch,
    from: index,
    commitment: body.epochCommitment,
    rotation: null,
  });
  const span: RightSpan = { from: index, right: 'steward', until: 0 };
  letIn(draft, placed, placed.memberOfAuthor, body.boxKey, span, null, null);
}

function join(
  draft: Draft,
  placed: Placed,
  invite: InviteId,
  boxKey: Bytes,
): void {
  const { index, device, actionHash, memberOfAuthor } = placed;
  const { right, until, approval } = changeInvitation(
    draft,
    invite,
    ({ usesLeft }) => ({ usesLeft: usesLeft - 1 }),
  );
  if (approval)
    draft.waiting.set(device, {
      device,
      member: memberOfAuthor,
      boxKey,
      invite,
      action: actionHash,
      index,
    });
  else {
    const span = { from: index, right, until };
    letIn(draft, placed, memberOfAuthor, boxKey, span, invite, null);
  }
}

function approve(
  draft: Draft,
  index: number,
  device: DeviceKey,
  lockbox: Device['lockbox'],
): void {
  const { member, boxKey, invite } = expect(draft.waiting.get(device));
  const { right, until } = expect(draft.invitations.get(invite));
  draft.waiting.delete(device);
  const span = { from: index, right, until };
  letIn(draft, { device, index }, member, boxKey, span, invite, lockbox);
}

function letIn(
  draft: Draft,
  { device, index }: Pick<Placed, 'device' | 'index'>,
  member: MemberId,
  boxKey: Bytes,
  span: RightSpan,
  invite: Member['invite'],
  lockbox: Device['lockbox'],
): void {
  draft.members.set(member, {
    id: member,
    rights: [span],
    invite,
    departure: null,
  });
  draft.devices.set(device, {
    key: device,
    member,
    boxKey,
    registeredAt: index,
    removedAt: null,
    lockbox,
  });
}

function depart(
  draft: Draft,
  placed: Placed,
  id: MemberId,
  kind: 'removed' | 'left',
  cut: Bytes,
): void {
  const by = authorOf(draft, placed.device);
  const member = expect(draft.members.get(id));
  draft.members.set(id, {
    ...member,
    departure: { index: placed.index, kind, by },
  });
  // Nobody comes in any more by what she sent out, nor in her name.
  for (const invitation of [...draft.invitations.values()])
    if (invitation.by === id)
      changeInvitation(draft, invitation.id, () => ({ revoked: true }));
  for (const { device, invite } of [...draft.waiting.values()])
    if (draft.invitations.get(invite)?.revoked === true)
      draft.waiting.delete(device);
  for (const one of [...draft.vouched.values()])
    if (one.member === id || one.by === id) draft.vouched.delete(one.device);
  removeDevices(draft, placed, devicesOf(draft, id), cut);
}

function removeDevices(
  draft: Draft,
  placed: Placed,
  keys: readonly DeviceKey[],
  cut: Bytes,
): void {
  const removed = keys.filter(
    (key) => draft.devices.get(key)?.removedAt === null,
  );
  for (const key of removed)
    draft.devices.set(key, {
      ...expect(draft.devices.get(key)),
      removedAt: placed.index,
    });
  noteCut(draft, placed, removed, cut);
}

function noteCut(
  draft: Draft,
  { index, device }: Placed,
  devices: readonly DeviceKey[],
  sealed: Bytes,
): void {
  if (sealed.length > 0 && devices.length > 0)
    draft.cuts.push({ index, devices, sealed, by: device });
}

function rotate(
  draft: Draft,
  { index, device }: Placed,
  { epoch, commitment, previousKey, lockboxes }: RotateBody,
): void {
  draft.epochs.push({
    epoch,
    from: index,
    commitment,
    rotation: {
      previousKey,
      lockboxes: new Map(
        lockboxes.map(({ device: key, sealed }) => [key, sealed]),
      ),
      by: device,
    },
  });
}

function vouch(
  draft: Draft,
  { index, device: author, actionHash }: Placed,
  { member, device, boxKey, epoch, lockbox }: VouchBody,
): void {
  const by = authorOf(draft, author);
  const byRight = expect(draft.members.get(by)).rights.at(-1)?.right;
  if (draft.vouched.delete(device))
    draft.devices.set(device, {
      key: device,
      member,
      boxKey,
      registeredAt: index,
      removedAt: null,
      lockbox: { epoch, sealed: lockbox },
    });
  else
    draft.vouched.set(device, {
      device,
      member,
      boxKey,
      by,
      byRight: expect(byRight),
      action: actionHash,
      index,
    });
}

function cancel(draft: Draft, action: Hash): void {
  if (draft.deletion?.action === action) draft.deletion = null;
  for (const one of [...draft.waiting.values()])
    if (one.action === action) draft.waiting.delete(one.device);
  for (const one of [...draft.vouched.values()])
    if (one.action === action) draft.vouched.delete(one.device);
}

function devicesOf(draft: Draft, member: MemberId): readonly DeviceKey[] {
  return [...draft.devices.values()]
    .filter((device) => device.member === member)
    .map(({ key }) => key);
}

function invitationOf(body: InviteBody, by: MemberId): Invitation {
  return {
    id: body.invite,
    key: body.inviteKey,
    by,
    right: body.right,
    until: body.until,
    expires: body.expires,
    usesLeft: body.uses,
    approval: body.approval,
    revoked: false,
  };
}

function changeInvitation(
  draft: Draft,
  id: InviteId,
  change: (invitation: Invitation) => Partial<Invitation>,
): Invitation {
  const invitation = expect(draft.invitations.get(id));
  const changed = { ...invitation, ...change(invitation) };
  draft.invitations.set(id, changed);
  return changed;
}

function authorOf(draft: Draft, device: DeviceKey): MemberId {
  return expect(draft.devices.get(device)).member;
}

/** What the judgement has just found to be there. */
function expect<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('carried out what was not judged');
  return value;
}
