import {
  Fragment,
  Slice,
  type Mark,
  type Node,
  type Schema,
} from '@tiptap/pm/model';

// What WhatsApp shows as bold and italic: a sign at the edge of a word on both sides, nothing else in between.
const emphasis =
  /(?<=^|[\s("'¿¡])([*_])(?=\S)([^*_\n]*[^*_\s])\1(?=$|[\s.,;:!?)"'])/gu;

/**
 * Pasted plain text: each line is a paragraph, *bold* and _italic_ become what WhatsApp shows for them, and anything
 * else, such as "[12:03, 1/2/2026] Ana:" before a message, is text. `literal` (Ctrl+Shift+V) changes nothing.
 */
export function plainTextToSlice(
  text: string,
  schema: Schema,
  marks: readonly Mark[],
  literal: boolean,
): Slice {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const paragraphs = lines.map((line) =>
    schema.node(
      'paragraph',
      null,
      literal ? [schema.text(line, marks)] : toInline(line, schema, marks),
    ),
  );
  return Slice.maxOpen(Fragment.fromArray(paragraphs));
}

function toInline(
  line: string,
  schema: Schema,
  marks: readonly Mark[],
): Node[] {
  const nodes: Node[] = [];
  const add = (text: string, extra?: 'bold' | 'italic') => {
    if (text === '') return;
    const added =
      extra === undefined ? marks : schema.mark(extra).addToSet(marks);
    nodes.push(schema.text(text, added));
  };
  let end = 0;
  for (const match of line.matchAll(emphasis)) {
    const [whole, sign, inner = ''] = match;
    add(line.slice(end, match.index));
    add(inner, sign === '*' ? 'bold' : 'italic');
    end = match.index + whole.length;
  }
  add(line.slice(end));
  return nodes;
}

/** Copied text as one would send it in a message: a line for each block, with the sign of its list before it. */
export function sliceToPlainText({ content }: Slice): string {
  const lines: string[] = [];
  content.descendants((node, _position, parent, index) => {
    if (!node.isTextblock && !node.isText) return true;
    const text = node.isText
      ? (node.text ?? '')
      : node.textBetween(0, node.content.size, '\n', '\n');
    lines.push(index === 0 ? `${signOf(parent)}${text}` : text);
    return false;
  });
  return lines.join('\n');
}

function signOf(parent: Node | null): string {
  if (parent?.type.name === 'taskItem')
    return parent.attrs['checked'] === true ? '☑ ' : '☐ ';
  return parent?.type.name === 'listItem' ? '- ' : '';
}
