import { Extension, InputRule } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { mendStructure } from './structure.ts';

/**
 * What the keys do beyond tiptap's defaults. Tab and Shift+Tab always leave the text, also in a list, where tiptap
 * would keep them for indenting: nobody is trapped. Lists are indented with Mod+] and Mod+[.
 */
export const Keyboard = Extension.create<{ onToolbar: () => boolean }>({
  name: 'keyboard',
  // Before the lists, whose Tab would otherwise come first.
  priority: 1100,
  addOptions: () => ({ onToolbar: () => false }),
  addKeyboardShortcuts() {
    // Read at each press: tiptap's commands hold the document of the moment they were asked for.
    const run = (name: 'sinkListItem' | 'liftListItem') =>
      this.editor.commands[name]('listItem') ||
      this.editor.commands[name]('taskItem');
    return {
      'Mod-]': () => run('sinkListItem'),
      'Mod-[': () => run('liftListItem'),
      Enter: () => {
        mendStructure(this.editor);
        // tiptap's own Enter throws when the selection goes from a line into a list, and nothing happens for the person.
        if (!this.editor.state.selection.empty)
          this.editor.commands.deleteSelection();
        return false;
      },
      Backspace: () => {
        mendStructure(this.editor);
        return false;
      },
      Delete: () => {
        mendStructure(this.editor);
        return false;
      },
      'Alt-F10': () => this.options.onToolbar(),
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          // true: the editor ignores the key, and the browser does what it always does with it.
          keydown: (_view, event) => event.key === 'Tab',
        },
      },
    }),
  ],
});

/** *word* and _word_ while typing, as in WhatsApp, where tiptap would read Markdown (one star is italic there). */
export const TypedEmphasis = Extension.create({
  name: 'typedEmphasis',
  addInputRules() {
    const { schema } = this.editor;
    const rule = (sign: string, mark: string) =>
      new InputRule({
        find: new RegExp(
          `(?:^|\\s)(\\${sign}([^\\s${sign}](?:[^${sign}]*[^\\s${sign}])?)\\${sign})$`,
        ),
        handler: ({ state, range, match }) => {
          const type = schema.marks[mark];
          const [whole, , inner = ''] = match;
          if (type === undefined || inner === '') return null;
          const from = range.from + whole.search(/\S/);
          // The closing sign is being typed and is not in the document yet.
          state.tr.delete(from + 1 + inner.length, range.to);
          state.tr.delete(from, from + 1);
          state.tr.addMark(from, from + inner.length, type.create());
          state.tr.removeStoredMark(type);
          return undefined;
        },
      });
    return [rule('*', 'bold'), rule('_', 'italic')];
  },
});
