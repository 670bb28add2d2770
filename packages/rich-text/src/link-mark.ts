import { Mark, markPasteRule } from '@tiptap/core';
import type { MarkType, ResolvedPos } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import {
  addressIn,
  findAddresses,
  isLinkable,
  renderLink,
  type FoundAddress,
} from './links.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    link: {
      setLink: (attributes: { href: string }) => ReturnType;
      unsetLink: () => ReturnType;
    };
  }
}

// Names, attributes and HTML are those of tiptap's own link, which could take the place of this file without touching a
// document. Ours knows the addresses of links.ts and not the list of all endings in the world, which is 6 KB.

export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  keepOnSplit: false,
  exitable: true,
  inclusive: true,
  addAttributes: () => ({
    href: { default: null },
    // Kept for what others wrote; never drawn (renderLink).
    target: { default: null },
    rel: { default: null },
    class: { default: null },
    title: { default: null },
  }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (link) =>
        isLinkable(link.getAttribute('href') ?? '') ? null : false,
    },
  ],
  renderHTML: ({ mark }) => renderLink(mark),
  addCommands() {
    return {
      setLink:
        ({ href }) =>
        ({ chain }) =>
          isLinkable(href) &&
          chain().setMark(this.name, { href }).setMeta(leaveAsItIs, true).run(),
      unsetLink:
        () =>
        ({ chain }) =>
          chain()
            .unsetMark(this.name, { extendEmptyMarkRange: true })
            .setMeta(leaveAsItIs, true)
            .run(),
    };
  },
  addPasteRules() {
    return [
      markPasteRule({
        find: (text) =>
          findAddresses(text).map(({ index, written, href }) => ({
            index,
            text: written,
            data: { href },
          })),
        type: this.type,
        getAttributes: ({ data }) => ({ href: data?.['href'] as unknown }),
      }),
    ];
  },
  addProseMirrorPlugins() {
    return [linkTyped(this.type), linkSelection(this.type)];
  },
});

const leaveAsItIs = 'leaveLinksAsTheyAre';

/** An address becomes a link with the space, or the new line, that ends it. */
function linkTyped(type: MarkType): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, after) => {
      const isTyped =
        after.doc.content.size > before.doc.content.size &&
        transactions.every(
          (done) =>
            done.getMeta(ySyncPluginKey) === undefined &&
            done.getMeta(leaveAsItIs) !== true,
        );
      return isTyped ? linkBefore(after, type) : null;
    },
  });
}

function linkBefore(
  { doc, selection, tr }: EditorState,
  type: MarkType,
): Transaction | null {
  if (!selection.empty) return null;
  const written = justEnded(selection.$from);
  if (written === null) return null;
  const { found, start } = written;
  const from = start + found.index;
  const to = from + found.written.length;
  if (doc.rangeHasMark(from, to, type)) return null;
  return tr.addMark(from, to, type.create({ href: found.href }));
}

/** The address that ends where the caret's word or line begins, and where its text block starts. */
function justEnded(
  $caret: ResolvedPos,
): { readonly found: FoundAddress; readonly start: number } | null {
  if (!$caret.parent.isTextblock) return null;
  const isNewLine = $caret.parentOffset === 0;
  const $end = isNewLine ? endOfBlockBefore($caret) : $caret;
  if ($end === null) return null;
  const text = $end.parent.textBetween(
    0,
    $end.parentOffset,
    undefined,
    '\ufffc',
  );
  const word = (isNewLine ? /\S+$/ : /\S+(?=\s$)/).exec(text);
  const found = word === null ? null : addressIn(word[0]);
  return word === null || found === null
    ? null
    : {
        found: { ...found, index: word.index + found.index },
        start: $end.start(),
      };
}

function endOfBlockBefore($caret: ResolvedPos): ResolvedPos | null {
  // Out of the item, too: a new line in a list is a new item.
  for (let depth = $caret.depth; depth > 0; depth--) {
    if ($caret.index(depth - 1) === 0) continue;
    let place = $caret.before(depth) - 1;
    let $end = $caret.doc.resolve(place);
    while (!$end.parent.isTextblock && $end.nodeBefore !== null) {
      place -= 1;
      $end = $caret.doc.resolve(place);
    }
    return $end.parent.isTextblock ? $end : null;
  }
  return null;
}

/** An address pasted over a selection links what is selected. */
function linkSelection(type: MarkType): Plugin {
  return new Plugin({
    props: {
      handlePaste: ({ state, dispatch }, _event, { content }) => {
        const { empty, from, to } = state.selection;
        if (empty) return false;
        const text = content.textBetween(0, content.size, '\n');
        const found = addressIn(text);
        if (found === null || found.written !== text) return false;
        dispatch(
          state.tr
            .addMark(from, to, type.create({ href: found.href }))
            .setMeta(leaveAsItIs, true),
        );
        return true;
      },
    },
  });
}
