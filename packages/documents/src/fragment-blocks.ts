import type { RichText, TextBlock, TextRun } from '@minga/domain';
import * as Y from 'yjs';

/** Deeper than any document people write; a hostile one must not exhaust the stack. */
const deepest = 100;
const items: Readonly<Record<string, TextBlock['kind']>> = {
  bulletList: 'bullet',
  orderedList: 'number',
  taskList: 'check',
};
const linkable = /^(https?:\/\/|mailto:)/i;

/** Any rich fragment as blocks with their marks: what a person sees of it, for print, DOCX, messages and copies on paper. */
export function fragmentBlocks(fragment: Y.XmlFragment): RichText {
  return [...blocksOf(fragment, { kind: 'paragraph', depth: 0 }, 0)];
}

/** What a line found here is. */
interface Standing {
  readonly kind: TextBlock['kind'];
  readonly depth: number;
  readonly checked?: boolean;
}

function* blocksOf(
  parent: Y.XmlFragment,
  standing: Standing,
  nested: number,
): Generator<TextBlock> {
  if (nested > deepest) return;
  let runs: TextRun[] | null = null;
  // Only the first line of an item carries its mark; what follows stands below it.
  let here = standing;
  const line = (found: readonly TextRun[]): TextBlock => {
    const { kind, depth, checked = false } = here;
    here = below(here);
    return { kind, depth, checked, runs: found };
  };
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) (runs ??= []).push(...runsOf(child));
    else if (!(child instanceof Y.XmlElement)) continue;
    else if (child.nodeName === 'hardBreak') (runs ??= []).push(plain('\n'));
    else {
      if (runs !== null) yield line(runs);
      runs = null;
      yield* elementBlocks(child, here, nested);
      here = below(here);
    }
  }
  if (runs !== null) yield line(runs);
  else if (parent.length === 0 && nested > 0) yield line([]);
}

function* elementBlocks(
  element: Y.XmlElement,
  here: Standing,
  nested: number,
): Generator<TextBlock> {
  const kind = Object.hasOwn(items, element.nodeName)
    ? items[element.nodeName]
    : undefined;
  if (kind !== undefined) {
    for (const item of element.toArray())
      if (item instanceof Y.XmlElement)
        yield* blocksOf(
          item,
          { kind, depth: here.depth, checked: isChecked(item) },
          nested + 2,
        );
    return;
  }
  const isHeading = element.nodeName === 'heading';
  const standing: Standing = isHeading
    ? { kind: 'heading', depth: Number(levelOf(element)) > 2 ? 1 : 0 }
    : here;
  yield* blocksOf(element, standing, nested + 1);
}

function below({ kind, depth }: Standing): Standing {
  return {
    kind: 'paragraph',
    depth: kind === 'paragraph' || kind === 'heading' ? depth : depth + 1,
  };
}

function levelOf(element: Y.XmlElement): unknown {
  return attributesOf(element)['level'];
}

function isChecked(element: Y.XmlElement): boolean {
  const checked = attributesOf(element)['checked'];
  return checked === true || checked === 'true';
}

function attributesOf(element: Y.XmlElement): Record<string, unknown> {
  return element.getAttributes();
}

function runsOf(text: Y.XmlText): TextRun[] {
  const marks = new Map<string, unknown>();
  const runs: TextRun[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      const value: unknown = content.value;
      // y-tiptap writes a mark that may overlap itself as name--hash.
      const [name = ''] = content.key.split('--');
      if (value === null) marks.delete(name);
      else marks.set(name, value);
    } else if (content instanceof Y.ContentString)
      pushRun(runs, {
        text: content.str,
        bold: marks.has('bold'),
        italic: marks.has('italic'),
        href: hrefOf(marks.get('link')),
      });
  }
  return runs;
}

function pushRun(runs: TextRun[], run: TextRun): void {
  const last = runs.at(-1);
  if (
    last !== undefined &&
    last.bold === run.bold &&
    last.italic === run.italic &&
    last.href === run.href
  )
    runs[runs.length - 1] = { ...last, text: last.text + run.text };
  else runs.push(run);
}

function hrefOf(link: unknown): string {
  if (typeof link !== 'object' || link === null || !('href' in link)) return '';
  const { href } = link;
  return typeof href === 'string' && linkable.test(href) ? href : '';
}

function plain(text: string): TextRun {
  return { text, bold: false, italic: false, href: '' };
}
