import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDoc } from './new-doc.ts';
import { isRowOrigin, isTagged, origins, sources } from './origin.ts';

const provider = { name: 'stands for y-websocket' };

test('a row is every update that is not from the provider, the store or the wire', () => {
  const rows = ['migration', 'template', 'import', 'salvage'];
  for (const source of sources)
    expect(isRowOrigin(origins[source], provider), source).toBe(
      rows.includes(source),
    );
  expect(isRowOrigin(provider, provider)).toBe(false);
  // A person's edit: untagged, or the editor's and UndoManager's own origins.
  expect(isRowOrigin(null, provider)).toBe(true);
  expect(isRowOrigin(null, null)).toBe(true);
  expect(isRowOrigin({ key: 'y-sync$' }, provider)).toBe(true);
});

test('nothing passes for a tag by looking like one', () => {
  expect(isTagged(origins.remote)).toBe(true);
  expect(isTagged(origins.remote, 'stored', 'remote')).toBe(true);
  expect(isTagged(origins.template, 'stored', 'remote')).toBe(false);
  expect(isTagged({ source: 'remote' })).toBe(false);
  expect(isTagged('remote')).toBe(false);
});

test('undo follows untagged edits only', () => {
  const doc = createDoc();
  const map = doc.getMap('fields');
  const undo = new Y.UndoManager(map);
  for (const source of sources)
    doc.transact(() => map.set(source, 1), origins[source]);
  expect(undo.canUndo()).toBe(false);
  doc.transact(() => map.set('title', 1));
  expect(undo.canUndo()).toBe(true);
});
