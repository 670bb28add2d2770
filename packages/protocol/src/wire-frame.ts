import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type Result,
  type SpaceId,
  equalBytes,
} from '@minga/base';

import {
  type ProtocolError,
  type Reader,
  decoding,
  readDevice,
  readHash,
  readVarU32,
  refuse,
  sizes,
  writeFixed,
  writeId,
} from './decoding.ts';
import {
  type EntryHeader,
  type Frame,
  entryKindToByte,
  frameScope,
  maxPending,
  readEntryKind,
  readFrame,
  readPending,
  writeFrame,
} from './frame.ts';

/**
 * An author's previous frame on this channel in this direction (PROTOCOL P18): what a short frame leaves out.
 * Both ends keep one per channel for APPEND (the connection's own device) and one per alias for ENTRY.
 */
export interface FramePredecessor {
  readonly device: DeviceKey;
  /** suite • space • doc • device, so that the next frame is rebuilt without encoding ids. */
  readonly scope: Bytes;
  readonly counter: number;
  readonly hash: Hash;
  readonly seenIndex: number;
  readonly seenHash: Hash;
  readonly pending: readonly Hash[];
  readonly epoch: number;
  readonly generation: number;
  readonly keyTag: Bytes;
}

/** Where a wire frame was read, and from whom: only a relay may say `via`. */
export interface WireContext {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly from: 'client' | 'relay';
}

export interface WireFrame {
  /** `frame.bytes` has a buffer of its own: safe to store. The other byte fields are views into it. */
  readonly frame: Frame;
  readonly whole: boolean;
  /** The device whose connection brought the frame, when that was not its author's. */
  readonly via: DeviceKey | null;
}

const flag = {
  whole: 1,
  voids: 2,
  seen: 4,
  key: 8,
  kind: 16,
  via: 32,
} as const;
const shortFlags = flag.voids | flag.seen | flag.key | flag.kind;

/** The state after `frame` has passed in this direction, accepted or not. */
export function framePredecessor(
  frame: Frame,
  frameHash: Hash,
): FramePredecessor {
  const { header } = frame;
  return {
    device: header.device,
    scope: frameScope(frame.bytes),
    counter: header.counter,
    hash: frameHash,
    seenIndex: header.seenIndex,
    seenHash: header.seenHash,
    pending: header.pending,
    epoch: header.epoch,
    generation: header.generation,
    keyTag: header.keyTag,
  };
}

/** Short when `predecessor` is the frame right before in the author's chain, whole otherwise. */
export function encodeWireFrame(
  frame: Frame,
  predecessor: FramePredecessor | null,
  via: DeviceKey | null,
): Bytes {
  const viaFlag = via === null ? 0 : flag.via;
  const follows = predecessor !== null && isNext(frame.header, predecessor);
  const writer = new ByteWriter(
    (follows ? frame.ciphertext.length : frame.bytes.length) + 160,
  );
  if (follows) writeShort(writer, frame, predecessor, viaFlag);
  else writer.u8(flag.whole | viaFlag).blob(frame.bytes);
  if (via !== null) writeId(writer, via, sizes.device);
  return writer.done();
}

/** `wire` is the whole of an APPEND's or ENTRY's wireFrame. The answer shares no buffer with it. */
export function decodeWireFrame(
  wire: Bytes,
  context: WireContext,
  predecessor: FramePredecessor | null,
): Result<WireFrame, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(wire);
    const flags = readFlags(reader, context);
    const whole = (flags & flag.whole) !== 0;
    const frame = whole
      ? readFrame(reader.blob())
      : readShort(reader, flags, context, predecessor);
    const via = (flags & flag.via) === 0 ? null : readDevice(reader);
    reader.end();
    const { space, doc } = frame.header;
    if (space !== context.space || doc !== context.doc)
      return refuse('wrong-scope');
    return { frame, whole, via };
  });
}

/** Looks at the flags alone. */
export function isWholeWireFrame(wire: Bytes): boolean {
  return ((wire[0] ?? 0) & flag.whole) !== 0;
}

function isNext(header: EntryHeader, predecessor: FramePredecessor): boolean {
  return (
    header.device === predecessor.device &&
    header.counter === predecessor.counter + 1 &&
    header.prevHash === predecessor.hash
  );
}

function readFlags(reader: Reader, context: WireContext): number {
  const flags = reader.u8();
  if (flags > (flag.via | shortFlags | flag.whole))
    return refuse('out-of-range');
  if ((flags & flag.whole) !== 0 && (flags & shortFlags) !== 0)
    return refuse('out-of-range');
  if ((flags & flag.via) !== 0 && context.from === 'client')
    return refuse('out-of-range');
  return flags;
}

