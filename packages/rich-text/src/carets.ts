import type { DecorationAttrs } from '@tiptap/pm/view';

/**
 * The caret of somebody else: a bar with her shape on top, and her name above the block of text, in the gap that
 * rich-text.css keeps free there, so that a label never covers what is written.
 */
export function renderCaret(
  user: Record<string, unknown>,
  someone: string,
): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'minga-caret';
  // Presence is told elsewhere in words; inside the text it would be read out between two letters.
  caret.ariaHidden = 'true';
  caret.dataset['shape'] = textOf(user['shape']);
  caret.style.setProperty('--person', textOf(user['color']));
  const label = document.createElement('span');
  label.className = 'minga-caret-label';
  label.dir = 'auto';
  label.textContent = textOf(user['name']) || someone;
  // Word joiners keep the browser from breaking the line, or placing its own caret, inside the widget.
  caret.append('\u2060', label, '\u2060');
  return caret;
}

export function renderSelection(
  user: Record<string, unknown>,
): DecorationAttrs {
  return {
    class: 'minga-caret-selection',
    style: `--person: ${textOf(user['color'])}`,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
