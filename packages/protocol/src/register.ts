import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type Result,
  type SpaceId,
  bytesToId,
  idToBytes,
  lp,
} from '@minga/base';

import {
  type ProtocolError,
  type Reader,
  decoding,
  readDevice,
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
  type FrameOfDevice,
  type SortedList,
  framesOfDevices,
  keyToDevice,
  readSealed,
  readSorted,
  writeSorted,
} from './structures.ts';

/** Header of a device's sealed register (ENVELOPE §7); the highest counter stands. */
export interface RegisterHeader {
  readonly space: SpaceId;
  readonly device: DeviceKey;
  readonly counter: number;
  readonly epoch: number;
  /** 8 bytes. */
  readonly keyTag: Bytes;
  /** 12 bytes. */
  readonly nonce: Bytes;
}

export interface Register {
  readonly header: RegisterHeader;
  readonly ciphertext: Bytes;
  /** 64 bytes, over `registerSigningBytes`. */
  readonly signature: Bytes;
}

/** What a device has, endorses and quarantined (ENVELOPE E24). Lists may be given in any order. */
export interface RegisterContent {
  readonly documents: readonly RegisteredDocument[];
  /** How far the device knows the membership log. */
  readonly logIndex: number;
  readonly logHash: Hash;
}

export interface RegisteredDocument {
  readonly doc: DocumentId;
  /** Up to which counter it holds each device's chain without a hole. */
  readonly frontier: readonly DeviceCounter[];
  /** The snapshot it rebuilt and found right; `zeroHash` for none. */
  readonly endorsed: Hash;
  readonly quarantined: readonly FrameOfDevice[];
}

export interface DeviceCounter {
  readonly device: DeviceKey;
  readonly counter: number;
}

const label = 'minga/1/register';

export function encodeRegister(register: Register): Bytes {
  const { header, ciphertext, signature } = register;
  const writer = new ByteWriter(sizes.signature);
  writeFixed(writer, signature, sizes.signature);
  return lp(label, headerBytes(header), ciphertext, writer.done());
}

/** Byte fields of the answer are views into `bytes`. */
export function decodeRegister(bytes: Bytes): Result<Register, ProtocolError> {
  return decoding(() => {
    const { header, ciphertext, signature } = readSealed(bytes, label);
    return { header: readHeader(header), ciphertext, signature };
  });
}

/** What AES-GCM authenticates beside the ciphertext. */
export function registerAad(header: RegisterHeader): Bytes {
  return lp('minga/1/register-aad', headerBytes(header));
}

/** `ciphertextHash`: SHA-256, 32 bytes. */
export function registerSigningBytes(
  header: RegisterHeader,
  ciphertextHash: Bytes,
): Bytes {
  return lp('minga/1/register-signature', headerBytes(header), ciphertextHash);
}

/** The content that is padded (codec `opaque`) and sealed. */
export function encodeRegisterContent(content: RegisterContent): Bytes {
  const writer = new ByteWriter(64 + 128 * content.documents.length);
  writeSorted(writer, documents, content.documents);
  writer.u32(content.logIndex);
  writeId(writer, content.logHash, sizes.hash);
  return writer.done();
}

export function decodeRegisterContent(
  bytes: Bytes,
): Result<RegisterContent, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(bytes);
    const content = {
      documents: readSorted(reader, documents),
      logIndex: reader.u32(),
      logHash: readHash(reader),
    };
    reader.end();
    return content;
  });
}

const counters: SortedList<DeviceCounter> = {
  keySize: sizes.device,
  restSize: 1,
  toKey: (entry) => idToBytes(entry.device),
  writeRest: (writer, entry) => void writer.varUint(entry.counter),
  read(key, reader) {
    const device = keyToDevice(key);
    const counter = reader.varUint();
    return counter === 0 ? refuse('out-of-range') : { device, counter };
  },
};

const documents: SortedList<RegisteredDocument> = {
  keySize: sizes.doc,
  restSize: 1 + sizes.hash + 1,
  toKey: (document) => idToBytes(document.doc),
  writeRest(writer, document) {
    writeSorted(writer, counters, document.frontier);
    writeId(writer, document.endorsed, sizes.hash);
    writeSorted(writer, framesOfDevices, document.quarantined);
  },
  read: (key, reader) => ({
    doc: bytesToId<DocumentId>(key),
    frontier: readSorted(reader, counters),
    endorsed: readHash(reader),
    quarantined: readSorted(reader, framesOfDevices),
  }),
};

function headerBytes(header: RegisterHeader): Bytes {
  const writer = new ByteWriter(98).u8(suite1);
  writeId(writer, header.space, sizes.space);
  writeId(writer, header.device, sizes.device);
  writer.u64(header.counter).u32(header.epoch);
  writeFixed(writer, header.keyTag, sizes.keyTag);
  writeFixed(writer, header.nonce, sizes.nonce);
  return writer.done();
}

function readHeader(reader: Reader): RegisterHeader {
  readSuite(reader);
  const header = {
    space: readSpace(reader),
    device: readDevice(reader),
    counter: reader.u64(),
    epoch: reader.u32(),
    keyTag: reader.view(sizes.keyTag),
    nonce: reader.view(sizes.nonce),
  };
  reader.end();
  return header;
}
