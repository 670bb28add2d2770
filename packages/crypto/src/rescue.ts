import {
  type Bytes,
  type Random,
  type Result,
  type SpaceId,
  utf8,
} from '@minga/base';
import { type Signer, signerFromSeed } from '@minga/membership';
import {
  type LockboxError,
  boxPairFromSeed,
  openLockbox,
  sealLockbox,
} from './lockbox.ts';
import { deriveBytes, importMaterial } from './primitives.ts';

/** A device that lies on paper, or in a link: whoever has its secret has its keys ([E50]). */
export interface SecretDevice {
  readonly signer: Signer;
  /** 33 bytes. */
  readonly boxKey: Bytes;
  readonly boxPrivateKey: CryptoKey;
}

/** `secret`: the 16 bytes of a card or of a link, or the 32 that a card keeps for one space. */
export async function secretDevice(secret: Bytes): Promise<SecretDevice> {
  const material = await importMaterial(secret);
  const derive = (info: string): Promise<Bytes> =>
    deriveBytes(material, new Uint8Array(32), utf8(info), 32);
  const signer = await signerFromSeed(await derive('minga/1/rescue-sign'));
  const pair = await boxPairFromSeed(await derive('minga/1/rescue-box'));
  return {
    signer,
    boxKey: pair.publicBytes,
    boxPrivateKey: pair.privateKey,
  };
}

interface KeptFor {
  /** Of Mi cuaderno, where the sealed secret is kept. */
  readonly notebook: SpaceId;
  readonly space: SpaceId;
}

/** The secret of the rescue device of one space, 32 bytes, for the card alone. */
export function sealRescueSecret(
  random: Random,
  { notebook, space }: KeptFor,
  cardBoxKey: Bytes,
  secret: Bytes,
): Promise<Result<Bytes, LockboxError>> {
  const purpose = { kind: 'rescue' as const, space };
  const scope = { space: notebook, purpose, recipient: cardBoxKey };
  return sealLockbox(random, scope, secret);
}

export function openRescueSecret(
  { notebook, space }: KeptFor,
  card: SecretDevice,
  sealed: Bytes,
): Promise<Result<Bytes, LockboxError>> {
  const purpose = { kind: 'rescue' as const, space };
  const scope = { space: notebook, purpose, recipient: card.boxKey };
  return openLockbox(scope, card.boxPrivateKey, sealed);
}
