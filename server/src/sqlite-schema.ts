import { decodeAction } from '@minga/membership';
import type { DatabaseSync } from 'node:sqlite';
import { blob, idBlob, integer } from './sqlite-rows.ts';

const version = 4;

// [P7] Whom a rescue card belongs to. Keys are random, but a person registers few.
const registered = `
CREATE TABLE registered (
  device BLOB NOT NULL, space INTEGER NOT NULL, PRIMARY KEY (device, space)
) STRICT, WITHOUT ROWID;
`;

// [P39] Notes of who waits. [P40] What is left of a space that was erased. `at`: when a position was given; `erasing`: the day.
const since4 = `
CREATE TABLE notes (
  space INTEGER NOT NULL, device BLOB NOT NULL, note BLOB NOT NULL, PRIMARY KEY (space, device)
) STRICT;
CREATE TABLE tombstones (space BLOB PRIMARY KEY, action BLOB NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE actions ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spaces ADD COLUMN erasing INTEGER;
CREATE INDEX spaces_erasing ON spaces (erasing) WHERE erasing IS NOT NULL;
`;

// An entry's id is its document and its seq in one number (`placeOf`), so the table itself is the index by document. Every
// index grows at its end only: a random one (by entryId) would make each commit write as many pages as it has entries.
const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE spaces (
  id INTEGER PRIMARY KEY, space BLOB NOT NULL UNIQUE, log_id BLOB NOT NULL,
  head INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE actions (
  space INTEGER NOT NULL, position INTEGER NOT NULL, action BLOB NOT NULL, PRIMARY KEY (space, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, space INTEGER NOT NULL, doc BLOB NOT NULL, generation INTEGER NOT NULL,
  header BLOB NOT NULL, head INTEGER NOT NULL DEFAULT 0, UNIQUE (space, doc)
) STRICT;
CREATE TABLE authors (
  id INTEGER PRIMARY KEY, doc INTEGER NOT NULL, device BLOB NOT NULL, UNIQUE (doc, device)
) STRICT;
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, space INTEGER NOT NULL, seq INTEGER NOT NULL, prev_seq INTEGER NOT NULL, entry_id BLOB NOT NULL,
  author INTEGER NOT NULL, counter INTEGER NOT NULL, via BLOB, frame BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_by_seq ON entries (space, seq);
CREATE INDEX entries_by_author ON entries (author, counter);
CREATE TABLE purged (
  space INTEGER NOT NULL, seq INTEGER NOT NULL, entry_id BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (space, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY, doc INTEGER NOT NULL, hash BLOB NOT NULL, covers INTEGER NOT NULL, at INTEGER NOT NULL,
  snapshot BLOB
) STRICT;
CREATE INDEX snapshots_by_doc ON snapshots (doc);
CREATE INDEX snapshots_by_hash ON snapshots (hash);
CREATE TABLE registers (
  space INTEGER NOT NULL, device BLOB NOT NULL, counter INTEGER NOT NULL, register BLOB NOT NULL,
  PRIMARY KEY (space, device)
) STRICT;
CREATE TABLE keyboxes (
  space INTEGER NOT NULL, invite BLOB NOT NULL, expires INTEGER NOT NULL, keys BLOB NOT NULL, card BLOB NOT NULL,
  PRIMARY KEY (space, invite)
) STRICT;
`;

/** Throws when the file belongs to a newer build: starting is not allowed to guess. */
export function prepareSchema(database: DatabaseSync): void {
  // WAL and FULL: an answered commit survives a power cut, readers and backups do not stop the writer.
  // secure_delete: an erased keybox must not be readable in the file's free pages.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;',
  );
  const found = Number(
    database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0,
  );
  if (found === version) return;
  if (found === 2 || found === 3) {
    upgrade(database, found);
    return;
  }
  if (found !== 0)
    throw new Error(`the database has schema ${found}, this build ${version}`);
  database.exec(
    `BEGIN; ${schema} ${registered} ${since4} PRAGMA user_version = ${version}; COMMIT;`,
  );
}

function upgrade(database: DatabaseSync, from: 2 | 3): void {
  database.exec('BEGIN');
  if (from === 2) noteRegistered(database);
  database.exec(`${since4} PRAGMA user_version = ${version}; COMMIT;`);
}

function noteRegistered(database: DatabaseSync): void {
  database.exec(registered);
  const add = database.prepare(
    'INSERT INTO registered (device, space) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const actions = database.prepare('SELECT space, action FROM actions').all();
  for (const row of actions) {
    const action = decodeAction(blob(row, 'action'));
    if (action.ok && action.value.body.kind === 'device')
      add.run(idBlob(action.value.body.device), integer(row, 'space'));
  }
}

/** What 33 bits hold. */
export const largestSeq = 2 ** 33 - 1;

/** SQL for the id of the entry at `seq` of `doc`: 33 bits of seq below the document's id. */
export function placeOf(doc: string, seq: string): string {
  return `((${doc} << 33) | ${seq})`;
}
