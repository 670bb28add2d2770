import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DocumentId,
  type Result,
  type SpaceId,
  err,
  ok,
} from '@minga/base';
import type { EntryKind } from '@minga/protocol';

/** What somebody wrote on this device, as it lies in the table `local` until it is sealed into a frame. */
export interface LocalRow {
  /** `salvage`: content that a document on screen held and no row did; it may be of other authors. */
  readonly kind: EntryKind;
  /** From which the clientID of its structs is derived (ENVELOPE E9); 16 bytes. */
  readonly sessionNonce: Bytes;
  /** Yjs update, v1. */
  readonly update: Bytes;
}

const nonceSize = 16;
const byteByKind = { edit: 1, salvage: 2 } as const;
/** Decimal digits of 2^53 − 1, so that keys sort as numbers do. */
const ordinalDigits = 16;

export function encodeLocalRow(
  sessionNonce: Uint8Array,
  update: Uint8Array,
  kind: EntryKind = 'edit',
): Bytes {
  if (sessionNonce.length !== nonceSize)
    throw new RangeError('a session nonce has 16 bytes');
  return new ByteWriter(1 + nonceSize + update.length)
    .u8(byteByKind[kind])
    .raw(sessionNonce)
    .raw(update)
    .done();
}

export function decodeLocalRow(bytes: Bytes): Result<LocalRow, 'malformed'> {
  if (bytes.length <= 1 + nonceSize) return err('malformed');
  const reader = new ByteReader(bytes);
  const kind = reader.u8();
  if (kind !== byteByKind.edit && kind !== byteByKind.salvage)
    return err('malformed');
  return ok({
    kind: kind === byteByKind.edit ? 'edit' : 'salvage',
    sessionNonce: reader.take(nonceSize),
    update: reader.take(reader.left),
  });
}

/** Rows sort in the order of writing, also when the clock goes back and across the tabs of one browser. */
export function nextOrdinal(nowMs: number, last: number): number {
  return Math.max(Math.floor(nowMs * 1000), last + 1);
}

/** `<space>/<doc>/`: what all keys of one document begin with, in every table. */
export function documentPrefix(space: SpaceId, doc: DocumentId): string {
  return `${space}/${doc}/`;
}

export function localRowKey(
  space: SpaceId,
  doc: DocumentId,
  ordinal: number,
): string {
  return documentPrefix(space, doc) + numberText(ordinal);
}

export function localRowOrdinal(key: string): number {
  return Number(key.slice(key.lastIndexOf('/') + 1));
}

export function numberText(value: number): string {
  return String(value).padStart(ordinalDigits, '0');
}