function writeShort(
  writer: ByteWriter,
  frame: Frame,
  predecessor: FramePredecessor,
  viaFlag: number,
): void {
  const { header } = frame;
  const seen = sameSeen(header, predecessor) ? 0 : flag.seen;
  const key = sameKey(header, predecessor) ? 0 : flag.key;
  const kind = header.kind === 'edit' ? 0 : flag.kind;
  const voids = header.voids === null ? 0 : flag.voids;
  writer.u8(voids | seen | key | kind | viaFlag);
  if (header.voids !== null) writeId(writer, header.voids, sizes.hash);
  if (seen !== 0) writeSeen(writer, header);
  if (key !== 0) {
    writer.varUint(header.epoch).varUint(header.generation);
    writeFixed(writer, header.keyTag, sizes.keyTag);
  }
  if (kind !== 0) writer.u8(entryKindToByte(header.kind));
  writeFixed(writer, header.nonce, sizes.nonce);
  writer.blob(frame.ciphertext);
  writeFixed(writer, frame.signature, sizes.signature);
}

function writeSeen(writer: ByteWriter, header: EntryHeader): void {
  if (header.pending.length > maxPending)
    throw new RangeError('a frame stands on at most 4 pending actions');
  writer.varUint(header.seenIndex);
  writeId(writer, header.seenHash, sizes.hash);
  writer.u8(header.pending.length);
  for (const hash of header.pending) writeId(writer, hash, sizes.hash);
}

function readShort(
  reader: Reader,
  flags: number,
  context: WireContext,
  predecessor: FramePredecessor | null,
): Frame {
  if (predecessor === null) return refuse('no-predecessor');
  const voids = (flags & flag.voids) === 0 ? null : readHash(reader);
  const seen =
    (flags & flag.seen) === 0 ? predecessor : readSeen(reader, predecessor);
  const key =
    (flags & flag.key) === 0 ? predecessor : readKey(reader, predecessor);
  const kind = (flags & flag.kind) === 0 ? 'edit' : readEntryKind(reader);
  if ((flags & flag.kind) !== 0 && kind === 'edit')
    return refuse('not-shortest');
  const header: EntryHeader = {
    space: context.space,
    doc: context.doc,
    device: predecessor.device,
    kind,
    counter: predecessor.counter + 1,
    prevHash: predecessor.hash,
    voids,
    seenIndex: seen.seenIndex,
    seenHash: seen.seenHash,
    pending: seen.pending,
    epoch: key.epoch,
    generation: key.generation,
    keyTag: key.keyTag,
    nonce: reader.view(sizes.nonce),
  };
  const ciphertext = reader.blobView();
  const signature = reader.view(sizes.signature);
  return rebuild(header, ciphertext, signature, predecessor.scope);
}

type Seen = Pick<FramePredecessor, 'seenIndex' | 'seenHash' | 'pending'>;
type Key = Pick<FramePredecessor, 'epoch' | 'generation' | 'keyTag'>;

// A flag that repeats what the predecessor says is a second encoding of the same frame (PROTOCOL P1).
function readSeen(reader: Reader, predecessor: FramePredecessor): Seen {
  const seen = {
    seenIndex: readVarU32(reader),
    seenHash: readHash(reader),
    pending: readPending(reader),
  };
  return sameSeen(seen, predecessor) ? refuse('not-shortest') : seen;
}

function readKey(reader: Reader, predecessor: FramePredecessor): Key {
  const key = {
    epoch: readVarU32(reader),
    generation: readVarU32(reader),
    keyTag: reader.view(sizes.keyTag),
  };
  return sameKey(key, predecessor) ? refuse('not-shortest') : key;
}

function sameSeen(a: Seen, b: Seen): boolean {
  return (
    a.seenIndex === b.seenIndex &&
    a.seenHash === b.seenHash &&
    a.pending.length === b.pending.length &&
    a.pending.every((hash, i) => hash === b.pending[i])
  );
}

function sameKey(a: Key, b: Key): boolean {
  return (
    a.epoch === b.epoch &&
    a.generation === b.generation &&
    equalBytes(a.keyTag, b.keyTag)
  );
}

/** The canonical bytes, and the header's byte fields as views into them instead of into the socket's buffer. */
function rebuild(
  header: EntryHeader,
  ciphertext: Bytes,
  signature: Bytes,
  scope: Bytes,
): Frame {
  const bytes = writeFrame({ header, ciphertext, signature }, scope);
  const signatureAt = bytes.length - sizes.signature;
  const ciphertextAt = signatureAt - 4 - ciphertext.length;
  const nonceAt = ciphertextAt - 4 - sizes.nonce;
  return {
    bytes,
    header: {
      ...header,
      keyTag: bytes.subarray(nonceAt - sizes.keyTag, nonceAt),
      nonce: bytes.subarray(nonceAt, nonceAt + sizes.nonce),
    },
    ciphertext: bytes.subarray(ciphertextAt, ciphertextAt + ciphertext.length),
    signature: bytes.subarray(signatureAt),
  };
}
