import {
  type AnyId,
  type ByteReader,
  type ByteWriter,
  type Bytes,
  DecodeError,
  type DecodeErrorCode,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  type Result,
  type SpaceId,
  bytesToId,
  err,
  idToBytes,
  ok,
  readLp,
} from '@minga/base';

/** Why bytes from outside were refused. `closeCodeFor` says which close code answers it. */
export interface ProtocolError {
  readonly code: DecodeErrorCode;
}

/** What a decoder reads from: every byte field it returns is a view into the input, so the input must not be reused. */
export type Reader = ByteReader<ArrayBuffer>;

/** The only suite built (ENVELOPE E1): Ed25519, X25519, HKDF-SHA-256, AES-256-GCM. */
export const suite1 = 1;

export const sizes = {
  space: 32,
  doc: 16,
  device: 33,
  hash: 32,
  entryId: 16,
  logId: 16,
  inviteId: 16,
  nonce: 12,
  keyTag: 8,
  signature: 64,
  challenge: 32,
  sessionNonce: 16,
} as const;

const zeros = (length: number): Bytes => new Uint8Array(length);

/** Stands where there is no hash: prevHash of a first frame, prevSnapHash of a first snapshot. */
export const zeroHash = bytesToId<Hash>(zeros(sizes.hash));
export const zeroEntryId = bytesToId<EntryId>(zeros(sizes.entryId));

/** Runs a decoder; a refusal becomes a value. Anything else thrown is a bug and passes through. */
export function decoding<T>(read: () => T): Result<T, ProtocolError> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof DecodeError) return err({ code: error.code });
    throw error;
  }
}

export function refuse(code: DecodeErrorCode): never {
  throw new DecodeError(code);
}

export const readSpace = (reader: Reader): SpaceId =>
  bytesToId<SpaceId>(reader.view(sizes.space));
export const readDoc = (reader: Reader): DocumentId =>
  bytesToId<DocumentId>(reader.view(sizes.doc));
export const readHash = (reader: Reader): Hash =>
  bytesToId<Hash>(reader.view(sizes.hash));
export const readEntryId = (reader: Reader): EntryId =>
  bytesToId<EntryId>(reader.view(sizes.entryId));
export const readLogId = (reader: Reader): LogId =>
  bytesToId<LogId>(reader.view(sizes.logId));
export const readInviteId = (reader: Reader): InviteId =>
  bytesToId<InviteId>(reader.view(sizes.inviteId));
export const readDevice = (reader: Reader): DeviceKey =>
  bytesToId<DeviceKey>(readPublicKey(reader));

/** A public key with its suite byte in front; only suite 1 has a known length, so another suite ends the decoding. */
export function readPublicKey(reader: Reader): Bytes {
  const key = reader.view(sizes.device);
  if (key[0] !== suite1) refuse('suite-unknown');
  return key;
}

export function readSuite(reader: Reader): void {
  if (reader.u8() !== suite1) refuse('suite-unknown');
}

/** A u8 that may only be 0 or 1. */
export function readFlag(reader: Reader): boolean {
  return readAtMost(reader, 1) === 1;
}

/** A u8 no larger than `largest`. */
export function readAtMost(reader: Reader, largest: number): number {
  const value = reader.u8();
  if (value > largest) refuse('out-of-range');
  return value;
}

/** A varUint that must also fit a u32: indexes, epochs and generations lie in the canonical structures as u32. */
export function readVarU32(reader: Reader): number {
  const value = reader.varUint();
  if (value > 0xffffffff) refuse('out-of-range');
  return value;
}

/** Writes exactly `length` bytes; another length is a bug of the caller. */
export function writeFixed(
  writer: ByteWriter,
  bytes: Uint8Array,
  length: number,
): void {
  if (bytes.length !== length)
    throw new RangeError(
      `expected ${String(length)} bytes, got ${String(bytes.length)}`,
    );
  writer.raw(bytes);
}

export function writeId(writer: ByteWriter, id: AnyId, length: number): void {
  writeFixed(writer, idToBytes(id), length);
}

/** Fields of a canonical structure as views, or a refusal `not-canonical`. */
export function readFields(
  bytes: Bytes,
  label: string,
  count: number,
): readonly Bytes[] {
  return readLp(bytes, label, count) ?? refuse('not-canonical');
}

/** Unsigned lexicographic order of bytes: the order of every sorted list (PROTOCOL P1). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
