import {
  type Bytes,
  type InviteId,
  type Random,
  type SpaceId,
  ByteReader,
  ByteWriter,
  bytesToId,
  idToBytes,
} from '@minga/base';
import { type Keyring, readInvitation, sealInvitation } from '@minga/crypto';
import type { MembershipState } from '@minga/membership';
import type { LocalStore, StoreGuard, StoreWrite } from '@minga/store';
import type { RelayLink } from './relay-link.ts';

/** What waits, of an invitation made here, for who comes with its link; `meta` row `<space>/invite/<id>`. */
export interface OfferedKeys {
  readonly invite: InviteId;
  readonly sealedKeys: Bytes;
  readonly sealedCard: Bytes;
  /** To seal them anew when the keys change; empty in rows of the first days. */
  readonly secret: Bytes;
  /** The newest epoch among the sealed keys. */
  readonly epoch: number;
  readonly approval: boolean;
}

export function offeredKeysWrite(
  space: SpaceId,
  { invite, sealedKeys, sealedCard, secret, epoch, approval }: OfferedKeys,
): StoreWrite {
  const value = new ByteWriter(512)
    .raw(idToBytes(invite))
    .blob(sealedKeys)
    .blob(sealedCard)
    .blob(secret)
    .varUint(epoch)
    .u8(approval ? 1 : 0)
    .done();
  return { kind: 'put', table: 'meta', key: keyOf(space, invite), value };
}

export function offeredKeysErase(space: SpaceId, invite: InviteId): StoreWrite {
  return { kind: 'delete', table: 'meta', key: keyOf(space, invite) };
}

const prefixOf = (space: SpaceId): string => `${space}/invite/`;
const keyOf = (space: SpaceId, invite: InviteId): string =>
  `${prefixOf(space)}${invite}`;

interface OfferingPorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly random: Random;
  readonly keyring: Keyring;
}

/**
 * Sealed keys of invitations made here, while the relay was out of reach or before the keys changed; those that are over
 * are forgotten.
 */
export async function offerInvitationKeys(
  ports: OfferingPorts,
  { invitations }: MembershipState,
  link: RelayLink,
  relayTimeMs: number,
): Promise<void> {
  const { space, store, guard } = ports;
  const rows = await store.list('meta', { prefix: prefixOf(space) });
  for (const { value } of rows.ok ? rows.value : []) {
    const kept = readOffered(value);
    const known = invitations.get(kept.invite);
    const isOver =
      known !== undefined &&
      (known.revoked || known.usesLeft === 0 || known.expires < relayTimeMs);
    if (isOver) {
      await store.commit([offeredKeysErase(space, kept.invite)], [guard]);
      continue;
    }
    const offered = await inForce(ports, kept);
    if (offered !== null)
      link.putKeys(offered.invite, offered.sealedKeys, offered.sealedCard);
  }
}

/** Null: its keys are old, and nobody here can seal it anew. */
async function inForce(
  { space, store, guard, random, keyring }: OfferingPorts,
  kept: OfferedKeys,
): Promise<OfferedKeys | null> {
  const epoch = newestEpoch(keyring);
  if (kept.epoch === epoch) return kept;
  if (kept.secret.length === 0) return null;
  const { invite, secret, approval } = kept;
  const invitation = { space, inviteId: invite, secret, relay: '' };
  const read = await readInvitation(invitation);
  const card = await read.openCard(kept.sealedCard);
  if (!card.ok) return null;
  const sealed = await sealInvitation(
    { random, keyring },
    { ...invitation, approval },
    card.value,
  );
  const anew = { ...kept, ...sealed, epoch };
  await store.commit([offeredKeysWrite(space, anew)], [guard]);
  return anew;
}

export function newestEpoch(keyring: Keyring): number {
  return keyring.epochKeys().at(-1)?.[0] ?? 0;
}

function readOffered(value: Bytes): OfferedKeys {
  const reader = new ByteReader(value);
  const invite = bytesToId<InviteId>(reader.take(16));
  const [sealedKeys, sealedCard] = [reader.blob(), reader.blob()];
  const isOld = reader.left === 0;
  return {
    invite,
    sealedKeys,
    sealedCard,
    secret: isOld ? new Uint8Array() : reader.blob(),
    epoch: isOld ? 0 : reader.varUint(),
    // Without it in rows of the first weeks, when nobody had to be let in.
    approval: reader.left > 0 && reader.u8() === 1,
  };
}
