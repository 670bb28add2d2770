import { styleOf, withoutLiveStyles } from './set-aside-styles.ts';
import { gatherWordLists } from './word-lists.ts';

const dropped =
  'head, title, meta, link, style, script, noscript, template, xml, svg, math, iframe, object, embed, audio, video, canvas, button, select, input, textarea';
const kept: Record<string, readonly string[]> = {
  '*': ['data-pm-slice', 'data-type', 'data-checked'],
  A: ['href'],
  OL: ['start'],
};
const renamed: Record<string, string> = {
  H1: 'h2',
  H4: 'h3',
  H5: 'h3',
  H6: 'h3',
};

/**
 * HTML from Word, WhatsApp, Google Docs or any page → the little the schema reads, without styles, classes, comments,
 * fonts and pictures. Works on text and an inert document, before ProseMirror parses: nothing here runs or is fetched.
 */
export function cleanPastedHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(
    withoutLiveStyles(html),
    'text/html',
  );
  for (const element of body.querySelectorAll(dropped)) element.remove();
  removeComments(body);
  gatherWordLists(body);
  for (const element of [...body.querySelectorAll<HTMLElement>('*')]) {
    if (isHidden(element)) element.remove();
  }
  for (const row of body.querySelectorAll('tr')) flattenRow(row);
  for (const image of body.querySelectorAll('img'))
    image.replaceWith(emojiOf(image));
  for (const element of [...body.querySelectorAll<HTMLElement>('*')])
    applyStyle(element);
  for (const element of [...body.querySelectorAll('*')]) simplify(element);
  for (const paragraph of body.querySelectorAll('p')) {
    if (isBlank(paragraph)) paragraph.remove();
  }
  replaceHardSpaces(body);
  return body.innerHTML;
}

function removeComments(body: HTMLElement): void {
  const comments: Node[] = [];
  const walker = body.ownerDocument.createTreeWalker(
    body,
    NodeFilter.SHOW_COMMENT,
  );
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function isHidden(element: Element): boolean {
  return /display:\s*none|mso-hide:\s*all|mso-list:\s*ignore/i.test(
    styleOf(element),
  );
}

/** There are no tables in the schema: one line for each row is readable, one for each cell is not. */
function flattenRow(row: Element): void {
  const cells = [...row.children].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
  const line = row.ownerDocument.createElement('p');
  line.textContent = cells.filter((cell) => cell !== '').join(' · ');
  row.replaceWith(line);
}

/** WhatsApp and mail programs draw emoji as pictures that carry the character. */
function emojiOf(image: HTMLImageElement): string {
  const { alt } = image;
  return /^\p{Extended_Pictographic}/u.test(alt) && alt.length <= 16 ? alt : '';
}

function applyStyle(element: HTMLElement): void {
  const style = styleOf(element);
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style)?.[1] ?? '';
  const slant = /(?:^|[;\s])font-style:\s*(\w+)/i.exec(style)?.[1] ?? '';
  const isHeading = /^H\d$/.test(element.tagName);
  // Google Docs wraps everything it copies in <b style="font-weight:normal">.
  if (
    /^(B|STRONG)$/.test(element.tagName) &&
    /^(normal|[1-4]00)$/i.test(weight)
  )
    unwrap(element);
  else if (!isHeading && /^(bold(er)?|[6-9]00)$/i.test(weight))
    wrapContent(element, 'strong');
  if (/^(italic|oblique)$/i.test(slant)) wrapContent(element, 'em');
}

function wrapContent(element: Element, tag: 'strong' | 'em'): void {
  // Marks go around text, never around blocks: the innermost element that has the style does it.
  if (
    element.querySelector(
      'p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, table',
    ) !== null
  )
    return;
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function simplify(element: Element): void {
  for (const { name } of [...element.attributes]) {
    const allowed =
      kept['*']?.includes(name) === true ||
      kept[element.tagName]?.includes(name) === true;
    if (!allowed) element.removeAttribute(name);
  }
  const name = renamed[element.tagName];
  if (name !== undefined) {
    const other = element.ownerDocument.createElement(name);
    other.append(...element.childNodes);
    element.replaceWith(other);
  } else if (
    /^(SPAN|FONT|O:P)$/.test(element.tagName) &&
    !element.hasAttribute('data-pm-slice')
  ) {
    unwrap(element);
  }
}

function isBlank(paragraph: Element): boolean {
  return (
    paragraph.textContent.trim() === '' &&
    paragraph.parentElement?.tagName !== 'LI'
  );
}

/** Word and mail programs hold lines together with spaces that never break. */
function replaceHardSpaces(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(
    body,
    NodeFilter.SHOW_TEXT,
  );
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.nodeValue?.includes('\u00a0') === true)
      text.nodeValue = text.nodeValue.replaceAll('\u00a0', ' ');
  }
}
