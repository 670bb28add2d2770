import { type Result, systemClock } from '@minga/base';
import {
  type ReflectionView,
  type Ulid,
  editIndex,
  startReflection,
} from '@minga/documents';
import type { MingaError, Space } from '@minga/sync';

/** Gives these words, and nothing else of the reflection, to a group: a document of its own there. */
export async function copyReflection(
  to: Space,
  from: Pick<ReflectionView, 'instrument' | 'instrumentHash'>,
  title: string,
  texts: Readonly<Record<string, string>>,
  newId: () => Ulid,
): Promise<Result<unknown, MingaError>> {
  const index = await to.openIndex();
  const createdAt = systemClock.now();
  const made = await to.createDocument((doc) =>
    startReflection(doc, {
      createdAt,
      instrument: from.instrument,
      instrumentHash: from.instrumentHash,
      mode: 'copied',
      texts,
    }),
  );
  if (made.ok) {
    editIndex(index.doc, newId).list({
      id: made.value,
      kind: 'reflection',
      createdAt,
      title,
    });
    await index.settled();
  }
  index.close();
  return made;
}
