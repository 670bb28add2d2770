import {
  editPlainText,
  problemFragment,
  readPlainText,
} from '@minga/documents';
import type * as Y from 'yjs';

/** Types at the end of a text area of a problem. */
export function type(doc: Y.Doc, field: string, letters: string): void {
  retype(doc, field, (text) => text + letters);
}

/** The text area reads otherwise now. */
export function retype(
  doc: Y.Doc,
  field: string,
  change: (text: string) => string,
): void {
  const fragment = problemFragment(doc, field);
  const shown = fragment === null ? null : readPlainText(fragment);
  if (fragment === null || shown === null)
    throw new Error(`${field} is no text area`);
  editPlainText(fragment, shown, change(shown.text));
}

export function textOf(doc: Y.Doc, field: string): string {
  const fragment = problemFragment(doc, field);
  return (fragment === null ? null : readPlainText(fragment))?.text ?? '';
}
