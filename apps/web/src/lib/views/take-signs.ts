import type { DocumentId } from '@minga/base';
import {
  type ReflectionView,
  type Ulid,
  editRound,
  signMarks,
} from '@minga/documents';
import { type Instrument, distinctParts, placesOf } from '@minga/domain';
import type { Space } from '@minga/sync';

/** Puts what was chosen in a review on a conversation: a sign that stands in several capacities, in each of them. */
export async function takeSigns(
  space: Space,
  round: DocumentId,
  review: ReflectionView,
  instrument: Instrument,
  newId: () => Ulid,
): Promise<void> {
  const target = await space.openDocument(round);
  const edit = editRound(target.doc, newId);
  for (const { id } of distinctParts(instrument))
    for (const mark of signMarks)
      if (review.has(id, mark))
        for (const { group, part } of placesOf(instrument, id))
          edit.setSign(group.id, mark, part.id, true);
  await target.settled();
  target.close();
}
