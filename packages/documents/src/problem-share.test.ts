import { type DocumentId, type SpaceId, bytesToId } from '@minga/base';
import { sharedByDefault } from '@minga/domain';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDoc } from './new-doc.ts';
import { isTagged } from './origin.ts';
import { readProblemContent } from './problem-content.ts';
import { problemSchema, startProblem } from './problem-document.ts';
import { editProblem } from './problem-edits.ts';
import {
  copyMark,
  nextVersion,
  readProvenance,
  readShares,
  recordShare,
  shareProblem,
} from './problem-share.ts';
import {
  type Replica,
  createReplicas,
  seededRandom,
  syncAll,
} from './test-replicas.ts';

const random = seededRandom(11);
const documentId = () => bytesToId<DocumentId>(random.bytes(16));
const spaceId = () => bytesToId<SpaceId>(random.bytes(32));

function school(): [Replica, Replica] {
  const pair = createReplicas(2, ({ doc, newId }) => {
    startProblem(doc, 1);
    editProblem(doc, newId).setTitle('Poco diálogo');
  });
  return pair as [Replica, Replica];
}

test('a copy says where it comes from and which version it is, in one row with its content', async () => {
  const [ana] = school();
  const [original, comunidad] = [documentId(), spaceId()];
  const provenance = {
    from: '  Los  Maquis Altos ',
    original: await copyMark(original, comunidad),
    copiedAt: 1_780_000_000_000,
    version: 2,
  };
  const to = createDoc(9);
  const seen: unknown[] = [];
  to.on('update', (_update: Uint8Array, origin: unknown) => seen.push(origin));
  const { newId } = ana;
  const asked = { provenance, parts: sharedByDefault, newId };
  expect(shareProblem(ana.doc, to, asked)).toBe(true);
  expect(seen).toHaveLength(1);
  expect(isTagged(seen[0], 'template')).toBe(true);
  expect(readProvenance(to)).toEqual({
    ...provenance,
    from: 'Los Maquis Altos',
  });
  expect(readProblemContent(to).title).toBe('Poco diálogo');
  expect(readProvenance(ana.doc)).toBeNull();
  const stored = JSON.stringify(to.getMap('provenance').toJSON());
  expect(stored).not.toContain(original);
});

test('one mark for one problem in one group, another in another group', async () => {
  const [original, here, there] = [documentId(), spaceId(), spaceId()];
  expect(await copyMark(original, here)).toBe(await copyMark(original, here));
  const marks = await Promise.all([
    copyMark(original, here),
    copyMark(original, there),
    copyMark(documentId(), here),
  ]);
  expect(new Set([...marks, original]).size).toBe(4);
});

test('a later version is another copy: what the group wrote in the first one stays', async () => {
  const [ana] = school();
  const { newId } = ana;
  const space = spaceId();
  const original = await copyMark(documentId(), space);
  const send = (version: number) => {
    const to = createDoc(20 + version);
    const provenance = { from: 'A', original, copiedAt: version, version };
    shareProblem(ana.doc, to, { provenance, parts: sharedByDefault, newId });
    return to;
  };
  const first = send(1);
  editProblem(first, newId).setTitle('Como lo decimos nosotras');
  editProblem(ana.doc, newId).setTitle('Clases calladas');
  const second = send(2);
  expect(readProblemContent(first).title).toBe('Como lo decimos nosotras');
  expect(readProblemContent(second).title).toBe('Clases calladas');
  expect(readProvenance(second)?.original).toBe(
    readProvenance(first)?.original,
  );
});

test('the school sees who holds which copy, also when two shared while apart', () => {
  const [ana, luis] = school();
  const [space, other] = [spaceId(), spaceId()];
  const share = (version: number) => ({
    space,
    group: 'Puentes de Viento',
    copy: documentId(),
    version,
    copiedAt: 5,
    parts: sharedByDefault,
  });
  expect(nextVersion(readShares(ana.doc), space)).toBe(1);
  recordShare(ana.doc, share(1), ana.newId);
  recordShare(luis.doc, share(1), luis.newId);
  syncAll([ana, luis]);
  expect(readShares(ana.doc)).toEqual(readShares(luis.doc));
  expect(readShares(ana.doc)).toHaveLength(2);
  expect(readShares(ana.doc)[0]).toMatchObject({
    group: 'Puentes de Viento',
    parts: sharedByDefault,
  });
  expect(nextVersion(readShares(ana.doc), space)).toBe(2);
  expect(nextVersion(readShares(ana.doc), other)).toBe(1);
});

test('odd traces are read without complaint, and a newer document is not written', () => {
  const [ana] = school();
  const { doc, newId } = ana;
  const shares = doc.getMap('shares');
  shares.set('no ulid', { space: 'x', copy: documentId() });
  shares.set(newId(), 'nothing');
  shares.set(newId(), { space: 'x', copy: 'no id' });
  const copy = documentId();
  shares.set(newId(), { space: 'x', copy, version: -1, parts: ['all', 7] });
  shares.set(newId(), new Y.Map());
  doc.getMap('provenance').set('from', 'A');
  doc.getMap('provenance').set('original', 'no id');
  let updates = 0;
  doc.on('update', () => updates++);
  expect(readShares(doc)).toMatchObject([
    { space: 'x', group: '', copy, version: 1, copiedAt: 0, parts: [] },
  ]);
  expect(readProvenance(doc)).toBeNull();
  expect(updates).toBe(0);
  doc.getMap('meta').set('schema', problemSchema + 1);
  const [share] = readShares(doc);
  expect(recordShare(doc, share!, newId)).toBe(false);
  const to = createDoc(3);
  const provenance = { from: 'A', original: copy, copiedAt: 1, version: 1 };
  expect(shareProblem(doc, to, { provenance, parts: [], newId })).toBe(false);
  expect(Y.encodeStateVector(to)).toEqual(new Uint8Array([0]));
});
