import { getSchema } from '@tiptap/core';
import type { Editor } from '@tiptap/react';
import { createRoot } from 'preact/compat/client';
import { schemaExtensions } from './extensions.ts';
import { createFieldAwareness } from './field-awareness.ts';
import { isKnownContent, watchForUnknownContent } from './known-content.ts';
import type {
  RichTextIsland,
  RichTextOptions,
  RichTextPosition,
} from './options.ts';
import { plainOffsetToPosition } from './position.ts';
import { Reading } from './reading.tsx';
import './rich-text.css';
import { Writing } from './writing.tsx';

/** Puts the editor of one field into `node`. Opening writes nothing; what is written goes to `fragment` as she types. */
export function mountRichText(
  node: HTMLElement,
  options: RichTextOptions,
): RichTextIsland {
  const { fragment, field, person, onReady, onUnknownContent } = options;
  const schema = getSchema(schemaExtensions(''));
  const awareness =
    options.awareness === null
      ? null
      : createFieldAwareness(options.awareness, field, person);
  const root = createRoot(node);
  let editor: Editor | null = null;
  let phase: 'writing' | 'reading' | 'destroyed' = 'writing';
  let isEditable = options.editable;
  let hasFocus = false;
  let wantedFocus: RichTextPosition | undefined;

  const render = () => {
    if (phase === 'destroyed') return;
    root.render(
      phase === 'reading' ? (
        <Reading {...options} />
      ) : (
        <Writing
          options={options}
          awareness={awareness}
          isEditable={isEditable}
          hasFocus={hasFocus}
          onEditor={onEditor}
        />
      ),
    );
  };
  const onEditor = (made: Editor) => {
    const isFirst = editor === null;
    editor = made;
    made.setEditable(isEditable, false);
    if (wantedFocus !== undefined) focusAt(made, wantedFocus);
    wantedFocus = undefined;
    if (isFirst) onReady?.();
  };
  const readOnly = () => {
    if (phase !== 'writing') return;
    phase = 'reading';
    // At once, still inside the transaction that brought the content: see known-content.ts.
    editor?.destroy();
    editor = null;
    awareness?.leave();
    render();
    onUnknownContent?.();
  };

  const onFocusIn = () => {
    if (!isEditable || phase !== 'writing') return;
    awareness?.enter();
    if (!hasFocus) {
      hasFocus = true;
      render();
    }
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    // An editor that is being taken down blurs on its way out.
    if (phase !== 'writing') return;
    if (relatedTarget instanceof Node && node.contains(relatedTarget)) return;
    awareness?.leave();
    hasFocus = false;
    render();
  };
  // While capturing: the caret plugin hears the same event at the text, and may write only when she has entered.
  node.addEventListener('focusin', onFocusIn, true);
  node.addEventListener('focusout', onFocusOut);
  node.classList.add('minga-rich-text');

  const unwatch = watchForUnknownContent(fragment, schema, readOnly);
  if (isKnownContent(fragment, schema)) render();
  else readOnly();

  return {
    focus: (position = 'end') => {
      if (editor === null) wantedFocus = position;
      else focusAt(editor, position);
    },
    setEditable: (editable) => {
      isEditable = editable;
      editor?.setEditable(editable, false);
      if (!editable) {
        hasFocus = false;
        awareness?.leave();
      }
      render();
    },
    destroy: () => {
      if (phase === 'destroyed') return;
      phase = 'destroyed';
      unwatch();
      node.removeEventListener('focusin', onFocusIn, true);
      node.removeEventListener('focusout', onFocusOut);
      awareness?.leave();
      root.unmount();
      // tiptap would wait a moment to see whether the component comes back, and go on listening to the document.
      editor?.destroy();
      editor = null;
      node.classList.remove('minga-rich-text');
    },
  };
}

function focusAt(editor: Editor, position: RichTextPosition): void {
  const { doc } = editor.state;
  const place =
    typeof position === 'number'
      ? plainOffsetToPosition(doc, position)
      : position === 'start'
        ? 0
        : doc.content.size;
  editor.commands.setTextSelection(place);
  // Not tiptap's `focus`, which waits for a frame: a phone keeps its keyboard open only if the focus moves at once.
  editor.view.focus();
  editor.commands.scrollIntoView();
}
