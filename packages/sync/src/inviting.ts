import { type Clock, type Random, type Result, err, ok } from '@minga/base';
import {
  type InvitationCard as CardContent,
  type NewInvitation,
  createInvitation,
  openProfile,
  sealProfile,
} from '@minga/crypto';
import {
  type ActionBody,
  firstEpoch,
  rightAt,
  lastIndex,
  mayGive,
  presentMembers,
  signAction,
} from '@minga/membership';
import { invitationToLink } from '@minga/protocol';
import type { LocalStore, StoreGuard } from '@minga/store';
import type {
  InviteOptions,
  MingaError,
  OwnProfile,
  SpaceView,
} from './api.ts';
import {
  newestEpoch,
  offeredKeysErase,
  offeredKeysWrite,
} from './offered-keys.ts';
import type { SpaceCore } from './space-core-api.ts';
import { shortName } from './space-founding.ts';

export interface ActingPorts {
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly clock: Clock;
  readonly random: Random;
  readonly core: SpaceCore;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Default a person sees: can write, 7 days. The keys and the card wait beside the log, or here until it is reached. */
export async function invite(
  ports: ActingPorts & {
    readonly publicOrigin: {
      readonly origin: string;
      readonly onlyThisMachine: boolean;
    };
    readonly view: SpaceView | null;
  },
  options: InviteOptions,
): Promise<
  Result<
    { readonly link: string; readonly onlyThisMachine: boolean },
    MingaError
  >
> {
  const { core, view, publicOrigin } = ports;
  const state = core.log.projected;
  const right = rightAt(state, core.signer.device, lastIndex(state));
  const given = options.right ?? 'writer';
  if (right === null || !mayGive(right, given))
    return err({ code: 'no-right' });
  if (state.readOnlyFrom !== null) return err({ code: 'newer-app-needed' });
  // The relay's clock judges; a phone that is a day wrong must not make links that are over before they are sent.
  const expires = core.relayTimeMs() + Math.round(options.days * dayMs);
  const made = await createInvitation(
    { random: ports.random, keyring: core.secrets.keyring },
    {
      right: given,
      until: options.until ?? 0,
      expires,
      uses: options.uses,
      approval: options.approval === true,
    },
    { card: cardOf(view, presentMembers(state).length), relay: '' },
  );
  const published = await publish(ports, made);
  if (!published.ok) return published;
  return ok({
    link: await invitationToLink(publicOrigin.origin, made.invitation),
    onlyThisMachine: publicOrigin.onlyThisMachine,
  });
}

function cardOf(view: SpaceView | null, readers: number): CardContent {
  const self = view?.members.find((member) => member.self);
  return {
    group: shortName(view?.name ?? ''),
    kind: shortName(view?.kind ?? ''),
    inviter: shortName(self?.name ?? ''),
    readers,
  };
}

async function publish(
  ports: ActingPorts,
  { invitation, body, sealedKeys, sealedCard }: NewInvitation,
): Promise<Result<void, MingaError>> {
  const { core, store, guard } = ports;
  const { inviteId, secret } = invitation;
  const put = offeredKeysWrite(core.space, {
    invite: inviteId,
    sealedKeys,
    sealedCard,
    secret,
    approval: body.approval,
    epoch: newestEpoch(core.secrets.keyring),
  });
  const kept = await store.commit([put], [guard]);
  if (!kept.ok) {
    const isFull = kept.error.code === 'quota';
    return err({ code: isFull ? 'storage-full' : 'storage-failed' });
  }
  if (!(await act(ports, body))) {
    // Keys of an invitation that nobody ever published would be offered at every connection.
    await store.commit([offeredKeysErase(core.space, inviteId)], [guard]);
    return err({ code: 'storage-failed' });
  }
  core.link.putKeys(inviteId, sealedKeys, sealedCard);
  return ok(undefined);
}

/** The name a person goes by in one space, and what she says of her work; what is not said stays. */
export async function rename(
  ports: ActingPorts,
  profile: OwnProfile,
): Promise<Result<void, MingaError>> {
  const { core, random } = ports;
  if (core.log.state.readOnlyFrom !== null)
    return err({ code: 'newer-app-needed' });
  const epoch = core.log.state.epochs.at(-1)?.epoch ?? firstEpoch;
  const sealer = {
    random,
    keyring: core.secrets.keyring,
    device: core.signer.device,
  };
  const said = await ownProfile(core);
  const sealed = await sealProfile(sealer, epoch, {
    name: shortName(profile.name),
    cargo: shortName(profile.cargo ?? said.cargo),
    school: shortName(profile.school ?? said.school),
  });
  if (!sealed.ok) return err({ code: 'failed', detail: sealed.error });
  const done = await act(ports, {
    kind: 'profile',
    epoch,
    sealed: sealed.value,
  });
  return done ? ok(undefined) : err({ code: 'storage-failed' });
}

async function ownProfile(
  core: SpaceCore,
): Promise<{ readonly cargo: string; readonly school: string }> {
  const { log, secrets } = core;
  const self = core.me();
  const record = self === null ? undefined : log.projected.profiles.get(self);
  const opened =
    record === undefined ? null : await openProfile(secrets.keyring, record);
  return opened?.ok === true ? opened.value : { cargo: '', school: '' };
}

async function act({ core }: ActingPorts, body: ActionBody): Promise<boolean> {
  const signed = await signAction(
    core.signer,
    { space: core.space, ...core.log.seen() },
    body,
  );
  return core.act(signed.bytes);
}
