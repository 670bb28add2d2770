import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type Hash,
  type SpaceId,
  bytesToId,
  concatBytes,
  err,
  ok,
} from '@minga/base';
import {
  type BlobState,
  type BlobStore,
  type BlobWrite,
  noBlob,
} from './blob-store.ts';
import { failureOf } from './sqlite-failure.ts';
import { blob, idBlob, integer } from './sqlite-rows.ts';

/** Beside the log, so that the log stays small enough to be copied often. */
export const blobDatabaseName = 'blobs.db';

const version = 1;
const schema = `
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY, space BLOB NOT NULL, name BLOB NOT NULL, total INTEGER NOT NULL, received INTEGER NOT NULL,
  touched INTEGER NOT NULL, UNIQUE (space, name)
) STRICT;
CREATE INDEX blobs_by_space ON blobs (space, total);
CREATE INDEX blobs_unfinished ON blobs (touched) WHERE received < total;
CREATE TABLE parts (
  id INTEGER PRIMARY KEY, blob INTEGER NOT NULL, offset INTEGER NOT NULL, part BLOB NOT NULL, UNIQUE (blob, offset)
) STRICT;
`;

interface BlobRow extends BlobState {
  readonly id: number;
}

/** The folder is the log's, which keeps other processes out of it. Throws when the file cannot be used. */
export function openSqliteBlobs(
  dataDir: string,
  options: { readonly maxPages?: number } = {},
): BlobStore {
  const database = new DatabaseSync(join(dataDir, blobDatabaseName));
  prepare(database);
  if (options.maxPages !== undefined)
    database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  return sqliteBlobs(database);
}

function prepare(database: DatabaseSync): void {
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;',
  );
  const row = database.prepare('PRAGMA user_version').get();
  const found = Number(row?.['user_version'] ?? 0);
  if (found === version) return;
  if (found !== 0)
    throw new Error(`blobs have schema ${found}, this build ${version}`);
  database.exec(`BEGIN; ${schema} PRAGMA user_version = ${version}; COMMIT;`);
}

function sqliteBlobs(database: DatabaseSync): BlobStore {
  const find = database.prepare(
    'SELECT id, total, received FROM blobs WHERE space = ? AND name = ?',
  );
  const sum = database.prepare(
    'SELECT coalesce(sum(total), 0) AS bytes FROM blobs WHERE space = ?',
  );
  const unfinished = database.prepare(
    'SELECT id FROM blobs WHERE received < total AND touched < ?',
  );
  const ofSpace = database.prepare('SELECT id FROM blobs WHERE space = ?');
  const partsFrom = database.prepare(
    'SELECT offset, part FROM parts WHERE blob = ?1 AND offset >= (SELECT max(offset) FROM parts WHERE blob = ?1 AND offset <= ?2) ORDER BY offset',
  );
  const rowOf = (space: SpaceId, name: Hash): BlobRow | null => {
    const row = find.get(idBlob(space), idBlob(name));
    if (row === undefined) return null;
    return {
      id: integer(row, 'id'),
      total: integer(row, 'total'),
      received: integer(row, 'received'),
    };
  };
  const write = createWriter(database, rowOf);
  let closed = false;

  return {
    async stat(space, name) {
      return stateOf(rowOf(space, name));
    },
    async put(part) {
      if (closed) return err('closed');
      try {
        database.exec('BEGIN IMMEDIATE');
        const state = write.put(part);
        database.exec('COMMIT');
        return state === 'false' ? err('false') : ok(state);
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        return err(failureOf(error));
      }
    },
    async read({ space, name, offset, maxBytes }) {
      const row = rowOf(space, name);
      if (row === null || row.received < row.total || offset >= row.total)
        return null;
      const until = Math.min(row.total, offset + maxBytes);
      const pieces = [];
      for (const each of partsFrom.iterate(row.id, offset)) {
        const at = integer(each, 'offset');
        const bytes = blob(each, 'part');
        pieces.push(bytes.subarray(Math.max(0, offset - at), until - at));
        if (at + bytes.length >= until) break;
      }
      return { total: row.total, part: concatBytes(...pieces) };
    },
    async bytes(space) {
      const row = sum.get(idBlob(space));
      return row === undefined ? 0 : integer(row, 'bytes');
    },
    async forgetUnfinished(before) {
      const old = unfinished.all(before);
      if (old.length === 0) return;
      database.exec('BEGIN IMMEDIATE');
      for (const row of old) write.drop(integer(row, 'id'));
      database.exec('COMMIT');
    },
    async erase(space) {
      database.exec('BEGIN IMMEDIATE');
      for (const row of ofSpace.all(idBlob(space)))
        write.drop(integer(row, 'id'));
      database.exec('COMMIT');
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async close() {
      if (closed) return;
      closed = true;
      database.close();
    },
  };
}

function stateOf(row: BlobRow | null): BlobState {
  return row === null ? noBlob : { total: row.total, received: row.received };
}

function createWriter(
  database: DatabaseSync,
  rowOf: (space: SpaceId, name: Hash) => BlobRow | null,
) {
  const begin = database.prepare(
    'INSERT INTO blobs (space, name, total, received, touched) VALUES (?, ?, ?, 0, ?)',
  );
  const addPart = database.prepare(
    'INSERT INTO parts (blob, offset, part) VALUES (?, ?, ?)',
  );
  const advance = database.prepare(
    'UPDATE blobs SET received = ?, touched = ? WHERE id = ?',
  );
  const dropParts = database.prepare('DELETE FROM parts WHERE blob = ?');
  const dropBlob = database.prepare('DELETE FROM blobs WHERE id = ?');
  const allParts = database.prepare(
    'SELECT part FROM parts WHERE blob = ? ORDER BY offset',
  );
  const drop = (id: number): void => {
    dropParts.run(id);
    dropBlob.run(id);
  };
  const nameOf = (id: number): Hash => {
    const hash = createHash('sha256');
    for (const row of allParts.iterate(id)) hash.update(blob(row, 'part'));
    return bytesToId<Hash>(new Uint8Array(hash.digest()));
  };
  const begun = ({ space, name, total, offset, at }: BlobWrite) => {
    const row = rowOf(space, name);
    if (row !== null && (row.total === total || row.received === row.total))
      return row;
    if (offset > 0) return row;
    if (row !== null) drop(row.id);
    begin.run(idBlob(space), idBlob(name), total, at);
    return rowOf(space, name);
  };
  const put = (write: BlobWrite): BlobState | 'false' => {
    const row = begun(write);
    const continues =
      row !== null &&
      row.total === write.total &&
      row.received === write.offset &&
      row.received < row.total;
    if (!continues) return stateOf(row);
    const received = write.offset + write.part.length;
    addPart.run(row.id, write.offset, write.part);
    advance.run(received, write.at, row.id);
    if (received === row.total && nameOf(row.id) !== write.name) {
      drop(row.id);
      return 'false';
    }
    return { total: row.total, received };
  };
  return { put, drop };
}
