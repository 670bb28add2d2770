import { type Bytes, type DocumentId, toBase64Url } from '@minga/base';
import { expect, test } from 'vitest';
import {
  keepKey,
  readDraft,
  readKey,
  startOwnAnswers,
  writeDraft,
} from './own-answers.ts';
import { addSeal, readSeals } from './round-seals.ts';
import { type Replica, createReplicas, syncAll } from './test-replicas.ts';

const filled = (length: number, value: number): Bytes =>
  new Uint8Array(length).fill(value);
const hash = (value: number): string => toBase64Url(filled(32, value));
const pair = () => createReplicas(2) as [Replica, Replica];

test('what two people seal while apart is all there once they meet, each under its own hash', () => {
  const [ana, luis] = pair();
  addSeal(ana.doc, {
    hash: hash(1),
    statement: filled(200, 1),
    body: { hash: hash(11), bytes: filled(300, 1) },
  });
  addSeal(luis.doc, { hash: hash(2), statement: filled(200, 2) });
  syncAll([ana, luis]);
  for (const { doc } of [ana, luis]) {
    expect([...readSeals(doc).statements.keys()].sort()).toEqual(
      [hash(1), hash(2)].sort(),
    );
    expect(readSeals(doc).bodies.get(hash(11))).toEqual(filled(300, 1));
  }
});

test('what cannot be a statement is not read, and the same is not written twice', () => {
  const [{ doc }] = pair();
  const map = doc.getMap('statements');
  map.set('short', filled(10, 1));
  map.set(hash(3), 'text');
  map.set(hash(4), filled(5000, 1));
  expect(readSeals(doc).statements.size).toBe(0);
  addSeal(doc, { hash: hash(5), statement: filled(10, 1) });
  addSeal(doc, { hash: hash(5), statement: filled(10, 9) });
  expect(readSeals(doc).statements.get(hash(5))).toEqual(filled(10, 1));
});

test('a draft and the key of an envelope stay in the own notebook', () => {
  const [{ doc }] = pair();
  const round = 'AAAAAAAAAAAAAAAAAAAAAA' as DocumentId;
  startOwnAnswers(doc, 1, round);
  expect(readDraft(doc, hash(1))).toBeNull();
  expect(writeDraft(doc, hash(1), filled(100, 7))).toBe(true);
  expect(writeDraft(doc, hash(1), filled(100, 7))).toBe(false);
  expect(readDraft(doc, hash(1))).toEqual(filled(100, 7));
  keepKey(doc, hash(2), filled(32, 5));
  expect(readKey(doc, hash(2))).toEqual(filled(32, 5));
  expect(readKey(doc, hash(3))).toBeNull();
  doc.getMap('meta').set('schema', 2);
  expect(writeDraft(doc, hash(1), filled(100, 8))).toBe(false);
});
