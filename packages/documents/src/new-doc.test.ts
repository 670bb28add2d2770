import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createDoc } from './new-doc.ts';
import { origins } from './origin.ts';
import { seededNumbers } from './test-replicas.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

/**
 * Three people mark, type and undo. Every edit a person makes goes to one log; what Yjs writes by itself does not, as with a
 * member who may only read. Returns what each of the three sees at the end.
 */
function markTogether(seed: number, newDoc: () => Y.Doc): string[] {
  const number = seededNumbers(seed);
  const log: { by: number; update: Uint8Array }[] = [];
  const people = Array.from({ length: 3 }, (_, by) => {
    const doc = newDoc();
    doc.clientID = 100 + by;
    const person = {
      doc,
      text: doc.getText('text'),
      undo: new Y.UndoManager(doc.getText('text'), { captureTimeout: 0 }),
      read: 0,
      editing: false,
    };
    doc.on('update', (update: Uint8Array) => {
      if (person.editing) log.push({ by, update });
    });
    return person;
  });
  const catchUp = (by: number, upTo: number) => {
    const person = people[by]!;
    for (; person.read < upTo; person.read++) {
      const entry = log[person.read]!;
      if (entry.by !== by)
        Y.applyUpdate(person.doc, entry.update, origins.remote);
    }
  };
  for (let i = 0; i < 150; i++) {
    const by = number(3);
    const person = people[by]!;
    const { text, undo } = person;
    const at = number(text.length + 1);
    const length = Math.min(number(6), text.length - at);
    const mark = number(2) === 0 ? 'bold' : 'italic';
    const what = number(10);
    person.editing = true;
    if (what < 3) text.insert(at, 'abc'.slice(number(3)));
    else if (what < 4) text.delete(at, length);
    else if (what < 7)
      text.format(at, length, { [mark]: number(3) > 0 || null });
    else if (what < 8) undo.undo();
    person.editing = false;
    if (what >= 8)
      catchUp(by, person.read + number(log.length - person.read + 1));
  }
  people.forEach((_, by) => catchUp(by, log.length));
  return people.map(({ text }) => JSON.stringify(text.toDelta()));
}

const seeds = Array.from({ length: 60 }, (_, i) => i + 1);
const diverging = (newDoc: () => Y.Doc) =>
  seeds.filter((seed) => new Set(markTogether(seed, newDoc)).size > 1);

test('people who mark the same words see the same, although nobody appends what Yjs would write by itself', () => {
  expect(diverging(() => createDoc())).toEqual([]);
});

test('with a plain Y.Doc they would not: the private field still does what it is set for', () => {
  expect(diverging(() => new Y.Doc()).length).toBeGreaterThan(5);
});

test('a document writes nothing when marks arrive', () => {
  const author = createDoc(1);
  const reader = createDoc(2);
  const rows: unknown[] = [];
  reader.on('update', (_update: Uint8Array, origin: unknown) => {
    rows.push(origin);
  });
  const text = author.getText('text');
  text.insert(0, 'frena el aprendizaje');
  text.format(0, 5, { bold: true });
  reader.getText('text');
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(author), origins.remote);
  text.format(0, 5, { bold: null });
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(author), origins.remote);
  expect(new Set(rows)).toEqual(new Set([origins.remote]));
  expect(reader.gc).toBe(true);
});
