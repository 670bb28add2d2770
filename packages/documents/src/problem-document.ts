import {
  type CapacityId,
  type CauseAspect,
  type CauseSource,
  type NeedSourceId,
  type ProblemStatus,
  type StandardFramework,
  capacityIds,
  causeAspects,
  causeSourceSchema,
  choiceSchema,
  dueDateSchema,
  needSources,
  problemStatusSchema,
  problemTextKeys,
  responsibleSchema,
  standardFrameworkSchema,
  standardTextSchema,
  titleSchema,
} from '@minga/domain';
import * as Y from 'yjs';
import {
  type DocumentChange,
  type Migration,
  isFromNewerClient,
  observeDocument,
  readCreatedAt,
  readSchema,
  startDocument,
} from './document-schema.ts';
import { readFlags } from './flags.ts';
import { type KeyedList, itemOf, removedItems } from './keyed-list.ts';
import type { FieldPath } from './presence.ts';
import {
  type RegisterKey,
  type RegisterReading,
  type RegisterValue,
  readRegister,
  readWrites,
  registerWrites,
} from './register.ts';
import { type TreeNode, readTree } from './tree.ts';
import { type Ulid, isUlid } from './ulid.ts';

/**
 * A problem of practice (domain §3.7, §4.2). Roots of its Y.Doc:
 *
 *   meta      map: schema, kind, createdAt
 *   fields    map: registers `title`, `status`; flags `origin`
 *   repeats, knownBy, need, hindersLearning, affects, strengths, desired, didNotWork, changed, usedAgain
 *             one XmlFragment each; the last three are what a story of practice adds
 *   trials    keyed list; item: `what` XmlFragment; registers `responsible`, `due`, `whosePracticeChanges`; flags `capacity`
 *   causes    keyed list, as a tree; item: `text` XmlFragment; flags `aspect`; registers `source`, `chosen`
 *   references keyed list; item: registers `framework`, `code`, `dimension`, `subdimension`, `text`
 *
 * The text of a cause is an XmlFragment too, not a Y.Text: short as it is, a text area edits it (`plain-text.ts`, one way of
 * composing, splitting and carets for all fields), and the editor can mount it the day somebody wants a link in it. The other
 * way round would be a change of format. It costs one paragraph element, about 20 bytes, per cause.
 */
export const problemSchema = 1;
export const problemMigrations: readonly Migration[] = [];

export const titleKey = { name: 'title', check: titleSchema };
export const statusKey = { name: 'status', check: problemStatusSchema };
export const responsibleKey = { name: 'responsible', check: responsibleSchema };
export const dueKey = { name: 'due', check: dueDateSchema };
export const whosePracticeChangesKey = {
  name: 'whosePracticeChanges',
  check: titleSchema,
};
export const causeSourceKey = { name: 'source', check: causeSourceSchema };
/** Among the causes, one the group has decided to work on. */
export const chosenKey = { name: 'chosen', check: choiceSchema };
export const frameworkKey = {
  name: 'framework',
  check: standardFrameworkSchema,
};
/** Written as they stand in the standard. */
export const referenceLineKeys = {
  code: { name: 'code', check: titleSchema },
  dimension: { name: 'dimension', check: titleSchema },
  subdimension: { name: 'subdimension', check: titleSchema },
  text: { name: 'text', check: standardTextSchema },
};
export type ReferenceLine = keyof typeof referenceLineKeys;

export interface TrialView {
  readonly id: Ulid;
  readonly responsible: RegisterReading<string>;
  /** yyyy-mm-dd */
  readonly due: RegisterReading<string>;
  readonly whosePracticeChanges: RegisterReading<string>;
  readonly capacity: readonly CapacityId[];
}

export interface CauseView {
  readonly id: Ulid;
  readonly aspect: readonly CauseAspect[];
  readonly source: RegisterReading<CauseSource>;
  readonly chosen: RegisterReading<boolean>;
  readonly children: readonly CauseView[];
}

/** A tag for whoever asks which standard it touches; never a goal, nothing is computed from it. */
export interface ReferenceView {
  readonly id: Ulid;
  readonly framework: RegisterReading<StandardFramework>;
  readonly lines: Readonly<Record<ReferenceLine, RegisterReading<string>>>;
}

