import { type DocumentId, systemClock } from '@minga/base';
import {
  type Ulid,
  editIndex,
  keepKey,
  readDraft,
  readIndex,
  readKey,
  startOwnAnswers,
  writeDraft,
} from '@minga/documents';
import type { Minga, OpenDocument } from '@minga/sync';
import { notebookOf } from '#lib/session/notebook-of.ts';
import type { OwnAnswers } from './sealed.svelte.ts';

export interface OpenOwnAnswers {
  readonly answers: OwnAnswers;
  close(): void;
}

/**
 * What this person means to answer, in Mi cuaderno. Two devices of hers, apart, may each have begun a document: keys are looked
 * for in all of them, and drafts go on in the first. Waits for the notebook, which comes by itself soon after the first group.
 */
export async function openOwnAnswers(
  minga: Minga,
  round: DocumentId,
  newId: () => Ulid,
): Promise<OpenOwnAnswers> {
  const space = await notebookOf(minga);
  const index = await space.openIndex();
  const found = readIndex(index.doc).entries.filter(
    ({ kind, about }) => kind === 'answers' && about === round,
  );
  const ids = found.map((entry) => entry.id);
  if (ids.length === 0) {
    const createdAt = systemClock.now();
    const created = await space.createDocument((doc) =>
      startOwnAnswers(doc, createdAt, round),
    );
    if (!created.ok) {
      index.close();
      throw new Error(created.error.code);
    }
    ids.push(created.value);
    editIndex(index.doc, newId).list({
      id: created.value,
      kind: 'answers',
      createdAt,
      title: '',
      about: round,
    });
    await index.settled();
  }
  const documents: OpenDocument[] = [];
  for (const one of ids) documents.push(await space.openDocument(one));
  const [first] = documents;
  if (first === undefined) throw new Error('no document of answers');
  return {
    answers: {
      readDraft: (charter) =>
        documents.map(({ doc }) => readDraft(doc, charter)).find(Boolean) ??
        null,
      writeDraft(charter, draft) {
        writeDraft(first.doc, charter, draft);
      },
      readKey: (envelope) =>
        documents.map(({ doc }) => readKey(doc, envelope)).find(Boolean) ??
        null,
      async keepKey(envelope, key) {
        keepKey(first.doc, envelope, key);
        await first.settled();
      },
    },
    close() {
      for (const document of documents) document.close();
      index.close();
    },
  };
}
