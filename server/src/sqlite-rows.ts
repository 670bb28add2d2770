import { type AnyId, type Bytes, bytesToId } from '@minga/base';

/** One row as node:sqlite hands it over. */
export type Row = Readonly<Record<string, unknown>>;

/** The schema is STRICT and ours: another type in a cell is a damaged file, not an expected failure. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number')
    throw new TypeError(`${column} is not a number`);
  return value;
}

export function blob(row: Row, column: string): Bytes {
  const value = row[column];
  if (!(value instanceof Uint8Array) || !ownsOrdinaryBuffer(value))
    throw new TypeError(`${column} holds no bytes`);
  return value;
}

export function id<Id extends AnyId>(row: Row, column: string): Id {
  return bytesToId<Id>(blob(row, column));
}

export function nullableId<Id extends AnyId>(
  row: Row,
  column: string,
): Id | null {
  return row[column] === null ? null : id<Id>(row, column);
}

/** Faster than `idToBytes`, and SQLite is content with a Buffer. */
export function idBlob(value: AnyId): Buffer {
  return Buffer.from(value, 'base64url');
}

function ownsOrdinaryBuffer(value: Uint8Array): value is Bytes {
  return value.buffer instanceof ArrayBuffer;
}
