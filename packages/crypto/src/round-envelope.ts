import {
  type Bytes,
  type Hash,
  type MemberId,
  type Random,
  type Result,
  concatBytes,
  equalBytes,
  err,
  idToBytes,
  lp,
  ok,
  u32Bytes,
} from '@minga/base';
import {
  decryptAes,
  deriveAesKey,
  deriveBytes,
  encryptAes,
  importMaterial,
  nonceSize,
} from './primitives.ts';

/** [E42] Under which charter, of whom, and which attempt of hers. */
export interface EnvelopeScope {
  readonly charter: Hash;
  readonly member: MemberId;
  readonly attempt: number;
}

export interface SealedEnvelope {
  /** 32 bytes; whoever holds it opens this envelope and no other. */
  readonly key: Bytes;
  /** 32 bytes: binds the envelope to that key, which AES-GCM alone does not. */
  readonly tag: Bytes;
  readonly ciphertext: Bytes;
}

const keySize = 32;

/** `plaintext` has one size for every answer of a round: nothing is padded here. */
export async function sealRoundEnvelope(
  random: Random,
  scope: EnvelopeScope,
  plaintext: Bytes,
): Promise<SealedEnvelope> {
  const key = random.bytes(keySize);
  const nonce = random.bytes(nonceSize);
  const { encryption, tag } = await derive(key, scope);
  const sealed = await encryptAes(encryption, nonce, aad(scope), plaintext);
  return { key, tag, ciphertext: concatBytes(nonce, sealed) };
}

/** 'wrong-key': the tag is another's, so this key was never that of the envelope. */
export async function openRoundEnvelope(
  scope: EnvelopeScope,
  { key, tag, ciphertext }: SealedEnvelope,
): Promise<Result<Bytes, 'wrong-key' | 'tampered'>> {
  if (key.length !== keySize) return err('wrong-key');
  const derived = await derive(key, scope);
  if (!equalBytes(derived.tag, tag)) return err('wrong-key');
  const nonce = ciphertext.slice(0, nonceSize);
  if (nonce.length < nonceSize) return err('tampered');
  const opened = await decryptAes(
    derived.encryption,
    nonce,
    aad(scope),
    ciphertext.slice(nonceSize),
  );
  return opened === null ? err('tampered') : ok(opened);
}

async function derive(
  key: Bytes,
  { charter, member }: EnvelopeScope,
): Promise<{ readonly encryption: CryptoKey; readonly tag: Bytes }> {
  const material = await importMaterial(key);
  const salt = idToBytes(charter);
  const info = (label: string): Bytes => lp(label, idToBytes(member));
  return {
    encryption: await deriveAesKey(
      material,
      salt,
      info('minga/1/round-envelope'),
    ),
    tag: await deriveBytes(
      material,
      salt,
      info('minga/1/round-envelope-tag'),
      32,
    ),
  };
}

function aad({ charter, member, attempt }: EnvelopeScope): Bytes {
  return lp(
    'minga/1/round-envelope-aad',
    idToBytes(charter),
    idToBytes(member),
    u32Bytes(attempt),
  );
}
