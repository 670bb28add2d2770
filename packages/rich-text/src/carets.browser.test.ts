import type { Editor } from '@tiptap/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  pair as makePair,
  paragraph,
  placeCaret,
  settled,
  textAt,
  type Field,
} from './test/scene.ts';

const tools = {
  keyboard: (keys: string) => userEvent.keyboard(keys),
  onTestFinished,
};
const pair = () => makePair(tools);

async function twoFields() {
  const { ana, luis } = pair();
  luis.doc
    .getXmlFragment('need')
    .insert(0, [paragraph('uno'), paragraph('dos')]);
  luis.doc.getXmlFragment('repeats').insert(0, [paragraph('tres')]);
  return {
    ana,
    luis,
    need: await ana.open('need'),
    repeats: await ana.open('repeats'),
    hisNeed: await luis.open('need'),
    hisRepeats: await luis.open('repeats'),
  };
}

async function goTo(field: Field): Promise<void> {
  field.island.focus();
  await settled();
}

describe('the carets of others', () => {
  it('are shown in the field each person is in, and in no other', async () => {
    const { ana, need, hisNeed, hisRepeats, repeats } = await twoFields();
    await goTo(need);
    expect(hisNeed.carets()).toEqual(['Ana']);
    expect(hisRepeats.carets()).toEqual([]);
    expect(ana.awareness.getLocalState()).toMatchObject({
      field: 'need',
      user: { name: 'Ana', shape: 'triangle' },
    });
    await goTo(repeats);
    expect(hisNeed.carets()).toEqual([]);
    expect(hisRepeats.carets()).toEqual(['Ana']);
    expect(ana.awareness.getLocalState()).toMatchObject({ field: 'repeats' });
  });

  it('never show a person her own', async () => {
    const { need, repeats } = await twoFields();
    await goTo(need);
    await userEvent.keyboard('x');
    await settled();
    expect([...need.carets(), ...repeats.carets()]).toEqual([]);
  });

  it('go when she leaves the field', async () => {
    const { ana, need, hisNeed } = await twoFields();
    await goTo(need);
    (document.activeElement as HTMLElement).blur();
    await settled();
    expect(hisNeed.carets()).toEqual([]);
    expect(ana.awareness.getLocalState()).toMatchObject({
      field: null,
      cursor: null,
    });
  });

  it('stay away when somebody writes in a field she has left, or its editor goes', async () => {
    const { ana, luis, need, repeats, hisRepeats } = await twoFields();
    await goTo(need);
    await goTo(repeats);
    textAt(luis.doc.getXmlFragment('need')).insert(0, 'y ');
    await settled();
    expect(ana.awareness.getLocalState()).toMatchObject({ field: 'repeats' });
    need.island.destroy();
    await settled();
    expect(hisRepeats.carets()).toEqual(['Ana']);
  });

  it('keep her field, without a caret, while she uses the buttons', async () => {
    const { ana, need, hisNeed } = await twoFields();
    await goTo(need);
    need.button('bold').focus();
    await settled();
    expect(hisNeed.carets()).toEqual([]);
    expect(ana.awareness.getLocalState()).toMatchObject({
      field: 'need',
      cursor: null,
    });
  });

  it('are neither shown nor sent where there is no room for them', async () => {
    const { ana, luis } = pair();
    luis.doc.getXmlFragment('need').insert(0, [paragraph('uno')]);
    const field = await ana.open('need', { carets: false });
    await goTo(field);
    placeCaret(luis, textAt(luis.doc.getXmlFragment('need')), 1);
    await settled();
    expect(field.carets()).toEqual([]);
    expect(ana.awareness.getLocalState()).toMatchObject({
      field: 'need',
      cursor: null,
    });
  });

  it('are not sent by somebody who hides', async () => {
    const { ana } = pair();
    const field = await ana.open();
    ana.awareness.setLocalState(null);
    await field.type('x');
    expect(ana.awareness.getLocalState()).toBeNull();
  });

  it('write nothing before she enters', async () => {
    const { ana } = pair();
    await ana.open();
    expect(ana.awareness.getLocalState()).toEqual({});
  });

  it('never throw on what a broken device sends', async () => {
    const { ana, luis } = pair();
    luis.doc.getXmlFragment('need').insert(0, [paragraph('uno')]);
    const field = await ana.open();
    for (const state of [
      { field: 'need', cursor: { anchor: null, head: null } },
      {
        field: 'need',
        cursor: { anchor: { item: { client: -1, clock: 'x' } }, head: {} },
      },
      { field: 'need', cursor: 7, user: 'Luis' },
      {
        field: 'need',
        cursor: {
          anchor: { type: { client: 5, clock: 9 } },
          head: { type: { client: 5, clock: 9 } },
        },
      },
    ]) {
      luis.awareness.setLocalState(state);
      await settled();
    }
    placeCaret(luis, textAt(luis.doc.getXmlFragment('need')), 1, {
      user: {
        name: '<b>Luis</b>'.repeat(50),
        color: 'red;background:url(//x)',
        shape: 3,
      },
    });
    await settled();
    const [name = ''] = field.carets();
    expect(name.startsWith('<b>Luis</b>')).toBe(true);
    expect(name).toHaveLength(60);
    const caret = field.host.querySelector<HTMLElement>('.minga-caret');
    expect(caret?.style.getPropertyValue('--person')).toBe('#545c6b');
    expect(caret?.ariaHidden).toBe('true');
  });

  it('carry labels that cover no text', async () => {
    const { ana, luis } = pair();
    const there = luis.doc.getXmlFragment('need');
    const long = 'Los niños leen en voz alta cada mañana. '.repeat(12);
    there.insert(0, [paragraph(long), paragraph(long), paragraph('fin')]);
    const field = await ana.open();
    for (const line of [0, 1, 2]) {
      placeCaret(luis, textAt(there, line), 2);
      await settled();
      const label = field.host
        .querySelector('.minga-caret-label')!
        .getBoundingClientRect();
      expect(label.height).toBeGreaterThan(10);
      for (const block of field.text.children) {
        const range = document.createRange();
        for (const node of block.childNodes) {
          if (!(node instanceof Text)) continue;
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) {
            const overlaps =
              rect.top < label.bottom &&
              rect.bottom > label.top &&
              rect.left < label.right &&
              rect.right > label.left;
            expect(overlaps).toBe(false);
          }
        }
      }
    }
  });

  it('disappear with the person', async () => {
    const { ana, luis } = pair();
    luis.doc.getXmlFragment('need').insert(0, [paragraph('uno')]);
    const field = await ana.open();
    placeCaret(luis, textAt(luis.doc.getXmlFragment('need')), 1);
    await settled();
    expect(field.carets()).toEqual(['Luis']);
    luis.awareness.setLocalState(null);
    await settled();
    expect(field.carets()).toEqual([]);
  });

  it('are told after her letter is drawn, and once for all that were written until then', async () => {
    const { ana, need } = await twoFields();
    await goTo(need);
    const { editor } = need.text as unknown as { editor: Editor };
    let told = 0;
    ana.awareness.on('change', () => (told += 1));
    for (const letter of 'hola')
      editor.view.dispatch(editor.state.tr.insertText(letter, 1));
    editor.commands.setTextSelection(2);
    expect(told).toBe(0);
    await settled();
    expect(told).toBe(1);
  });
});
