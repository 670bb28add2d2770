import {
  type Bytes,
  type InviteId,
  type Random,
  type Result,
  bytesToId,
  concatBytes,
  err,
  idToBytes,
  lp,
  utf8,
} from '@minga/base';
import {
  type ActionBody,
  type InviteBody,
  type MembershipState,
  type Right,
  type Signer,
  joinProofBytes,
  signerFromSeed,
} from '@minga/membership';
import type { Invitation, ProtocolError } from '@minga/protocol';
import {
  type InvitationCard,
  decodeCard,
  decodeKeys,
  encodeCard,
  encodeKeys,
} from './invitation-content.ts';
import { askKeysOf } from './asking.ts';
import { type Keyring, isEpochKey } from './keys.ts';
import {
  decryptAes,
  deriveAesKey,
  deriveBytes,
  encryptAes,
  importMaterial,
  nonceSize,
} from './primitives.ts';
import { type OpenError, decoded } from './sealed.ts';

export interface InvitationTerms {
  readonly right: Right;
  /** When the right it gives ends, ms since 1970; 0: never. */
  readonly until: number;
  /** When the invitation itself ends, ms since 1970. */
  readonly expires: number;
  /** At least 1. */
  readonly uses: number;
  /** Who joins by it waits until somebody approves ([E35]). */
  readonly approval: boolean;
}

export interface NewInvitation {
  /** For action `invite`. */
  readonly body: InviteBody;
  /** For KEYBOX (PROTOCOL P27), at most 4 KiB each. */
  readonly sealedKeys: Bytes;
  readonly sealedCard: Bytes;
  /** For `invitationToLink`; it holds the secret and goes nowhere else ([E27]). */
  readonly invitation: Invitation;
}

const seedSize = 32;

export async function createInvitation(
  { random, keyring }: { readonly random: Random; readonly keyring: Keyring },
  terms: InvitationTerms,
  { card, relay }: { readonly card: InvitationCard; readonly relay: string },
): Promise<NewInvitation> {
  const inviteId = bytesToId<InviteId>(random.bytes(16));
  const invitation: Invitation = {
    space: keyring.space,
    inviteId,
    secret: random.bytes(32),
    relay,
  };
  const { signer } = await deriveInviteKeys(invitation);
  const { right, until, expires, uses, approval } = terms;
  const sealed = await sealInvitation(
    { random, keyring },
    { ...invitation, approval },
    card,
  );
  const body: InviteBody = {
    kind: 'invite',
    invite: inviteId,
    inviteKey: signer.device,
    right,
    until,
    expires,
    uses,
    approval,
  };
  return { body, ...sealed, invitation };
}

/** Anew, when the keys of the space are others: what lies beside the log for who comes with the link ([P27]). */
export async function sealInvitation(
  { random, keyring }: { readonly random: Random; readonly keyring: Keyring },
  invitation: Invitation & Pick<InvitationTerms, 'approval'>,
  card: InvitationCard,
): Promise<Pick<NewInvitation, 'sealedKeys' | 'sealedCard'>> {
  const { keysKey, cardKey } = await deriveInviteKeys(invitation);
  const keys = invitation.approval
    ? await askKeysOf(keyring, invitation.inviteId)
    : keyring.epochKeys();
  const [sealedKeys, sealedCard] = await Promise.all([
    seal(random, keysKey, keysAad(invitation), encodeKeys(keys)),
    seal(random, cardKey, cardAad(invitation), encodeCard(card)),
  ]);
  return { sealedKeys, sealedCard };
}

/** What the secret of an invitation opens. */
export interface ReadInvitation {
  /** Signs AUTH in mode `invite`, and the proof of `join`. */
  readonly signer: Signer;
  openCard(sealedCard: Bytes): Promise<Result<InvitationCard, OpenError>>;
  /** Raw keys by epoch, to be believed only after `provenKeys`; with approval the ask key ([E35]). */
  openKeys(
    sealedKeys: Bytes,
  ): Promise<Result<ReadonlyMap<number, Bytes>, OpenError>>;
  /** Body of the `join` of a new device. */
  join(device: Signer['device'], boxKey: Bytes): Promise<ActionBody>;
}

export async function readInvitation(
  invitation: Invitation,
): Promise<ReadInvitation> {
  const { signer, keysKey, cardKey } = await deriveInviteKeys(invitation);
  const { space, inviteId } = invitation;
  return {
    signer,
    openCard: (sealed) =>
      open(cardKey, cardAad(invitation), sealed, decodeCard),
    openKeys: (sealed) =>
      open(keysKey, keysAad(invitation), sealed, decodeKeys),
    async join(device, boxKey) {
      const proof = await signer.sign(
        joinProofBytes(space, inviteId, device, boxKey),
      );
      return { kind: 'join', invite: inviteId, boxKey, proof };
    },
  };
}

/** [E13] Those of the keys that the log committed to. */
export async function provenKeys(
  state: MembershipState,
  keys: ReadonlyMap<number, Bytes>,
): Promise<ReadonlyMap<number, Bytes>> {
  const judged = await Promise.all(
    [...keys].map(async ([epoch, key]) => ({
      epoch,
      key,
      proven: await isEpochKey(state, epoch, key),
    })),
  );
  return new Map(
    judged.filter(({ proven }) => proven).map(({ epoch, key }) => [epoch, key]),
  );
}

interface InviteKeys {
  readonly signer: Signer;
  readonly keysKey: CryptoKey;
  readonly cardKey: CryptoKey;
}

async function deriveInviteKeys({
  space,
  secret,
}: Invitation): Promise<InviteKeys> {
  const material = await importMaterial(secret);
  const salt = idToBytes(space);
  const [seed, keysKey, cardKey] = await Promise.all([
    deriveBytes(material, salt, utf8('minga/1/invite-sign'), seedSize),
    deriveAesKey(material, salt, utf8('minga/1/invite-keys')),
    deriveAesKey(material, salt, utf8('minga/1/invite-card')),
  ]);
  return { signer: await signerFromSeed(seed), keysKey, cardKey };
}

async function seal(
  random: Random,
  key: CryptoKey,
  aad: Bytes,
  plaintext: Bytes,
): Promise<Bytes> {
  const nonce = random.bytes(nonceSize);
  return concatBytes(nonce, await encryptAes(key, nonce, aad, plaintext));
}

async function open<T>(
  key: CryptoKey,
  aad: Bytes,
  sealed: Bytes,
  decode: (plaintext: Bytes) => Result<T, ProtocolError>,
): Promise<Result<T, OpenError>> {
  if (sealed.length < nonceSize) return err('malformed');
  const plaintext = await decryptAes(
    key,
    sealed.subarray(0, nonceSize),
    aad,
    sealed.subarray(nonceSize),
  );
  if (plaintext === null) return err('tampered');
  return decoded(decode(plaintext));
}

function keysAad({ space, inviteId }: Invitation): Bytes {
  return lp('minga/1/sealed-keys', idToBytes(space), idToBytes(inviteId));
}

function cardAad({ space, inviteId }: Invitation): Bytes {
  return lp('minga/1/sealed-card', idToBytes(space), idToBytes(inviteId));
}
