import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import {
  Plugin,
  Selection,
  TextSelection,
  type EditorState,
  type Transaction,
} from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager, XmlFragment } from 'yjs';

interface Change {
  /** First place where the documents differ, and where the difference ends before and after. */
  readonly from: number;
  readonly before: number;
  readonly after: number;
}

interface Binding {
  readonly type: XmlFragment;
  readonly mapping: Map<unknown, unknown>;
  /** null when the editor has been destroyed, which may happen inside the very event that is being drawn. */
  readonly prosemirrorView: unknown;
  beforeTransactionSelection: unknown;
  _forceRerender(): void;
}

interface Drawing {
  /** The latest edit of Yjs has reached the editor. */
  isDrawn: boolean;
  willScroll: boolean;
}

/**
 * y-tiptap answers each edit of another device by putting a whole new document in the place of the old one. ProseMirror
 * then redraws lines nobody touched, and the word that a phone's keyboard is composing is committed half-way and comes
 * out twice ("niniños"). Here the same change is applied as the small edit it was.
 */
export const RemoteChanges = Extension.create<object, Drawing>({
  name: 'remoteChanges',
  addStorage: () => ({ isDrawn: false, willScroll: false }),
  dispatchTransaction({ transaction, next }) {
    if (
      transaction.getMeta(ySyncPluginKey) === undefined ||
      !transaction.docChanged
    ) {
      next(transaction);
      return;
    }
    const { state, view } = this.editor;
    const change = findChange(state.doc, transaction.doc);
    const small = toSmallEdit(state, transaction, change);
    if (view.composing && change !== undefined)
      keepComposedText(view, transaction.doc, change);
    if (transaction.scrolledIntoView) scrollWithNextFrame(view, this.storage);
    // tiptap would turn an address that came from the document, also at mount, into a link: a write nobody made.
    next(small.setMeta('preventAutolink', true));
    this.storage.isDrawn = true;
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({ view: ({ state }) => watchDrawing(state, this.storage) }),
    ];
  },
});

/**
 * y-tiptap keeps the caret on the screen with each edit of others, for which the page has to be laid out at once. With the
 * frame it is laid out anyway, and once for all that has come until then.
 */
function scrollWithNextFrame(view: EditorView, drawing: Drawing): void {
  if (drawing.willScroll) return;
  drawing.willScroll = true;
  requestAnimationFrame(() => {
    drawing.willScroll = false;
    if (!view.isDestroyed && view.hasFocus())
      view.dispatch(view.state.tr.scrollIntoView());
  });
}

/**
 * When drawing fails, Yjs has the edit and the editor has not, and would take it back for everybody with the next letter
 * that is typed. So a failed drawing is done again from scratch.
 */
function watchDrawing(
  state: EditorState,
  drawing: Drawing,
): { destroy(): void } {
  const binding = bindingOf(state);
  const { undoManager } = yUndoPluginKey.getState(state) as {
    readonly undoManager: UndoManager;
  };
  const onEvents = (
    _events: unknown,
    { origin }: { readonly origin: unknown },
  ) => {
    const isOverdue = origin !== ySyncPluginKey && !drawing.isDrawn;
    if (isOverdue && binding.prosemirrorView !== null) binding._forceRerender();
    drawing.isDrawn = false;
  };
  // y-tiptap keeps the selection of an undone step and uses it for the next edit of anybody, where it may lie beyond the
  // end of the text: that is one way for drawing to fail.
  const forgetSelection = () => {
    binding.beforeTransactionSelection = null;
  };
  binding.type.observeDeep(onEvents);
  undoManager.on('stack-item-popped', forgetSelection);
  return {
    destroy: () => {
      binding.type.unobserveDeep(onEvents);
      undoManager.off('stack-item-popped', forgetSelection);
    },
  };
}

function bindingOf(state: EditorState): Binding {
  const { binding } = ySyncPluginKey.getState(state) as {
    readonly binding: Binding;
  };
  return binding;
}

