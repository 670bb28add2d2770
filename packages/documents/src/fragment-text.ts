import { cutText } from '@minga/domain';
import * as Y from 'yjs';

/** Deeper than any document people write; a hostile one must not exhaust the stack. */
const deepest = 100;

/**
 * Any rich fragment as plain lines, for lists, previews and search: one line per block, marks and pictures left out. Equal to
 * what a text area would show where it could show it. `max` (code points) ends the walk early.
 */
export function fragmentText(fragment: Y.XmlFragment, max?: number): string {
  const lines: string[] = [];
  const limit = max === undefined ? Infinity : 2 * max;
  let length = 0;
  for (const line of linesOf(fragment, 0)) {
    lines.push(line);
    length += line.length + 1;
    // A code point is at most two units long.
    if (length > limit) break;
  }
  const text = lines.join('\n');
  return max === undefined ? text : cutText(text, max);
}

function* linesOf(parent: Y.XmlFragment, depth: number): Generator<string> {
  const children = parent.toArray();
  let line: string | null = null;
  for (const child of children) {
    if (child instanceof Y.XmlText) line = (line ?? '') + lettersOf(child);
    else if (!(child instanceof Y.XmlElement)) continue;
    else if (child.nodeName === 'hardBreak') line = `${line ?? ''}\n`;
    else {
      if (line !== null) yield line;
      line = null;
      if (depth < deepest) yield* linesOf(child, depth + 1);
    }
  }
  if (line !== null) yield line;
  else if (children.length === 0 && depth > 0) yield '';
}

/** Not toString, which writes marks as tags. */
function lettersOf(text: Y.XmlText): string {
  let letters = '';
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString)
      letters += item.content.str;
  return letters;
}
