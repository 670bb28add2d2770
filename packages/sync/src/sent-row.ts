import {
  type ByteReader,
  ByteWriter,
  type Bytes,
  DecodeError,
  type Hash,
  type Result,
  bytesToId,
  idToBytes,
} from '@minga/base';
import { decoding, readHash } from './document-rows.ts';
import { type LocalRow, decodeLocalRow, encodeLocalRow } from './local-row.ts';

/** A row of local origin with the ordinal it lies or lay under in `local`. */
export interface NumberedRow extends LocalRow {
  readonly ordinal: number;
}

/**
 * An own frame that is not in the log, or not known to be. It keeps the rows it was sealed from: they are what is shown
 * while the relay has not answered, and what is sealed anew when the frame was refused for a reason that has passed.
 */
export interface SentRow {
  /** 0 when no frame could be made: one row is larger than a frame may be. */
  readonly counter: number;
  readonly frameHash: Hash;
  readonly frame: Bytes;
  /** Counter of the frame it names as the one before. */
  readonly prevCounter: number;
  readonly voids: Hash | null;
  /** The relay's code when it refused the frame for good; 0 while it has not. */
  readonly refusedCode: number;
  /** ClientIDs claimed in the frame. */
  readonly claims: readonly number[];
  readonly rows: readonly NumberedRow[];
  /** All of them as the frame carries them, v1. */
  readonly update: Bytes;
}

export function encodeSentRow(row: SentRow): Bytes {
  const writer = new ByteWriter(row.frame.length + 256).u8(1);
  writer.varUint(row.counter).raw(idToBytes(row.frameHash)).blob(row.frame);
  writer.varUint(row.prevCounter).varUint(row.refusedCode);
  writer.blob(row.voids === null ? new Uint8Array() : idToBytes(row.voids));
  writer.varUint(row.claims.length);
  for (const clientId of row.claims) writer.varUint(clientId);
  writer.varUint(row.rows.length);
  for (const one of row.rows)
    writer
      .varUint(one.ordinal)
      .blob(encodeLocalRow(one.sessionNonce, one.update, one.kind));
  return writer.blob(row.update).done();
}

export function decodeSentRow(bytes: Bytes): Result<SentRow, 'malformed'> {
  return decoding(bytes, (reader) => ({
    counter: reader.varUint(),
    frameHash: readHash(reader),
    frame: reader.blob(),
    prevCounter: reader.varUint(),
    refusedCode: reader.varUint(),
    voids: readVoids(reader),
    claims: reader.list(reader.varUint(), 1, () => reader.varUint()),
    rows: reader.list(reader.varUint(), 19, () => readRow(reader)),
    update: reader.blob(),
  }));
}

function readVoids(reader: ByteReader): Hash | null {
  const voids = reader.blob(32);
  return voids.length === 0 ? null : bytesToId<Hash>(voids);
}

function readRow(reader: ByteReader): NumberedRow {
  const ordinal = reader.varUint();
  const row = decodeLocalRow(reader.blob());
  if (!row.ok) throw new DecodeError('out-of-range');
  return { ...row.value, ordinal };
}
