import * as Y from 'yjs';
import { type Paragraph, locate, readParagraphs } from './paragraphs.ts';
import type { Caret } from './presence.ts';

/** A place in a plain fragment that others can find in theirs, editor or text area. Null once only the editor can show it. */
export function caretAt(fragment: Y.XmlFragment, offset: number): Caret | null {
  const paragraphs = readParagraphs(fragment);
  if (paragraphs === null) return null;
  const place = locate(paragraphs, offset);
  const position =
    place === null
      ? Y.createRelativePositionFromTypeIndex(fragment, 0, -1)
      : positionIn(place.paragraph, place.offset);
  return Y.relativePositionToJSON(position) as Caret;
}

/** Where somebody's caret stands here; null when it is in another field, or not here yet, or does not make sense. */
export function caretOffset(
  fragment: Y.XmlFragment,
  caret: unknown,
): number | null {
  const { doc } = fragment;
  const paragraphs = readParagraphs(fragment);
  if (doc === null || paragraphs === null || !isCaret(caret)) return null;
  // Resolving an unknown root would create it.
  if (typeof caret.tname === 'string' && !doc.share.has(caret.tname))
    return null;
  const found = Y.createAbsolutePositionFromRelativePosition(
    Y.createRelativePositionFromJSON(caret),
    doc,
    false,
  );
  return found && offsetOf(fragment, paragraphs, found);
}

function positionIn({ element, texts }: Paragraph, offset: number) {
  let rest = offset;
  for (const text of texts) {
    // To the letter on the left, as the editor does: what others type here comes after.
    if (rest <= text.length)
      return Y.createRelativePositionFromTypeIndex(text, rest, -1);
    rest -= text.length;
  }
  return Y.createRelativePositionFromTypeIndex(element, 0, -1);
}

function offsetOf(
  fragment: Y.XmlFragment,
  paragraphs: readonly Paragraph[],
  { type, index }: Y.AbsolutePosition,
): number | null {
  let start = 0;
  for (const [at, { element, texts, text }] of paragraphs.entries()) {
    if (type === fragment && index <= at) return start;
    let offset = start;
    for (const [i, one] of texts.entries()) {
      if (type === one) return offset + Math.min(index, one.length);
      if (type === element && index <= i) return offset;
      offset += one.length;
    }
    if (type === element) return offset;
    start += text.length + 1;
  }
  return type === fragment ? Math.max(0, start - 1) : null;
}

function isCaret(value: unknown): value is Caret {
  if (typeof value !== 'object' || value === null) return false;
  const { type, tname, item, assoc }: Record<string, unknown> = { ...value };
  return (
    isIdOrNothing(type) &&
    isIdOrNothing(item) &&
    (isNothing(tname) || typeof tname === 'string') &&
    (assoc === undefined || typeof assoc === 'number') &&
    !isNothing(type ?? item ?? tname)
  );
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function isIdOrNothing(value: unknown): boolean {
  if (isNothing(value)) return true;
  if (typeof value !== 'object') return false;
  const { client, clock }: Record<string, unknown> = { ...value };
  return [client, clock].every(
    (part) => Number.isSafeInteger(part) && Number(part) >= 0,
  );
}
