import { describe, expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  device as makeDevice,
  pair as makePair,
  paragraph,
  settled,
  textAt,
  words,
} from './test/scene.ts';

const tools = {
  keyboard: (keys: string) => userEvent.keyboard(keys),
  onTestFinished,
};
const pair = () => makePair(tools);
const device = (name: string) => makeDevice(name, tools);

async function fieldBetweenInputs() {
  const before = document.createElement('input');
  document.body.append(before);
  const field = await device('Ana').open();
  const after = document.createElement('input');
  document.body.append(after);
  return { before, field, after };
}

describe('the keyboard', () => {
  it('leaves the text with Tab, also in a list, and finds the buttons on the way', async () => {
    const { before, field, after } = await fieldBetweenInputs();
    await field.type('- uno{Enter}dos');
    expect(field.html()).toBe(
      '<ul><li><p>uno</p></li><li><p>dos</p></li></ul>',
    );
    await userEvent.keyboard('{Tab}');
    await settled();
    expect(document.activeElement).toBe(field.button('bold'));
    await userEvent.keyboard('{Tab}');
    await settled();
    expect(document.activeElement).toBe(after);
    expect(field.host.querySelector('[role="toolbar"]')).toBeNull();
    await field.type('x');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(document.activeElement).toBe(before);
    before.remove();
    after.remove();
  });

  it('indents a list with Mod+] and Mod+[', async () => {
    const field = await device('Ana').open();
    await field.type('- uno{Enter}dos{Control>}]{/Control}');
    expect(field.html()).toBe(
      '<ul><li><p>uno</p><ul><li><p>dos</p></li></ul></li></ul>',
    );
    await field.type('{Control>}[[{/Control}');
    expect(field.html()).toBe(
      '<ul><li><p>uno</p></li><li><p>dos</p></li></ul>',
    );
  });

  it('ends a list with a second Enter', async () => {
    const field = await device('Ana').open();
    await field.type('1. uno{Enter}{Enter}fin');
    expect(field.html()).toBe('<ol><li><p>uno</p></li></ol><p>fin</p>');
  });

  it('joins items and leaves the list with Backspace', async () => {
    const field = await device('Ana').open();
    await field.type('- uno{Enter}{Backspace}');
    await field.type('{Enter}dos');
    expect(field.text.textContent).toContain('dos');
    await field.type('{Control>}a{/Control}{Backspace}');
    expect(field.html()).toBe('<p></p>');
  });

  it('writes bold and italic as in WhatsApp', async () => {
    const field = await device('Ana').open();
    await field.type('un *gran* paso, _hoy_ y 2 * 3 * 4');
    expect(field.html()).toBe(
      '<p>un <strong>gran</strong> paso, <em>hoy</em> y 2 * 3 * 4</p>',
    );
  });

  it('makes headings, of the two levels there are', async () => {
    const field = await device('Ana').open();
    await field.type('## Uno{Enter}### Dos{Enter}# Tres');
    expect(field.html()).toBe('<h2>Uno</h2><h3>Dos</h3><p># Tres</p>');
  });

  it('ticks the item one writes in with Mod+Enter', async () => {
    const { ana, luis } = pair();
    const field = await ana.open();
    const his = await luis.open();
    await field.type('[[] uno');
    expect(field.html()).toContain(
      '<li data-type="taskItem" data-checked="false">',
    );
    await field.type('{Control>}{Enter}{/Control}');
    expect(his.text.querySelector('li')?.dataset['checked']).toBe('true');
    expect(his.text.querySelector('input')?.checked).toBe(true);
    expect(his.text.querySelector('input')?.ariaLabel).toBe('Hecho: uno');
    his.text.querySelector('input')?.click();
    await settled();
    expect(field.text.querySelector('input')?.checked).toBe(false);
    his.island.setEditable(false);
    his.text.querySelector('input')?.click();
    expect(his.text.querySelector('input')?.checked).toBe(false);
  });
});

