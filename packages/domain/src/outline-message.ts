import type { Outline, OutlineItem, OutlineSection } from './outline.ts';
import type { RichText, TextBlock, TextRun } from './rich-text.ts';
import { characterCount, cutText } from './text.ts';

export interface MessageOptions {
  /** Code points of one text; what is longer ends in "…". */
  readonly longest?: number;
  /** Where to read the rest; a line of its own, so that the phone makes it a link. */
  readonly link?: string;
}

const longestText = 400;
const bullet = '•';

/** As a WhatsApp message: *bold*, _italic_, lists with a dot. No mark of ours is left open, whatever people wrote. */
export function outlineMessage(
  { title, facts, sections }: Outline,
  { longest = longestText, link = '' }: MessageOptions = {},
): string {
  return [
    bold(title),
    ...facts,
    ...sections.map((section) => sectionMessage(section, longest)),
    link,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function sectionMessage(
  { title, text, items }: OutlineSection,
  longest: number,
): string {
  const body = cutText(textMessage(text), longest);
  return [
    bold(title),
    ...(body === '' ? [] : [ended(body, textMessage(text))]),
    ...items.map((item) => itemMessage(item, longest)),
  ].join('\n');
}

function itemMessage(
  { depth, text, notes }: OutlineItem,
  longest: number,
): string {
  const whole = textMessage(text).replace(/\n+/g, ' ');
  const words = ended(cutText(whole, longest), whole);
  const aside = notes.length > 0 ? ` (${notes.join(' · ')})` : '';
  return `${'   '.repeat(Math.min(depth, 4))}${bullet} ${words}${aside}`;
}

function textMessage(text: RichText): string {
  let number = 0;
  return text
    .map((block) => {
      number = block.kind === 'number' ? number + 1 : 0;
      return blockMessage(block, number);
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function blockMessage(
  { kind, depth, checked, runs }: TextBlock,
  number: number,
): string {
  const words = runs.map(runMessage).join('').trim();
  if (words === '') return '';
  const indent = kind === 'heading' ? '' : '   '.repeat(Math.min(depth, 4));
  switch (kind) {
    case 'paragraph':
      return indent + words;
    case 'heading':
      return bold(runs.map(({ text }) => text).join(''));
    case 'bullet':
      return `${indent}${bullet} ${words}`;
    case 'number':
      return `${indent}${number}. ${words}`;
    case 'check':
      return `${indent}${checked ? '☑' : '☐'} ${words}`;
  }
}

function runMessage({ text, bold: isBold, italic, href }: TextRun): string {
  const words = isBold
    ? marked(text, '*')
    : italic
      ? marked(text, '_')
      : unmarked(text);
  return href === '' || href === text ? words : `${words} (${href})`;
}

function bold(text: string): string {
  const words = unmarked(text.replace(/\s+/g, ' ')).trim();
  return words === '' ? '' : `*${words}*`;
}

/** WhatsApp takes a mark only at the edge of a word and within one line. */
function marked(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line) => {
      const words = unmarked(line).trim();
      if (words === '') return line;
      const from = line.length - line.trimStart().length;
      const to = line.trimEnd().length;
      return line.slice(0, from) + mark + words + mark + line.slice(to);
    })
    .join('\n');
}

/** What people typed must not turn half the message bold: their marks become signs that look alike. */
function unmarked(text: string): string {
  return text
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replace(/(^|\s)_|_(?=\s|$)/g, '$1‗')
    .replaceAll('```', 'ʼʼʼ');
}

/** Ends a text that was cut at a whole word, with no mark left open. */
function ended(cut: string, whole: string): string {
  if (characterCount(cut) === characterCount(whole)) return cut;
  const words = cut.replace(/\s+\S*$/u, '');
  return `${withoutOpenMarks(words)}…`;
}

function withoutOpenMarks(text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const count = (pattern: RegExp) => line.match(pattern)?.length ?? 0;
  // A star is always ours; an underscore is, at the edge of a word.
  const isBoldOpen = count(/\*/g) % 2 === 1;
  const isItalicOpen = count(/(^|\s)_(?=\S)/g) > count(/\S_(?=\s|$)/g);
  return text + (isBoldOpen ? '*' : '') + (isItalicOpen ? '_' : '');
}
