import {
  ByteReader,
  ByteWriter,
  type Bytes,
  DecodeError,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type LogId,
  type Result,
  type SpaceId,
  bytesToId,
  err,
  idToBytes,
  ok,
} from '@minga/base';
import { zeroHash } from '@minga/protocol';
import { documentPrefix, numberText } from './local-row.ts';

/**
 * What the engine of one document keeps besides `local` rows (local-row.ts). Every value begins with a version byte.
 *
 * - `meta`  `<space>/<doc>/sync`      where the document stands: cursor, own chain
 * - `log`   `<space>/<doc>/<n>`       frames that are in the document, numbered in the order they were applied
 * - `held`  `<space>/<doc>/<n>`       frames that are not: held, set aside, quarantined
 * - `sent`  `<space>/<doc>/<counter>` own frames that the relay has not acknowledged, or has refused
 * - `state` `<space>/<doc>/log`       the log up to some n, compacted, so that opening stays fast
 * - `state` `<space>/<doc>/recovered` which devices have brought structs of clientIDs by a salvage (authorship.ts)
 */
const version = 1;

export function metaKey(space: SpaceId, doc: DocumentId): string {
  return `${documentPrefix(space, doc)}sync`;
}

export function stateKey(space: SpaceId, doc: DocumentId): string {
  return `${documentPrefix(space, doc)}log`;
}

export function numberedKey(
  space: SpaceId,
  doc: DocumentId,
  number: number,
): string {
  return documentPrefix(space, doc) + numberText(number);
}

export interface DocumentMeta {
  /** The incarnation of the relay's log in which `cursor` counts; null before the first contact. */
  readonly logId: LogId | null;
  /** How many logs there have been: a row of an earlier one is offered again when the present one lacks it. */
  readonly incarnation: number;
  /** The incarnation at whose head everything it lacked has been offered. */
  readonly offered: number;
  readonly cursor: number;
  /** The entry at `cursor`: by it a log is known again. Null where it is not known, and at 0. */
  readonly last: EntryId | null;
  /** The number the next frame takes in `log` or `held`. */
  readonly next: number;
  readonly chain: OwnChain;
  /** Under which key `chain` was written; null before anything was stored. */
  readonly author: DeviceKey | null;
  /** [E5] A frame of `chain` was met that this device did not write: it ends here. */
  readonly isDuplicated: boolean;
  /** Rows that do not open, as far as they have been dealt with. They stay: some day they may open again. */
  readonly damage: number;
  /** Until the head is reached: frames of this device's own chain may come that this device knows no more. */
  readonly isMending: boolean;
  /** [P33] Where something unsigned came, and the true entry may be missing. In the order in which it came. */
  readonly doubts: readonly Doubt[];
  /** [P34] What others hold and has not come. */
  readonly lacks: readonly Lack[];
}

/** When the relay is asked again. */
export interface NextAsk {
  /** Ms. */
  readonly askAt: number;
  /** How long before that it was asked last. */
  readonly waitMs: number;
}

/** Places after `from` and up to `to`. */
export interface Doubt extends NextAsk {
  readonly from: number;
  readonly to: number;
}

/** Somebody's register names frames of `device` up to `counter`, and not all of them have come. */
export interface Lack extends NextAsk {
  readonly device: DeviceKey;
  readonly counter: number;
}

/** [E3], [E4] What this device's next frame in this document has to say of the ones before. */
export interface OwnChain {
  /** Of the last frame sealed, whatever became of it; 0 before the first. */
  readonly counter: number;
  /** The last frame in the log; counter 0 and `zeroHash` before the first. */
  readonly accepted: OwnFrame;
  /** Refused frames that no frame in the log has closed yet, ascending. */
  readonly refused: readonly OwnFrame[];
}

export interface OwnFrame {
  readonly counter: number;
  readonly hash: Hash;
}

export const emptyMeta: DocumentMeta = {
  logId: null,
  incarnation: 0,
  offered: 0,
  cursor: 0,
  last: null,
  next: 1,
  chain: { counter: 0, accepted: { counter: 0, hash: zeroHash }, refused: [] },
  author: null,
  isDuplicated: false,
  damage: 0,
  isMending: false,
  doubts: [],
  lacks: [],
};

