import { describe, expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { maxPastedCharacters } from './paste/paste.ts';
import {
  device as makeDevice,
  paste,
  settled,
  type Field,
} from './test/scene.ts';

const tools = {
  keyboard: (keys: string) => userEvent.keyboard(keys),
  onTestFinished,
};
const device = (name: string) => makeDevice(name, tools);

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm;font-family:Calibri}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=ES-CL style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-style-name:"Título 1"'><span lang=ES-CL>Acta</span></h1>
<p class=MsoNormal style='margin:0cm'><b style='mso-bidi-font-weight:normal'><span style='font-size:12.0pt;font-family:"Times New Roman",serif'>Acuerdo</span></b><span style='color:red'>&nbsp;de la
reunión con <i>todos</i></span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>Leer <span style='font-weight:bold'>más</span></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>en casa</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Escribir</p>
<p class=MsoNormal>Y después:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>primero</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>segundo</p>
<table><tr><td><p class=MsoNormal>Quién</p></td><td><p class=MsoNormal>Cuándo</p></td></tr></table>
<img src="https://example.com/pixel.png" alt="logo"><script>alert(1)</script>
<!--EndFragment--></body></html>`;

async function pasted(data: Record<string, string>): Promise<Field> {
  const field = await device('Ana').open();
  field.island.focus();
  paste(field.text, data);
  await settled();
  return field;
}

describe('pasting', () => {
  it('takes from Word the text, its headings, lists and emphasis, and nothing of its clothes', async () => {
    const field = await pasted({ 'text/html': word, 'text/plain': 'Acta' });
    expect(field.html()).toBe(
      '<h2>Acta</h2>' +
        '<p><strong>Acuerdo</strong> de la reunión con <em>todos</em></p>' +
        '<ul><li><p>Leer <strong>más</strong></p><ul><li><p>en casa</p></li></ul></li><li><p>Escribir</p></li></ul>' +
        '<p>Y después:</p>' +
        '<ol><li><p>primero</p></li><li><p>segundo</p></li></ol>' +
        '<p>Quién · Cuándo</p>',
    );
  });

  it('keeps each line of a WhatsApp chat, who said it, and its bold and italic', async () => {
    const field = await pasted({
      'text/plain':
        '[12:03, 1/2/2026] Ana: Hola *a todas*, nos vemos _mañana_.\n\n[12:04, 1/2/2026] Luis: 2 * 3 * 4 y mi_archivo_nuevo\n¿*Sí*?',
    });
    expect(field.html()).toBe(
      '<p>[12:03, 1/2/2026] Ana: Hola <strong>a todas</strong>, nos vemos <em>mañana</em>.</p>' +
        '<p>[12:04, 1/2/2026] Luis: 2 * 3 * 4 y mi_archivo_nuevo</p>' +
        '<p>¿<strong>Sí</strong>?</p>',
    );
  });

  it('keeps the emoji that WhatsApp Web draws as pictures', async () => {
    const field = await pasted({
      'text/html':
        '<div class="copyable-text"><span dir="ltr" class="x1">Gracias <img class="emoji" alt="🙏🏽" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></span></div>',
    });
    expect(field.text.textContent).toContain('Gracias 🙏🏽');
    expect(
      field.text.querySelector('img:not(.ProseMirror-separator)'),
    ).toBeNull();
  });

  it('does not take all of a Google document for bold', async () => {
    const field = await pasted({
      'text/html':
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-weight:400">normal </span><span style="font-weight:700;font-style:italic">fuerte</span></p></b>',
    });
    expect(field.html()).toBe('<p>normal <strong><em>fuerte</em></strong></p>');
  });

  it('keeps what comes from another field of Minga', async () => {
    const source = await device('Luis').open();
    await source.type('[[x] uno{Enter}dos{Enter}{Enter}## fin');
    await source.type('{Control>}a{/Control}');
    const data = new DataTransfer();
    source.text.dispatchEvent(
      new ClipboardEvent('copy', {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      }),
    );
    const field = await pasted({
      'text/html': data.getData('text/html'),
      'text/plain': data.getData('text/plain'),
    });
    expect(data.getData('text/plain')).toBe('☑ uno\n☐ dos\nfin');
    expect(field.html()).toBe(source.html());
    expect(field.text.querySelector('li')?.dataset['checked']).toBe('true');
    expect(field.text.querySelector('h2')?.textContent).toBe('fin');
  });

  it('makes links only of addresses that may be opened', async () => {
    const field = await pasted({
      'text/html':
        '<p><a href="https://minga.example.cl/x" class="app-button" target="_top" onclick="x()">uno</a> <a href="javascript:alert(1)">dos</a> <a href="data:text/html,x">tres</a> <a href="mailto:ana@example.cl">cuatro</a></p>',
    });
    const links = [...field.text.querySelectorAll('a')];
    expect(links.map(({ outerHTML }) => outerHTML)).toEqual([
      '<a href="https://minga.example.cl/x" target="_blank" rel="noopener noreferrer">uno</a>',
      '<a href="mailto:ana@example.cl" target="_blank" rel="noopener noreferrer">cuatro</a>',
    ]);
  });

  it('makes links of the addresses in a pasted text, and of a selection over which one is pasted', async () => {
    const field = await pasted({
      'text/plain': 'Ver https://minga.example.cl/x, o a ana@example.cl.',
    });
    expect(field.html()).toBe(
      '<p>Ver <a href="https://minga.example.cl/x">https://minga.example.cl/x</a>, o a <a href="mailto:ana@example.cl">ana@example.cl</a>.</p>',
    );
    const other = await device('Luis').open();
    await other.type('escuela{Control>}a{/Control}');
    paste(other.text, { 'text/plain': 'escuela.example.cl' });
    await settled();
    expect(other.html()).toBe(
      '<p><a href="https://escuela.example.cl">escuela</a></p>',
    );
  });

  it('refuses what is too long, and says so', async () => {
    const field = await pasted({
      'text/plain': 'a'.repeat(maxPastedCharacters + 1),
    });
    expect(field.text.textContent).toBe('');
    expect(field.host.querySelector('[role="status"]')?.textContent).toContain(
      'demasiado largo',
    );
    await field.type('x');
    expect(field.host.querySelector('[role="status"]')?.textContent).toBe('');
  });

  it('takes the words and leaves the markup when only the markup is too long', async () => {
    const field = await pasted({
      'text/plain': 'Solo *el* texto',
      'text/html': `<p>x</p><!--${'x'.repeat(3_000_001)}-->`,
    });
    expect(field.html()).toBe('<p>Solo *el* texto</p>');
  });
});
