import type { ByteWriter, Bytes, DeviceKey, EntryId, Hash } from '@minga/base';

import {
  type Reader,
  readDevice,
  readEntryId,
  readHash,
  refuse,
  sizes,
  writeId,
  zeroEntryId,
} from './decoding.ts';
import { type Limits, snapshotPartSize } from './limits.ts';

/** How one kind of message lies on the wire (PROTOCOL §2), without its length and type. */
export interface MessageCodec<Message> {
  readonly type: number;
  write(writer: ByteWriter, message: Message): void;
  read(reader: Reader, limits: Limits): Message;
}

/** A position in the log and the entry there: zeros exactly where nothing has been logged yet. */
export interface LogPosition {
  readonly seq: number;
  readonly entryId: EntryId;
}

export function writePosition(writer: ByteWriter, position: LogPosition): void {
  writer.varUint(position.seq);
  writeId(writer, position.entryId, sizes.entryId);
}

export function readPosition(reader: Reader): LogPosition {
  const position = { seq: reader.varUint(), entryId: readEntryId(reader) };
  if (position.seq === 0 && position.entryId !== zeroEntryId)
    return refuse('out-of-range');
  return position;
}

/** One part of a snapshot under way, at `offset` of `total` bytes. */
export interface SnapshotPart {
  /** SHA-256 of the whole snapshot. */
  readonly hash: Hash;
  readonly total: number;
  readonly offset: number;
  /** 1 byte to 128 KiB. */
  readonly part: Bytes;
}

export function writePart(writer: ByteWriter, part: SnapshotPart): void {
  writeId(writer, part.hash, sizes.hash);
  writer.varUint(part.total).varUint(part.offset).blob(part.part);
}

export function readPart(reader: Reader, limits: Limits): SnapshotPart {
  const hash = readHash(reader);
  const total = reader.varUint();
  if (total > limits.snapshot) return refuse('too-long');
  const offset = reader.varUint();
  const part = reader.blobView(snapshotPartSize);
  if (part.length === 0) return refuse('empty');
  if (offset + part.length > total) return refuse('out-of-range');
  return { hash, total, offset, part };
}

/** A document's header record, encoded: put by a device, or the one in force told by the relay. */
export interface DocMessage {
  readonly kind: 'doc';
  readonly header: Bytes;
}

export const doc: MessageCodec<DocMessage> = {
  type: 24,
  write: (writer, message) => void writer.blob(message.header),
  read: (reader, limits) => ({
    kind: 'doc',
    header: reader.blobView(limits.record),
  }),
};

export interface EphMessage {
  readonly kind: 'eph';
  readonly channel: number;
  /** ENVELOPE §8. */
  readonly presence: Bytes;
}

export const eph: MessageCodec<EphMessage> = {
  type: 40,
  write: (writer, message) =>
    void writer.varUint(message.channel).blob(message.presence),
  read: (reader, limits) => ({
    kind: 'eph',
    channel: reader.varUint(),
    presence: reader.blobView(limits.presence),
  }),
};

/** [P39] What somebody who waits says of herself, and what became of it. */
export interface AskMessage {
  readonly kind: 'ask';
  /** Of who waits. */
  readonly device: DeviceKey;
  /** A device says 'waits' only. */
  readonly status: AskStatus;
  /** Sealed (ENVELOPE E35); empty where it is not told. */
  readonly note: Bytes;
}

export const askStatuses = ['waits', 'let-in', 'turned-away'] as const;
export type AskStatus = (typeof askStatuses)[number];

export const ask: MessageCodec<AskMessage> = {
  type: 29,
  write(writer, message) {
    writeId(writer, message.device, sizes.device);
    writer.u8(askStatuses.indexOf(message.status)).blob(message.note);
  },
  read(reader, limits) {
    const device = readDevice(reader);
    const status = askStatuses[reader.u8()];
    if (status === undefined) return refuse('out-of-range');
    return {
      kind: 'ask',
      device,
      status,
      note: reader.blobView(limits.sealed),
    };
  },
};

export function codecsByType<Message>(
  codecs: readonly MessageCodec<Message>[],
): ReadonlyMap<number, MessageCodec<Message>> {
  return new Map(codecs.map((codec) => [codec.type, codec]));
}