export function encodeMeta(meta: DocumentMeta): Bytes {
  const writer = new ByteWriter(128).u8(version);
  writer.blob(meta.logId === null ? new Uint8Array() : idToBytes(meta.logId));
  writer.varUint(meta.incarnation).varUint(meta.offered);
  writer.varUint(meta.cursor).varUint(meta.next);
  writer.blob(meta.last === null ? new Uint8Array() : idToBytes(meta.last));
  const { counter, accepted, refused } = meta.chain;
  writer.varUint(counter);
  writeOwnFrame(writer, accepted);
  writer.varUint(refused.length);
  for (const one of refused) writeOwnFrame(writer, one);
  writer.varUint(meta.damage).u8(meta.isMending ? 1 : 0);
  writer.blob(meta.author === null ? new Uint8Array() : idToBytes(meta.author));
  writer.u8(meta.isDuplicated ? 1 : 0).varUint(meta.doubts.length);
  for (const { from, to, askAt, waitMs } of meta.doubts)
    writer.varUint(from).varUint(to).varUint(askAt).varUint(waitMs);
  writer.varUint(meta.lacks.length);
  for (const { device, counter, askAt, waitMs } of meta.lacks) {
    writer.raw(idToBytes(device)).varUint(counter);
    writer.varUint(askAt).varUint(waitMs);
  }
  return writer.done();
}

export function decodeMeta(bytes: Bytes): Result<DocumentMeta, 'malformed'> {
  return decoding(bytes, (reader) => {
    const logId = reader.blob(16);
    return {
      logId: logId.length === 0 ? null : bytesToId<LogId>(logId),
      incarnation: reader.varUint(),
      offered: reader.varUint(),
      cursor: reader.varUint(),
      next: reader.varUint(),
      last: entryIdIn(reader.blob(16)),
      chain: {
        counter: reader.varUint(),
        accepted: readOwnFrame(reader),
        refused: reader.list(reader.varUint(), 33, () => readOwnFrame(reader)),
      },
      damage: reader.varUint(),
      isMending: reader.u8() === 1,
      author: deviceIn(reader.blob(33)),
      isDuplicated: reader.u8() === 1,
      // Rows of before there were doubts end here.
      doubts:
        reader.left === 0
          ? []
          : reader.list(reader.varUint(), 4, () => ({
              from: reader.varUint(),
              to: reader.varUint(),
              askAt: reader.varUint(),
              waitMs: reader.varUint(),
            })),
      lacks:
        reader.left === 0
          ? []
          : reader.list(reader.varUint(), 36, () => ({
              device: bytesToId<DeviceKey>(reader.view(33)),
              counter: reader.varUint(),
              askAt: reader.varUint(),
              waitMs: reader.varUint(),
            })),
    };
  });
}

function entryIdIn(bytes: Bytes): EntryId | null {
  return bytes.length === 0 ? null : bytesToId<EntryId>(bytes);
}

function deviceIn(bytes: Bytes): DeviceKey | null {
  return bytes.length === 0 ? null : bytesToId<DeviceKey>(bytes);
}

function writeOwnFrame(writer: ByteWriter, frame: OwnFrame): void {
  writer.varUint(frame.counter).raw(idToBytes(frame.hash));
}

function readOwnFrame(reader: ByteReader): OwnFrame {
  return { counter: reader.varUint(), hash: readHash(reader) };
}

/** A frame as the relay handed it over, with its place there. */
export interface StoredFrame {
  readonly frame: Bytes;
  readonly frameHash: Hash;
  readonly via: DeviceKey | null;
  readonly seq: number;
  /** Of which `DocumentMeta.incarnation` `seq` is. */
  readonly incarnation: number;
}

/** A frame that is in the document, with what it put there, so that opening the document needs no keys. */
export interface LogRow extends StoredFrame {
  /** Sanitised, v1. */
  readonly update: Bytes;
  /** ClientIDs that its author claims in it. */
  readonly claims: readonly number[];
}

export function encodeLogRow(row: LogRow): Bytes {
  const writer = new ByteWriter(row.frame.length + row.update.length + 96);
  writeStoredFrame(writer.u8(version), row);
  writer.varUint(row.claims.length);
  for (const clientId of row.claims) writer.varUint(clientId);
  return writer.blob(row.update).done();
}

export function decodeLogRow(bytes: Bytes): Result<LogRow, 'malformed'> {
  return decoding(bytes, (reader) => ({
    ...readStoredFrame(reader),
    claims: reader.list(reader.varUint(), 1, () => reader.varUint()),
    update: reader.blob(),
  }));
}

/** Waits for something this device does not have yet: membership, a key, the document's record, a newer app. */
export type HeldCode =
  | 'ahead'
  | 'fork'
  | 'read-only'
  | 'key-unknown'
  | 'no-record'
  | 'suite-unknown';

