import * as Y from 'yjs';

/** Deeper than any document people write; a hostile one must not exhaust the stack. */
const deepest = 100;

/** What stands in `from`, appended to `to` as if written there now: marks and attributes, no history. Inside a transaction. */
export function copyFragment(from: Y.XmlFragment, to: Y.XmlFragment): void {
  to.insert(to.length, copies(from, 0));
}

type Node = Y.XmlElement | Y.XmlText;

function copies(parent: Y.XmlFragment, depth: number): Node[] {
  if (depth > deepest) return [];
  return parent.toArray().flatMap((child): Node[] => {
    if (child instanceof Y.XmlText) return [copyText(child)];
    if (!(child instanceof Y.XmlElement)) return [];
    const element = new Y.XmlElement(child.nodeName);
    for (const [name, value] of Object.entries(child.getAttributes()))
      if (value !== undefined) element.setAttribute(name, value);
    element.insert(0, copies(child, depth + 1));
    return [element];
  });
}

function copyText(text: Y.XmlText): Y.XmlText {
  const copy = new Y.XmlText();
  const delta = text.toDelta() as unknown[];
  copy.applyDelta(delta);
  return copy;
}
