import type { Node } from '@tiptap/pm/model';

/** Place in the plain text (one line break between blocks, as a text area shows it) → place in the document. */
export function plainOffsetToPosition(doc: Node, offset: number): number {
  let rest = Math.max(0, offset);
  let found: number | undefined;
  let end = 0;
  doc.descendants((node, position) => {
    if (!node.isTextblock || found !== undefined) return found === undefined;
    end = position + 1 + node.content.size;
    if (rest <= node.content.size) found = position + 1 + rest;
    else rest -= node.content.size + 1;
    return false;
  });
  return found ?? end;
}
