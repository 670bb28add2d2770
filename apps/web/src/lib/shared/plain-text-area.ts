import {
  type PlainText,
  type XmlFragment,
  editPlainText,
  fragmentText,
  mapOffset,
  readPlainText,
} from '@minga/documents';

export interface PlainTextArea {
  readonly isComposing: boolean;
  /** Milliseconds since somebody last typed here. */
  readonly quietFor: number;
  /** Where the caret stands in the text as it is in the document now. */
  caret(): number;
  stop(): void;
}

/**
 * A text area on a fragment of a document, until the editor takes its place. While a keyboard composes a word nothing is
 * put into the area, or the word would be doubled or lost; what is typed goes to the document all the same.
 */
export function bindTextArea(
  area: HTMLTextAreaElement,
  fragment: XmlFragment,
): PlainTextArea {
  let shown: PlainText | null = null;
  let isComposing = false;
  let isWriting = false;
  let typedAt = -Infinity;
  const wasReadOnly = area.readOnly;

  /** Only the editor can show it: the words, to be read, until it comes. */
  const showUnplain = (): void => {
    shown = null;
    area.readOnly = true;
    put(fragmentText(fragment));
  };
  const put = (text: string): void => {
    if (area.value === text) return;
    area.value = text;
    area.dispatchEvent(new CustomEvent('minga:refreshed'));
  };
  const refresh = (): void => {
    const now = readPlainText(fragment);
    if (now === null) {
      showUnplain();
      return;
    }
    area.readOnly = wasReadOnly;
    const before = shown;
    shown = now;
    if (area.value === now.text) return;
    const { selectionStart, selectionEnd, selectionDirection } = area;
    put(now.text);
    // Elsewhere Safari would move the focus here.
    if (before !== null && document.activeElement === area)
      area.setSelectionRange(
        mapOffset(before, now, selectionStart),
        mapOffset(before, now, selectionEnd),
        selectionDirection,
      );
  };
  const write = (): void => {
    typedAt = performance.now();
    if (shown === null) return;
    isWriting = true;
    const next = editPlainText(fragment, shown, area.value, area.selectionEnd);
    isWriting = false;
    if (next === null) showUnplain();
    else shown = next;
    if (!isComposing) refresh();
  };
  const onRemote = (): void => {
    if (!isWriting && !isComposing) refresh();
  };
  const onCompositionStart = (): void => {
    isComposing = true;
  };
  const onCompositionEnd = (): void => {
    isComposing = false;
    write();
  };

  refresh();
  fragment.observeDeep(onRemote);
  area.addEventListener('input', write);
  area.addEventListener('compositionstart', onCompositionStart);
  area.addEventListener('compositionend', onCompositionEnd);
  return {
    get isComposing() {
      return isComposing;
    },
    get quietFor() {
      return performance.now() - typedAt;
    },
    caret() {
      const now = readPlainText(fragment);
      const { selectionEnd } = area;
      return shown === null || now === null
        ? selectionEnd
        : mapOffset(shown, now, selectionEnd);
    },
    stop() {
      fragment.unobserveDeep(onRemote);
      area.removeEventListener('input', write);
      area.removeEventListener('compositionstart', onCompositionStart);
      area.removeEventListener('compositionend', onCompositionEnd);
    },
  };
}
