import type { Outline, RichText, TextBlock } from '@minga/domain';
import { expect, test } from 'vitest';
import { outlineDocx } from './outline-docx.ts';
import { unzip } from './test/unzip.ts';

const words = { above: 'Problema · El Molle', language: 'es' };
const run = { text: '', bold: false, italic: false, href: '' };
const block = (
  kind: TextBlock['kind'],
  text: string,
  depth = 0,
): TextBlock => ({ kind, depth, checked: false, runs: [{ ...run, text }] });

function outlineOf(text: RichText): Outline {
  return {
    title: 'Preguntas & <respuestas>',
    facts: ['Acordado'],
    sections: [{ id: 'repeats', title: 'Qué se repite', text, items: [] }],
  };
}

async function partsOf(outline: Outline): Promise<ReadonlyMap<string, string>> {
  const blob = await outlineDocx(outline, words);
  return unzip(new Uint8Array(await blob.arrayBuffer()));
}

function parse(xml: string | undefined): Document {
  const parsed = new DOMParser().parseFromString(xml ?? '', 'text/xml');
  expect(parsed.querySelector('parsererror')?.textContent).toBeUndefined();
  return parsed;
}

const linesOf = (document: Document): string[] =>
  [...document.getElementsByTagName('w:p')].map((line) => line.textContent);

const listsOf = (document: Document): (string | null)[] =>
  [...document.getElementsByTagName('w:numId')].map((id) =>
    id.getAttribute('w:val'),
  );

test('every part is XML that can be read and every relation leads to a part that is there', async () => {
  const link = {
    ...run,
    text: 'enlace',
    href: 'https://minga.example/?a=1&b=2',
  };
  const parts = await partsOf(
    outlineOf([{ ...block('paragraph', ''), runs: [link] }]),
  );
  const types = parse(parts.get('[Content_Types].xml'));
  for (const part of types.querySelectorAll('Override')) {
    const name = part.getAttribute('PartName')?.slice(1) ?? '';
    expect(parts.has(name), name).toBe(true);
  }
  let external = 0;
  for (const [name, content] of parts) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const parsed = parse(content);
    if (!name.endsWith('.rels')) continue;
    const folder = name.replace(/_rels\/[^/]+$/, '');
    for (const relation of parsed.querySelectorAll('Relationship')) {
      const target = relation.getAttribute('Target') ?? '';
      if (relation.getAttribute('TargetMode') === 'External') {
        expect(target).toBe(link.href);
        external += 1;
        continue;
      }
      const path = target.startsWith('/') ? target.slice(1) : folder + target;
      expect(parts.has(path), path).toBe(true);
    }
  }
  expect(external).toBe(1);
});

test('what people wrote is in it as they wrote it, with its form', async () => {
  const document = parse(
    (
      await partsOf(
        outlineOf([
          block('heading', 'Lo que vimos'),
          {
            ...block('paragraph', ''),
            runs: [
              { ...run, text: 'muy ', bold: true },
              { ...run, text: 'poco\ndiálogo', italic: true },
            ],
          },
          { ...block('check', 'visitar'), checked: true },
        ]),
      )
    ).get('word/document.xml'),
  );
  expect(linesOf(document)).toEqual([
    words.above,
    'Preguntas & <respuestas>',
    'Acordado',
    'Qué se repite',
    'Lo que vimos',
    'muy pocodiálogo',
    '☑ visitar',
  ]);
  const styles = [...document.getElementsByTagName('w:pStyle')].map((style) =>
    style.getAttribute('w:val'),
  );
  expect(styles).toEqual(['Title', 'Heading1', 'Heading2']);
  expect(document.getElementsByTagName('w:br')).toHaveLength(1);
});

test('two numbered lists each count from one, and one goes on below what is indented in it', async () => {
  const parts = await partsOf(
    outlineOf([
      block('number', 'uno'),
      block('number', 'dentro', 1),
      block('number', 'dos'),
      block('paragraph', 'aparte'),
      block('number', 'uno otra vez'),
    ]),
  );
  const [a, inner, b, c] = listsOf(parse(parts.get('word/document.xml')));
  expect([a, inner]).toEqual([b, b]);
  expect(c).not.toBe(a);
});

test('what XML has no place for does not spoil the file', async () => {
  const parts = await partsOf(
    outlineOf([block('paragraph', 'a\u0000b\u000B\uFFFEc\uD800 📚')]),
  );
  const document = parse(parts.get('word/document.xml'));
  expect(linesOf(document).at(-1)).toBe('abc\uFFFD 📚');
});

test('an item hangs from its dot, with who and by when below', async () => {
  const parts = await partsOf({
    ...outlineOf([]),
    sections: [
      {
        id: 'trials',
        title: 'Qué probaremos',
        text: [],
        items: [
          {
            depth: 1,
            text: [block('paragraph', 'Esperar')],
            notes: ['Rosa', 'para el 11 de diciembre'],
          },
        ],
      },
    ],
  });
  const document = parse(parts.get('word/document.xml'));
  expect(linesOf(document).slice(-2)).toEqual([
    'Esperar',
    'Rosa · para el 11 de diciembre',
  ]);
  expect(
    document.getElementsByTagName('w:ilvl')[0]?.getAttribute('w:val'),
  ).toBe('1');
});
