import { type DocumentId, type Result, ok, systemClock } from '@minga/base';
import {
  type Ulid,
  editIndex,
  editPlainText,
  editRecord,
  isListed,
  planShape,
  readIndex,
  readPlainText,
  recordFragment,
  startRecord,
} from '@minga/documents';
import type { MingaError, Space } from '@minga/sync';

/** Adds `lines` to what this person wants to grow in, each once; the plan is made when there is none yet. */
export async function takeToGrowthPlan(
  notebook: Space,
  lines: readonly string[],
  title: string,
  newId: () => Ulid,
): Promise<Result<DocumentId, MingaError>> {
  const index = await notebook.openIndex('accompaniment');
  try {
    const found = readIndex(index.doc).entries.find(
      (entry) => entry.kind === 'plan' && isListed(entry),
    );
    const id = found?.id ?? null;
    if (id !== null) {
      await addLines(notebook, id, lines);
      return ok(id);
    }
    const createdAt = systemClock.now();
    const made = await notebook.createDocument((doc) => {
      startRecord(doc, planShape, createdAt);
      const edits = editRecord(doc, planShape, newId);
      edits.set('title', title);
      edits.set('kind', 'growth');
    }, 'accompaniment');
    if (!made.ok) return made;
    editIndex(index.doc, newId).list({
      id: made.value,
      kind: 'plan',
      createdAt,
      title,
    });
    await index.settled();
    await addLines(notebook, made.value, lines);
    return made;
  } finally {
    index.close();
  }
}

async function addLines(
  notebook: Space,
  id: DocumentId,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  const document = await notebook.openDocument(id);
  const fragment = recordFragment(document.doc, planShape, 'goal');
  const shown = fragment && readPlainText(fragment);
  if (fragment !== null && shown !== null) {
    const there = shown.text.split('\n');
    const after = [
      ...(shown.text === '' ? [] : there),
      ...lines.filter((line) => !there.includes(line)),
    ].join('\n');
    editPlainText(fragment, shown, after);
  }
  await document.settled();
  document.close();
}
