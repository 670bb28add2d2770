import { type DocumentId, textToId } from '@minga/base';
import {
  type DocumentKind,
  type ProblemStatus,
  isDocumentKind,
  problemStatusSchema,
  tidyTitle,
  titleSchema,
} from '@minga/domain';
import type * as Y from 'yjs';
import {
  type DocumentChange,
  type Migration,
  isFromNewerClient,
  observeDocument,
} from './document-schema.ts';
import {
  type RegisterReading,
  readWrites,
  registerWrites,
  settledValue,
  writeRegister,
} from './register.ts';
import { type Ulid, ulidTime } from './ulid.ts';

/**
 * The index of one write class: which documents there are, and their titles so that a list needs none of them open. Its id is
 * derived, so it is born empty, and any device may be the first to write in it. Hence no nested map per document: two devices
 * that list the same one would lose one of the two. Its one root is the flat map `documents`:
 *
 *   <docId>/kind             'problem', …     written once
 *   <docId>/createdAt        ms since 1970    written once
 *   <docId>/about            of comments: the document they are about, written once
 *   <docId>/title/<ulid>     register, mirrors the title within the document: written together with it
 *   <docId>/status/<ulid>    register, mirrors the status within the document
 *   <docId>/trashed/<ulid>   register, true or null; when it was, its own ulid tells
 */
export const indexSchema = 1;
export const indexMigrations: readonly Migration[] = [];

export interface IndexEntry {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  readonly createdAt: number;
  /** Of comments: the document they are about. */
  readonly about: DocumentId | null;
  readonly title: RegisterReading<string>;
  readonly status: RegisterReading<ProblemStatus>;
  /** Several: one person restored what another, apart, put in the trash again. Not in the trash until they choose. */
  readonly trashed: RegisterReading<boolean>;
  /** By the clock of who did it; null while it is not in the trash. */
  readonly trashedAt: number | null;
}

export interface IndexView {
  readonly readOnly: boolean;
  /** The oldest first. */
  readonly entries: readonly IndexEntry[];
  /** How many are of a kind only a newer client shows. */
  readonly unknown: number;
}

const documentIdLength = 16;
const titleOf = (id: DocumentId) => ({
  name: `${id}/title`,
  check: titleSchema,
});
const statusOf = (id: DocumentId) => ({
  name: `${id}/status`,
  check: problemStatusSchema,
});
const trashedOf = (id: DocumentId) => ({
  name: `${id}/trashed`,
  check: {
    safeParse: (value: unknown) =>
      value === true
        ? ({ success: true, data: true } as const)
        : ({ success: false } as const),
  },
});

export function readIndex(doc: Y.Doc): IndexView {
  const map = documentsOf(doc);
  const writes = registerWrites(map);
  const entries: IndexEntry[] = [];
  let unknown = 0;
  map.forEach((kind, key) => {
    const [text = '', field] = key.split('/');
    const id = textToId<DocumentId>(text, documentIdLength);
    if (id === null || field !== 'kind') return;
    if (!isDocumentKind(kind)) {
      unknown++;
      return;
    }
    const createdAt = map.get(`${id}/createdAt`);
    const about = map.get(`${id}/about`);
    const trashed: RegisterReading<boolean> = readWrites(
      writes.get(trashedOf(id).name),
      trashedOf(id),
    );
    entries.push({
      id,
      kind,
      createdAt: typeof createdAt === 'number' ? createdAt : 0,
      about:
        typeof about === 'string'
          ? textToId<DocumentId>(about, documentIdLength)
          : null,
      title: readWrites(writes.get(titleOf(id).name), titleOf(id)),
      status: readWrites(writes.get(statusOf(id).name), statusOf(id)),
      trashed,
      trashedAt:
        trashed.kind === 'one' && settledValue(trashed) === true
          ? ulidTime(trashed.values[0].id)
          : null,
    });
  });
  entries.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return { readOnly: isIndexReadOnly(doc), entries, unknown };
}

export interface IndexEdits {
  /** False when it is listed already, or the index is newer than we are. */
  list(entry: {
    readonly id: DocumentId;
    readonly kind: DocumentKind;
    readonly createdAt: number;
    readonly title: string;
    readonly about?: DocumentId;
  }): boolean;
  /** Together with the title within the document, also to choose among several. */
  rename(id: DocumentId, title: string): boolean;
  /** Together with the status within the document. */
  setStatus(id: DocumentId, status: ProblemStatus | null): boolean;
  setTrashed(id: DocumentId, trashed: boolean): boolean;
}

export function editIndex(doc: Y.Doc, newId: () => Ulid): IndexEdits {
  const map = documentsOf(doc);
  const may = () => !isIndexReadOnly(doc);
  const isListed = (id: DocumentId) => map.has(`${id}/kind`);
  const rename = (id: DocumentId, title: string) =>
    writeRegister(map, titleOf(id), tidyTitle(title) || null, newId);
  return {
    list({ id, kind, createdAt, title, about }) {
      if (!may() || isListed(id)) return false;
      doc.transact(() => {
        map.set(`${id}/kind`, kind);
        map.set(`${id}/createdAt`, createdAt);
        if (about !== undefined) map.set(`${id}/about`, about);
        rename(id, title);
      });
      return true;
    },
    rename: (id, title) => may() && isListed(id) && rename(id, title),
    setStatus: (id, status) =>
      may() && isListed(id) && writeRegister(map, statusOf(id), status, newId),
    setTrashed: (id, trashed) =>
      may() &&
      isListed(id) &&
      writeRegister(map, trashedOf(id), trashed ? true : null, newId),
  };
}

export function observeIndex(
  doc: Y.Doc,
  onChange: (change: DocumentChange) => void,
): () => void {
  return observeDocument(doc, onChange);
}

function isIndexReadOnly(doc: Y.Doc): boolean {
  return isFromNewerClient(doc, indexSchema);
}

function documentsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('documents');
}
