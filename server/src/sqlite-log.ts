import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  type SpaceId,
  bytesToId,
  err,
  ok,
} from '@minga/base';
import type {
  EntryQuery,
  RelayLog,
  SpaceRecord,
  StoredEntry,
} from './relay-log.ts';
import { failureOf } from './sqlite-failure.ts';
import { blob, id, idBlob, integer, nullableId } from './sqlite-rows.ts';
import { largestSeq, placeOf, prepareSchema } from './sqlite-schema.ts';
import { createBatchWriter } from './sqlite-writes.ts';

export interface SqliteLogOptions {
  /** The database was put back from a copy: every space gets a new logId ([P12]). */
  readonly restored?: boolean;
  /** `PRAGMA max_page_count`: a quota for the whole file, and how tests fill a disk. */
  readonly maxPages?: number;
}

export const databaseName = 'relay.db';

const noEntryId = bytesToId<EntryId>(new Uint8Array(16));

/** One process, one folder. Throws when the folder cannot be used: a relay must not start without its log. */
export function openSqliteLog(
  dataDir: string,
  options: SqliteLogOptions = {},
): RelayLog {
  mkdirSync(dataDir, { recursive: true });
  const releaseFolder = claimFolder(dataDir);
  const file = join(dataDir, databaseName);
  const database = new DatabaseSync(file);
  prepareSchema(database);
  if (options.maxPages !== undefined)
    database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  mintLogIdsOfCopy(database, file, options.restored === true);
  return sqliteLog(database, () => {
    database.close();
    releaseFolder();
  });
}

