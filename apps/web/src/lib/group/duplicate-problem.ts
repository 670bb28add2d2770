import { type DocumentId, type Result, err } from '@minga/base';
import {
  copyProblem,
  duplicatedParts,
  editProblem,
  isProblemReadOnly,
} from '@minga/documents';
import type { MingaError } from '@minga/sync';
import type { Group } from './group.svelte.ts';

/** The same problem once more in the same group, to begin anew from what is written. */
export async function duplicateProblem(
  group: Group,
  id: DocumentId,
  title: string,
): Promise<Result<DocumentId, MingaError>> {
  const { newId } = group;
  const original = await group.space.openDocument(id);
  // Copying it is not being in it.
  original.awareness.setLocalState(null);
  try {
    if (isProblemReadOnly(original.doc))
      return err({ code: 'newer-app-needed' });
    return await group.addProblem(title, (doc, createdAt) => {
      const parts = duplicatedParts;
      copyProblem(original.doc, doc, { createdAt, newId, parts });
      editProblem(doc, newId).setTitle(title);
    });
  } finally {
    original.close();
  }
}
