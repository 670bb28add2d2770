import { styleOf } from './set-aside-styles.ts';

interface OpenList {
  readonly level: number;
  readonly ordered: boolean;
  readonly list: HTMLElement;
}

/** Word writes a list as paragraphs that say "level 2, marker ·": makes lists of them. */
export function gatherWordLists(body: HTMLElement): void {
  let open: OpenList[] = [];
  let previous: Element | null = null;
  for (const paragraph of [...body.querySelectorAll<HTMLElement>('p')]) {
    const level = levelOf(paragraph);
    if (level === undefined) continue;
    // The paragraph before has become an item, so what stands before this one is the outermost open list.
    if (open.length === 0 || paragraph.previousElementSibling !== previous)
      open = [];
    open = openListFor(open, level, takeMarker(paragraph), paragraph);
    open.at(-1)?.list.append(toItem(paragraph));
    previous = open[0]?.list ?? null;
  }
}

function levelOf(paragraph: Element): number | undefined {
  const level = /mso-list:[^;]*?level(\d+)/i.exec(styleOf(paragraph))?.[1];
  return level === undefined ? undefined : Number(level);
}

/** Removes the painted marker and says whether it counts. */
function takeMarker(paragraph: Element): boolean {
  const marker = [...paragraph.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(styleOf(span)),
  );
  const text = marker?.textContent.trim() ?? '';
  marker?.remove();
  return /^\(?(\d+|[a-z]|[ivx]+)[.)]/i.test(text);
}

function openListFor(
  open: readonly OpenList[],
  level: number,
  ordered: boolean,
  paragraph: Element,
): OpenList[] {
  const lists = open.filter((list) => list.level <= level);
  const last = lists.at(-1);
  if (last?.level === level && last.ordered === ordered) return lists;
  if (last?.level === level) lists.pop();
  const list = paragraph.ownerDocument.createElement(ordered ? 'ol' : 'ul');
  const parent = lists.at(-1)?.list.lastElementChild;
  if (parent === undefined || parent === null) paragraph.before(list);
  else parent.append(list);
  return [...lists, { level, ordered, list }];
}

function toItem(paragraph: Element): HTMLElement {
  const item = paragraph.ownerDocument.createElement('li');
  const line = paragraph.ownerDocument.createElement('p');
  line.append(...paragraph.childNodes);
  item.append(line);
  paragraph.remove();
  return item;
}
