import type { Bytes } from '@minga/base';
import type { DatabaseSync } from 'node:sqlite';
import { placeOf } from './sqlite-schema.ts';

/** [P40] Inside a transaction: every row of a space, by its row id, for its tombstone. */
export function createEraser(
  database: DatabaseSync,
): (space: number, tombstone: Bytes) => void {
  const documents = 'SELECT id FROM documents WHERE space = ?';
  const bury = database.prepare(
    'INSERT INTO tombstones (space, action) SELECT space, ?2 FROM spaces WHERE id = ?1',
  );
  const listDocuments = database.prepare(documents);
  const eraseEntries = database.prepare(
    `DELETE FROM entries WHERE id > ${placeOf('?1', '0')} AND id < ${placeOf('(?1 + 1)', '0')}`,
  );
  const rest = [
    `DELETE FROM authors WHERE doc IN (${documents})`,
    `DELETE FROM snapshots WHERE doc IN (${documents})`,
    'DELETE FROM documents WHERE space = ?',
    'DELETE FROM purged WHERE space = ?',
    'DELETE FROM registers WHERE space = ?',
    'DELETE FROM keyboxes WHERE space = ?',
    'DELETE FROM notes WHERE space = ?',
    'DELETE FROM registered WHERE space = ?',
    'DELETE FROM actions WHERE space = ?',
    'DELETE FROM spaces WHERE id = ?',
  ].map((text) => database.prepare(text));
  return (space, tombstone) => {
    bury.run(space, tombstone);
    for (const row of listDocuments.all(space)) {
      const doc = row['id'];
      if (typeof doc === 'number') eraseEntries.run(doc);
    }
    for (const statement of rest) statement.run(space);
  };
}
