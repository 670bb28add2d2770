import type { DatabaseSync } from 'node:sqlite';
import {
  type DeviceKey,
  type DocumentId,
  type SpaceId,
  equalBytes,
} from '@minga/base';
import type {
  EntryWrite,
  LogOutcome,
  LogWrite,
  SnapshotWrite,
} from './relay-log.ts';
import { blob, id, idBlob, integer } from './sqlite-rows.ts';
import { createEraser } from './sqlite-erasing.ts';
import { placeOf } from './sqlite-schema.ts';

const done: LogOutcome = { kind: 'done' };
const lost: LogOutcome = { kind: 'lost' };
const absent: LogOutcome = { kind: 'absent' };

/** A space touched by the batch under way; what grew is written once, at its end. */
interface OpenSpace {
  readonly id: number;
  head: number;
  bytes: number;
  readonly documents: Map<DocumentId, OpenDocument | null>;
}

interface OpenDocument {
  readonly id: number;
  /** seq of the last retained entry. */
  last: number;
  grew: boolean;
  readonly authors: Map<DeviceKey, number>;
}

/** Runs batches of writes inside a transaction that the caller begins and ends. */
export function createBatchWriter(database: DatabaseSync) {
  const sql = prepareStatements(database);
  return (writes: readonly LogWrite[]): LogOutcome[] => {
    const spaces = new Map<SpaceId, OpenSpace>();
    const outcomes = writes.map((write) => apply(sql, spaces, write));
    for (const space of spaces.values()) {
      sql.growSpace.run(space.head, space.bytes, space.id);
      for (const document of space.documents.values())
        if (document?.grew === true)
          sql.moveHead.run(document.last, document.id);
    }
    return outcomes;
  };
}

