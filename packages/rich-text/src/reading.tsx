import { useEffect, useReducer, type ReactNode } from 'react';
import { XmlElement, XmlText, type XmlFragment } from 'yjs';
import type { RichTextOptions } from './options.ts';

const tags: Record<string, 'p' | 'h2' | 'h3' | 'ul' | 'ol' | 'li'> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  taskList: 'ul',
  listItem: 'li',
  taskItem: 'li',
};

/** A field with content of a newer version: all its text, drawn from the document itself, and no editor near it. */
export function Reading({
  fragment,
  label,
  describedBy,
  words,
}: RichTextOptions): ReactNode {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    fragment.observeDeep(redraw);
    return () => fragment.unobserveDeep(redraw);
  }, [fragment]);
  return (
    <>
      <p className="minga-text-notice" role="status">
        {words.newerContent}
      </p>
      <div
        role="group"
        aria-label={label}
        aria-describedby={describedBy}
        className="minga-text-reading"
      >
        {drawChildren(fragment)}
      </div>
    </>
  );
}

function drawChildren(parent: XmlFragment): ReactNode[] {
  return parent.toArray().map((child, index) => {
    if (child instanceof XmlText) return drawText(child);
    return child instanceof XmlElement ? drawElement(child, index) : null;
  });
}

function drawElement(element: XmlElement, key: number): ReactNode {
  const Tag =
    element.nodeName === 'heading'
      ? headingTag(element)
      : (tags[element.nodeName] ?? 'div');
  return <Tag key={key}>{drawChildren(element)}</Tag>;
}

function headingTag(element: XmlElement): 'h2' | 'h3' {
  const level: unknown = element.getAttribute('level');
  return level === 3 ? 'h3' : 'h2';
}

function drawText(text: XmlText): ReactNode[] {
  const delta = text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[];
  return delta.map(({ insert, attributes }, index) => {
    if (typeof insert !== 'string') return null;
    if (attributes?.['bold'] !== undefined)
      return <strong key={index}>{insert}</strong>;
    return attributes?.['italic'] === undefined ? (
      insert
    ) : (
      <em key={index}>{insert}</em>
    );
  });
}
