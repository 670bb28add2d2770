import { inflateSync } from 'node:zlib';

/** What Chromium printed, page by page: enough of PDF to read its own. */
export interface PrintedPage {
  /** Points: A4 is 595 × 842, Carta 612 × 792. */
  readonly width: number;
  readonly height: number;
  /** Letters in the order they were drawn; what separates words is not always there, so compare without spaces. */
  readonly text: string;
  /** What was drawn with, red, green and blue from 0 to 1: equal ones look the same on a printer without colours. */
  readonly inks: readonly (readonly [number, number, number])[];
}

export function readPdf(pdf: Buffer): readonly PrintedPage[] {
  const objects = readObjects(pdf);
  const pages: PrintedPage[] = [];
  for (const { dictionary } of objects.values()) {
    if (!/\/Type\s*\/Page\b/.test(dictionary)) continue;
    const [, , width = '0', height = '0'] =
      /\/MediaBox\s*\[([^\]]*)\]/.exec(dictionary)?.[1]?.trim().split(/\s+/) ??
      [];
    pages.push({
      width: Math.floor(Number(width)),
      height: Math.floor(Number(height)),
      text: textOf(dictionary, objects),
      inks: inksOf(drawingOf(dictionary, objects)),
    });
  }
  return pages;
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

function readObjects(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const source = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of source.matchAll(
    /(?:^|\n)(\d+) 0 obj\s*([\s\S]*?)endobj/g,
  )) {
    const [dictionary = '', rest] = body.split(/stream\r?\n/, 2);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const bytes = Buffer.from(rest?.slice(0, length) ?? '', 'latin1');
    const isPacked = dictionary.includes('/FlateDecode');
    objects.set(id, {
      dictionary,
      stream: (isPacked ? inflateSync(bytes) : bytes).toString('latin1'),
    });
  }
  return objects;
}

function drawingOf(
  page: string,
  objects: ReadonlyMap<string, PdfObject>,
): string {
  const content = /\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '';
  return objects.get(content)?.stream ?? '';
}

function inksOf(drawing: string): readonly [number, number, number][] {
  return [...drawing.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b/g)].map(
    ([, red, green, blue]) => [Number(red), Number(green), Number(blue)],
  );
}

function textOf(page: string, objects: ReadonlyMap<string, PdfObject>): string {
  const inline = (name: string): string => {
    const found = new RegExp(`/${name}\\s*(\\d+) 0 R`).exec(page);
    return found === null
      ? page
      : (objects.get(found[1] ?? '')?.dictionary ?? '');
  };
  const fonts = new Map(
    [...inline('Resources').matchAll(/\/(F\d+) (\d+) 0 R/g)].map(
      ([, name = '', id = '']) => [name, lettersOf(id, objects)],
    ),
  );
  const drawn = drawingOf(page, objects);
  let letters: ReadonlyMap<string, string> = new Map();
  let text = '';
  for (const [, font, glyphs] of drawn.matchAll(
    /\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g,
  ))
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    else
      for (const glyph of glyphsOf(glyphs ?? '', letters))
        text += letters.get(glyph) ?? '';
  return text;
}

/** A variable font is drawn letter by letter and has glyphs of one byte; others have two. */
function glyphsOf(
  drawn: string,
  letters: ReadonlyMap<string, string>,
): readonly string[] {
  const isShort = letters.keys().next().value?.length === 2;
  return drawn.toUpperCase().match(isShort ? /../g : /..../g) ?? [];
}

/** Glyph → letter, from the font's ToUnicode table. */
function lettersOf(
  font: string,
  objects: ReadonlyMap<string, PdfObject>,
): ReadonlyMap<string, string> {
  const table = /\/ToUnicode (\d+) 0 R/.exec(
    objects.get(font)?.dictionary ?? '',
  );
  const source = objects.get(table?.[1] ?? '')?.stream ?? '';
  const letters = new Map<string, string>();
  for (const [, block = ''] of source.matchAll(
    /beginbfchar([\s\S]*?)endbfchar/g,
  ))
    for (const [, glyph = '', code = ''] of block.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(glyph.toUpperCase(), unicode(code));
  for (const [, block = ''] of source.matchAll(
    /beginbfrange([\s\S]*?)endbfrange/g,
  ))
    for (const [, from = '', to = '', code = ''] of block.matchAll(
      /<(\w+)> <(\w+)> <(\w+)>/g,
    ))
      for (let at = 0; at <= parseInt(to, 16) - parseInt(from, 16); at++)
        letters.set(
          hex(parseInt(from, 16) + at, from.length),
          unicode(hex(parseInt(code, 16) + at, 4)),
        );
  return letters;
}

function unicode(code: string): string {
  const units = code.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
