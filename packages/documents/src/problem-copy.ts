import {
  type ProblemTextKey,
  type SharePart,
  capacityIds,
  causeAspects,
  needSources,
  problemTextKeys,
  shareParts,
} from '@minga/domain';
import * as Y from 'yjs';
import { readFlags, setFlag } from './flags.ts';
import { copyFragment } from './fragment-copy.ts';
import { type KeyedList, addItem } from './keyed-list.ts';
import { origins } from './origin.ts';
import {
  causeSourceKey,
  chosenKey,
  dueKey,
  frameworkKey,
  isProblemReadOnly,
  problemCauses,
  problemFields,
  problemReferences,
  problemTrials,
  referenceLineKeys,
  responsibleKey,
  startProblem,
  statusKey,
  titleKey,
  whosePracticeChangesKey,
} from './problem-document.ts';
import { copyRegister } from './register.ts';
import { type TreeNode, readTree } from './tree.ts';
import type { Ulid } from './ulid.ts';

/** A duplicate begins anew: with all that was written, and without where it stood. */
export const duplicatedParts: readonly SharePart[] = shareParts.filter(
  (part) => part !== 'status',
);

export interface ProblemCopy {
  readonly createdAt: number;
  readonly newId: () => Ulid;
  readonly parts: readonly SharePart[];
}

/**
 * Begins `to`, an empty document, with what stands in `from`: field by field, under the origin `template`, without history,
 * without what was removed and with ids of its own. The title always goes. What nobody has chosen among goes as it is, undecided.
 * False, and nothing written, when `from` is newer than we are: what we do not know would be left out without a word.
 */
export function copyProblem(
  from: Y.Doc,
  to: Y.Doc,
  { createdAt, newId, parts }: ProblemCopy,
): boolean {
  if (isProblemReadOnly(from)) return false;
  const wanted = new Set<ProblemTextKey | SharePart>(parts);
  const people = wanted.has('people');
  to.transact(() => {
    startProblem(to, createdAt);
    copyFields(problemFields(from), problemFields(to), wanted, newId);
    for (const key of problemTextKeys)
      if (wanted.has(key))
        copyFragment(from.getXmlFragment(key), to.getXmlFragment(key));
    if (wanted.has('causes'))
      copyTree(
        readTree(problemCauses(from)),
        problemCauses(to),
        newId,
        (item) => wanted.has('ownPart') || !isOwn(item),
        (old, item) => {
          copyText(old, item, 'text');
          copyFlags(old, item, 'aspect', causeAspects);
          copyRegister(old, item, causeSourceKey, newId);
          copyRegister(old, item, chosenKey, newId);
        },
      );
    if (wanted.has('trials'))
      copyTree(
        readTree(problemTrials(from)),
        problemTrials(to),
        newId,
        () => true,
        (old, item) => {
          copyText(old, item, 'what');
          copyFlags(old, item, 'capacity', capacityIds);
          copyRegister(old, item, dueKey, newId);
          if (!people) return;
          copyRegister(old, item, responsibleKey, newId);
          copyRegister(old, item, whosePracticeChangesKey, newId);
        },
      );
    if (wanted.has('references'))
      copyTree(
        readTree(problemReferences(from)),
        problemReferences(to),
        newId,
        () => true,
        (old, item) => {
          copyRegister(old, item, frameworkKey, newId);
          for (const key of Object.values(referenceLineKeys))
            copyRegister(old, item, key, newId);
        },
      );
  }, origins.template);
  return true;
}

function copyFields(
  from: Y.Map<unknown>,
  to: Y.Map<unknown>,
  wanted: ReadonlySet<ProblemTextKey | SharePart>,
  newId: () => Ulid,
): void {
  copyRegister(from, to, titleKey, newId);
  if (wanted.has('status')) copyRegister(from, to, statusKey, newId);
  if (wanted.has('origin'))
    copyFlags(
      from,
      to,
      'origin',
      needSources.map(({ id }) => id),
    );
}

/** What hangs on an item that stays behind comes to stand in its place. */
function copyTree(
  nodes: readonly TreeNode[],
  list: KeyedList,
  newId: () => Ulid,
  isWanted: (item: Y.Map<unknown>) => boolean,
  fill: (old: Y.Map<unknown>, item: Y.Map<unknown>) => void,
  parent: Ulid | null = null,
): void {
  for (const { item: old, children } of nodes) {
    const id = isWanted(old) ? newId() : null;
    if (id !== null)
      addItem(
        list,
        id,
        (item) => {
          fill(old, item);
        },
        { parent },
      );
    copyTree(children, list, newId, isWanted, fill, id ?? parent);
  }
}

function isOwn(item: Y.Map<unknown>): boolean {
  return readFlags(item, 'aspect', causeAspects).length > 0;
}

function copyText(
  old: Y.Map<unknown>,
  item: Y.Map<unknown>,
  name: string,
): void {
  const text = old.get(name);
  const copy = item.set(name, new Y.XmlFragment());
  if (text instanceof Y.XmlFragment) copyFragment(text, copy);
}

function copyFlags(
  old: Y.Map<unknown>,
  item: Y.Map<unknown>,
  name: string,
  ids: readonly string[],
): void {
  for (const id of readFlags(old, name, ids)) setFlag(item, name, id, true);
}