/** Everything but the letters of the texts, which stay in their fragments (`problemFragment`). */
export interface ProblemView {
  readonly schema: number;
  /** Written by a newer client: show, do not mount the editor, do not write. */
  readonly readOnly: boolean;
  readonly createdAt: number | null;
  readonly title: RegisterReading<string>;
  readonly status: RegisterReading<ProblemStatus>;
  readonly origin: readonly NeedSourceId[];
  readonly trials: readonly TrialView[];
  readonly causes: readonly CauseView[];
  readonly references: readonly ReferenceView[];
  readonly removedTrials: readonly Ulid[];
  readonly removedCauses: readonly Ulid[];
  readonly removedReferences: readonly Ulid[];
}

export function startProblem(doc: Y.Doc, createdAt: number): void {
  startDocument(doc, { kind: 'problem', schema: problemSchema, createdAt });
}

export function isProblemReadOnly(doc: Y.Doc): boolean {
  return isFromNewerClient(doc, problemSchema);
}

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readProblem(doc: Y.Doc): ProblemView {
  const fields = problemFields(doc);
  return {
    schema: readSchema(doc),
    readOnly: isProblemReadOnly(doc),
    createdAt: readCreatedAt(doc),
    title: readRegister(fields, titleKey),
    status: readRegister(fields, statusKey),
    origin: readFlags(
      fields,
      'origin',
      needSources.map(({ id }) => id),
    ),
    trials: inOneLine(readTree(problemTrials(doc))).map(toTrial),
    causes: readTree(problemCauses(doc)).map(toCause),
    references: inOneLine(readTree(problemReferences(doc))).map(toReference),
    removedTrials: removedItems(problemTrials(doc)),
    removedCauses: removedItems(problemCauses(doc)),
    removedReferences: removedItems(problemReferences(doc)),
  };
}

export function observeProblem(
  doc: Y.Doc,
  onChange: (change: DocumentChange) => void,
): () => void {
  for (const key of problemTextKeys) doc.getXmlFragment(key);
  return observeDocument(doc, onChange);
}

export function trialField(id: Ulid): FieldPath {
  return `trials/${id}/what`;
}

export function causeField(id: Ulid): FieldPath {
  return `causes/${id}/text`;
}

/** Of a text key, `trialField(id)` or `causeField(id)`. Null when there is no such field here, or not yet. */
export function problemFragment(
  doc: Y.Doc,
  field: FieldPath,
): Y.XmlFragment | null {
  const key = problemTextKeys.find((one) => one === field);
  if (key !== undefined) return doc.getXmlFragment(key);
  const [root, id = '', name = ''] = field.split('/');
  const list =
    root === 'trials' && name === 'what'
      ? problemTrials(doc)
      : root === 'causes' && name === 'text'
        ? problemCauses(doc)
        : null;
  if (list === null || !isUlid(id)) return null;
  const fragment = itemOf(list, id)?.get(name);
  return fragment instanceof Y.XmlFragment ? fragment : null;
}

export function problemFields(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('fields');
}

export function problemTrials(doc: Y.Doc): KeyedList {
  return doc.getMap('trials');
}

export function problemCauses(doc: Y.Doc): KeyedList {
  return doc.getMap('causes');
}

export function problemReferences(doc: Y.Doc): KeyedList {
  return doc.getMap('references');
}

function toTrial({ id, item }: TreeNode): TrialView {
  const read = reader(item);
  return {
    id,
    responsible: read(responsibleKey),
    due: read(dueKey),
    whosePracticeChanges: read(whosePracticeChangesKey),
    capacity: readFlags(item, 'capacity', capacityIds),
  };
}

function toCause({ id, item, children }: TreeNode): CauseView {
  const read = reader(item);
  return {
    id,
    aspect: readFlags(item, 'aspect', causeAspects),
    source: read(causeSourceKey),
    chosen: read(chosenKey),
    children: children.map(toCause),
  };
}

function toReference({ id, item }: TreeNode): ReferenceView {
  const read = reader(item);
  return {
    id,
    framework: read(frameworkKey),
    lines: {
      code: read(referenceLineKeys.code),
      dimension: read(referenceLineKeys.dimension),
      subdimension: read(referenceLineKeys.subdimension),
      text: read(referenceLineKeys.text),
    },
  };
}

/** One pass over an item for all its registers. */
function reader(item: Y.Map<unknown>) {
  const writes = registerWrites(item);
  return <T extends RegisterValue>(key: RegisterKey<T>): RegisterReading<T> =>
    readWrites(writes.get(key.name), key);
}

/** Trials and references are plain lists; should a later client have nested them, they are still all shown. */
function inOneLine(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...inOneLine(node.children)]);
}
