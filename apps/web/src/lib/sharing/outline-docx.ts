import type { Outline, OutlineSection, RichText, TextRun } from '@minga/domain';
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  type IRunOptions,
  LevelFormat,
  PageNumber,
  Packer,
  Paragraph,
  type ParagraphChild,
  TextRun as DocxRun,
} from 'docx';
import { type MarkedBlock, withMarks } from './list-marks.ts';

export interface DocxWords {
  /** What it is, whose, of which day. */
  readonly above: string;
  readonly language: string;
}

/** Word counts to nine; what people indent more stays at the ninth. */
const deepest = 8;
/** Twentieths of a point. */
const step = 360;

/** An outline as Word writes it: headings, lists, links; in the fonts of whoever opens it. */
export async function outlineDocx(
  { title, facts, sections }: Outline,
  { above, language }: DocxWords,
): Promise<Blob> {
  const lists = new NumberedLists();
  const children = [
    new Paragraph({ children: [soft(above)] }),
    new Paragraph({ heading: HeadingLevel.TITLE, text: unbroken(title) }),
    ...facts.map((fact) => new Paragraph({ children: [soft(fact)] })),
    ...sections.flatMap((section) => sectionParagraphs(section, lists)),
  ];
  return Packer.toBlob(
    new Document({
      title: unbroken(title),
      creator: 'Minga',
      numbering: { config: lists.config() },
      styles: {
        default: {
          document: {
            run: { size: 22, language: { value: language } },
            paragraph: { spacing: { after: 120 } },
          },
          title: { run: { size: 40, bold: true } },
          heading1: {
            run: { size: 26, bold: true },
            paragraph: { spacing: { before: 280, after: 80 }, keepNext: true },
          },
          heading2: { run: { size: 24, bold: true } },
          heading3: { run: { size: 22, bold: true } },
        },
      },
      sections: [{ footers: { default: pageNumbers() }, children }],
    }),
  );
}

function sectionParagraphs(
  { title, text, items }: OutlineSection,
  lists: NumberedLists,
): readonly Paragraph[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      text: unbroken(title),
    }),
    ...textParagraphs(text, 0, lists),
    ...items.flatMap(({ depth, text: words, notes }) => [
      ...textParagraphs(asItem(words), depth, lists),
      ...(notes.length === 0
        ? []
        : [
            new Paragraph({
              indent: { left: (Math.min(depth, deepest) + 1) * step },
              children: [soft(notes.join(' · '))],
            }),
          ]),
    ]),
  ];
}

/** The first line of an item carries the dot; what follows stands below it. */
function asItem(text: RichText): RichText {
  const [first, ...others] = text;
  if (first?.kind !== 'paragraph') return text;
  return [
    { ...first, kind: 'bullet' },
    ...others.map((block) => ({ ...block, depth: block.depth + 1 })),
  ];
}

function textParagraphs(
  text: RichText,
  depth: number,
  lists: NumberedLists,
): readonly Paragraph[] {
  lists.begin();
  return withMarks(text).map((marked) =>
    blockParagraph(
      marked,
      Math.min(marked.block.depth + depth, deepest),
      lists,
    ),
  );
}

function blockParagraph(
  { block: { kind, depth, runs }, mark }: MarkedBlock,
  level: number,
  lists: NumberedLists,
): Paragraph {
  const children = runs.flatMap(runChildren);
  switch (kind) {
    case 'heading':
      return new Paragraph({
        heading: depth === 0 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3,
        children,
      });
    case 'paragraph':
      return new Paragraph({ indent: { left: level * step }, children });
    case 'bullet':
      return new Paragraph({ bullet: { level }, children });
    case 'number':
      return new Paragraph({
        numbering: { reference: lists.reference(mark, level), level },
        children,
      });
    case 'check':
      return new Paragraph({
        indent: { left: (level + 1) * step, hanging: step },
        children: [new DocxRun(`${mark} `), ...children],
      });
  }
}

function runChildren(run: TextRun): readonly ParagraphChild[] {
  const { text, bold, italic, href } = run;
  const isLink = href !== '';
  const look: IRunOptions = {
    bold,
    italics: italic,
    ...(isLink && { style: 'Hyperlink' }),
  };
  const pieces = writable(text)
    .split('\n')
    .map(
      (line, at) =>
        new DocxRun({ ...look, text: line, ...(at > 0 && { break: 1 }) }),
    );
  return isLink
    ? [new ExternalHyperlink({ link: href, children: pieces })]
    : pieces;
}

function soft(text: string): DocxRun {
  return new DocxRun({ text: unbroken(text), color: '555555', size: 20 });
}

function unbroken(text: string): string {
  return writable(text).replace(/\s+/g, ' ');
}

/** XML has no place for control characters or halves of letters, and Word refuses the whole file for one. */
function writable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

function pageNumbers(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.END,
        children: [
          new DocxRun({
            children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}

/** Every numbered list counts for itself. */
class NumberedLists {
  #count = 0;

  begin(): void {
    this.#count += 1;
  }

  /** A "1." at the margin begins another one. */
  reference(mark: string, level: number): string {
    if (mark === '1.' && level === 0) this.begin();
    return `list-${this.#count}`;
  }

  config() {
    return Array.from({ length: this.#count + 1 }, (_, at) => ({
      reference: `list-${at}`,
      levels: Array.from({ length: deepest + 1 }, (_unused, level) => ({
        level,
        format: LevelFormat.DECIMAL,
        text: `%${level + 1}.`,
        alignment: AlignmentType.START,
        style: {
          paragraph: {
            indent: { left: (level + 1) * step, hanging: step },
          },
        },
      })),
    }));
  }
}
