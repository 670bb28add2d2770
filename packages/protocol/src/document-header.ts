import {
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type Result,
  type SpaceId,
  idToBytes,
  lp,
} from '@minga/base';

import {
  type ProtocolError,
  type Reader,
  decoding,
  readDevice,
  readDoc,
  readAtMost,
  readHash,
  readSpace,
  readSuite,
  refuse,
  sizes,
  suite1,
  writeFixed,
  writeId,
} from './decoding.ts';
import {
  type SortedList,
  keyToDevice,
  readSigned,
  readSorted,
  writeSorted,
} from './structures.ts';

/** 0 school · 1 accompaniment · 2 comments · 3 steward (ENVELOPE E19). */
export type DocumentClass = 0 | 1 | 2 | 3;

/** The record that names a document's class and, for a few, who may open it (ENVELOPE §6). */
export interface DocumentHeader {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly class: DocumentClass;
  readonly generation: number;
  readonly device: DeviceKey;
  readonly seenIndex: number;
  readonly seenHash: Hash;
  /** Null: whoever holds the epoch key reads the document. */
  readonly forFew: ForFew | null;
}

export interface ForFew {
  /** To the random key of this generation, 32 bytes. */
  readonly commitment: Bytes;
  readonly lockboxes: readonly DeviceLockbox[];
  /** Keys of the generations before, sealed under this one's (ENVELOPE E33); null of the first, else not empty. */
  readonly earlierKeys: Bytes | null;
}

export interface DeviceLockbox {
  readonly device: DeviceKey;
  readonly lockbox: Bytes;
}

export interface SignedDocumentHeader {
  readonly header: DocumentHeader;
  /** 64 bytes, over `documentHeaderSigningBytes`. */
  readonly signature: Bytes;
}

const label = 'minga/1/doc-header';

export function encodeDocumentHeader(signed: SignedDocumentHeader): Bytes {
  const { header, signature } = signed;
  const writer = new ByteWriter(sizes.signature);
  writeFixed(writer, signature, sizes.signature);
  return lp(label, headerBytes(header), writer.done());
}

/** Byte fields of the answer are views into `bytes`. */
export function decodeDocumentHeader(
  bytes: Bytes,
): Result<SignedDocumentHeader, ProtocolError> {
  return decoding(() => {
    const { header, signature } = readSigned(bytes, label);
    return { header: readHeader(header), signature };
  });
}

export function documentHeaderSigningBytes(header: DocumentHeader): Bytes {
  return lp('minga/1/doc-header-signature', headerBytes(header));
}

export function isDocumentClass(value: number): value is DocumentClass {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

const lockboxes: SortedList<DeviceLockbox> = {
  keySize: sizes.device,
  restSize: 1,
  toKey: (box) => idToBytes(box.device),
  writeRest: (writer, box) => void writer.blob(box.lockbox),
  read: (key, reader) => ({
    device: keyToDevice(key),
    lockbox: reader.blobView(),
  }),
};

const forFewFlag = 1;
const earlierKeysFlag = 2;

function flagsOf(forFew: ForFew | null): number {
  if (forFew === null) return 0;
  return forFew.earlierKeys === null
    ? forFewFlag
    : forFewFlag | earlierKeysFlag;
}

const noCommitment: Bytes = new Uint8Array(sizes.hash);

function headerBytes(header: DocumentHeader): Bytes {
  const { forFew } = header;
  const writer = new ByteWriter(256).u8(suite1);
  writeId(writer, header.space, sizes.space);
  writeId(writer, header.doc, sizes.doc);
  writer.u8(header.class).u32(header.generation);
  writeId(writer, header.device, sizes.device);
  writer.u32(header.seenIndex);
  writeId(writer, header.seenHash, sizes.hash);
  writer.u8(flagsOf(forFew));
  writeFixed(writer, forFew?.commitment ?? noCommitment, sizes.hash);
  writeSorted(writer, lockboxes, forFew?.lockboxes ?? []);
  const earlierKeys = forFew?.earlierKeys ?? null;
  return earlierKeys === null ? writer.done() : writer.blob(earlierKeys).done();
}

function readHeader(reader: Reader): DocumentHeader {
  readSuite(reader);
  const header = {
    space: readSpace(reader),
    doc: readDoc(reader),
    class: readClass(reader),
    generation: reader.u32(),
    device: readDevice(reader),
    seenIndex: reader.u32(),
    seenHash: readHash(reader),
    forFew: readForFew(reader),
  };
  reader.end();
  return header;
}

function readClass(reader: Reader): DocumentClass {
  const value = reader.u8();
  return isDocumentClass(value) ? value : refuse('out-of-range');
}

function readForFew(reader: Reader): ForFew | null {
  const flags = readAtMost(reader, forFewFlag | earlierKeysFlag);
  const commitment = reader.view(sizes.hash);
  const boxes = readSorted(reader, lockboxes);
  if (flags === 0) {
    if (boxes.length > 0 || commitment.some((byte) => byte !== 0))
      return refuse('out-of-range');
    return null;
  }
  if ((flags & forFewFlag) === 0) return refuse('out-of-range');
  const hasEarlier = (flags & earlierKeysFlag) !== 0;
  const earlierKeys = hasEarlier ? reader.blobView() : null;
  if (earlierKeys?.length === 0) return refuse('not-canonical');
  return { commitment, lockboxes: boxes, earlierKeys };
}
