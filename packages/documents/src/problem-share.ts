import {
  type DocumentId,
  type SpaceId,
  bytesToId,
  idToBytes,
  lp,
  textToId,
} from '@minga/base';
import { type SharePart, cutText, shareParts, tidyLine } from '@minga/domain';
import type * as Y from 'yjs';
import { origins } from './origin.ts';
import { copyProblem } from './problem-copy.ts';
import { isProblemReadOnly } from './problem-document.ts';
import { type Ulid, isUlid } from './ulid.ts';

/**
 * A copy for another group is a document of its own there. It lies in two places:
 *
 *   in the copy      root map `provenance`: `from`, `original`, `copiedAt`, `version`; written once, with the copy
 *   in the original  root map `shares`: <ulid> → { space, group, copy, version, copiedAt, parts }; one value per copy, never changed
 *
 * A later state goes as another copy with the next version: what a group has written in the one before is never touched.
 */
export interface Provenance {
  /** As whoever shared it chose to be named; said, not proved. */
  readonly from: string;
  /** The same for all copies of one problem in one group, and nothing outside it (`copyMark`). */
  readonly original: DocumentId;
  readonly copiedAt: number;
  /** From 1. */
  readonly version: number;
}

/** Who holds a copy: what the group it comes from sees of it (domain §6, P-22). */
export interface Share {
  readonly id: Ulid;
  readonly space: string;
  /** The group's name, as it was then. */
  readonly group: string;
  readonly copy: DocumentId;
  readonly version: number;
  readonly copiedAt: number;
  readonly parts: readonly SharePart[];
}

const idLength = 16;
const longestName = 80;

/** Does not tell the original's id: what is one in both groups could be followed from one to the other. */
export async function copyMark(
  original: DocumentId,
  to: SpaceId,
): Promise<DocumentId> {
  const bytes = lp('minga/1/copy', idToBytes(original), idToBytes(to));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return bytesToId<DocumentId>(new Uint8Array(digest).subarray(0, idLength));
}

/** Fills `to`, an empty document of the other group, with the chosen parts of `from`. False as `copyProblem`. */
export function shareProblem(
  from: Y.Doc,
  to: Y.Doc,
  {
    provenance,
    parts,
    newId,
  }: {
    readonly provenance: Provenance;
    readonly parts: readonly SharePart[];
    readonly newId: () => Ulid;
  },
): boolean {
  const createdAt = provenance.copiedAt;
  let isCopied = false;
  to.transact(() => {
    isCopied = copyProblem(from, to, { createdAt, newId, parts });
    if (!isCopied) return;
    const map = provenanceOf(to);
    map.set('from', tidyName(provenance.from));
    map.set('original', provenance.original);
    map.set('copiedAt', createdAt);
    map.set('version', provenance.version);
  }, origins.template);
  return isCopied;
}

/** Null for a problem that was written here. */
export function readProvenance(doc: Y.Doc): Provenance | null {
  const map = provenanceOf(doc);
  const [from, original] = [map.get('from'), map.get('original')];
  if (typeof from !== 'string' || typeof original !== 'string') return null;
  const mark = textToId<DocumentId>(original, idLength);
  if (mark === null) return null;
  return {
    from: tidyName(from),
    original: mark,
    copiedAt: wholeNumber(map.get('copiedAt')) ?? 0,
    version: wholeNumber(map.get('version')) ?? 1,
  };
}

/** Kept in the original, once the copy is in the other group. False when the document is newer than we are. */
export function recordShare(
  original: Y.Doc,
  { group, ...share }: Omit<Share, 'id'>,
  newId: () => Ulid,
): boolean {
  if (isProblemReadOnly(original)) return false;
  sharesOf(original).set(newId(), {
    ...share,
    group: tidyName(group),
    parts: [...share.parts],
  });
  return true;
}

/** The oldest first. */
export function readShares(doc: Y.Doc): readonly Share[] {
  const shares: Share[] = [];
  sharesOf(doc).forEach((stored, id) => {
    const share = isUlid(id) ? toShare(id, stored) : null;
    if (share !== null) shares.push(share);
  });
  return shares.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** 1 for a group that holds none yet. Two who share while apart may both send it: they are two copies. */
export function nextVersion(shares: readonly Share[], space: string): number {
  return shares.reduce(
    (next, share) =>
      share.space === space ? Math.max(next, share.version + 1) : next,
    1,
  );
}

function toShare(id: Ulid, stored: unknown): Share | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { space, group, copy, version, copiedAt, parts } = stored as Partial<
    Record<keyof Share, unknown>
  >;
  if (typeof space !== 'string' || typeof copy !== 'string') return null;
  const copyId = textToId<DocumentId>(copy, idLength);
  if (copyId === null) return null;
  return {
    id,
    space,
    group: typeof group === 'string' ? tidyName(group) : '',
    copy: copyId,
    version: wholeNumber(version) ?? 1,
    copiedAt: wholeNumber(copiedAt) ?? 0,
    parts: Array.isArray(parts)
      ? shareParts.filter((part) => parts.includes(part))
      : [],
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
    ? value
    : null;
}

function tidyName(name: string): string {
  return cutText(tidyLine(name), longestName);
}

function provenanceOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('provenance');
}

function sharesOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('shares');
}
