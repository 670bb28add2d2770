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
  readSealed,
  readSorted,
  writeSorted,
} from './structures.ts';

/** The last frame of one device that a snapshot holds. */
export interface FrontierEntry {
  readonly device: DeviceKey;
  readonly counter: number;
  readonly frameHash: Hash;
}

/** Header of a sealed snapshot (ENVELOPE §7). */
export interface SnapshotHeader {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly device: DeviceKey;
  /** The snapshot this one stands on; `zeroHash` when it is the first. */
  readonly prevSnapHash: Hash;
  /** Encoded ascending by device; may be given in any order. */
  readonly frontier: readonly FrontierEntry[];
  readonly seenIndex: number;
  readonly seenHash: Hash;
  readonly epoch: number;
  readonly generation: number;
  /** 8 bytes. */
  readonly keyTag: Bytes;
  /** 12 bytes. */
  readonly nonce: Bytes;
}

export interface Snapshot {
  readonly header: SnapshotHeader;
  readonly ciphertext: Bytes;
  /** 64 bytes, over `snapshotSigningBytes`. */
  readonly signature: Bytes;
}

const label = 'minga/1/snapshot';

/** Its SHA-256 (`hashBytes`) names the snapshot. */
export function encodeSnapshot(snapshot: Snapshot): Bytes {
  const { header, ciphertext, signature } = snapshot;
  const writer = new ByteWriter(sizes.signature);
  writeFixed(writer, signature, sizes.signature);
  return lp(label, headerBytes(header), ciphertext, writer.done());
}

/** Byte fields of the answer are views into `bytes`. */
export function decodeSnapshot(bytes: Bytes): Result<Snapshot, ProtocolError> {
  return decoding(() => {
    const { header, ciphertext, signature } = readSealed(bytes, label);
    return { header: readHeader(header), ciphertext, signature };
  });
}

/** What AES-GCM authenticates beside the ciphertext. */
export function snapshotAad(header: SnapshotHeader): Bytes {
  return lp('minga/1/snapshot-aad', headerBytes(header));
}

/** `ciphertextHash`: SHA-256, 32 bytes. */
export function snapshotSigningBytes(
  header: SnapshotHeader,
  ciphertextHash: Bytes,
): Bytes {
  return lp('minga/1/snapshot-signature', headerBytes(header), ciphertextHash);
}

const frontier: SortedList<FrontierEntry> = {
  keySize: sizes.device,
  restSize: 8 + sizes.hash,
  toKey: (entry) => idToBytes(entry.device),
  writeRest(writer, entry) {
    writer.u64(entry.counter);
    writeId(writer, entry.frameHash, sizes.hash);
  },
  read(key, reader) {
    const device = keyToDevice(key);
    const counter = reader.u64();
    if (counter === 0) return refuse('out-of-range');
    return { device, counter, frameHash: readHash(reader) };
  },
};

function headerBytes(header: SnapshotHeader): Bytes {
  const writer = new ByteWriter(256 + 73 * header.frontier.length).u8(suite1);
  writeId(writer, header.space, sizes.space);
  writeId(writer, header.doc, sizes.doc);
  writeId(writer, header.device, sizes.device);
  writeId(writer, header.prevSnapHash, sizes.hash);
  writeSorted(writer, frontier, header.frontier);
  writer.u32(header.seenIndex);
  writeId(writer, header.seenHash, sizes.hash);
  writer.u32(header.epoch).u32(header.generation);
  writeFixed(writer, header.keyTag, sizes.keyTag);
  writeFixed(writer, header.nonce, sizes.nonce);
  return writer.done();
}

function readHeader(reader: Reader): SnapshotHeader {
  readSuite(reader);
  const header = {
    space: readSpace(reader),
    doc: readDoc(reader),
    device: readDevice(reader),
    prevSnapHash: readHash(reader),
    frontier: readSorted(reader, frontier),
    seenIndex: reader.u32(),
    seenHash: readHash(reader),
    epoch: reader.u32(),
    generation: reader.u32(),
    keyTag: reader.view(sizes.keyTag),
    nonce: reader.view(sizes.nonce),
  };
  reader.end();
  return header;
}
