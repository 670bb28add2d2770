import { type DocumentId, bytesToId } from '@minga/base';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { editIndex, observeIndex, readIndex } from './index-document.ts';
import { settledValue } from './register.ts';
import {
  type Replica,
  createReplicas,
  seededRandom,
  syncAll,
} from './test-replicas.ts';
import { ulidTime } from './ulid.ts';

const random = seededRandom(5);
const newDocumentId = () => bytesToId<DocumentId>(random.bytes(16));
const edits = ({ doc, newId }: Replica) => editIndex(doc, newId);
const entries = ({ doc }: Replica) => readIndex(doc).entries;
const problem = (id: DocumentId, title: string, createdAt = 1) => ({
  id,
  kind: 'problem' as const,
  createdAt,
  title,
});

test('problems listed by two people apart, one of them by both, are all there once', () => {
  const [ana, luis] = createReplicas(2) as [Replica, Replica];
  const [a, b, c] = [newDocumentId(), newDocumentId(), newDocumentId()];
  edits(ana).list(problem(a, 'Poco diálogo', 1));
  edits(ana).list(problem(b, 'Ausencias', 2));
  edits(luis).list(problem(c, 'Evaluación', 3));
  edits(luis).list(problem(b, 'Ausencias', 2));
  syncAll([ana, luis]);
  expect(readIndex(ana.doc)).toEqual(readIndex(luis.doc));
  expect(entries(ana).map(({ id }) => id)).toEqual([a, b, c]);
  expect(entries(ana).map(({ title }) => settledValue(title))).toEqual([
    'Poco diálogo',
    'Ausencias',
    'Evaluación',
  ]);
  expect(edits(ana).list(problem(a, 'otra vez'))).toBe(false);
});

test('two offline renames keep both until somebody chooses', () => {
  const id = newDocumentId();
  const [ana, luis] = createReplicas(2, (one) => {
    edits(one).list(problem(id, 'Sin nombre'));
  }) as [Replica, Replica];
  edits(ana).rename(id, 'Poco diálogo');
  edits(luis).rename(id, 'Clases calladas');
  syncAll([ana, luis]);
  expect(
    entries(ana)[0]
      ?.title.values.map(({ value }) => value)
      .sort(),
  ).toEqual(['Clases calladas', 'Poco diálogo']);
  edits(ana).rename(id, 'Clases calladas');
  syncAll([ana, luis]);
  expect(settledValue(entries(luis)[0]!.title)).toBe('Clases calladas');
});

test('the trash says since when, and restoring empties it', () => {
  const id = newDocumentId();
  const [ana] = createReplicas(1, (one) => {
    edits(one).list(problem(id, 'Ausencias'));
  }) as [Replica];
  expect(entries(ana)[0]?.trashedAt).toBeNull();
  expect(edits(ana).setTrashed(id, false)).toBe(false);
  edits(ana).setTrashed(id, true);
  expect(entries(ana)[0]?.trashedAt).toBe(
    ulidTime(entries(ana)[0]!.trashed.values[0]!.id),
  );
  edits(ana).setTrashed(id, false);
  expect(entries(ana)[0]).toMatchObject({
    trashed: { kind: 'empty' },
    trashedAt: null,
  });
});

test('an index is read without complaint, counts what only newer clients show, and never writes', () => {
  const [ana] = createReplicas(1) as [Replica];
  const map = ana.doc.getMap<unknown>('documents');
  map.set('no id/kind', 'problem');
  map.set(`${newDocumentId()}/kind`, 'meeting');
  map.set(`${newDocumentId()}/title/${ana.newId()}`, { v: 'no kind' });
  const bare = newDocumentId();
  map.set(`${bare}/kind`, 'problem');
  map.set(`${bare}/createdAt`, new Y.Map());
  let updates = 0;
  ana.doc.on('update', () => updates++);
  expect(readIndex(ana.doc)).toMatchObject({
    readOnly: false,
    entries: [{ id: bare, createdAt: 0, title: { kind: 'empty' } }],
    unknown: 1,
  });
  expect(updates).toBe(0);
  expect(edits(ana).rename(newDocumentId(), 'not listed')).toBe(false);
});

test('an index from a newer client is not written', () => {
  const [ana] = createReplicas(1) as [Replica];
  ana.doc.getMap('meta').set('schema', 2);
  expect(edits(ana).list(problem(newDocumentId(), 'x'))).toBe(false);
  expect(readIndex(ana.doc)).toEqual({
    readOnly: true,
    entries: [],
    unknown: 0,
  });
});

test('whoever watches an index hears of changes until she stops', () => {
  const [ana] = createReplicas(1) as [Replica];
  let changes = 0;
  const stop = observeIndex(ana.doc, () => changes++);
  edits(ana).list(problem(newDocumentId(), 'x'));
  expect(changes).toBe(1);
  stop();
  edits(ana).list(problem(newDocumentId(), 'y'));
  expect(changes).toBe(1);
});
