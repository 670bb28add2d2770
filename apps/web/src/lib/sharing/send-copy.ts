import {
  type DocumentId,
  type Result,
  err,
  ok,
  systemClock,
} from '@minga/base';
import {
  type IndexEdits,
  type Ulid,
  copyMark,
  editIndex,
  isProblemReadOnly,
  nextVersion,
  readIndex,
  readProblemContent,
  readShares,
  recordShare,
  settledValue,
  shareProblem,
} from '@minga/documents';
import type { SharePart } from '@minga/domain';
import type { MingaError, OpenDocument, Space } from '@minga/sync';

export interface CopyRequest {
  readonly original: OpenDocument;
  readonly to: Space;
  /** The other group, as it is called now. */
  readonly group: string;
  /** How ours wants to be named there. */
  readonly from: string;
  readonly parts: readonly SharePart[];
  readonly newId: () => Ulid;
}

/**
 * A problem of its own in the other group, of the next version. It is recorded here before the others can see it there: who
 * holds a copy must never be less than what is said.
 */
export async function sendCopy(
  request: CopyRequest,
): Promise<Result<DocumentId, MingaError>> {
  const { original, to, group, from, parts, newId } = request;
  if (isProblemReadOnly(original.doc)) return err({ code: 'newer-app-needed' });
  const copiedAt = systemClock.now();
  const version = nextVersion(readShares(original.doc), to.id);
  const mark = await copyMark(original.id, to.id);
  const provenance = { from, original: mark, copiedAt, version };
  let title = '';
  const created = await to.createDocument((doc) => {
    shareProblem(original.doc, doc, { provenance, parts, newId });
    ({ title } = readProblemContent(doc));
  });
  if (!created.ok) return created;
  const copy = created.value;
  const share = { space: to.id, group, copy, version, copiedAt, parts };
  recordShare(original.doc, share, newId);
  await original.settled();
  const { status } = readProblemContent(original.doc);
  await inIndex(to, newId, (edits) => {
    edits.list({ id: copy, kind: 'problem', createdAt: copiedAt, title });
    const goes = parts.includes('status') ? status : null;
    edits.setStatus(copy, goes ?? 'borrador');
  });
  return ok(copy);
}

/** What has arrived there stays in its trash for thirty days, as anything else. */
export async function takeBack(
  from: Space,
  copy: DocumentId,
  newId: () => Ulid,
): Promise<void> {
  await inIndex(from, newId, (edits) => edits.setTrashed(copy, true));
}

/** Which of a group's documents are in its trash. */
export async function trashOf(space: Space): Promise<ReadonlySet<DocumentId>> {
  const index = await space.openIndex();
  const { entries } = readIndex(index.doc);
  index.close();
  return new Set(
    entries
      .filter(({ trashed }) => settledValue(trashed) === true)
      .map(({ id }) => id),
  );
}

async function inIndex(
  space: Space,
  newId: () => Ulid,
  edit: (edits: IndexEdits) => void,
): Promise<void> {
  const index = await space.openIndex();
  edit(editIndex(index.doc, newId));
  await index.settled();
  index.close();
}
