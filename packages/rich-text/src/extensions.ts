import { Extension, type Extensions } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList } from '@tiptap/extension-list/bullet-list';
import { ListItem } from '@tiptap/extension-list/item';
import { ListKeymap } from '@tiptap/extension-list/keymap';
import { OrderedList } from '@tiptap/extension-list/ordered-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Placeholder } from '@tiptap/extensions/placeholder';
import { Plugin } from '@tiptap/pm/state';
import { renderCaret, renderSelection } from './carets.ts';
import { TaskItem, TaskList } from './checklist.ts';
import type { FieldAwareness } from './field-awareness.ts';
import { Keyboard, TypedEmphasis } from './keyboard.ts';
import { Link } from './link-mark.ts';
import type { RichTextOptions } from './options.ts';
import { Paste } from './paste/paste.ts';
import { RemoteChanges } from './remote-changes.ts';
import { Structure, tolerantContent } from './structure.ts';

/** Typing and pasting rules that may change what was written; all others are off. */
export const inputRules = [
  'heading',
  'bulletList',
  'orderedList',
  'taskItem',
  'typedEmphasis',
];
export const pasteRules = ['link'];

/**
 * The extensions that make the schema: what a field may hold. Names are stored in documents: add, never rename. tiptap's
 * StarterKit would bring as much again that is not used here; a paragraph it adds after a list would be a write on opening.
 */
export function schemaExtensions(done: string): Extensions {
  return [
    Bold,
    BulletList.extend({ content: tolerantContent.bulletList }),
    Document,
    HardBreak,
    Heading.configure({ levels: [2, 3] }),
    Italic,
    ListItem.extend({ content: tolerantContent.listItem }),
    ListKeymap,
    Link,
    OrderedList.extend({ content: tolerantContent.orderedList }),
    Paragraph,
    Text,
    TaskList,
    TaskItem.configure({ done }),
  ];
}

export interface Reactions {
  readonly onPasteTooLong: () => void;
  readonly onToolbar: () => boolean;
}

export function editorExtensions(
  { fragment, placeholder, carets, words }: RichTextOptions,
  awareness: FieldAwareness | null,
  { onPasteTooLong, onToolbar }: Reactions,
): Extensions {
  const others =
    carets && awareness !== null
      ? [
          CollaborationCaret.configure({
            provider: { awareness: awareness.carets },
            render: (user) => renderCaret(user, words.someone),
            selectionRender: renderSelection,
          }),
        ]
      : [];
  return [
    ...schemaExtensions(words.done),
    Collaboration.configure({ fragment }),
    ...others,
    Placeholder.configure({ placeholder }),
    RemoteChanges,
    ReadOnlyState,
    Structure,
    TypedEmphasis,
    Keyboard.configure({ onToolbar }),
    Paste.configure({ onTooLong: onPasteTooLong }),
  ];
}

const ReadOnlyState = Extension.create({
  name: 'readOnlyState',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          attributes: () => ({
            'aria-readonly': String(!this.editor.options.editable),
          }),
        },
      }),
    ];
  },
});