/** Entries of document ?1 up to seq ?2. */
const covered = `id > ${placeOf('?1', '0')} AND id <= ${placeOf('?1', '?2')}`;

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  const prepare = (text: string) => database.prepare(text);
  return {
    findSpace: prepare('SELECT id, head, bytes FROM spaces WHERE space = ?'),
    erase: createEraser(database),
    // [P40] Never where one was erased.
    addSpace: prepare(
      'INSERT INTO spaces (space, log_id) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE space = ?1) ON CONFLICT DO NOTHING',
    ),
    growSpace: prepare('UPDATE spaces SET head = ?, bytes = ? WHERE id = ?'),
    findDocument: prepare(
      'SELECT id FROM documents WHERE space = ? AND doc = ?',
    ),
    lastEntry: prepare(
      `SELECT seq FROM entries WHERE id > ${placeOf('?1', '0')} AND id < ${placeOf('(?1 + 1)', '0')} ORDER BY id DESC LIMIT 1`,
    ),
    moveHead: prepare('UPDATE documents SET head = ? WHERE id = ?'),
    findAuthor: prepare('SELECT id FROM authors WHERE doc = ? AND device = ?'),
    addAuthor: prepare('INSERT INTO authors (doc, device) VALUES (?, ?)'),
    addEntry: prepare(
      `INSERT INTO entries (id, space, seq, prev_seq, entry_id, author, counter, via, frame) VALUES (${placeOf('?1', '?3')}, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    ),
    // The entryId is a hash over author and counter too, so these few are all that can have it.
    ofAuthor: prepare(
      'SELECT seq, entry_id FROM entries WHERE author = ? AND counter = ?',
    ),
    // Only at the next free position: the condition is the compare-and-set.
    addAction: prepare(
      'INSERT INTO actions (space, position, action, at) SELECT ?1, ?2, ?3, ?4 WHERE ?2 = (SELECT count(*) FROM actions WHERE space = ?1)',
    ),
    setErasing: prepare('UPDATE spaces SET erasing = ? WHERE id = ?'),
    putNote: prepare(
      'INSERT INTO notes (space, device, note) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET note = excluded.note',
    ),
    eraseNote: prepare('DELETE FROM notes WHERE space = ? AND device = ?'),
    addRegistered: prepare(
      'INSERT INTO registered (device, space) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
    addHeader: prepare(
      'INSERT INTO documents (space, doc, generation, header) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING',
    ),
    replaceHeader: prepare(
      'UPDATE documents SET generation = ?1, header = ?2 WHERE space = ?3 AND doc = ?4 AND generation = ?1 - 1',
    ),
    putRegister: prepare(
      'INSERT INTO registers (space, device, counter, register) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET counter = excluded.counter, register = excluded.register WHERE excluded.counter > counter',
    ),
    putKeybox: prepare(
      'INSERT INTO keyboxes (space, invite, expires, keys, card) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET expires = excluded.expires, keys = excluded.keys, card = excluded.card',
    ),
    eraseExpired: prepare('DELETE FROM keyboxes WHERE expires <= ?'),
    eraseKeybox: prepare('DELETE FROM keyboxes WHERE space = ? AND invite = ?'),
    lastSnapshots: prepare(
      'SELECT id, hash, covers, length(snapshot) AS size FROM snapshots WHERE doc = ? ORDER BY id DESC LIMIT 2',
    ),
    addSnapshot: prepare(
      'INSERT INTO snapshots (doc, hash, covers, at, snapshot) VALUES (?, ?, ?, ?, ?)',
    ),
    dropSnapshot: prepare('UPDATE snapshots SET snapshot = NULL WHERE id = ?'),
    ripeCovers: prepare(
      'SELECT coalesce(max(covers), 0) AS covers FROM snapshots WHERE doc = ? AND at < ?',
    ),
    coveredBytes: prepare(
      `SELECT coalesce(sum(length(frame)), 0) AS bytes FROM entries WHERE ${covered}`,
    ),
    keepEntryIds: prepare(
      `INSERT INTO purged (space, seq, entry_id, at) SELECT space, seq, entry_id, ?3 FROM entries WHERE ${covered}`,
    ),
    dropEntries: prepare(`DELETE FROM entries WHERE ${covered}`),
    firstRetained: prepare(
      `UPDATE entries SET prev_seq = 0 WHERE id = (SELECT min(id) FROM entries WHERE id > ${placeOf('?1', '0')} AND id < ${placeOf('(?1 + 1)', '0')})`,
    ),
    forgetEntryIds: prepare('DELETE FROM purged WHERE space = ? AND at < ?'),
  };
}

function apply(
  sql: Statements,
  spaces: Map<SpaceId, OpenSpace>,
  write: LogWrite,
): LogOutcome {
  if (write.kind === 'create') return create(sql, write);
  if (write.kind === 'keyboxes-expired') {
    sql.eraseExpired.run(write.now);
    return done;
  }
  const space = openSpace(sql, spaces, write.space);
  if (space === null) return absent;
  if (write.kind === 'erased') {
    spaces.delete(write.space);
    sql.erase(space.id, write.tombstone);
    return done;
  }
  return applyToSpace(sql, space, write);
}

function applyToSpace(
  sql: Statements,
  space: OpenSpace,
  write: Exclude<LogWrite, { kind: 'create' | 'erased' | 'keyboxes-expired' }>,
): LogOutcome {
  switch (write.kind) {
    case 'entry':
      return append(sql, space, write);
    case 'action':
      return addAction(sql, space, write);
    case 'header':
      return putHeader(sql, space, write);
    case 'register':
      return taken(
        sql.putRegister.run(
          space.id,
          idBlob(write.device),
          write.counter,
          write.register,
        ),
      );
    case 'keybox':
      sql.putKeybox.run(
        space.id,
        idBlob(write.invite),
        write.expires,
        write.sealedKeys,
        write.sealedCard,
      );
      return done;
    case 'keybox-erased':
      sql.eraseKeybox.run(space.id, idBlob(write.invite));
      return done;
    case 'note':
      sql.putNote.run(space.id, idBlob(write.device), write.note);
      return done;
    case 'note-erased':
      sql.eraseNote.run(space.id, idBlob(write.device));
      return done;
    case 'snapshot':
      return putSnapshot(sql, space, write);
    case 'purge':
      return purge(sql, space, write);
  }
}

function addAction(
  sql: Statements,
  { id: space }: OpenSpace,
  { index, action, registers, at, erasing }: LogWrite & { kind: 'action' },
): LogOutcome {
  const outcome = taken(sql.addAction.run(space, index, action, at));
  if (outcome === done && erasing !== 'as-it-was')
    sql.setErasing.run(erasing, space);
  if (outcome === done && registers !== null)
    sql.addRegistered.run(idBlob(registers), space);
  return outcome;
}

function taken({ changes }: { changes: number | bigint }): LogOutcome {
  return changes === 0 ? lost : done;
}

function openSpace(
  sql: Statements,
  spaces: Map<SpaceId, OpenSpace>,
  space: SpaceId,
): OpenSpace | null {
  const known = spaces.get(space);
  if (known !== undefined) return known;
  const row = sql.findSpace.get(idBlob(space));
  if (row === undefined) return null;
  const opened: OpenSpace = {
    id: integer(row, 'id'),
    head: integer(row, 'head'),
    bytes: integer(row, 'bytes'),
    documents: new Map(),
  };
  spaces.set(space, opened);
  return opened;
}

function openDocument(
  sql: Statements,
  space: OpenSpace,
  doc: DocumentId,
): OpenDocument | null {
  const known = space.documents.get(doc);
  if (known !== undefined) return known;
  const row = sql.findDocument.get(space.id, idBlob(doc));
  const opened = row === undefined ? null : openedAt(sql, integer(row, 'id'));
  space.documents.set(doc, opened);
  return opened;
}

function openedAt(sql: Statements, rowId: number): OpenDocument {
  const last = sql.lastEntry.get(rowId);
  return {
    id: rowId,
    last: last === undefined ? 0 : integer(last, 'seq'),
    grew: false,
    authors: new Map(),
  };
}

function create(
  sql: Statements,
  { space, logId, action }: LogWrite & { kind: 'create' },
): LogOutcome {
  const outcome = taken(sql.addSpace.run(idBlob(space), idBlob(logId)));
  if (outcome === lost) return lost;
  const row = sql.findSpace.get(idBlob(space));
  if (row === undefined) return absent;
  return taken(sql.addAction.run(integer(row, 'id'), 0, action, 0));
}

function append(
  sql: Statements,
  space: OpenSpace,
  write: EntryWrite,
): LogOutcome {
  const document = openDocument(sql, space, write.doc);
  if (document === null) return absent;
  const author = authorOf(sql, document, write.device);
  const entryId = idBlob(write.entryId);
  const held = sql.ofAuthor
    .all(author, write.counter)
    .find((row) => equalBytes(blob(row, 'entry_id'), entryId));
  if (held !== undefined) return { kind: 'held', seq: integer(held, 'seq') };
  const seq = space.head + 1;
  const prevSeq = document.last;
  sql.addEntry.run(
    document.id,
    space.id,
    seq,
    prevSeq,
    entryId,
    author,
    write.counter,
    write.via === null ? null : idBlob(write.via),
    write.frame,
  );
  space.head = seq;
  space.bytes += write.frame.length;
  document.last = seq;
  document.grew = true;
  return { kind: 'stored', seq, prevSeq };
}

function authorOf(
  sql: Statements,
  document: OpenDocument,
  device: DeviceKey,
): number {
  const known = document.authors.get(device);
  if (known !== undefined) return known;
  const key = idBlob(device);
  const row = sql.findAuthor.get(document.id, key);
  const author =
    row === undefined
      ? Number(sql.addAuthor.run(document.id, key).lastInsertRowid)
      : integer(row, 'id');
  document.authors.set(device, author);
  return author;
}

function putHeader(
  sql: Statements,
  space: OpenSpace,
  { doc, generation, header }: LogWrite & { kind: 'header' },
): LogOutcome {
  const docBlob = idBlob(doc);
  if (generation > 0)
    return taken(sql.replaceHeader.run(generation, header, space.id, docBlob));
  // The batch may have looked for this document in vain before.
  space.documents.delete(doc);
  return taken(sql.addHeader.run(space.id, docBlob, header));
}

function putSnapshot(
  sql: Statements,
  space: OpenSpace,
  write: SnapshotWrite,
): LogOutcome {
  const document = openDocument(sql, space, write.doc);
  if (document === null) return absent;
  const [inForce, previous] = sql.lastSnapshots.all(document.id);
  const hashInForce = inForce === undefined ? null : id(inForce, 'hash');
  if (hashInForce === write.hash) return sized(space);
  if (hashInForce !== write.previous) return lost;
  if (previous !== undefined) {
    space.bytes -= integer(previous, 'size');
    sql.dropSnapshot.run(integer(previous, 'id'));
  }
  sql.addSnapshot.run(
    document.id,
    idBlob(write.hash),
    write.covers,
    write.at,
    write.snapshot,
  );
  space.bytes += write.snapshot.length;
  return sized(space);
}

function purge(
  sql: Statements,
  space: OpenSpace,
  { doc, coveredBefore, at, forgetBefore }: LogWrite & { kind: 'purge' },
): LogOutcome {
  const document = openDocument(sql, space, doc);
  if (document === null) return absent;
  const previous = sql.lastSnapshots.all(document.id)[1];
  const ripe = sql.ripeCovers.get(document.id, coveredBefore);
  const upTo =
    previous === undefined || ripe === undefined
      ? 0
      : Math.min(integer(previous, 'covers'), integer(ripe, 'covers'));
  const covered = sql.coveredBytes.get(document.id, upTo);
  if (covered !== undefined) space.bytes -= integer(covered, 'bytes');
  sql.keepEntryIds.run(document.id, upTo, at);
  sql.dropEntries.run(document.id, upTo);
  sql.firstRetained.run(document.id);
  sql.forgetEntryIds.run(space.id, forgetBefore);
  if (document.last <= upTo) document.last = 0;
  return sized(space);
}

function sized({ bytes }: OpenSpace): LogOutcome {
  return { kind: 'sized', bytes };
}
