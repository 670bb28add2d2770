import { useEditorState, type Editor } from '@tiptap/react';
import {
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { Icon } from './icons.tsx';
import { LinkForm } from './link-form.tsx';
import type { RichTextWords } from './options.ts';
import { mendStructure } from './structure.ts';
import {
  readToolbarState,
  startUndoStep,
  toolbarButtons,
  type ToolbarButton,
  type ToolbarState,
} from './toolbar-buttons.ts';

interface ToolbarProps {
  readonly editor: Editor;
  readonly words: RichTextWords;
  readonly barRef: RefObject<HTMLDivElement | null>;
}

/** Comes after the text, so that it pushes nothing away from under the finger when it appears. */
export function Toolbar({ editor, words, barRef }: ToolbarProps): ReactNode {
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => readToolbarState(current),
  });
  const [current, setCurrent] = useState(0);
  const [isLinking, setIsLinking] = useState(false);

  const closeLinkForm = () => {
    // First the focus: with the form the field would lose it, and with it these buttons.
    editor.view.focus();
    setIsLinking(false);
  };
  const press = (button: ToolbarButton) => {
    if (button.name === 'link') {
      if (isLinking) closeLinkForm();
      else setIsLinking(true);
      return;
    }
    if (isAvailable(button, state)) {
      startUndoStep(editor);
      mendStructure(editor);
      button.run(editor);
      startUndoStep(editor);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // One Escape goes back to the text; a dialog around the field must not take it as its own.
      event.preventDefault();
      event.stopPropagation();
      editor.view.focus();
      return;
    }
    const next = roveTo(event.key, current);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    barRef.current?.querySelectorAll('button').item(next).focus();
  };

  return (
    <div className="minga-text-tools">
      {isLinking && (
        <LinkForm editor={editor} words={words} onClose={closeLinkForm} />
      )}
      <div
        ref={barRef}
        role="toolbar"
        aria-label={words.toolbar}
        aria-orientation="horizontal"
        className="minga-text-bar"
        onKeyDown={onKeyDown}
        // A press must leave the focus, the selection and the keyboard of the phone with the text.
        onMouseDown={(event) => event.preventDefault()}
      >
        {toolbarButtons.map((button, index) => (
          <button
            key={button.name}
            type="button"
            tabIndex={index === current ? 0 : -1}
            title={words[button.name]}
            aria-pressed={state.pressed[button.name]}
            aria-expanded={button.name === 'link' ? isLinking : undefined}
            aria-disabled={isAvailable(button, state) ? undefined : true}
            aria-keyshortcuts={button.keys}
            onFocus={() => setCurrent(index)}
            onClick={() => press(button)}
          >
            <Icon name={button.name} />
            <span className="minga-text-hidden">{words[button.name]}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

/** Undo and redo stay focusable when there is nothing to do: a focus that vanishes loses a person's place. */
function isAvailable(
  { name }: ToolbarButton,
  { canUndo, canRedo }: ToolbarState,
): boolean {
  if (name === 'undo') return canUndo;
  return name !== 'redo' || canRedo;
}

function roveTo(key: string, current: number): number | undefined {
  const last = toolbarButtons.length - 1;
  switch (key) {
    case 'ArrowRight':
      return current === last ? 0 : current + 1;
    case 'ArrowLeft':
      return current === 0 ? last : current - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
