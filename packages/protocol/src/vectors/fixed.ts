import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  type SpaceId,
  bytesToId,
  concatBytes,
  fromBase64Url,
} from '@minga/base';

/** Fixed inputs of the byte vectors: nothing here is random, so that the vectors come out the same everywhere. */
export function fill(length: number, first: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => (first + i) & 255);
}

/** Bytes that differ with the seed in more than their first. */
export function scatter(length: number, seed: number): Bytes {
  return fill(length, seed).map((byte, i) => byte ^ (seed >> (i % 24)));
}

export const space = bytesToId<SpaceId>(fill(32, 0x10));
export const doc = bytesToId<DocumentId>(fill(16, 0x40));
export const otherDoc = bytesToId<DocumentId>(fill(16, 0x50));
export const logId = bytesToId<LogId>(fill(16, 0x60));
export const inviteId = bytesToId<InviteId>(fill(16, 0x70));
export const entryId = bytesToId<EntryId>(fill(16, 0x80));
export const hashOf = (first: number): Hash => bytesToId<Hash>(fill(32, first));

export interface Signer {
  /** Suite byte and public key. */
  readonly key: Bytes;
  readonly device: DeviceKey;
  /** Ed25519 is deterministic: the same bytes always give the same signature. */
  sign(bytes: Bytes): Promise<Bytes>;
}

/** RFC 8410: what comes before the 32 bytes of an Ed25519 seed in PKCS #8. */
const pkcs8Start = Uint8Array.from([
  0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20,
]);

/** A signer whose seed is 32 times `seedByte`. */
export async function createSigner(seedByte: number): Promise<Signer> {
  const secret = await crypto.subtle.importKey(
    'pkcs8',
    concatBytes(pkcs8Start, new Uint8Array(32).fill(seedByte)),
    'Ed25519',
    true,
    ['sign'],
  );
  const { x } = await crypto.subtle.exportKey('jwk', secret);
  const key = concatBytes(
    Uint8Array.of(1),
    fromBase64Url(x ?? '') ?? new Uint8Array(),
  );
  return {
    key,
    device: bytesToId<DeviceKey>(key),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', secret, bytes)),
  };
}

export async function isSignedBy(
  key: Bytes,
  signature: Bytes,
  bytes: Bytes,
): Promise<boolean> {
  const raw = key.slice(1);
  const imported = await crypto.subtle.importKey('raw', raw, 'Ed25519', true, [
    'verify',
  ]);
  return crypto.subtle.verify('Ed25519', imported, signature, bytes);
}
