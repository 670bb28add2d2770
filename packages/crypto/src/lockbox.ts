import {
  ByteReader,
  type Bytes,
  type DocumentId,
  type Random,
  type Result,
  type SpaceId,
  concatBytes,
  err,
  fromBase64Url,
  idToBytes,
  lp,
  ok,
  u32Bytes,
  utf8,
} from '@minga/base';
import { suite1 } from '@minga/protocol';
import {
  decryptAes,
  deriveAesKey,
  encryptAes,
  importMaterial,
  nonceSize,
  tagSize,
} from './primitives.ts';

/** Which key a lockbox holds: a box for one purpose opens for no other. */
export type LockboxPurpose =
  | { readonly kind: 'epoch'; readonly epoch: number }
  | {
      readonly kind: 'document';
      readonly doc: DocumentId;
      readonly generation: number;
    }
  /** [E50] Of the rescue device of that space, kept in Mi cuaderno. */
  | { readonly kind: 'rescue'; readonly space: SpaceId };

export interface LockboxScope {
  readonly space: SpaceId;
  readonly purpose: LockboxPurpose;
  /** Public box key of the device it is for, 33 bytes. */
  readonly recipient: Bytes;
}

export type LockboxError = 'malformed' | 'suite-unknown' | 'tampered';

const keySize = 33;
const secretSize = 32;
const lockboxSize = keySize + nonceSize + secretSize + tagSize;
/** RFC 8410: what stands before the 32 bytes of a private key in PKCS #8. */
const pkcs8X25519 = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04,
  0x22, 0x04, 0x20,
]);

/** Seals a key of 32 bytes for one device. Refuses only a recipient that is no key of this suite. */
export async function sealLockbox(
  random: Random,
  scope: LockboxScope,
  secret: Bytes,
): Promise<Result<Bytes, LockboxError>> {
  if (secret.length !== secretSize)
    throw new RangeError('a lockbox holds 32 bytes');
  const ephemeral = await boxPairFromSeed(random.bytes(32));
  const key = await boxKey(
    scope,
    ephemeral.privateKey,
    scope.recipient,
    ephemeral.publicBytes,
  );
  if (!key.ok) return key;
  const nonce = random.bytes(nonceSize);
  const sealed = await encryptAes(key.value, nonce, lockboxAad(scope), secret);
  return ok(concatBytes(ephemeral.publicBytes, nonce, sealed));
}

/** The caller still checks the key against its commitment ([E13]): a lockbox does not say who sealed it. */
export async function openLockbox(
  scope: LockboxScope,
  privateKey: CryptoKey,
  lockbox: Bytes,
): Promise<Result<Bytes, LockboxError>> {
  if (lockbox[0] !== undefined && lockbox[0] !== suite1)
    return err('suite-unknown');
  if (lockbox.length !== lockboxSize) return err('malformed');
  const reader = new ByteReader(lockbox);
  const ephemeral = reader.view(keySize);
  const nonce = reader.view(nonceSize);
  const key = await boxKey(scope, privateKey, ephemeral, ephemeral);
  if (!key.ok) return key;
  const secret = await decryptAes(
    key.value,
    nonce,
    lockboxAad(scope),
    reader.rest(),
  );
  return secret === null ? err('tampered') : ok(secret);
}

/** X25519 of our private key and their public one, bound to purpose, ephemeral key and recipient. */
async function boxKey(
  scope: LockboxScope,
  privateKey: CryptoKey,
  theirs: Bytes,
  ephemeral: Bytes,
): Promise<Result<CryptoKey, LockboxError>> {
  if (theirs[0] !== suite1) return err('suite-unknown');
  const shared = await agree(privateKey, theirs);
  if (shared === null) return err('malformed');
  const info = lp(
    'minga/1/lockbox',
    purposeBytes(scope.purpose),
    ephemeral,
    scope.recipient,
  );
  return ok(
    await deriveAesKey(
      await importMaterial(shared),
      idToBytes(scope.space),
      info,
    ),
  );
}

/** Null for a public key of small order, which WebCrypto refuses: everybody would know the result. */
async function agree(
  privateKey: CryptoKey,
  theirs: Bytes,
): Promise<Bytes | null> {
  try {
    const theirKey = await crypto.subtle.importKey(
      'raw',
      theirs.subarray(1),
      'X25519',
      false,
      [],
    );
    const params = { name: 'X25519', public: theirKey };
    return new Uint8Array(
      await crypto.subtle.deriveBits(params, privateKey, 256),
    );
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export async function boxPairFromSeed(
  seed: Bytes,
): Promise<{ privateKey: CryptoKey; publicBytes: Bytes }> {
  const pkcs8 = concatBytes(pkcs8X25519, seed);
  const importAs = (extractable: boolean): Promise<CryptoKey> =>
    crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', extractable, [
      'deriveBits',
    ]);
  // WebCrypto gives the public half of a private key only by way of a JWK, so one import must be extractable.
  const { x } = await crypto.subtle.exportKey('jwk', await importAs(true));
  const publicKey = x === undefined ? null : fromBase64Url(x);
  if (publicKey === null)
    throw new Error('an X25519 key without its public half');
  return {
    privateKey: await importAs(false),
    publicBytes: concatBytes(Uint8Array.of(suite1), publicKey),
  };
}

function lockboxAad(scope: LockboxScope): Bytes {
  return lp(
    'minga/1/lockbox-aad',
    idToBytes(scope.space),
    purposeBytes(scope.purpose),
    scope.recipient,
  );
}

function purposeBytes(purpose: LockboxPurpose): Bytes {
  switch (purpose.kind) {
    case 'epoch':
      return concatBytes(utf8('epoch'), u32Bytes(purpose.epoch));
    case 'rescue':
      return concatBytes(utf8('rescue'), idToBytes(purpose.space));
    case 'document':
      return concatBytes(
        utf8('doc'),
        idToBytes(purpose.doc),
        u32Bytes(purpose.generation),
      );
  }
}
