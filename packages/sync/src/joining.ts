import {
  type Clock,
  type Random,
  type Result,
  type SpaceId,
  err,
  ok,
} from '@minga/base';
import {
  type ReadInvitation,
  createKeyring,
  readInvitation,
  sealProfile,
} from '@minga/crypto';
import { createSigner, firstEpoch, signAction } from '@minga/membership';
import {
  type CardStatus,
  type Invitation,
  linkToInvitation,
} from '@minga/protocol';
import type { InvitationCard, MingaError, MingaErrorCode } from './api.ts';
import { authenticateInvite } from './authenticate.ts';
import { beginJoin, endOfJoin } from './begun-join.ts';
import {
  type Visit,
  type VisitOutcome,
  visitRelay,
} from './invitation-visit.ts';
import { hashOfCreate, pendingActionKey } from './membership-log.ts';
import type { RelayAddress } from './profile-core.ts';
import { type KeepingPorts, keepSpace, shortName } from './space-founding.ts';
import type { Transport } from './transport.ts';
import type { Asked } from './waiting-room.ts';

export interface JoiningPorts extends KeepingPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  relayAddress(home: string): RelayAddress;
}

/** Who invites, to what, how many read it. Uses nothing up. */
export async function readCard(
  ports: JoiningPorts,
  link: string,
): Promise<Result<InvitationCard, MingaError>> {
  const read = await readLink(link);
  if (!read.ok) return read;
  return withVisit(ports, read.value, async (visit, secret) => {
    const outcome = await visit.card();
    if (outcome.kind !== 'done') return err(errorOf(outcome));
    const card = await secret.openCard(outcome.value);
    return card.ok
      ? ok({ ...card.value, space: read.value.space })
      : err({ code: 'invitation-unknown', detail: card.error });
  });
}

/**
 * Joins with a name only, whoever is online: the relay gives the `join` its position and hands over the sealed keys.
 * The name is a pending action that goes up with the first connection as a member.
 */
export async function joinSpace(
  ports: JoiningPorts & {
    known(space: SpaceId): boolean;
    /** She waits to be let in. False: it could not be kept. */
    asked(asked: Asked): Promise<boolean>;
  },
  link: string,
  personName: string,
): Promise<Result<SpaceId, MingaError>> {
  const read = await readLink(link);
  if (!read.ok) return read;
  const { space, relay } = read.value;
  if (ports.known(space)) return err({ code: 'already-member', space });
  return withVisit(ports, read.value, async (visit, secret) => {
    const begun = await beginJoin(ports, read.value, secret);
    if (!begun.ok) return begun;
    const { keys, join, isRepeated } = begun.value;
    const outcome = await visit.join(join, isRepeated);
    if (outcome.kind !== 'done') return err(errorOf(outcome));
    if (outcome.value === 'asked') {
      const asked = await askedOf(visit, secret);
      const name = shortName(personName);
      const isKept = await ports.asked({ ...asked, space, link, name });
      return err({
        code: isKept ? 'approval-awaited' : 'storage-failed',
        space,
      });
    }
    // Believed for now: the first connection as a member checks them against the log's commitment ([E13]).
    const epochs = await secret.openKeys(outcome.value);
    if (!epochs.ok || epochs.value.size === 0)
      return err({ code: 'invitation-unknown', detail: 'sealed keys' });
    const epoch = Math.max(firstEpoch, ...epochs.value.keys());
    const keyring = createKeyring({ space, epochs: epochs.value });
    const sealer = { random: ports.random, keyring, device: keys.device };
    const profile = await sealProfile(sealer, epoch, {
      name: shortName(personName),
      cargo: '',
      school: '',
    });
    if (!profile.ok) return err({ code: 'failed', detail: profile.error });
    const introduced = await signAction(
      createSigner(keys.device, keys.signingKey),
      { space, seenIndex: 0, seenHash: hashOfCreate(space), pending: [] },
      { kind: 'profile', epoch, sealed: profile.value },
    );
    const named = {
      kind: 'put',
      table: 'actions',
      key: pendingActionKey(space, 0),
      value: introduced.bytes,
    } as const;
    return keepSpace(
      ports,
      { space, keys, epochs: epochs.value, homeRelay: relay },
      [named, endOfJoin(space)],
    );
  });
}

/** What is said of the group while she waits. */
async function askedOf(
  visit: Visit,
  secret: ReadInvitation,
): Promise<Pick<Asked, 'group' | 'inviter' | 'status'>> {
  const shown = await visit.card();
  const card =
    shown.kind === 'done' ? await secret.openCard(shown.value) : null;
  const { group, inviter } =
    card?.ok === true ? card.value : { group: '', inviter: '' };
  return { group, inviter, status: 'waits' };
}

async function readLink(link: string): Promise<Result<Invitation, MingaError>> {
  const read = await linkToInvitation(link);
  if (!read.ok) return err({ code: codeOfLink(read.error.code) });
  const { relay } = read.value;
  const isAddress = relay === '' || URL.canParse(relay);
  return isAddress ? read : err({ code: 'not-a-link' });
}

function codeOfLink(
  code: 'link-cut' | 'link-unknown-version' | 'not-a-link',
): MingaErrorCode {
  return code === 'link-unknown-version' ? 'link-newer' : code;
}

async function withVisit<T>(
  ports: JoiningPorts,
  invitation: Invitation,
  act: (visit: Visit, secret: ReadInvitation) => Promise<Result<T, MingaError>>,
): Promise<Result<T, MingaError>> {
  const secret = await readInvitation(invitation);
  const { url, audience } = ports.relayAddress(invitation.relay);
  const { space, inviteId: invite } = invitation;
  const { signer } = secret;
  const visit = visitRelay({
    ...ports,
    space,
    invite,
    url,
    authenticate: (nonce) =>
      authenticateInvite({ space, signer, audience, nonce, invite }),
  });
  try {
    return await act(visit, secret);
  } finally {
    visit.close();
  }
}

const codeByStatus: Readonly<
  Record<Exclude<CardStatus, 'live'>, MingaErrorCode>
> = {
  expired: 'invitation-expired',
  'used-up': 'invitation-used',
  revoked: 'invitation-revoked',
  unknown: 'invitation-unknown',
};

function errorOf(
  outcome: Exclude<VisitOutcome<unknown>, { kind: 'done' }>,
): MingaError {
  switch (outcome.kind) {
    case 'not-live':
      return {
        code:
          outcome.status === 'live' ? 'failed' : codeByStatus[outcome.status],
      };
    case 'unreachable':
      return { code: 'relay-unreachable' };
    case 'refused': {
      const { code } = outcome;
      return {
        code: codeByRefusal[code] ?? 'relay-refused',
        detail: String(code),
      };
    }
  }
}

/** Close and ACTIONNACK codes that a person can do something about. */
const codeByRefusal: Readonly<Record<number, MingaErrorCode>> = {
  4403: 'invitation-unknown',
  4404: 'invitation-unknown',
  4409: 'newer-app-needed',
  4444: 'invitation-used',
};
