import type { Editor } from '@tiptap/core';
import { XmlElement } from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  pair as makePair,
  paragraph,
  settled,
  textAt,
  type Field,
} from './test/scene.ts';

const tools = {
  keyboard: (keys: string) => userEvent.keyboard(keys),
  onTestFinished,
};
const pair = () => makePair(tools);

function expectSame(hers: Field, his: Field): void {
  expect(hers.fragment.toJSON()).toBe(his.fragment.toJSON());
  expect(hers.html()).toBe(his.html());
}

describe('two devices in one field', () => {
  it('come to the same text and marks after writing at the same time', async () => {
    const { ana, luis, wire } = pair();
    const hers = await ana.open();
    const his = await luis.open();
    await hers.type('hola mundo');
    wire.cut();
    await hers.type('AAAA');
    his.island.focus('start');
    await userEvent.keyboard(
      '{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}',
    );
    await settled();
    await userEvent.keyboard('{Control>}b{/Control}');
    await his.type('{Enter}BBBB');
    wire.mend();
    await settled();
    expect(hers.html()).toContain('<strong>hola</strong>');
    expect(hers.text.textContent).toContain('AAAA');
    expect(hers.text.textContent).toContain('BBBB');
    expectSame(hers, his);
  });

  it('undo and redo only what was written here', async () => {
    const { ana, luis } = pair();
    const hers = await ana.open();
    const his = await luis.open();
    await hers.type('uno');
    await his.type(' dos');
    await hers.type('{Control>}z{/Control}');
    expect(hers.html()).toBe('<p> dos</p>');
    await hers.type('{Control>}y{/Control}');
    expect(hers.html()).toBe('<p>uno dos</p>');
    expectSame(hers, his);
  });

  it('undoes more than fifty steps', async () => {
    const { ana } = pair();
    const hers = await ana.open();
    await hers.type('x');
    const bold = () => hers.button('bold').click();
    // Each press of a button is a step of its own.
    await userEvent.keyboard('{Control>}a{/Control}');
    for (let step = 0; step < 60; step += 1) bold();
    for (let step = 0; step < 60; step += 1) hers.button('undo').click();
    expect(hers.html()).toBe('<p>x</p>');
    expect(hers.button('undo').ariaDisabled).toBeNull();
    hers.button('undo').click();
    await settled();
    expect(hers.text.textContent).toBe('');
    expect(hers.button('undo').ariaDisabled).toBe('true');
  });

  it('go on writing when both emptied a list between them', async () => {
    const { ana, luis, wire } = pair();
    const list = new XmlElement('bulletList');
    list.insert(
      0,
      ['uno', 'dos'].map((text) => {
        const item = new XmlElement('listItem');
        item.insert(0, [paragraph(text)]);
        return item;
      }),
    );
    ana.doc
      .getXmlFragment('need')
      .insert(0, [paragraph('antes'), list, paragraph('fin')]);
    const hers = await ana.open();
    const his = await luis.open();
    wire.cut();
    list.delete(0, 1);
    (luis.doc.getXmlFragment('need').get(1) as XmlElement).delete(1, 1);
    wire.mend();
    await settled();
    expect(hers.html()).toBe('<p>antes</p><ul></ul><p>fin</p>');
    // What came is only shown; the shape is put right by the next person who writes.
    await hers.type('al');
    expect(hers.html()).toBe('<p>antes</p><p>final</p>');
    await his.type('!');
    expect(his.html()).toBe('<p>antes</p><p>final!</p>');
    expectSame(hers, his);
  });

  it('keep bold switched on while somebody writes elsewhere', async () => {
    const { ana, luis } = pair();
    luis.doc
      .getXmlFragment('need')
      .insert(0, [paragraph('uno'), paragraph('dos')]);
    const hers = await ana.open();
    await hers.type('{Control>}b{/Control}');
    textAt(luis.doc.getXmlFragment('need')).insert(0, 'y ');
    await settled();
    await userEvent.keyboard('tres');
    await settled();
    expect(hers.html()).toBe('<p>y uno</p><p>dos<strong>tres</strong></p>');
  });

  it('keep the place of the caret when lines come and go before it', async () => {
    const { ana, luis } = pair();
    const there = luis.doc.getXmlFragment('need');
    there.insert(0, [paragraph('uno'), paragraph('dos'), paragraph('tres')]);
    const hers = await ana.open();
    hers.island.focus('uno\ndo'.length);
    there.insert(0, [paragraph('cero')]);
    there.delete(1, 1);
    await settled();
    await userEvent.keyboard('X');
    await settled();
    expect(hers.html()).toBe('<p>cero</p><p>doXs</p><p>tres</p>');
  });

  it('lose nothing of others when drawing an edit fails', async () => {
    const { ana, luis } = pair();
    const hers = await ana.open();
    await hers.type('hola');
    const { view } = (hers.text as unknown as { editor: Editor }).editor;
    const dispatch = view.dispatch.bind(view);
    view.dispatch = () => {
      view.dispatch = dispatch;
      throw new RangeError('Position 30 out of range');
    };
    const there = luis.doc.getXmlFragment('need');
    expect(() => there.insert(0, [paragraph('Luis')])).toThrow('out of range');
    expect(hers.html()).toBe('<p>Luis</p><p>hola</p>');
    await hers.type('!');
    expect(there.toJSON()).toBe(
      '<paragraph>Luis</paragraph><paragraph>hola!</paragraph>',
    );
  });

  it('keep the caret where it is when somebody edits after an undo', async () => {
    const { ana, luis } = pair();
    const there = luis.doc.getXmlFragment('need');
    there.insert(0, [paragraph('uno'), paragraph('dos')]);
    const hers = await ana.open();
    await hers.type(' tres cuatro');
    await hers.type('{Control>}z{/Control}');
    hers.island.focus(1);
    textAt(there, 1).insert(0, 'y ');
    await settled();
    await userEvent.keyboard('X');
    await settled();
    expect(hers.html()).toBe('<p>uXno</p><p>y dos</p>');
  });

  it('mend an item that merging left without its line', async () => {
    const { ana, luis, wire } = pair();
    const hers = await ana.open();
    const his = await luis.open();
    await hers.type('- uno{Enter}dos');
    const list = hers.fragment.get(0) as XmlElement;
    wire.cut();
    const inner = new XmlElement('bulletList');
    const item = new XmlElement('listItem');
    item.insert(0, [paragraph('abajo')]);
    inner.insert(0, [item]);
    (list.get(0) as XmlElement).insert(1, [inner]);
    ((his.fragment.get(0) as XmlElement).get(0) as XmlElement).delete(0, 1);
    wire.mend();
    await settled();
    const merged =
      '<ul><li><ul><li><p>abajo</p></li></ul></li><li><p>dos</p></li></ul>';
    expect(hers.html()).toBe(merged);
    expect(his.html()).toBe(merged);
    await hers.type('!');
    expect(his.html()).toBe(
      '<ul><li><p></p><ul><li><p>abajo</p></li></ul></li><li><p>dos!</p></li></ul>',
    );
    expectSame(hers, his);
  });
});
