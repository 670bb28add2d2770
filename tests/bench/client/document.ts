import type { Doc, Text } from 'yjs';
import type { Edit } from './trace.ts';

/** The trace is one plain text: the shape in which others have measured it. */
export function textOf(doc: Doc): Text {
  return doc.getText('paper');
}

export function applyEdit(text: Text, { at, remove, insert }: Edit): void {
  const change = () => {
    if (remove > 0) text.delete(at, remove);
    if (insert !== '') text.insert(at, insert);
  };
  if (text.doc === null) change();
  else text.doc.transact(change);
}
