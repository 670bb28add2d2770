import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type MemberId,
  type Result,
  err,
  ok,
} from '@minga/base';
import { sealLockbox, sealSettings } from '@minga/crypto';
import {
  type ActionBody,
  type Member,
  type MembershipState,
  deletionWaitMs,
  firstEpoch,
  lastIndex,
  maySign,
  mayWrite,
  presentMembers,
  rightAt,
  signAction,
} from '@minga/membership';
import type { AccessChange, MingaError } from './api.ts';
import { cutOf } from './cut-content.ts';
import type { ActingPorts } from './inviting.ts';
import { shortName } from './space-founding.ts';

/** Who belongs and what they may do ([E16]); works offline, and counts once the home relay has given it a position. */
export async function changeAccess(
  ports: ActingPorts,
  change: AccessChange,
): Promise<Result<void, MingaError>> {
  const { core } = ports;
  const state = core.log.projected;
  if (state.readOnlyFrom !== null) return err({ code: 'newer-app-needed' });
  const refused = refusalOf(state, ports, change);
  if (refused !== null) return err({ code: refused });
  const body = await bodyOf(ports, change);
  if (!body.ok) return body;
  const signed = await signAction(
    core.signer,
    { space: core.space, ...core.log.seen() },
    body.value,
  );
  return (await core.act(signed.bytes))
    ? ok(undefined)
    : err({ code: 'storage-failed' });
}

const actionOf = {
  right: 'role',
  remove: 'remove',
  leave: 'leave',
  approve: 'approve',
  'turn-away': 'cancel',
  close: 'close',
  delete: 'delete',
  keep: 'cancel',
  'revoke-invitation': 'revoke-invite',
  settings: 'settings',
} as const satisfies Readonly<Record<AccessChange['kind'], ActionBody['kind']>>;

/** What the fold would say, before anything is signed: the person hears it at once. */
function refusalOf(
  state: MembershipState,
  { core }: ActingPorts,
  change: AccessChange,
): 'no-right' | 'last-steward' | null {
  const own = rightAt(state, core.signer.device, lastIndex(state));
  if (own === null || !maySign(own, actionOf[change.kind])) return 'no-right';
  const leaving = leavingSteward(core.me(), change);
  if (leaving === null) return null;
  const isLasting = ({ id, rights }: Member): boolean => {
    const span = rights.at(-1);
    return id !== leaving && span?.right === 'steward' && span.until === 0;
  };
  const was = state.members.get(leaving)?.rights.at(-1)?.right;
  return was === 'steward' && !presentMembers(state).some(isLasting)
    ? 'last-steward'
    : null;
}

/** Whose care of the group ends with it. */
function leavingSteward(
  self: MemberId | null,
  change: AccessChange,
): MemberId | null {
  switch (change.kind) {
    case 'leave':
      return self;
    case 'remove':
      return change.member;
    case 'right':
      return change.right === 'steward' && change.until === 0
        ? null
        : change.member;
    default:
      return null;
  }
}

async function bodyOf(
  ports: ActingPorts,
  change: AccessChange,
): Promise<Result<ActionBody, MingaError>> {
  switch (change.kind) {
    case 'right': {
      const { member, right, until } = change;
      const cut = await cutOfDemotion(ports, change);
      return cut.ok
        ? ok({ kind: 'role', member, right, until, cut: cut.value })
        : cut;
    }
    case 'remove': {
      const cut = await cutOfMember(ports, change.member);
      return cut.ok
        ? ok({ kind: 'remove', member: change.member, cut: cut.value })
        : cut;
    }
    case 'leave': {
      const self = ports.core.me();
      const cut = self === null ? null : await cutOfMember(ports, self);
      if (cut === null) return err({ code: 'no-right' });
      return cut.ok ? ok({ kind: 'leave', cut: cut.value }) : cut;
    }
    case 'revoke-invitation':
      return ok({ kind: 'revoke-invite', invite: change.invite });
    case 'settings':
      return settingsOf(ports, change);
    default:
      return 'device' in change
        ? answerOf(ports, change)
        : ofWholeSpace(ports, change.kind);
  }
}

