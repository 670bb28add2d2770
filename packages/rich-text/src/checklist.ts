import { Node, mergeAttributes, wrappingInputRule } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';

import { tolerantContent } from './structure.ts';

// Names, attribute and HTML are those of tiptap's own task list, which could take the place of this file without
// touching a document. Ours differs in what people meet: ticking a box does not call up the keyboard of a phone, Tab is
// left to the browser, no inline style (CSP), and the box takes its name from the app's dictionary.

export const TaskList = Node.create({
  name: 'taskList',
  group: 'block list',
  content: tolerantContent.taskList,
  parseHTML: () => [{ tag: 'ul[data-type="taskList"]', priority: 51 }],
  renderHTML: ({ HTMLAttributes }) => [
    'ul',
    mergeAttributes(HTMLAttributes, { 'data-type': 'taskList' }),
    0,
  ],
  addKeyboardShortcuts() {
    return {
      'Mod-Shift-9': () =>
        this.editor.commands.toggleList('taskList', 'taskItem'),
    };
  },
});

export const TaskItem = Node.create<{ done: string }>({
  name: 'taskItem',
  content: tolerantContent.taskItem,
  defining: true,
  addOptions: () => ({ done: '' }),
  addAttributes: () => ({
    checked: {
      default: false,
      keepOnSplit: false,
      parseHTML: (element: HTMLElement) =>
        element.dataset['checked'] === 'true',
      renderHTML: ({ checked }: Record<string, unknown>) => ({
        'data-checked': String(checked === true),
      }),
    },
  }),
  parseHTML: () => [
    {
      tag: 'li[data-type="taskItem"]',
      priority: 51,
      contentElement: (item) =>
        item.querySelector<HTMLElement>(':scope > div') ?? asElement(item),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'li',
    mergeAttributes(HTMLAttributes, { 'data-type': 'taskItem' }),
    0,
  ],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem('taskItem'),
      'Mod-Enter': () =>
        this.editor.isActive('taskItem') &&
        this.editor.commands.updateAttributes('taskItem', {
          checked: this.editor.getAttributes('taskItem')['checked'] !== true,
        }),
    };
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^\s*(\[([ xX]?)\])\s$/,
        type: this.type,
        getAttributes: ([, , tick]) => ({
          checked: tick?.toLowerCase() === 'x',
        }),
      }),
    ];
  },
  addNodeView() {
    const { done } = this.options;
    return ({ node, view, getPos }) => createItemView(node, view, getPos, done);
  },
});

function createItemView(
  node: ProseMirrorNode,
  view: EditorView,
  getPos: () => number | undefined,
  done: string,
): NodeView {
  const item = document.createElement('li');
  const label = document.createElement('label');
  const box = document.createElement('input');
  const content = document.createElement('div');
  item.dataset['type'] = 'taskItem';
  label.contentEditable = 'false';
  box.type = 'checkbox';
  // Inside the text Tab leaves the field; from the keyboard Mod-Enter ticks the item one writes in.
  box.tabIndex = -1;
  label.append(box);
  item.append(label, content);

  const show = ({ attrs, firstChild }: ProseMirrorNode) => {
    const checked = attrs['checked'] === true;
    item.dataset['checked'] = String(checked);
    box.checked = checked;
    box.ariaLabel = `${done}: ${(firstChild?.textContent ?? '').slice(0, 80)}`;
  };
  show(node);
  // Keeps the focus where it is: ticking a box in a list one only reads must not open the keyboard.
  label.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  box.addEventListener('change', () => {
    const position = getPos();
    if (position === undefined || !view.editable) {
      box.checked = !box.checked;
      return;
    }
    view.dispatch(
      view.state.tr.setNodeAttribute(position, 'checked', box.checked),
    );
  });

  return {
    dom: item,
    contentDOM: content,
    update: (next) => {
      if (next.type !== node.type) return false;
      show(next);
      return true;
    },
    stopEvent: ({ target }) => target === box || target === label,
    ignoreMutation: (mutation) =>
      mutation.type !== 'selection' && !content.contains(mutation.target),
  };
}

function asElement(node: globalThis.Node): HTMLElement {
  return node instanceof HTMLElement ? node : document.createElement('div');
}
