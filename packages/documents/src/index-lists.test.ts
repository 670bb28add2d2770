import { type DocumentId, bytesToId } from '@minga/base';
import { expect, test } from 'vitest';
import { type IndexEntry, editIndex, readIndex } from './index-document.ts';
import {
  indexOrders,
  isListed,
  isStillInTrash,
  sortEntries,
} from './index-lists.ts';
import { settledValue } from './register.ts';
import {
  type Replica,
  createReplicas,
  seededRandom,
  syncAll,
} from './test-replicas.ts';

const random = seededRandom(9);
const newDocumentId = () => bytesToId<DocumentId>(random.bytes(16));
const edits = ({ doc, newId }: Replica) => editIndex(doc, newId);
const entries = ({ doc }: Replica) => readIndex(doc).entries;
const titles = (list: readonly IndexEntry[]) =>
  list.map(({ title }) => settledValue(title) ?? '');
const day = 86_400_000;

function listed(replica: Replica, title: string, createdAt: number) {
  const id = newDocumentId();
  edits(replica).list({ id, kind: 'problem', createdAt, title });
  return id;
}

test('a list is sorted by age, by title as Spanish sorts, and by status, what has none at the end', () => {
  const [ana] = createReplicas(1) as [Replica];
  const nandu = listed(ana, 'Ñandú', 1);
  listed(ana, '', 2);
  listed(ana, 'Ábaco 10', 3);
  const abaco = listed(ana, 'Ábaco 9', 4);
  listed(ana, 'nada', 5);
  edits(ana).setStatus(nandu, 'en_mejora');
  edits(ana).setStatus(abaco, 'borrador');
  const sorted = (order: (typeof indexOrders)[number]) =>
    titles(sortEntries(entries(ana), order));
  expect(sorted('newest')).toEqual([
    'nada',
    'Ábaco 9',
    'Ábaco 10',
    '',
    'Ñandú',
  ]);
  expect(sorted('oldest')).toEqual(sorted('newest').reverse());
  expect(sorted('title')).toEqual(['Ábaco 9', 'Ábaco 10', 'nada', 'Ñandú', '']);
  expect(sorted('status')).toEqual([
    'Ábaco 9',
    'Ñandú',
    'nada',
    'Ábaco 10',
    '',
  ]);
  expect(indexOrders.map((order) => sorted(order).length)).toEqual([
    5, 5, 5, 5,
  ]);
});

test('the trash offers what is in it for thirty days, and nothing is taken out of the index', () => {
  const [ana] = createReplicas(1) as [Replica];
  const id = listed(ana, 'Ausencias', 1);
  expect(isListed(entries(ana)[0]!)).toBe(true);
  edits(ana).setTrashed(id, true);
  const [entry] = entries(ana);
  const since = entry!.trashedAt!;
  expect(isListed(entry!)).toBe(false);
  expect(isStillInTrash(entry!, since)).toBe(true);
  expect(isStillInTrash(entry!, since + 30 * day - 1)).toBe(true);
  expect(isStillInTrash(entry!, since + 30 * day)).toBe(false);
  expect(entries(ana)).toHaveLength(1);
  edits(ana).setTrashed(id, false);
  expect(isListed(entries(ana)[0]!)).toBe(true);
  expect(isStillInTrash(entries(ana)[0]!, since)).toBe(false);
});

test('restored by one and put in the trash again by another, it is seen until they choose', () => {
  const [ana, luis] = createReplicas(2) as [Replica, Replica];
  const id = listed(ana, 'Ausencias', 1);
  edits(ana).setTrashed(id, true);
  syncAll([ana, luis]);
  edits(ana).setTrashed(id, false);
  edits(luis).setTrashed(id, false);
  edits(luis).setTrashed(id, true);
  syncAll([ana, luis]);
  expect(isListed(entries(ana)[0]!)).toBe(true);
  edits(ana).setTrashed(id, true);
  syncAll([ana, luis]);
  expect(isListed(entries(luis)[0]!)).toBe(false);
});

test('two statuses set apart are both kept until somebody chooses', () => {
  const [ana, luis] = createReplicas(2) as [Replica, Replica];
  const id = listed(ana, 'Ausencias', 1);
  syncAll([ana, luis]);
  edits(ana).setStatus(id, 'resuelto');
  edits(luis).setStatus(id, 'replanteado');
  syncAll([ana, luis]);
  expect(entries(luis)[0]!.status.kind).toBe('several');
  edits(luis).setStatus(id, 'resuelto');
  syncAll([ana, luis]);
  expect(settledValue(entries(ana)[0]!.status)).toBe('resuelto');
  expect(edits(ana).setStatus(newDocumentId(), 'resuelto')).toBe(false);
});
