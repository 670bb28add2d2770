import {
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type Result,
  type SpaceId,
  bytesToId,
  lp,
  utf8,
} from '@minga/base';

import {
  type ProtocolError,
  type Reader,
  decoding,
  readDevice,
  readDoc,
  readFlag,
  readHash,
  readSpace,
  readSuite,
  refuse,
  sizes,
  suite1,
  writeFixed,
  writeId,
  zeroHash,
} from './decoding.ts';
import { sha256 } from './derived-ids.ts';
import { readSealed } from './structures.ts';

/** `edit` is what a person did; `salvage` brings back structs of others (ENVELOPE E10). */
export type EntryKind = 'edit' | 'salvage';

/**
 * Header of an entry of a document's log (ENVELOPE §2): hashed, signed and bound as AAD. Its suite is the device's.
 * `counter` counts from 1 per (device, document); `prevHash` is `zeroHash` where the chain has no accepted frame yet.
 */
export interface EntryHeader {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly device: DeviceKey;
  readonly kind: EntryKind;
  readonly counter: number;
  readonly prevHash: Hash;
  /** Frame hash of the author's own refused frame, whose hole this one closes. */
  readonly voids: Hash | null;
  /** Position and hash of the membership log the author knew. */
  readonly seenIndex: number;
  readonly seenHash: Hash;
  /** Action hashes without a position yet on which the frame stands; at most 4. */
  readonly pending: readonly Hash[];
  readonly epoch: number;
  readonly generation: number;
  /** 8 bytes. */
  readonly keyTag: Bytes;
  /** 12 bytes. */
  readonly nonce: Bytes;
}

export interface FrameParts {
  readonly header: EntryHeader;
  /** With its 16-byte tag. */
  readonly ciphertext: Bytes;
  /** 64 bytes. */
  readonly signature: Bytes;
}

/** A frame and the canonical bytes that are hashed, stored and sent on. */
export interface Frame extends FrameParts {
  readonly bytes: Bytes;
}

export const maxPending = 4;

const frameLabel = 'minga/1/entry';
const frameLabelBytes = utf8(frameLabel);
/** suite • space • doc • device: the part of a header that one chain never changes. */
const scopeSize = 1 + sizes.space + sizes.doc + sizes.device;
const scopeStart = 4 + frameLabelBytes.length + 4;

/** Throws RangeError when a field has the wrong size: what we seal is ours to get right. */
export function encodeFrame(parts: FrameParts): Bytes {
  return writeFrame(parts, scopeBytes(parts.header));
}

/** Byte fields of the answer are views into `bytes`, and `frame.bytes` is `bytes` itself. */
export function decodeFrame(bytes: Bytes): Result<Frame, ProtocolError> {
  return decoding(() => readFrame(bytes));
}

/** Like `decodeFrame` inside another decoder: throws DecodeError. */
export function readFrame(bytes: Bytes): Frame {
  const { header, ciphertext, signature } = readSealed(bytes, frameLabel);
  return { bytes, header: readHeader(header), ciphertext, signature };
}

/** What the author's device signs. `ciphertextHash`: SHA-256, 32 bytes. */
export function frameSigningBytes(
  header: EntryHeader,
  ciphertextHash: Bytes,
): Bytes {
  return lp(
    'minga/1/entry-signature',
    encodeEntryHeader(header),
    ciphertextHash,
  );
}

/** What AES-GCM authenticates beside the ciphertext. */
export function frameAad(header: EntryHeader): Bytes {
  return lp('minga/1/entry-aad', encodeEntryHeader(header));
}

export function encodeEntryHeader(header: EntryHeader): Bytes {
  const writer = new ByteWriter(headerSize(header));
  writeHeader(writer, header, scopeBytes(header));
  return writer.done();
}

export interface FrameIds {
  readonly frameHash: Hash;
  /** First 16 bytes of the hash; scoped to (space, document). */
  readonly entryId: EntryId;
}

export async function hashFrame(frame: Bytes): Promise<FrameIds> {
  return frameIds(await sha256(frame));
}

