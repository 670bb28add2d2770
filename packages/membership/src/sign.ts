import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type Hash,
  type InviteId,
  type MemberId,
  type SpaceId,
  bytesToId,
  concatBytes,
  fromBase64Url,
  idToBytes,
  lp,
} from '@minga/base';
import { suite1 } from '@minga/protocol';
import {
  type Action,
  type ActionHeader,
  actionHash,
  actionSigningBytes,
  encodeAction,
} from './action.ts';
import type { ActionBody } from './action-body.ts';

/** Signs as one device (or with the key of an invitation). Tests may give another one than `createSigner`'s. */
export interface Signer {
  readonly device: DeviceKey;
  sign(bytes: Bytes): Promise<Bytes>;
}

/** True when `signature` over `bytes` is by `device`. Never throws, whatever the bytes. */
export type Verify = (
  device: DeviceKey,
  bytes: Bytes,
  signature: Bytes,
) => Promise<boolean>;

/** The keys of one device in one space, as they are used: no script can read the private halves out of them. */
export interface DeviceKeys {
  readonly device: DeviceKey;
  readonly signingKey: CryptoKey;
  /** Public half for lockboxes, 33 bytes with its suite. */
  readonly boxKey: Bytes;
  readonly boxPrivateKey: CryptoKey;
}

/** Just made: the only time that the private halves are bytes in our hands. */
export interface NewDeviceKeys extends DeviceKeys {
  /**
   * To be kept sealed and then overwritten with zeros. A CryptoKey in IndexedDB lies there in the clear, and one that
   * cannot be exported could never be put under a PIN (docs/decisions/0016).
   */
  readonly privateHalves: Bytes;
}

export async function generateDeviceKeys(): Promise<NewDeviceKeys> {
  const extractable = true;
  const [signing, box] = await Promise.all([
    crypto.subtle.generateKey('Ed25519', extractable, ['sign', 'verify']),
    crypto.subtle.generateKey('X25519', extractable, ['deriveBits']),
  ]);
  const [device, boxKey, signingHalf, boxHalf] = await Promise.all([
    publicKeyBytes(signing.publicKey),
    publicKeyBytes(box.publicKey),
    crypto.subtle.exportKey('pkcs8', signing.privateKey),
    crypto.subtle.exportKey('pkcs8', box.privateKey),
  ]);
  const privateHalves = new ByteWriter(128)
    .blob(new Uint8Array(signingHalf))
    .blob(new Uint8Array(boxHalf))
    .done();
  const keys = await openPrivateHalves(privateHalves);
  if (keys === null) throw new Error('keys just made cannot be read');
  return {
    device: bytesToId<DeviceKey>(device),
    boxKey,
    ...keys,
    privateHalves,
  };
}

/** What `generateDeviceKeys` gave to be kept, as keys that no script can read; null when it is something else. */
export async function openPrivateHalves(
  kept: Bytes,
): Promise<Pick<DeviceKeys, 'signingKey' | 'boxPrivateKey'> | null> {
  try {
    const reader = new ByteReader(kept);
    const [signing, box] = [reader.blob(), reader.blob()];
    const [signingKey, boxPrivateKey] = await Promise.all([
      crypto.subtle.importKey('pkcs8', signing, 'Ed25519', false, ['sign']),
      crypto.subtle.importKey('pkcs8', box, 'X25519', false, ['deriveBits']),
    ]);
    return { signingKey, boxPrivateKey };
  } catch {
    return null;
  }
}

export function createSigner(device: DeviceKey, signingKey: CryptoKey): Signer {
  return {
    device,
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', signingKey, bytes)),
  };
}

/** RFC 8410: what stands before the 32 bytes of a seed in PKCS #8, the only form WebCrypto takes one in. */
const pkcs8Ed25519 = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04,
  0x22, 0x04, 0x20,
]);

/** For keys that are derived, as an invitation's is: whoever has the secret has the same key. */
export async function signerFromSeed(seed: Bytes): Promise<Signer> {
  const pkcs8 = concatBytes(pkcs8Ed25519, seed);
  // WebCrypto gives the public half of a private key only by way of a JWK, so this one must be extractable.
  const readable = await crypto.subtle.importKey(
    'pkcs8',
    pkcs8,
    'Ed25519',
    true,
    ['sign'],
  );
  const { x } = await crypto.subtle.exportKey('jwk', readable);
  const publicKey = x === undefined ? null : fromBase64Url(x);
  if (publicKey === null)
    throw new Error('an Ed25519 key without its public half');
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    pkcs8,
    'Ed25519',
    false,
    ['sign'],
  );
  return createSigner(bytesToId<DeviceKey>(withSuite(publicKey)), signingKey);
}

/** A verifier that keeps the last `capacity` imported keys: importing costs about as much as verifying. */
export function createVerifier(capacity = 256): Verify {
  const keys = new Map<DeviceKey, Promise<CryptoKey | null>>();
  const keyOf = (device: DeviceKey): Promise<CryptoKey | null> => {
    const kept = keys.get(device) ?? importPublicKey(device);
    keys.delete(device);
    keys.set(device, kept);
    const oldest = keys.keys().next();
    if (keys.size > capacity && oldest.done !== true) keys.delete(oldest.value);
    return kept;
  };
  return async (device, bytes, signature) => {
    const key = await keyOf(device);
    return (
      key !== null &&
      signature.length === 64 &&
      crypto.subtle.verify('Ed25519', key, signature, bytes)
    );
  };
}

async function importPublicKey(device: DeviceKey): Promise<CryptoKey | null> {
  const bytes = idToBytes(device);
  if (bytes.length !== 33 || bytes[0] !== suite1) return null;
  try {
    return await crypto.subtle.importKey(
      'raw',
      bytes.subarray(1),
      'Ed25519',
      false,
      ['verify'],
    );
  } catch {
    return null; // Some engines refuse bytes that are no point of the curve here, others only when verifying.
  }
}

async function publicKeyBytes(key: CryptoKey): Promise<Bytes> {
  return withSuite(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}

function withSuite(publicKey: Bytes): Bytes {
  return concatBytes(Uint8Array.of(suite1), publicKey);
}

export interface SignedAction {
  readonly action: Action;
  readonly bytes: Bytes;
  readonly hash: Hash;
}

export async function signAction(
  signer: Signer,
  header: Omit<ActionHeader, 'device'>,
  body: ActionBody,
): Promise<SignedAction> {
  const full: ActionHeader = { ...header, device: signer.device };
  const signature = await signer.sign(await actionSigningBytes(full, body));
  const action: Action = { ...full, body, signature };
  const bytes = encodeAction(action);
  return { action, bytes, hash: await actionHash(bytes) };
}

export async function verifyAction(
  verify: Verify,
  action: Action,
): Promise<boolean> {
  return verify(
    action.device,
    await actionSigningBytes(action, action.body),
    action.signature,
  );
}

/** ENVELOPE §5: what the key of an invitation signs for the device that joins with it. */
export function joinProofBytes(
  space: SpaceId,
  invite: InviteId,
  device: DeviceKey,
  boxKey: Bytes,
): Bytes {
  return lp(
    'minga/1/join',
    idToBytes(space),
    idToBytes(invite),
    idToBytes(device),
    boxKey,
  );
}

/** ENVELOPE §5: what a new device signs, so that nobody registers a key that is not theirs. */
export function deviceProofBytes(
  space: SpaceId,
  member: MemberId,
  device: DeviceKey,
  boxKey: Bytes,
): Bytes {
  return lp(
    'minga/1/device',
    idToBytes(space),
    idToBytes(member),
    idToBytes(device),
    boxKey,
  );
}
