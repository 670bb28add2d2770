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

function drawing(): XmlElement {
  const element = new XmlElement('drawing');
  element.insert(0, [new XmlText('un dibujo')]);
  return element;
}

function withAttribute(): XmlElement {
  const element = paragraph('centrado');
  element.setAttribute('align', 'center');
  return element;
}

function looseItem(): XmlElement {
  const element = new XmlElement('listItem');
  element.insert(0, [paragraph('suelto')]);
  return element;
}

function embed(): XmlElement {
  const element = new XmlElement('paragraph');
  const text = new XmlText('foto: ');
  text.insertEmbed(6, { image: 'x' });
  element.insert(0, [text]);
  return element;
}

const foreign = [
  ['a node', drawing, 'un dibujo'],
  ['a mark', () => paragraph('subrayado', { underline: {} }), 'subrayado'],
  ['an attribute of a node', withAttribute, 'centrado'],
  [
    'an attribute of a mark',
    () => paragraph('nota', { link: { href: 'https://a.cl', note: 1 } }),
    'nota',
  ],
  ['a node where none may stand', looseItem, 'suelto'],
  ['an object in the text', embed, 'foto:'],
] as const;

describe('content of a newer version', () => {
  for (const [what, make, text] of foreign) {
    it(`is shown to be read and not touched: ${what}`, async () => {
      const ana = device('Ana');
      ana.doc
        .getXmlFragment('need')
        .insert(0, [paragraph('antes', { bold: {} }), make()]);
      const before = ana.doc.getXmlFragment('need').toJSON();
      ana.own.length = 0;
      const onUnknownContent = vi.fn();
      const onReady = vi.fn();
      const field = await ana.open('need', { onUnknownContent, onReady });
      field.island.focus();
      field.island.setEditable(true);
      await settled();
      expect(onUnknownContent).toHaveBeenCalledOnce();
      expect(onReady).not.toHaveBeenCalled();
      expect(field.host.querySelector('[contenteditable]')).toBeNull();
      expect(field.host.textContent).toContain(
        'Escrito con una versión más nueva',
      );
      expect(field.text.textContent).toContain(text);
      expect(ana.own).toHaveLength(0);
      expect(ana.doc.getXmlFragment('need').toJSON()).toBe(before);
    });

    it(`stops a living editor before it deletes it: ${what}`, async () => {
      const { ana, luis } = pair();
      const onUnknownContent = vi.fn();
      const field = await ana.open('need', { onUnknownContent });
      await field.type('hola');
      ana.own.length = 0;
      const there = luis.doc.getXmlFragment('need');
      there.insert(1, [make()]);
      const sent = there.toJSON();
      await settled();
      expect(onUnknownContent).toHaveBeenCalledOnce();
      expect(field.host.querySelector('[contenteditable]')).toBeNull();
      expect(field.text.textContent).toContain('hola');
      expect(field.text.textContent).toContain(text);
      expect(ana.own).toHaveLength(0);
      expect(there.toJSON()).toBe(sent);
      // What comes later is still read.
      there.insert(0, [paragraph('Luis sigue')]);
      await settled();
      expect(field.text.textContent).toContain('Luis sigue');
      expect(ana.doc.isDestroyed).toBe(false);
      expect(ana.awareness.getLocalState()).toMatchObject({
        field: null,
        cursor: null,
      });
    });
  }
});
