import type { ContentMatch, NodeType, Schema } from '@tiptap/pm/model';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { isTolerated } from './structure.ts';
import { XmlElement, XmlText, type XmlFragment } from 'yjs';

// y-tiptap deletes, for everybody, each node that its schema does not know or does not allow where it stands, each text
// with an unknown mark, and each unknown attribute of a node that is edited. tiptap's content check looks at the result, when they are gone. So the field is
// read here first: before an editor is made, and before a living editor sees what another device sent.

type YChild = ReturnType<XmlFragment['get']>;

/** Does the editor know everything in this field, so that it would delete nothing of it? */
export function isKnownContent(fragment: XmlFragment, schema: Schema): boolean {
  return (
    matchChildren(fragment, schema.topNodeType, schema) !== null &&
    childrenOf(fragment).every((child) => isKnownChild(child, schema))
  );
}

/**
 * Calls `onUnknown` inside the transaction that brought unknown content, before an editor mounted later than this call
 * can react to it. Returns the function that stops watching.
 */
export function watchForUnknownContent(
  fragment: XmlFragment,
  schema: Schema,
  onUnknown: () => void,
): () => void {
  const onEvents = (
    events: readonly { readonly target: unknown }[],
    { origin }: { readonly origin: unknown },
  ) => {
    // What the editor itself has just written it knows.
    if (origin === ySyncPluginKey) return;
    const isKnown = events.every(({ target }) =>
      target === fragment
        ? isKnownContent(fragment, schema)
        : isKnownChild(target, schema),
    );
    if (!isKnown) onUnknown();
  };
  fragment.observeDeep(onEvents);
  return () => {
    fragment.unobserveDeep(onEvents);
  };
}

function isKnownChild(child: unknown, schema: Schema): boolean {
  if (child instanceof XmlElement)
    return isKnownElement(child as XmlElement, schema);
  return child instanceof XmlText && isKnownText(child, schema);
}

function isKnownElement(element: XmlElement, schema: Schema): boolean {
  const type = schema.nodes[element.nodeName];
  if (type === undefined || type === schema.topNodeType || type.isText)
    return false;
  const known = type.spec.attrs ?? {};
  return (
    Object.keys(element.getAttributes()).every((name) =>
      Object.hasOwn(known, name),
    ) &&
    matchChildren(element, type, schema)?.validEnd === true &&
    childrenOf(element as XmlFragment).every((child) =>
      isKnownChild(child, schema),
    )
  );
}

/** null: something stands where it can not be shown. */
function matchChildren(
  parent: XmlFragment,
  type: NodeType,
  schema: Schema,
): ContentMatch | null {
  let match: ContentMatch | null = type.contentMatch;
  for (const child of childrenOf(parent)) {
    // An empty text is nothing for ProseMirror.
    if (child instanceof XmlText && child.length === 0) continue;
    const childType =
      schema.nodes[child instanceof XmlElement ? child.nodeName : 'text'];
    if (childType === undefined) return null;
    const tolerated = isTolerated(type, childType);
    if (tolerated === false) return null;
    if (tolerated === undefined) match = match?.matchType(childType) ?? null;
  }
  return match;
}

function isKnownText(text: XmlText, schema: Schema): boolean {
  const delta = text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[];
  return delta.every(
    ({ insert, attributes }) =>
      typeof insert === 'string' &&
      Object.entries(attributes ?? {}).every(([name, value]) =>
        isKnownMark(name, value, schema),
      ),
  );
}

function isKnownMark(name: string, value: unknown, schema: Schema): boolean {
  const type = schema.marks[name];
  if (type === undefined) return false;
  const known = type.spec.attrs ?? {};
  return Object.keys(Object(value) as object).every((key) =>
    Object.hasOwn(known, key),
  );
}

function childrenOf(parent: XmlFragment): YChild[] {
  return parent.toArray() as YChild[];
}
