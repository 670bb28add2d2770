import { type FieldPath, type XmlFragment, caretAt } from '@minga/documents';
import type { OpenDocument } from '@minga/sync';

type Awareness = OpenDocument['awareness'];

/** Tells the others in which field she writes, and on larger screens at which letter, while a text area has the focus. */
export function tellPresence(
  area: HTMLTextAreaElement,
  fragment: XmlFragment,
  awareness: Awareness,
  options: { readonly field: FieldPath; readonly carets: boolean },
): () => void {
  const { field, carets } = options;
  const tell = (change: Record<string, unknown>): void => {
    const state = awareness.getLocalState();
    if (state !== null) awareness.setLocalState({ ...state, ...change });
  };
  const isTold = (): boolean => awareness.getLocalState()?.['field'] === field;
  const cursor = (): unknown => {
    if (!carets) return null;
    const anchor = caretAt(fragment, area.selectionStart);
    const head = caretAt(fragment, area.selectionEnd);
    return anchor === null || head === null ? null : { anchor, head };
  };
  const onFocus = (): void => tell({ field, cursor: cursor() });
  const onBlur = (): void => {
    if (isTold()) tell({ field: null, cursor: null });
  };
  const onSelection = (): void => {
    if (carets && document.activeElement === area) tell({ cursor: cursor() });
  };

  if (document.activeElement === area) onFocus();
  area.addEventListener('focus', onFocus);
  area.addEventListener('blur', onBlur);
  document.addEventListener('selectionchange', onSelection);
  return () => {
    area.removeEventListener('focus', onFocus);
    area.removeEventListener('blur', onBlur);
    document.removeEventListener('selectionchange', onSelection);
  };
}
