import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { fragmentBlocks } from './fragment-blocks.ts';
import { fragmentText } from './fragment-text.ts';
import { createDoc } from './new-doc.ts';

// A tree as deep as it gets takes its time on a machine that does other things as well.
vi.setConfig({ testTimeout: 120_000 });

type Node = Y.XmlElement | Y.XmlText;

function node(name: string, children: Node[], attributes = {}): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, value as string);
  element.insert(0, children);
  return element;
}
const line = (text: string) => node('paragraph', [new Y.XmlText(text)]);
const fragmentOf = (...children: Node[]) => {
  const fragment = createDoc(1).getXmlFragment('repeats');
  fragment.insert(0, children);
  return fragment;
};
const short = (fragment: Y.XmlFragment) =>
  fragmentBlocks(fragment).map(
    ({ kind, depth, checked, runs }) =>
      `${kind}${depth}${checked ? '✓' : ''} ${runs.map(({ text }) => text).join('|')}`,
  );

test('headings, lists within lists and checklists keep their place', () => {
  const fragment = fragmentOf(
    node('heading', [new Y.XmlText('Lo que vimos')], { level: 2 }),
    node('heading', [new Y.XmlText('En 3.º')], { level: 3 }),
    node('bulletList', [
      node('listItem', [
        line('Seis visitas'),
        line('cortas'),
        node('orderedList', [node('listItem', [line('en marzo')])]),
      ]),
    ]),
    node('taskList', [
      node('taskItem', [line('Medir')], { checked: true }),
      node('taskItem', [line('Preguntar')], { checked: false }),
    ]),
    line(''),
    line('Y nada más'),
  );
  expect(short(fragment)).toEqual([
    'heading0 Lo que vimos',
    'heading1 En 3.º',
    'bullet0 Seis visitas',
    'paragraph1 cortas',
    'number1 en marzo',
    'check0✓ Medir',
    'check0 Preguntar',
    'paragraph0 ',
    'paragraph0 Y nada más',
  ]);
  expect(
    fragmentBlocks(fragment)
      .map(({ runs }) => runs.map(({ text }) => text).join(''))
      .join('\n'),
  ).toBe(fragmentText(fragment));
});

test('bold, italic, links and broken lines are kept, dangerous links are not', () => {
  const text = new Y.XmlText();
  const fragment = fragmentOf(node('paragraph', [text]));
  text.insert(0, 'uno dos tres cuatro');
  text.format(4, 3, { bold: true });
  text.format(8, 4, { italic: true, link: { href: 'https://minga.cl' } });
  text.format(13, 6, { link: { href: 'javascript:alert(1)' } });
  const paragraph = fragment.get(0) as Y.XmlElement;
  paragraph.insert(1, [new Y.XmlElement('hardBreak'), new Y.XmlText('fin')]);
  const runs = fragmentBlocks(fragment)[0]!.runs;
  expect(runs.map(({ text: letters }) => letters)).toEqual([
    'uno ',
    'dos',
    ' ',
    'tres',
    ' cuatro',
    '\n',
    'fin',
  ]);
  expect(runs[1]).toMatchObject({ bold: true, italic: false });
  expect(runs[3]).toMatchObject({ italic: true, href: 'https://minga.cl' });
  expect(runs[4]).toMatchObject({ bold: false, href: '' });
});

test('whatever lies in a fragment, reading it neither throws nor writes', () => {
  const fragment = fragmentOf(node('table', [line('celda')]));
  let deepest: Y.XmlFragment = fragment;
  for (let i = 0; i < 5000; i++) {
    const list = new Y.XmlElement('bulletList');
    deepest.insert(0, [list]);
    deepest = list;
  }
  deepest.insert(0, [line('abajo')]);
  let updates = 0;
  fragment.doc!.on('update', () => updates++);
  expect(short(fragment)).toEqual(['paragraph0 celda']);
  expect(updates).toBe(0);
});
