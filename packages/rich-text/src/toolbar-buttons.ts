import type { Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { IconName } from './icons.tsx';

export interface ToolbarButton {
  /** Also the key of its word and of its icon. */
  readonly name: IconName;
  /** In the notation of `aria-keyshortcuts`, for keyboards with a Control key. */
  readonly keys?: string;
  readonly run: (editor: Editor) => void;
}

/** What the bar shows of the place where the caret stands. `undefined`: not a thing that is on or off. */
export interface ToolbarState {
  readonly pressed: Readonly<Partial<Record<IconName, boolean>>>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export const toolbarButtons: readonly ToolbarButton[] = [
  {
    name: 'bold',
    keys: 'Control+B',
    run: (editor) => editor.chain().toggleBold().run(),
  },
  {
    name: 'italic',
    keys: 'Control+I',
    run: (editor) => editor.chain().toggleItalic().run(),
  },
  {
    name: 'bulletList',
    keys: 'Control+Shift+8',
    run: (editor) => editor.chain().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    keys: 'Control+Shift+7',
    run: (editor) => editor.chain().toggleOrderedList().run(),
  },
  {
    name: 'checklist',
    keys: 'Control+Shift+9',
    run: (editor) => editor.chain().toggleList('taskList', 'taskItem').run(),
  },
  {
    name: 'heading',
    keys: 'Control+Alt+2',
    run: (editor) => editor.chain().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'subheading',
    keys: 'Control+Alt+3',
    run: (editor) => editor.chain().toggleHeading({ level: 3 }).run(),
  },
  // The bar opens the form instead.
  { name: 'link', run: () => undefined },
  { name: 'undo', keys: 'Control+Z', run: (editor) => editor.commands.undo() },
  { name: 'redo', keys: 'Control+Y', run: (editor) => editor.commands.redo() },
];

export function readToolbarState(editor: Editor): ToolbarState {
  const undo = undoOf(editor);
  return {
    pressed: {
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
      checklist: editor.isActive('taskList'),
      heading: editor.isActive('heading', { level: 2 }),
      subheading: editor.isActive('heading', { level: 3 }),
      link: editor.isActive('link'),
    },
    canUndo: (undo?.undoStack.length ?? 0) > 0,
    canRedo: (undo?.redoStack.length ?? 0) > 0,
  };
}

/** So that undoing a button does not take the words typed just before along with it. */
export function startUndoStep(editor: Editor): void {
  undoOf(editor)?.stopCapturing();
}

interface UndoStacks {
  readonly undoStack: readonly unknown[];
  readonly redoStack: readonly unknown[];
  stopCapturing(): void;
}

function undoOf(editor: Editor): UndoStacks | undefined {
  const state = yUndoPluginKey.getState(editor.state) as
    { undoManager: UndoStacks } | undefined;
  return state?.undoManager;
}
