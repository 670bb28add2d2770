import { Extension, type Editor } from '@tiptap/core';
import type { Fragment, Node, NodeType, Schema } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

// Merging makes shapes that no single person can: two people each remove another item, and a list without items is left;
// or an item whose line one of them took away while the other put a list below it. y-tiptap builds nodes with
// `checkContent` and deletes what fails, an item with everything inside it, on every device that merely receives the
// edits. So here nothing fails that can be shown. Nothing is written because a document was opened or an update came in;
// the next edit of a person on this device puts the shape right, as a part of that edit.

/** What commands reckon with: a list or an item may be empty for a moment, an item begins with a line. */
export const tolerantContent = {
  bulletList: 'listItem*',
  orderedList: 'listItem*',
  listItem: '(paragraph block*)?',
  taskList: 'taskItem*',
  taskItem: '(paragraph block*)?',
} as const;

/** May `child` be shown inside `parent`, in whatever order and number? undefined: the schema decides. */
export function isTolerated(
  parent: NodeType,
  child: NodeType,
): boolean | undefined {
  switch (parent.name) {
    case 'bulletList':
    case 'orderedList':
      return child.name === 'listItem';
    case 'taskList':
      return child.name === 'taskItem';
    case 'listItem':
    case 'taskItem':
      return child.isInGroup('block');
    default:
      return undefined;
  }
}

export const Structure = Extension.create({
  name: 'structure',
  onBeforeCreate() {
    tolerate(this.editor.schema);
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _before, { doc, tr }) => {
        const isOwnEdit = transactions.some(
          (done) =>
            done.docChanged && done.getMeta(ySyncPluginKey) === undefined,
        );
        return isOwnEdit ? mend(doc, tr) : null;
      },
    }),
  ],
});

/** For commands that would stumble over the shape: called when a person is about to change it. */
export function mendStructure({ state, view }: Editor): void {
  const mended = mend(state.doc, state.tr);
  if (mended !== null) view.dispatch(mended);
}

function tolerate(schema: Schema): void {
  for (const name of Object.keys(tolerantContent)) {
    const type = schema.nodes[name];
    if (type === undefined) continue;
    const checkContent = (content: Fragment) => {
      content.forEach((child) => {
        if (isTolerated(type, child.type) === false)
          throw new RangeError(`No ${child.type.name} inside ${name}`);
      });
    };
    // Not in the published types of prosemirror-model (1.25.13), and the one door through which all nodes are built.
    Object.assign(type, { checkContent });
  }
}

function mend(doc: Node, tr: Transaction): Transaction | null {
  doc.descendants((node, position) => {
    const place = tr.mapping.map(position);
    if (/List$/.test(node.type.name) && node.childCount === 0) {
      tr.delete(place, place + node.nodeSize);
    } else if (
      /Item$/.test(node.type.name) &&
      node.firstChild?.type.name !== 'paragraph'
    ) {
      const line = doc.type.schema.nodes['paragraph']?.create();
      if (line !== undefined) tr.insert(place + 1, line);
    }
    return !node.isTextblock;
  });
  return tr.docChanged ? tr : null;
}
