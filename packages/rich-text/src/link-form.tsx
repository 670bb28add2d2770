import type { Editor } from '@tiptap/react';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { toAddress } from './links.ts';
import type { RichTextWords } from './options.ts';

interface LinkFormProps {
  readonly editor: Editor;
  readonly words: RichTextWords;
  readonly onClose: () => void;
}

/** The address of the link at the caret, or of a new one over the selection. */
export function LinkForm({ editor, words, onClose }: LinkFormProps): ReactNode {
  const [present] = useState(() => hrefAtCaret(editor));
  const [isRefused, setIsRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const problemId = useId();

  useEffect(() => input.current?.focus(), []);

  const apply = () => {
    const address = toAddress(input.current?.value ?? '');
    setIsRefused(address === undefined);
    if (address === undefined) return;
    setLink(editor, address);
    onClose();
  };
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (event.target === input.current) apply();
  };
  const presentAddress = toAddress(present);

  // A group and not a <form>: the field may stand inside a form of the app.
  return (
    <div
      role="group"
      aria-label={words.link}
      className="minga-text-link"
      onKeyDown={onKeyDown}
    >
      <label>
        {words.linkAddress}
        <input
          ref={input}
          type="url"
          inputMode="url"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          defaultValue={present}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? problemId : undefined}
        />
      </label>
      {isRefused && (
        <p id={problemId} role="alert">
          {words.linkRefused}
        </p>
      )}
      <div className="minga-text-link-actions">
        <button type="button" onClick={apply}>
          {words.linkApply}
        </button>
        {presentAddress !== undefined && (
          <>
            <a href={presentAddress} target="_blank" rel="noopener noreferrer">
              {words.linkOpen}
            </a>
            <button type="button" onClick={remove}>
              {words.linkRemove}
            </button>
          </>
        )}
        <button type="button" onClick={onClose}>
          {words.linkCancel}
        </button>
      </div>
    </div>
  );
}

function hrefAtCaret(editor: Editor): string {
  const href: unknown = editor.getAttributes('link')['href'];
  return typeof href === 'string' ? href : '';
}

function setLink(editor: Editor, href: string): void {
  const { empty } = editor.state.selection;
  if (empty && !editor.isActive('link')) {
    const text = href.replace(/^(mailto:|tel:)/, '');
    editor.commands.insertContent({
      type: 'text',
      text,
      marks: [{ type: 'link', attrs: { href } }],
    });
    return;
  }
  editor.chain().extendMarkRange('link').setLink({ href }).run();
}
