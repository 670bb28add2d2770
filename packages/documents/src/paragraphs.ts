import * as Y from 'yjs';

/**
 * A fragment made only of unmarked paragraphs, as tiptap's schema stores them, so that a plain text area and the editor work on
 * the same types. Offsets count UTF-16 units, with one for the line break between two paragraphs.
 */
export interface Paragraph {
  readonly element: Y.XmlElement;
  /** Usually one; two people who begin an empty paragraph while apart leave two. */
  readonly texts: readonly Y.XmlText[];
  readonly text: string;
}

export interface LetterRun {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** Null when it holds anything a text area could not show: marks, attributes, other blocks, line breaks within a paragraph. */
export function readParagraphs(
  fragment: Y.XmlFragment,
  onRun?: (run: LetterRun) => void,
): Paragraph[] | null {
  const paragraphs: Paragraph[] = [];
  for (const element of fragment.toArray()) {
    if (!(element instanceof Y.XmlElement) || !isBareParagraph(element))
      return null;
    if (paragraphs.length > 0 && element._item !== null)
      onRun?.({ ...toId(element._item), length: 1 });
    const texts: Y.XmlText[] = [];
    let text = '';
    for (const child of element.toArray()) {
      const letters =
        child instanceof Y.XmlText ? unmarkedLetters(child, onRun) : null;
      if (letters === null || !(child instanceof Y.XmlText)) return null;
      texts.push(child);
      text += letters;
    }
    paragraphs.push({ element, texts, text });
  }
  return paragraphs;
}

/** What may go in: Yjs replaces lone surrogates when it encodes, and a text area knows no line break but \n. */
export function toPlainLines(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n');
}

/** Must run inside a transaction. Joining two paragraphs rewrites the shorter one: what somebody types there meanwhile is lost with it. */
export function deleteRange(
  fragment: Y.XmlFragment,
  from: number,
  to: number,
): void {
  const paragraphs = readParagraphs(fragment) ?? [];
  const start = locate(paragraphs, from);
  const end = locate(paragraphs, to);
  if (start === null || end === null || from >= to) return;
  if (start.index === end.index) {
    deleteLetters(start.paragraph, start.offset, end.offset);
    return;
  }
  const head = start.paragraph.text.slice(0, start.offset);
  const tail = end.paragraph.text.slice(end.offset);
  const between = end.index - start.index;
  if (head.length >= tail.length) {
    const { text } = start.paragraph;
    insertLetters(start.paragraph, text.length, tail);
    deleteLetters(start.paragraph, head.length, text.length);
    fragment.delete(start.index + 1, between);
  } else {
    deleteLetters(end.paragraph, 0, end.offset);
    insertLetters(end.paragraph, 0, head);
    fragment.delete(start.index, between);
  }
}

/** Must run inside a transaction. Splitting moves the shorter side to a new paragraph, so that most letters stay what they were. */
export function insertText(
  fragment: Y.XmlFragment,
  at: number,
  inserted: string,
): void {
  const lines = inserted.split('\n');
  const place = locate(readParagraphs(fragment) ?? [], at);
  if (place === null) {
    fragment.insert(0, lines.map(newParagraph));
    return;
  }
  const { paragraph, index, offset } = place;
  const [first = '', ...others] = lines;
  const last = others.pop();
  if (last === undefined) {
    insertLetters(paragraph, offset, first);
    return;
  }
  const head = paragraph.text.slice(0, offset);
  const tail = paragraph.text.slice(offset);
  if (head.length >= tail.length) {
    deleteLetters(paragraph, offset, paragraph.text.length);
    insertLetters(paragraph, offset, first);
    fragment.insert(index + 1, [...others, last + tail].map(newParagraph));
  } else {
    deleteLetters(paragraph, 0, offset);
    insertLetters(paragraph, 0, last);
    fragment.insert(index, [head + first, ...others].map(newParagraph));
  }
}

/** The paragraph an offset falls in; at a line break, the one before it. */
export function locate(
  paragraphs: readonly Paragraph[],
  at: number,
): { paragraph: Paragraph; index: number; offset: number } | null {
  let offset = at;
  for (const [index, paragraph] of paragraphs.entries()) {
    if (offset <= paragraph.text.length) return { paragraph, index, offset };
    offset -= paragraph.text.length + 1;
  }
  return null;
}

function isBareParagraph(element: Y.XmlElement): boolean {
  return (
    element.nodeName === 'paragraph' &&
    Object.values<unknown>(element.getAttributes()).every(
      (value) => value === null || value === undefined,
    )
  );
}

/** Walks the items themselves: their ids say which letter is which after others have edited. */
function unmarkedLetters(
  text: Y.XmlText,
  onRun?: (run: LetterRun) => void,
): string | null {
  const marks = new Set<string>();
  let letters = '';
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      const value: unknown = content.value;
      if (value === null) marks.delete(content.key);
      else marks.add(content.key);
    } else if (content instanceof Y.ContentString) {
      if (marks.size > 0 || /[\n\r]/.test(content.str)) return null;
      letters += content.str;
      onRun?.({ ...toId(item), length: content.str.length });
    } else if (item.countable) return null;
  }
  return letters;
}

function toId(item: Y.Item): { client: number; clock: number } {
  return { client: item.id.client, clock: item.id.clock };
}

function newParagraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  // Always with a text, even if empty: two who then begin to type here write in the same one.
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

function insertLetters(
  { element, texts }: Paragraph,
  offset: number,
  letters: string,
): void {
  if (letters === '') return;
  let rest = offset;
  for (const text of texts) {
    if (rest <= text.length) {
      // Explicitly unmarked: without attributes Yjs would take over those of the letter before.
      text.insert(rest, letters, {});
      return;
    }
    rest -= text.length;
  }
  element.insert(0, [new Y.XmlText(letters)]);
}

function deleteLetters({ texts }: Paragraph, from: number, to: number): void {
  let start = 0;
  for (const text of texts) {
    const { length } = text;
    const first = Math.max(from - start, 0);
    const end = Math.min(to - start, length);
    if (first < end) text.delete(first, end - first);
    start += length;
  }
}
