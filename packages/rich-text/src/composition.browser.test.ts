import { describe, expect, it, onTestFinished } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
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
const devtools = cdp() as {
  send(method: string, params: object): Promise<unknown>;
};

/** As Gboard does it: each letter replaces the composition, the word is committed when a space comes. */
async function compose(text: string): Promise<void> {
  await devtools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
  await settled();
}

async function commit(text: string): Promise<void> {
  await devtools.send('Input.insertText', { text });
  await settled();
}

describe('composing, as the keyboards of phones do', () => {
  it('writes what was composed', async () => {
    const { ana } = pair();
    const field = await ana.open();
    field.island.focus();
    await compose('h');
    await compose('ho');
    await compose('hol');
    await commit('hola');
    await commit(' ');
    await compose('mun');
    await commit('mundo');
    expect(field.html()).toBe('<p>hola mundo</p>');
    expect(field.fragment.toJSON()).toBe('<paragraph>hola mundo</paragraph>');
  });

  it('goes on while the caret of somebody else moves through the line', async () => {
    const { ana, luis } = pair();
    luis.doc.getXmlFragment('need').insert(0, [paragraph('antes ')]);
    const hers = await ana.open();
    const text = textAt(luis.doc.getXmlFragment('need'));
    hers.island.focus(6);
    await compose('n');
    for (const index of [0, 3, 6, 7]) {
      placeCaret(luis, text, index);
      await settled();
      await compose('ni');
    }
    await commit('niños');
    expect(hers.carets()).toEqual(['Luis']);
    expect(hers.html()).toBe('<p>antes niños</p>');
  });

  for (const [where, edit, expected] of [
    [
      'another paragraph',
      (f: Field) => textAt(f.fragment, 1).insert(0, 'Luis: '),
      ['antes niños', 'Luis: otro'],
    ],
    [
      'a new paragraph before',
      (f: Field) => f.fragment.insert(0, [paragraph('nuevo')]),
      ['nuevo', 'antes niños', 'otro'],
    ],
    [
      'before, in the same line',
      (f: Field) => textAt(f.fragment).insert(0, 'Mucho '),
      ['Mucho antes niños', 'otro'],
    ],
    [
      'a mark before, in the same line',
      (f: Field) => textAt(f.fragment).format(0, 3, { bold: {} }),
      ['antes niños', 'otro'],
    ],
    [
      'deleted before, in the same line',
      (f: Field) => textAt(f.fragment).delete(0, 2),
      ['tes niños', 'otro'],
    ],
  ] as const) {
    it(`goes on while another device edits ${where}`, async () => {
      const { ana, luis } = pair();
      luis.doc
        .getXmlFragment('need')
        .insert(0, [paragraph('antes '), paragraph('otro')]);
      const hers = await ana.open();
      const his = await luis.open();
      hers.island.focus(6);
      await compose('n');
      await compose('ni');
      luis.doc.transact(() => edit(his));
      await settled();
      await compose('niñ');
      await compose('niño');
      await commit('niños');
      await settled();
      const lines = [...hers.text.children].map(({ textContent }) =>
        textContent.replaceAll('\u2060', ''),
      );
      expect(lines).toEqual(expected);
      expect(hers.fragment.toJSON()).toBe(his.fragment.toJSON());
      expect(hers.html()).toBe(his.html());
    });
  }
});