/** Ids from the 32-byte SHA-256 of a frame, for who hashes by other means than WebCrypto. */
export function frameIds(digest: Uint8Array): FrameIds {
  return {
    frameHash: bytesToId<Hash>(digest),
    entryId: bytesToId<EntryId>(digest.subarray(0, sizes.entryId)),
  };
}

/** The scope bytes of a canonical frame, as a view: the next frame of that chain is rebuilt without encoding ids. */
export function frameScope(frame: Bytes): Bytes {
  return frame.subarray(scopeStart, scopeStart + scopeSize);
}

export function writeFrame(parts: FrameParts, scope: Bytes): Bytes {
  const { header, ciphertext, signature } = parts;
  const headerLength = headerSize(header);
  const writer = new ByteWriter(
    scopeStart + headerLength + 4 + ciphertext.length + 4 + sizes.signature,
  );
  writer.u32(frameLabelBytes.length).raw(frameLabelBytes).u32(headerLength);
  writeHeader(writer, header, scope);
  writer.u32(ciphertext.length).raw(ciphertext).u32(sizes.signature);
  writeFixed(writer, signature, sizes.signature);
  return writer.done();
}

function headerSize(header: EntryHeader): number {
  const hashes = header.pending.length + (header.voids === null ? 0 : 1);
  return scopeSize + 107 + sizes.hash * hashes;
}

function scopeBytes(header: EntryHeader): Bytes {
  const writer = new ByteWriter(scopeSize).u8(suite1);
  writeId(writer, header.space, sizes.space);
  writeId(writer, header.doc, sizes.doc);
  writeId(writer, header.device, sizes.device);
  return writer.done();
}

function writeHeader(
  writer: ByteWriter,
  header: EntryHeader,
  scope: Bytes,
): void {
  if (header.pending.length > maxPending)
    throw new RangeError('a frame stands on at most 4 pending actions');
  writer.raw(scope).u8(entryKindToByte(header.kind)).u64(header.counter);
  writeId(writer, header.prevHash, sizes.hash);
  writer.u8(header.voids === null ? 0 : 1);
  if (header.voids !== null) writeId(writer, header.voids, sizes.hash);
  writer.u32(header.seenIndex);
  writeId(writer, header.seenHash, sizes.hash);
  writer.u8(header.pending.length);
  for (const hash of header.pending) writeId(writer, hash, sizes.hash);
  writer.u32(header.epoch).u32(header.generation);
  writeFixed(writer, header.keyTag, sizes.keyTag);
  writeFixed(writer, header.nonce, sizes.nonce);
}

function readHeader(reader: Reader): EntryHeader {
  readSuite(reader);
  const header = {
    space: readSpace(reader),
    doc: readDoc(reader),
    device: readDevice(reader),
    kind: readEntryKind(reader),
    counter: reader.u64(),
    prevHash: readHash(reader),
    voids: readFlag(reader) ? readHash(reader) : null,
    seenIndex: reader.u32(),
    seenHash: readHash(reader),
    pending: readPending(reader),
    epoch: reader.u32(),
    generation: reader.u32(),
    keyTag: reader.view(sizes.keyTag),
    nonce: reader.view(sizes.nonce),
  };
  reader.end();
  // A later frame may have zeros too: everything before it was refused (ENVELOPE E4).
  const startsChain = header.counter === 1;
  if (header.counter === 0 || (startsChain && header.prevHash !== zeroHash))
    return refuse('out-of-range');
  return header;
}

export function readPending(reader: Reader): readonly Hash[] {
  const count = reader.u8();
  if (count > maxPending) return refuse('out-of-range');
  return reader.list(count, sizes.hash, () => readHash(reader));
}

export function readEntryKind(reader: Reader): EntryKind {
  const kind = reader.u8();
  if (kind === 1) return 'edit';
  return kind === 2 ? 'salvage' : refuse('out-of-range');
}

export function entryKindToByte(kind: EntryKind): number {
  return kind === 'edit' ? 1 : 2;
}
