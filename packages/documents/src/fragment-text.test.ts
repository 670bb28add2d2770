import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { caretOffset } from './caret.ts';
import { fragmentText } from './fragment-text.ts';
import { createDoc } from './new-doc.ts';

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]) {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

test('any rich fragment reads as plain lines, one per block', () => {
  const fragment = createDoc().getXmlFragment('desired');
  const marked = new Y.XmlText();
  marked.applyDelta([
    { insert: 'clases con ' },
    { insert: 'diálogo', attributes: { bold: {} } },
  ]);
  fragment.insert(0, [
    element('heading', new Y.XmlText('Práctica deseada')),
    element(
      'paragraph',
      marked,
      element('hardBreak'),
      new Y.XmlText('siempre'),
    ),
    element('paragraph'),
    element(
      'bulletList',
      element('listItem', element('paragraph', new Y.XmlText('preguntar'))),
      element('listItem', element('paragraph', new Y.XmlText('esperar'))),
    ),
  ]);
  expect(fragmentText(fragment)).toBe(
    'Práctica deseada\nclases con diálogo\nsiempre\n\npreguntar\nesperar',
  );
  expect(fragmentText(fragment, 8)).toBe('Práctica');
});

test('a hostile fragment is read without exhausting the stack', () => {
  const doc = createDoc();
  const fragment = doc.getXmlFragment('desired');
  doc.transact(() => {
    let parent: Y.XmlFragment = fragment;
    for (let i = 0; i < 20_000; i++) {
      const child = new Y.XmlElement('blockquote');
      parent.insert(0, [child]);
      parent = child;
    }
  });
  expect(fragmentText(fragment)).toBe('');
});

test('a caret that makes no sense is nowhere', () => {
  const doc = createDoc();
  const fragment = doc.getXmlFragment('repeats');
  fragment.insert(0, [element('paragraph', new Y.XmlText('hola'))]);
  doc.getMap('fields').set('x', 1);
  for (const caret of [
    null,
    7,
    {},
    { item: { client: 5, clock: 1 } },
    { item: { client: -1, clock: NaN } },
    { item: { client: doc.clientID, clock: 9999 } },
    { tname: 'fields' },
    { tname: 'nobody' },
    { type: { client: doc.clientID, clock: 2 }, assoc: 'x' },
  ])
    expect(caretOffset(fragment, caret)).toBeNull();
  expect(doc.share.has('nobody')).toBe(false);
});