/** Two relays on one folder would hand out the same seq from two memories. The lock dies with the process. */
function claimFolder(dataDir: string): () => void {
  const lock = new DatabaseSync(join(dataDir, 'relay.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Error('another relay is using this data folder', { cause });
  }
  return () => {
    lock.close();
  };
}

/**
 * A copy put in place of the log has forgotten what it had acknowledged since, so its incarnations must end ([P12]).
 * The operator says so with --restored; a file with another inode than the one it was created in says so by itself.
 */
function mintLogIdsOfCopy(
  database: DatabaseSync,
  file: string,
  restored: boolean,
): void {
  const inode = String(statSync(file, { bigint: true }).ino);
  const known = database
    .prepare("SELECT value FROM meta WHERE name = 'inode'")
    .get()?.['value'];
  if (known === inode && !restored) return;
  database.exec('BEGIN IMMEDIATE');
  if (known !== undefined)
    database.exec('UPDATE spaces SET log_id = randomblob(16)');
  database
    .prepare(
      "INSERT INTO meta (name, value) VALUES ('inode', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    )
    .run(inode);
  database.exec('COMMIT');
}

function sqliteLog(database: DatabaseSync, release: () => void): RelayLog {
  const applyBatch = createBatchWriter(database);
  const readSpace = createSpaceReader(database);
  const readEntries = createEntryReader(database);
  const findEntryId = database.prepare(
    'SELECT entry_id FROM entries WHERE space = ?1 AND seq = ?2 UNION ALL SELECT entry_id FROM purged WHERE space = ?1 AND seq = ?2',
  );
  const findSpace = database.prepare('SELECT id FROM spaces WHERE space = ?');
  const findSnapshot = database.prepare(
    'SELECT snapshot FROM snapshots JOIN documents ON documents.id = snapshots.doc WHERE hash = ? AND space = ? AND snapshot IS NOT NULL',
  );
  const findRegisters = database.prepare(
    'SELECT register FROM registers WHERE space = ?',
  );
  const rowIdOf = (space: SpaceId): number | null => {
    const row = findSpace.get(idBlob(space));
    return row === undefined ? null : integer(row, 'id');
  };
  const findRegistered = database.prepare(
    'SELECT spaces.space AS space FROM registered JOIN spaces ON spaces.id = registered.space WHERE device = ?',
  );
  const findDue = database.prepare(
    'SELECT space FROM spaces WHERE erasing <= ?',
  );
  const findTombstone = database.prepare(
    'SELECT space FROM tombstones WHERE space = ?',
  );
  let closed = false;

  return {
    async space(space) {
      return readSpace(space);
    },
    async commit(writes) {
      if (closed) return err('closed');
      try {
        database.exec('BEGIN IMMEDIATE');
        const outcomes = applyBatch(writes);
        database.exec('COMMIT');
        // What was erased is not left in the file of changes either.
        if (writes.some(({ kind }) => kind === 'erased'))
          database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        return ok(outcomes);
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        return err(failureOf(error));
      }
    },
    async entries(query) {
      const space = rowIdOf(query.space);
      return space === null ? [] : readEntries(space, query);
    },
    async entryIdAt(space, seq) {
      const row = findEntryId.get(rowIdOf(space), seq);
      return row === undefined ? null : id<EntryId>(row, 'entry_id');
    },
    async snapshot(space, hash) {
      const row = findSnapshot.get(idBlob(hash), rowIdOf(space));
      return row === undefined ? null : blob(row, 'snapshot');
    },
    async registers(space) {
      return findRegisters
        .all(rowIdOf(space))
        .map((row) => blob(row, 'register'));
    },
    async spacesOfDevice(device) {
      return findRegistered
        .all(idBlob(device))
        .map((row) => id<SpaceId>(row, 'space'));
    },
    async dueForErasing(now) {
      return findDue.all(now).map((row) => id<SpaceId>(row, 'space'));
    },
    async isErased(space) {
      return findTombstone.get(idBlob(space)) !== undefined;
    },
    async close() {
      if (closed) return;
      closed = true;
      release();
    },
  };
}

function createSpaceReader(database: DatabaseSync) {
  const findSpace = database.prepare(
    'SELECT id, log_id, head, bytes FROM spaces WHERE space = ?',
  );
  const headEntry = database.prepare(
    'SELECT entry_id FROM entries WHERE space = ?1 AND seq = ?2 UNION ALL SELECT entry_id FROM purged WHERE space = ?1 AND seq = ?2',
  );
  const actions = database.prepare(
    'SELECT action, at FROM actions WHERE space = ? ORDER BY position',
  );
  const documents = database.prepare(
    'SELECT doc, generation, header, head, (SELECT max(id) FROM snapshots WHERE snapshots.doc = documents.id) AS snapshot FROM documents WHERE space = ?',
  );
  const pointer = database.prepare(
    'SELECT hash, covers FROM snapshots WHERE id = ?',
  );
  const keyboxes = database.prepare(
    'SELECT invite, expires, keys, card FROM keyboxes WHERE space = ?',
  );
  const notes = database.prepare(
    'SELECT device, note FROM notes WHERE space = ?',
  );
  const readPointer = (snapshot: unknown) => {
    if (typeof snapshot !== 'number') return null;
    const row = pointer.get(snapshot);
    if (row === undefined) return null;
    return { hash: id<Hash>(row, 'hash'), covers: integer(row, 'covers') };
  };

  return (space: SpaceId): SpaceRecord | null => {
    const row = findSpace.get(idBlob(space));
    if (row === undefined) return null;
    const rowId = integer(row, 'id');
    const head = integer(row, 'head');
    const last = headEntry.get(rowId, head);
    const placed = actions.all(rowId);
    return {
      logId: id<LogId>(row, 'log_id'),
      head,
      headEntryId: last === undefined ? noEntryId : id(last, 'entry_id'),
      bytes: integer(row, 'bytes'),
      actions: placed.map((each) => blob(each, 'action')),
      placedAtMs: placed.map((each) => integer(each, 'at')),
      documents: documents.all(rowId).map((each) => ({
        doc: id<DocumentId>(each, 'doc'),
        generation: integer(each, 'generation'),
        header: blob(each, 'header'),
        head: integer(each, 'head'),
        snapshot: readPointer(each['snapshot']),
      })),
      keyboxes: keyboxes.all(rowId).map((each) => ({
        invite: id<InviteId>(each, 'invite'),
        expires: integer(each, 'expires'),
        sealedKeys: blob(each, 'keys'),
        sealedCard: blob(each, 'card'),
      })),
      notes: notes.all(rowId).map((each) => ({
        device: id<DeviceKey>(each, 'device'),
        note: blob(each, 'note'),
      })),
    };
  };
}

function createEntryReader(database: DatabaseSync) {
  const findDocument = database.prepare(
    'SELECT id FROM documents WHERE space = ? AND doc = ?',
  );
  const authors = database.prepare(
    'SELECT id, device FROM authors WHERE doc = ?',
  );
  const entries = database.prepare(
    `SELECT seq, prev_seq, author, counter, via, frame FROM entries WHERE id > ${placeOf('?1', '?2')} AND id <= ${placeOf('?1', '?3')} ORDER BY id`,
  );
  return (space: number, query: EntryQuery): readonly StoredEntry[] => {
    const row = findDocument.get(space, idBlob(query.doc));
    if (row === undefined) return [];
    const doc = integer(row, 'id');
    const deviceByAuthor = new Map(
      authors
        .all(doc)
        .map((each) => [integer(each, 'id'), id<DeviceKey>(each, 'device')]),
    );
    const page: StoredEntry[] = [];
    let bytes = 0;
    // A larger bound would reach into the next document.
    const after = Math.min(query.after, largestSeq);
    const upTo = Math.min(query.upTo, largestSeq);
    for (const each of entries.iterate(doc, after, upTo)) {
      const device = deviceByAuthor.get(integer(each, 'author'));
      if (device === undefined) throw new Error('an entry without its author');
      const frame = blob(each, 'frame');
      page.push({
        seq: integer(each, 'seq'),
        prevSeq: integer(each, 'prev_seq'),
        device,
        counter: integer(each, 'counter'),
        via: nullableId<DeviceKey>(each, 'via'),
        frame,
      });
      bytes += frame.length;
      if (bytes >= query.maxBytes) break;
    }
    return page;
  };
}
