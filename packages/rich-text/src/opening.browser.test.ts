import { XmlElement, XmlText } from 'yjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  device as makeDevice,
  pair as makePair,
  paragraph,
  settled,
} from './test/scene.ts';

const tools = {
  keyboard: (keys: string) => userEvent.keyboard(keys),
  onTestFinished,
};
const pair = () => makePair(tools);
const device = (name: string) => makeDevice(name, tools);

function block(
  name: string,
  children: (XmlElement | XmlText)[] = [],
): XmlElement {
  const element = new XmlElement(name);
  element.insert(0, children);
  return element;
}

describe('opening a field', () => {
  it('writes nothing into an empty one', async () => {
    const ana = device('Ana');
    const field = await ana.open();
    field.island.focus();
    await settled();
    field.island.setEditable(false);
    field.island.setEditable(true);
    await settled();
    expect(ana.own).toHaveLength(0);
    expect(field.fragment.length).toBe(0);
  });

  it('writes nothing into the plain paragraphs of a text area', async () => {
    const ana = device('Ana');
    ana.doc
      .getXmlFragment('need')
      .insert(0, [
        paragraph('Ver más en https://minga.example.cl'),
        block('paragraph'),
        block('paragraph', [new XmlText()]),
        paragraph('fin '),
      ]);
    ana.own.length = 0;
    const field = await ana.open();
    field.island.focus();
    await settled();
    expect(ana.own).toHaveLength(0);
    expect(field.text.querySelector('a')).toBeNull();
    expect(
      [...field.text.children].map(({ textContent }) => textContent),
    ).toEqual(['Ver más en https://minga.example.cl', '', '', 'fin ']);
  });

  it('writes nothing into a field that ends with a list', async () => {
    const ana = device('Ana');
    ana.doc
      .getXmlFragment('need')
      .insert(0, [
        block('bulletList', [block('listItem', [paragraph('uno')])]),
      ]);
    ana.own.length = 0;
    const field = await ana.open();
    field.island.focus();
    await settled();
    expect(ana.own).toHaveLength(0);
    expect(field.html()).toBe('<ul><li><p>uno</p></li></ul>');
  });

  it('writes nothing into one that others fill meanwhile', async () => {
    const { ana, luis } = pair();
    const field = await ana.open();
    luis.doc
      .getXmlFragment('need')
      .insert(0, [paragraph('Ver https://minga.example.cl ')]);
    await settled();
    expect(field.html()).toBe('<p>Ver https://minga.example.cl </p>');
    expect(ana.own).toHaveLength(0);
  });

  it('makes the editor once and says when it is there', async () => {
    const ana = device('Ana');
    const onReady = vi.fn();
    const field = await ana.open('need', { onReady });
    const first = field.text;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(onReady).toHaveBeenCalledOnce();
    expect(field.text).toBe(first);
  });

  it('puts the caret where it stood in the text area', async () => {
    const ana = device('Ana');
    ana.doc
      .getXmlFragment('need')
      .insert(0, [paragraph('uno'), paragraph('dos')]);
    const field = await ana.open();
    field.island.focus('uno\nd'.length);
    await userEvent.keyboard('X');
    await settled();
    expect(field.html()).toBe('<p>uno</p><p>dXos</p>');
  });

  it('has the role, the name and the help of a text field', async () => {
    const field = await device('Ana').open('need', { describedBy: 'help' });
    expect(field.text.getAttribute('role')).toBe('textbox');
    expect(field.text.ariaMultiLine).toBe('true');
    expect(field.text.ariaLabel).toBe('¿need?');
    expect(field.text.getAttribute('aria-describedby')).toBe('help');
    expect(field.text.contentEditable).toBe('true');
    field.island.setEditable(false);
    expect(field.text.contentEditable).toBe('false');
    expect(field.text.ariaReadOnly).toBe('true');
  });

  it('leaves nothing behind when destroyed', async () => {
    const ana = device('Ana');
    const field = await ana.open();
    await field.type('hola');
    field.island.destroy();
    expect(field.host.childElementCount).toBe(0);
    expect(ana.awareness.getLocalState()).toMatchObject({
      field: null,
      cursor: null,
    });
    ana.doc.getXmlFragment('need').insert(0, [paragraph('después')]);
    await settled();
    expect(document.head.querySelector('[data-tiptap-style]')).toBeNull();
  });
});