describe('the buttons', () => {
  it('are there only while one writes, and name themselves', async () => {
    const field = await device('Ana').open();
    expect(field.host.querySelector('[role="toolbar"]')).toBeNull();
    await field.type('hola');
    const bar = field.host.querySelector('[role="toolbar"]');
    expect(bar?.ariaLabel).toBe('Formato');
    expect(
      [...(bar?.querySelectorAll('button') ?? [])].map(
        ({ textContent, title }) => [textContent, title],
      ),
    ).toEqual(
      (
        [
          'bold',
          'italic',
          'bulletList',
          'orderedList',
          'checklist',
          'heading',
          'subheading',
          'link',
          'undo',
          'redo',
        ] as const
      ).map((name) => [words[name], words[name]]),
    );
    field.island.setEditable(false);
    await settled();
    expect(field.host.querySelector('[role="toolbar"]')).toBeNull();
  });

  it('act on the text, say what is on, and leave the focus in it', async () => {
    const field = await device('Ana').open();
    await field.type('hola{Control>}a{/Control}');
    await userEvent.click(field.button('bold'));
    await settled();
    expect(field.html()).toBe('<p><strong>hola</strong></p>');
    expect(field.button('bold').ariaPressed).toBe('true');
    expect(field.button('italic').ariaPressed).toBe('false');
    expect(document.activeElement).toBe(field.text);
    for (const [button, html] of [
      ['bulletList', '<ul><li><p><strong>hola</strong></p></li></ul>'],
      ['orderedList', '<ol><li><p><strong>hola</strong></p></li></ol>'],
      [
        'checklist',
        '<ul data-type="taskList"><li data-type="taskItem" data-checked="false"><div><p><strong>hola</strong></p></div></li></ul>',
      ],
      ['checklist', '<p><strong>hola</strong></p>'],
      ['heading', '<h2><strong>hola</strong></h2>'],
      ['subheading', '<h3><strong>hola</strong></h3>'],
      ['undo', '<h2><strong>hola</strong></h2>'],
      ['redo', '<h3><strong>hola</strong></h3>'],
    ] as const) {
      await userEvent.click(field.button(button));
      await settled();
      expect(field.html(), button).toBe(html);
    }
  });

  it('are one stop for Tab, with arrows inside, and Escape goes back to the text', async () => {
    const field = await device('Ana').open();
    await field.type('hola{Alt>}{F10}{/Alt}');
    expect(document.activeElement).toBe(field.button('bold'));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(field.button('bulletList'));
    await userEvent.keyboard('{End}{ArrowRight}{ArrowLeft}');
    expect(document.activeElement).toBe(field.button('redo'));
    await settled();
    expect(
      field.host.querySelectorAll('[role="toolbar"] [tabindex="0"]'),
    ).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(field.text);
    await userEvent.keyboard('!');
    await settled();
    expect(field.html()).toBe('<p>hola!</p>');
  });

  it('are as large as a mouse needs', async () => {
    const field = await device('Ana').open();
    await field.type('x');
    const { width, height } = field.button('bold').getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(32);
  });
});

describe('links', () => {
  async function writeAddress(
    field: Awaited<ReturnType<ReturnType<typeof device>['open']>>,
    address: string,
  ) {
    await userEvent.click(field.button('link'));
    await settled();
    const input =
      field.host.querySelector<HTMLInputElement>('input[type="url"]')!;
    expect(document.activeElement).toBe(input);
    await userEvent.fill(input, address);
    await userEvent.keyboard('{Enter}');
    await settled();
  }

  it('are put on the selection, shown, changed and removed', async () => {
    const field = await device('Ana').open();
    await field.type('escuela{Control>}a{/Control}');
    await writeAddress(field, 'escuela.example.cl');
    expect(field.html()).toBe(
      '<p><a href="https://escuela.example.cl">escuela</a></p>',
    );
    expect(document.activeElement).toBe(field.text);
    await field.type('{ArrowLeft}');
    await userEvent.click(field.button('link'));
    await settled();
    expect(
      field.host.querySelector<HTMLAnchorElement>('.minga-text-link a')?.href,
    ).toBe('https://escuela.example.cl/');
    await userEvent.click(field.button('linkRemove'));
    await settled();
    expect(field.html()).toBe('<p>escuela</p>');
  });

  it('bring their address as text where nothing is selected', async () => {
    const field = await device('Ana').open();
    await field.type('escribe a ');
    await writeAddress(field, 'ana@example.cl');
    expect(field.html()).toBe(
      '<p>escribe a <a href="mailto:ana@example.cl">ana@example.cl</a></p>',
    );
  });

  it('are refused, in words, when the address is not one to open', async () => {
    const field = await device('Ana').open();
    await field.type('x{Control>}a{/Control}');
    await writeAddress(field, 'javascript:alert(1)');
    expect(field.host.querySelector('[role="alert"]')?.textContent).toBe(
      words.linkRefused,
    );
    await userEvent.keyboard('{Escape}');
    await settled();
    expect(document.activeElement).toBe(field.text);
    expect(field.html()).toBe('<p>x</p>');
  });

  it('of others are drawn with the address only, and not at all when it is not safe', async () => {
    const { ana, luis } = pair();
    const there = luis.doc.getXmlFragment('need');
    there.insert(0, [paragraph('uno'), paragraph('dos')]);
    textAt(there).format(0, 3, {
      link: {
        href: 'https://a.example.cl',
        target: '_self',
        rel: null,
        class: 'dialog',
        title: 'x',
      },
    });
    textAt(there, 1).format(0, 3, { link: { href: 'java\nscript:alert(1)' } });
    const field = await ana.open();
    expect(
      [...field.text.querySelectorAll('a')].map(({ outerHTML }) => outerHTML),
    ).toEqual([
      '<a href="https://a.example.cl" target="_blank" rel="noopener noreferrer">uno</a>',
      '<a>dos</a>',
    ]);
  });

  it('are made while typing an address', async () => {
    const field = await device('Ana').open();
    await field.type('ver https://minga.example.cl hoy');
    expect(field.html()).toBe(
      '<p>ver <a href="https://minga.example.cl">https://minga.example.cl</a> hoy</p>',
    );
  });

  it('are made when a line or an item ends with an address', async () => {
    const field = await device('Ana').open();
    await field.type('- ver (liceo.cl){Enter}fin');
    expect(field.html()).toBe(
      '<ul><li><p>ver (<a href="https://liceo.cl">liceo.cl</a>)</p></li><li><p>fin</p></li></ul>',
    );
  });

  it('are not made again of one that was removed', async () => {
    const field = await device('Ana').open();
    await field.type('liceo.cl {Control>}a{/Control}');
    await userEvent.click(field.button('link'));
    await settled();
    await userEvent.click(field.button('linkRemove'));
    await settled();
    await field.type('{ArrowRight}x');
    expect(field.html()).toBe('<p>liceo.cl x</p>');
  });
});