/** [E29] Of all devices of somebody who goes. */
async function cutOfMember(
  ports: ActingPorts,
  member: MemberId,
  isOpen?: (doc: DocumentId) => boolean,
): Promise<Result<Bytes, MingaError>> {
  const gone = [...ports.core.log.projected.devices.values()]
    .filter((device) => device.member === member)
    .map(({ key }) => key);
  const sealed = await cutOf(ports, new Set(gone), isOpen);
  return sealed.ok ? sealed : err({ code: 'failed', detail: sealed.error });
}

/** [E29] Who may still write a document goes on in it; empty where nothing is lost. */
async function cutOfDemotion(
  ports: ActingPorts,
  { member, right }: Extract<AccessChange, { kind: 'right' }>,
): Promise<Result<Bytes, MingaError>> {
  const { headers, log } = ports.core;
  const classOf = (doc: DocumentId) => headers.get(doc)?.header.class ?? 0;
  const was = log.projected.members.get(member)?.rights.at(-1)?.right;
  const isLost = (doc: DocumentId): boolean =>
    was !== undefined &&
    mayWrite(was, classOf(doc)) &&
    !mayWrite(right, classOf(doc));
  if (!headers.all().some(isLost)) return ok(new Uint8Array());
  return cutOfMember(ports, member, (doc) => !isLost(doc));
}

/** To somebody who waits. */
async function answerOf(
  ports: ActingPorts,
  { kind, device }: Extract<AccessChange, { kind: 'approve' | 'turn-away' }>,
): Promise<Result<ActionBody, MingaError>> {
  if (kind === 'approve') return approvalOf(ports, device);
  const waiting = ports.core.log.projected.waiting.get(device);
  return cancelOf(waiting?.action ?? null);
}

/** [E32] */
function ofWholeSpace(
  { core }: ActingPorts,
  kind: 'close' | 'delete' | 'keep',
): Result<ActionBody, MingaError> {
  switch (kind) {
    case 'close':
      return ok({ kind, cut: new Uint8Array() });
    case 'delete':
      return ok({ kind, due: core.relayTimeMs() + deletionWaitMs });
    case 'keep':
      return cancelOf(core.log.projected.deletion?.action ?? null);
  }
}

/** Null: somebody else has answered, or taken it back. */
function cancelOf(action: Hash | null): Result<ActionBody, MingaError> {
  return action === null
    ? err({ code: 'no-right' })
    : ok({ kind: 'cancel', action });
}

/** With the key of the period in force, for her alone. */
async function approvalOf(
  { core, random }: ActingPorts,
  device: DeviceKey,
): Promise<Result<ActionBody, MingaError>> {
  const waiting = core.log.projected.waiting.get(device);
  const [epoch, key] = core.secrets.keyring.epochKeys().at(-1) ?? [0, null];
  if (waiting === undefined || key === null) return err({ code: 'no-right' });
  const lockbox = await sealLockbox(
    random,
    {
      space: core.space,
      purpose: { kind: 'epoch', epoch },
      recipient: waiting.boxKey,
    },
    key,
  );
  return lockbox.ok
    ? ok({ kind: 'approve', device, epoch, lockbox: lockbox.value })
    : err({ code: 'failed', detail: lockbox.error });
}

async function settingsOf(
  { core, random }: ActingPorts,
  change: Extract<AccessChange, { kind: 'settings' }>,
): Promise<Result<ActionBody, MingaError>> {
  const epoch = epochOf(core.log.state);
  const sealer = {
    random,
    keyring: core.secrets.keyring,
    device: core.signer.device,
  };
  const sealed = await sealSettings(sealer, epoch, {
    name: shortName(change.name),
    kind: change.groupKind,
    country: change.country,
  });
  return sealed.ok
    ? ok({ kind: 'settings', epoch, sealed: sealed.value })
    : err({ code: 'failed', detail: sealed.error });
}

function epochOf({ epochs }: MembershipState): number {
  return epochs.at(-1)?.epoch ?? firstEpoch;
}
