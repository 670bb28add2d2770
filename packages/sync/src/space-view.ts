import type { Bytes, DeviceKey, MemberId, SpaceId } from '@minga/base';
import {
  type Keyring,
  type Profile,
  openAskNote,
  openProfile,
  openSettings,
} from '@minga/crypto';
import {
  type MembershipState,
  deviceInForceAt,
  lastIndex,
  mayGive,
  presentMembers,
  rightAt,
} from '@minga/membership';
import type {
  Connection,
  DocumentForFew,
  FormerMemberView,
  InvitationView,
  MemberView,
  SpaceView,
} from './api.ts';
import type { EngineStatus } from './engine-ports.ts';
import type { LogAgreement } from './log-agreement.ts';
import type { MembershipLog } from './membership-log.ts';
import { overreaching } from './overreach.ts';
import type { ArrivalView } from './space-arrivals.ts';
import type { WaitingMemberView } from './waiting-api.ts';
import type { LinkState } from './relay-link.ts';

export interface SpaceViewSources {
  readonly forFew: readonly DocumentForFew[];
  readonly space: SpaceId;
  readonly device: DeviceKey;
  readonly keyring: Keyring;
  /** With own actions that have no position yet: what the person has just done is on her screen. */
  readonly membership: MembershipState;
  readonly link: LinkState;
  readonly documents: readonly EngineStatus[];
  readonly readOnly: boolean;
  readonly agreement: LogAgreement;
  readonly deviceDuplicated: boolean;
  readonly clockSkewMs: number | null;
  /** The relay's time, as far as it is known. */
  readonly nowMs: number;
  readonly arrived: readonly ArrivalView[];
  /** [P39] Of who waits, sealed. */
  readonly notes: ReadonlyMap<DeviceKey, Bytes>;
  readonly log: Pick<MembershipLog, 'state' | 'from'>;
}

/** What a screen needs to know of a space, as plain data. */
export async function spaceView(sources: SpaceViewSources): Promise<SpaceView> {
  const { space, membership, keyring, link, documents, agreement } = sources;
  const { settings } = membership;
  const opened =
    settings === null ? null : await openSettings(keyring, settings);
  const group =
    opened?.ok === true ? opened.value : { name: '', kind: '', country: '' };
  const sum = (of: (status: EngineStatus) => number): number =>
    documents.reduce((total, status) => total + of(status), 0);
  return {
    id: space,
    ...group,
    me: membership.devices.get(sources.device)?.member ?? null,
    members: await memberViews(sources),
    former: await formerViews(sources),
    invitations: invitationViews(membership, sources.nowMs),
    waiting: await waitingViews(sources),
    closed: membership.closedAt !== null,
    deletion: membership.deletion,
    connection: connectionOf(link),
    refusedCode: link.phase === 'refused' ? link.code : null,
    readOnly: sources.readOnly,
    deviceDuplicated: sources.deviceDuplicated,
    unsent: sum((status) => status.unsent + status.unacknowledged),
    refused: sum((status) => status.refused),
    held: sum((status) => status.setAside + total(Object.values(status.held))),
    quarantined: sum((status) => status.quarantined),
    overreaching: overreaching(
      sources.log.state,
      (index) => sources.log.from(index),
      documents.flatMap(({ beyondRight }) => beyondRight),
    ),
    withheld:
      sum((status) => (status.isWithheld ? 1 : 0)) +
      (agreement.isWithheld ? 1 : 0),
    forked: agreement.isForked,
    differing: agreement.differing,
    clockSkewMs: sources.clockSkewMs,
    arrived: sources.arrived,
    forFew: sources.forFew,
  };
}

async function memberViews(sources: SpaceViewSources): Promise<MemberView[]> {
  const { membership, device } = sources;
  const now = lastIndex(membership);
  const views: MemberView[] = [];
  for (const member of presentMembers(membership)) {
    const devices = [...membership.devices.values()]
      .filter((one) => one.member === member.id)
      .map((one) => one.key);
    views.push({
      id: member.id,
      ...(await profileOf(sources, member.id)),
      self: devices.includes(device),
      right: member.rights.at(-1)?.right ?? 'reader',
      until: member.rights.at(-1)?.until ?? 0,
      devices: devices.filter(
        (one) => deviceInForceAt(membership, one, now) !== null,
      ),
    });
  }
  return views;
}

async function formerViews(
  sources: SpaceViewSources,
): Promise<FormerMemberView[]> {
  const views: FormerMemberView[] = [];
  for (const { id, departure } of sources.membership.members.values())
    if (departure !== null)
      views.push({
        id,
        name: (await profileOf(sources, id)).name,
        departure: departure.kind,
        by: departure.by,
      });
  return views;
}

const unnamed: Profile = { name: '', cargo: '', school: '' };

async function profileOf(
  { membership, keyring }: SpaceViewSources,
  member: MemberId,
): Promise<Profile> {
  const profile = membership.profiles.get(member);
  if (profile === undefined) return unnamed;
  const opened = await openProfile(keyring, profile);
  return opened.ok ? opened.value : unnamed;
}

function invitationViews(
  { invitations }: MembershipState,
  nowMs: number,
): InvitationView[] {
  return [...invitations.values()]
    .filter(
      ({ revoked, usesLeft, expires }) =>
        !revoked && usesLeft > 0 && expires > nowMs,
    )
    .map(({ id, by, right, expires, usesLeft }) => ({
      id,
      by,
      right,
      expires,
      usesLeft,
    }));
}

async function waitingViews(
  sources: SpaceViewSources,
): Promise<WaitingMemberView[]> {
  const { membership, keyring, notes, space } = sources;
  const self = membership.devices.get(sources.device)?.member;
  const own = rightAt(membership, sources.device, lastIndex(membership));
  const views: WaitingMemberView[] = [];
  for (const { device, invite } of membership.waiting.values()) {
    const invitation = membership.invitations.get(invite);
    if (invitation === undefined) continue;
    const { by, right } = invitation;
    const note = notes.get(device) ?? new Uint8Array();
    const name = await openAskNote(keyring, { space, invite, device }, note);
    views.push({
      device,
      name: name.ok ? name.value : '',
      by,
      right,
      mayApprove: own !== null && mayGive(own, right),
      mayTurnAway: own === 'steward' || by === self,
    });
  }
  return views;
}

function connectionOf(state: LinkState): Connection {
  switch (state.phase) {
    case 'idle':
    case 'waiting':
      return 'offline';
    case 'connecting':
      return 'connecting';
    case 'listing':
      return 'catching-up';
    case 'live':
    case 'refused':
      return state.phase;
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