/** Will not be looked at again. */
export type QuarantineCode =
  | 'malformed'
  | 'wrong-scope'
  | 'signature'
  | 'no-right'
  | 'epoch'
  | 'tampered'
  | 'update-malformed'
  | 'too-large'
  | 'hang'
  | 'claim-invalid'
  | 'client-not-claimed'
  | 'seen-decreased'
  | 'inapplicable'
  /** [E29] Of somebody who has gone, and nobody had it then: a writer may adopt it (left-out.ts). */
  | 'beyond-cut';

export type Unapplied =
  | { readonly kind: 'held'; readonly code: HeldCode }
  | { readonly kind: 'set-aside' }
  | { readonly kind: 'quarantined'; readonly code: QuarantineCode };

/** `device` is who the frame says wrote it; null when it does not even decode. */
export interface HeldRow extends StoredFrame {
  readonly device: DeviceKey | null;
  readonly reason: Unapplied;
}

/** Numbers are the format: append, never reorder. */
const reasons: readonly Unapplied[] = [
  { kind: 'set-aside' },
  { kind: 'held', code: 'ahead' },
  { kind: 'held', code: 'fork' },
  { kind: 'held', code: 'read-only' },
  { kind: 'held', code: 'key-unknown' },
  { kind: 'held', code: 'no-record' },
  { kind: 'quarantined', code: 'malformed' },
  { kind: 'quarantined', code: 'wrong-scope' },
  { kind: 'quarantined', code: 'signature' },
  { kind: 'quarantined', code: 'no-right' },
  { kind: 'quarantined', code: 'epoch' },
  { kind: 'quarantined', code: 'tampered' },
  { kind: 'quarantined', code: 'update-malformed' },
  { kind: 'quarantined', code: 'too-large' },
  { kind: 'quarantined', code: 'hang' },
  { kind: 'quarantined', code: 'claim-invalid' },
  { kind: 'quarantined', code: 'client-not-claimed' },
  { kind: 'quarantined', code: 'seen-decreased' },
  { kind: 'quarantined', code: 'inapplicable' },
  { kind: 'held', code: 'suite-unknown' },
  { kind: 'quarantined', code: 'beyond-cut' },
];

export function encodeHeldRow(row: HeldRow): Bytes {
  const number = reasons.findIndex((one) => sameReason(one, row.reason));
  const writer = new ByteWriter(row.frame.length + 128).u8(version).u8(number);
  writer.blob(row.device === null ? new Uint8Array() : idToBytes(row.device));
  writeStoredFrame(writer, row);
  return writer.done();
}

export function decodeHeldRow(bytes: Bytes): Result<HeldRow, 'malformed'> {
  return decoding(bytes, (reader) => {
    const reason = reasons[reader.u8()];
    if (reason === undefined) throw new DecodeError('out-of-range');
    return {
      reason,
      device: deviceIn(reader.blob(33)),
      ...readStoredFrame(reader),
    };
  });
}

export function sameReason(a: Unapplied, b: Unapplied): boolean {
  if (a.kind === 'set-aside' || b.kind === 'set-aside')
    return a.kind === b.kind;
  return a.kind === b.kind && a.code === b.code;
}

function writeStoredFrame(writer: ByteWriter, row: StoredFrame): void {
  writer.varUint(row.incarnation).varUint(row.seq);
  writer.blob(row.via === null ? new Uint8Array() : idToBytes(row.via));
  writer.raw(idToBytes(row.frameHash)).blob(row.frame);
}

function readStoredFrame(reader: ByteReader): StoredFrame {
  const incarnation = reader.varUint();
  const seq = reader.varUint();
  return {
    incarnation,
    seq,
    via: deviceIn(reader.blob(33)),
    frameHash: readHash(reader),
    frame: reader.blob(),
  };
}

export function readHash(reader: ByteReader): Hash {
  return bytesToId<Hash>(reader.view(32));
}

/** Rows of our own store: what does not decode is damage on the device, not an attack. */
export function decoding<T>(
  bytes: Bytes,
  read: (reader: ByteReader) => T,
): Result<T, 'malformed'> {
  const reader = new ByteReader(bytes);
  try {
    if (reader.u8() !== version) return err('malformed');
    const value = read(reader);
    reader.end();
    return ok(value);
  } catch (error) {
    if (error instanceof DecodeError) return err('malformed');
    throw error;
  }
}
