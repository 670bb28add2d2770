import {
  type Bytes,
  type Random,
  type Result,
  equalBytes,
  err,
  ok,
} from '@minga/base';
import type { Signer, Verify } from '@minga/membership';
import {
  type Plaintext,
  type ProtocolError,
  padContent,
  unpadContent,
} from '@minga/protocol';
import type { Keyring, TaggedKey } from './keys.ts';
import { decryptAes, encryptAes } from './primitives.ts';

/** Why sealed bytes stay closed ([E12]). `key-unknown` is held until the key comes; the others are for good. */
export type OpenError =
  'key-unknown' | 'tampered' | 'signature' | 'malformed' | 'suite-unknown';

export interface Sealer {
  readonly random: Random;
  readonly signer: Signer;
  readonly keyring: Keyring;
}

export interface Opener {
  /** One that always says true spares checking again what this device checked before it stored it. */
  readonly verify: Verify;
  readonly keyring: Keyring;
}

/** The parts of a sealed structure that opening it needs. */
export interface SealedParts {
  readonly key: TaggedKey | null;
  readonly keyTag: Bytes;
  readonly nonce: Bytes;
  readonly aad: Bytes;
  readonly ciphertext: Bytes;
}

/** Pads and encrypts. */
export function sealContent(
  key: CryptoKey,
  nonce: Bytes,
  aad: Bytes,
  plaintext: Plaintext,
): Promise<Bytes> {
  return encryptAes(key, nonce, aad, padContent(plaintext));
}

/** [E12] The tag tells a key that is not ours from bytes that were changed. */
export async function openSealed(
  parts: SealedParts,
): Promise<Result<Plaintext, OpenError>> {
  const { key } = parts;
  if (key === null || !equalBytes(key.tag, parts.keyTag))
    return err('key-unknown');
  return openContent(key.key, parts.nonce, parts.aad, parts.ciphertext);
}

export async function openContent(
  key: CryptoKey,
  nonce: Bytes,
  aad: Bytes,
  ciphertext: Bytes,
): Promise<Result<Plaintext, OpenError>> {
  const padded = await decryptAes(key, nonce, aad, ciphertext);
  return padded === null ? err('tampered') : decoded(unpadContent(padded));
}

/** A decoder's refusal as an `OpenError`. */
export function decoded<T>(
  result: Result<T, ProtocolError>,
): Result<T, OpenError> {
  if (result.ok) return result;
  return err(
    result.error.code === 'suite-unknown' ? 'suite-unknown' : 'malformed',
  );
}

/** The content, when it is of one of the codecs that may stand in such a structure. */
export function ofCodec(
  plaintext: Plaintext,
  ...codecs: readonly Plaintext['codec'][]
): Result<Bytes, OpenError> {
  return codecs.includes(plaintext.codec)
    ? ok(plaintext.content)
    : err('malformed');
}
