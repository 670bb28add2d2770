import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { editorExtensions, inputRules, pasteRules } from './extensions.ts';
import type { FieldAwareness } from './field-awareness.ts';
import type { RichTextOptions } from './options.ts';
import { Toolbar } from './toolbar.tsx';

interface WritingProps {
  readonly options: RichTextOptions;
  readonly awareness: FieldAwareness | null;
  readonly isEditable: boolean;
  readonly hasFocus: boolean;
  /** Told which editor lives, so that it can be stopped from outside React. */
  readonly onEditor: (editor: Editor) => void;
}

export function Writing({
  options,
  awareness,
  isEditable,
  hasFocus,
  onEditor,
}: WritingProps): ReactNode {
  const { words } = options;
  const bar = useRef<HTMLDivElement>(null);
  const [isPasteTooLong, setIsPasteTooLong] = useState(false);
  // Made once: with new extensions on each render tiptap would set the editor up anew each time.
  const [settings] = useState(() => ({
    // preact runs effects after the next frame, and tiptap destroys an editor made while rendering that no effect has
    // claimed within a millisecond: it would make each editor twice. Made in the effect, it is made once.
    immediatelyRender: false as const,
    shouldRerenderOnTransaction: false,
    injectCSS: false,
    editable: options.editable,
    enableContentCheck: true,
    enableInputRules: inputRules,
    enablePasteRules: pasteRules,
    // `delete` compares documents after each keystroke for an event that nobody here listens to; copied text is ours.
    enableCoreExtensions: {
      clipboardTextSerializer: false,
      delete: false,
      drop: false,
      paste: false,
    } as const,
    extensions: editorExtensions(options, awareness, {
      onPasteTooLong: () => setIsPasteTooLong(true),
      onToolbar: () => focusBar(bar.current),
    }),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': options.label,
        ...(options.describedBy === undefined
          ? {}
          : { 'aria-describedby': options.describedBy }),
        'aria-placeholder': options.placeholder,
        class: 'minga-text-editor',
      },
    },
    // Only the shape can be wrong here, unknown content having been stopped before (known-content.ts). tiptap would from
    // now on ignore what others write, and its `disableCollaboration` destroys the whole Y.Doc with all its other fields.
    // Structure mends the shape with the next edit instead.
    onContentError: ({ editor }: { editor: Editor }) => {
      editor.storage.collaboration.isDisabled = false;
    },
    onUpdate: () => setIsPasteTooLong(false),
  }));
  const editor = useEditor(settings);

  useLayoutEffect(() => {
    if (editor !== null) onEditor(editor);
  }, [editor, onEditor]);

  if (editor === null) return null;
  return (
    <>
      <EditorContent editor={editor} className="minga-text-body" />
      <p className="minga-text-notice" role="status">
        {isPasteTooLong ? words.pasteTooLong : ''}
      </p>
      {isEditable && hasFocus && (
        <Toolbar editor={editor} words={words} barRef={bar} />
      )}
    </>
  );
}

function focusBar(bar: HTMLElement | null): boolean {
  const button = bar?.querySelector<HTMLButtonElement>('button[tabindex="0"]');
  button?.focus();
  return button !== undefined && button !== null;
}
