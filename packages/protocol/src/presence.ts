import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Result,
  type SpaceId,
  idToBytes,
  lp,
  u64Bytes,
} from '@minga/base';

import {
  type ProtocolError,
  decoding,
  readDevice,
  readFlag,
  sizes,
  writeFixed,
  writeId,
} from './decoding.ts';

/** Who is there and where her cursor is (ENVELOPE §8): sealed, never stored. */
export interface Presence {
  /** 8 random bytes, one per opened document. */
  readonly session: Bytes;
  /** Rises by one with every frame of the session. */
  readonly counter: number;
  /** A signed frame opens its session; those in between count only for a session so opened (ENVELOPE E25). */
  readonly signed: PresenceSignature | null;
  /** 12 bytes. */
  readonly nonce: Bytes;
  readonly ciphertext: Bytes;
}

export interface PresenceSignature {
  readonly device: DeviceKey;
  /** The relay's clock as the device knew it. */
  readonly relayTimeMs: number;
  /** 64 bytes, over `presenceSigningBytes`. */
  readonly signature: Bytes;
}

export interface PresenceScope {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly session: Bytes;
  readonly counter: number;
}

const sessionSize = 8;

export function encodePresence(presence: Presence): Bytes {
  const { signed } = presence;
  const writer = new ByteWriter(160 + presence.ciphertext.length);
  writer.u8(signed === null ? 0 : 1);
  writeFixed(writer, presence.session, sessionSize);
  writer.varUint(presence.counter);
  if (signed !== null) {
    writeId(writer, signed.device, sizes.device);
    writer.varUint(signed.relayTimeMs);
  }
  writeFixed(writer, presence.nonce, sizes.nonce);
  writer.blob(presence.ciphertext);
  if (signed !== null) writeFixed(writer, signed.signature, sizes.signature);
  return writer.done();
}

/** Byte fields of the answer are views into `bytes`. */
export function decodePresence(bytes: Bytes): Result<Presence, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(bytes);
    const signed = readFlag(reader);
    const session = reader.view(sessionSize);
    const counter = reader.varUint();
    const author = signed
      ? { device: readDevice(reader), relayTimeMs: reader.varUint() }
      : null;
    const nonce = reader.view(sizes.nonce);
    const ciphertext = reader.blobView();
    const signature =
      author === null
        ? null
        : { ...author, signature: reader.view(sizes.signature) };
    reader.end();
    return { session, counter, signed: signature, nonce, ciphertext };
  });
}

/** What AES-GCM authenticates beside the ciphertext. */
export function presenceAad(scope: PresenceScope): Bytes {
  return lp(
    'minga/1/presence-aad',
    idToBytes(scope.space),
    idToBytes(scope.doc),
    scope.session,
    u64Bytes(scope.counter),
  );
}

/** `ciphertextHash`: SHA-256, 32 bytes. */
export function presenceSigningBytes(
  scope: PresenceScope,
  relayTimeMs: number,
  ciphertextHash: Bytes,
): Bytes {
  return lp(
    'minga/1/presence-signature',
    idToBytes(scope.space),
    idToBytes(scope.doc),
    scope.session,
    u64Bytes(scope.counter),
    u64Bytes(relayTimeMs),
    ciphertextHash,
  );
}
