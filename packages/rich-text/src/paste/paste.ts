import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { cleanPastedHtml } from './clean-html.ts';
import { plainTextToSlice, sliceToPlainText } from './plain-text.ts';

export const maxPastedCharacters = 300_000;
/** Word wraps a page in ten times its length of markup; beyond this the markup is left and the text is taken. */
const maxPastedMarkup = 3_000_000;

export const Paste = Extension.create<{ onTooLong: () => void }>({
  name: 'cleanPaste',
  addOptions: () => ({ onTooLong: () => undefined }),
  addProseMirrorPlugins() {
    const { onTooLong } = this.options;
    const take = (
      view: EditorView,
      event: Event,
      data: DataTransfer | null,
    ) => {
      const text = data?.getData('text/plain') ?? '';
      const markup = data?.getData('text/html') ?? '';
      if (
        text.length > maxPastedCharacters ||
        (text === '' && markup.length > maxPastedMarkup)
      ) {
        event.preventDefault();
        onTooLong();
        return true;
      }
      if (markup.length <= maxPastedMarkup || event.type !== 'paste')
        return false;
      event.preventDefault();
      return view.pasteText(text);
    };
    return [
      new Plugin({
        props: {
          // Before ProseMirror reads the clipboard: parsing is what would take long.
          handleDOMEvents: {
            paste: (view, event) => take(view, event, event.clipboardData),
            drop: (view, event) => take(view, event, event.dataTransfer),
          },
          transformPastedHTML: cleanPastedHtml,
          clipboardTextSerializer: sliceToPlainText,
          clipboardTextParser: (text, $context, literal, view) =>
            plainTextToSlice(
              text,
              view.state.schema,
              $context.marks(),
              literal,
            ),
        },
      }),
    ];
  },
});