/** The smallest run of blocks, or of letters within one block, that differs. Whole blocks are never cut at like letters. */
function findChange(before: Node, after: Node, start = 0): Change | undefined {
  if (before.inlineContent) return findInlineChange(before, after, start);
  const shorter = Math.min(before.childCount, after.childCount);
  let head = 0;
  while (head < shorter && before.child(head).eq(after.child(head))) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before
      .child(before.childCount - 1 - tail)
      .eq(after.child(after.childCount - 1 - tail))
  )
    tail += 1;
  const gone = before.childCount - head - tail;
  const come = after.childCount - head - tail;
  if (gone === 0 && come === 0) return undefined;
  const from = start + sizeOf(before, 0, head);
  if (
    gone === 1 &&
    come === 1 &&
    before.child(head).sameMarkup(after.child(head))
  )
    return findChange(before.child(head), after.child(head), from + 1);
  return {
    from,
    before: from + sizeOf(before, head, head + gone),
    after: from + sizeOf(after, head, head + come),
  };
}

function findInlineChange(
  before: Node,
  after: Node,
  start: number,
): Change | undefined {
  const from = before.content.findDiffStart(after.content, start);
  const end = before.content.findDiffEnd(
    after.content,
    start + before.content.size,
    start + after.content.size,
  );
  if (from === null || end === null) return undefined;
  // In "aa" → "aaa" the same letters count from both sides.
  const overlap = Math.max(0, from - Math.min(end.a, end.b));
  return { from, before: end.a + overlap, after: end.b + overlap };
}

function sizeOf(parent: Node, from: number, to: number): number {
  let size = 0;
  for (let index = from; index < to; index += 1)
    size += parent.child(index).nodeSize;
  return size;
}

function toSmallEdit(
  state: EditorState,
  whole: Transaction,
  change: Change | undefined,
): Transaction {
  const { tr } = state;
  if (change !== undefined)
    tr.replace(
      change.from,
      change.before,
      whole.doc.slice(change.from, change.after),
    );
  // The small way is a courtesy to the eye and the keyboard; what is shown must be what Yjs holds.
  if (!tr.doc.eq(whole.doc)) return whole;
  keepNodes(state, whole.doc, tr.doc);
  tr.setSelection(toSelection(tr.doc, whole.selection));
  // Bold switched on with nothing written yet outlives what others do elsewhere.
  if (state.storedMarks !== null) tr.setStoredMarks(state.storedMarks);
  tr.setMeta(ySyncPluginKey, whole.getMeta(ySyncPluginKey));
  return tr.setMeta('addToHistory', false);
}

/**
 * y-tiptap remembers which node stands for which part of the Yjs document, and would compare letter by letter, and
 * rewrite in its own fashion, what it does not recognise. So it is told of the nodes that stayed.
 */
function keepNodes(state: EditorState, whole: Node, small: Node): void {
  const kept = new Map<unknown, Node>();
  const pair = (made: Node, stayed: Node) => {
    if (made === stayed) return;
    kept.set(made, stayed);
    made.forEach((child, _offset, index) => pair(child, stayed.child(index)));
  };
  pair(whole, small);
  const { mapping } = bindingOf(state);
  for (const [part, node] of mapping) {
    const stayed = kept.get(node);
    if (stayed !== undefined) mapping.set(part, stayed);
  }
}

/** At mount y-tiptap may leave the caret between the items of a list, where nothing can be written. */
function toSelection(doc: Node, wanted: Selection): Selection {
  return wanted instanceof TextSelection && !wanted.$head.parent.inlineContent
    ? Selection.near(doc.resolve(wanted.head))
    : Selection.fromJSON(doc, wanted.toJSON());
}

/**
 * A change in the very text node that is being composed: ProseMirror would set its whole value, which ends the
 * composition; edited in place, the browser moves the composition along. ProseMirror finds the text as it wants it.
 */
function keepComposedText(view: EditorView, after: Node, change: Change): void {
  const composed = document.getSelection()?.focusNode;
  if (!(composed instanceof Text) || !view.dom.contains(composed)) return;
  const start = view.posAtDOM(composed, 0);
  const isInside =
    change.from >= start && change.before <= start + composed.length;
  const added = after.slice(change.from, change.after).content;
  const isText = added.size === 0 || added.firstChild?.isText === true;
  if (!isInside || !isText) return;
  composed.replaceData(
    change.from - start,
    change.before - change.from,
    after.textBetween(change.from, change.after),
  );
}
