import {
  type CapacityId,
  type CauseAspect,
  type CauseSource,
  type NeedSourceId,
  type ProblemStatus,
  type StandardFramework,
  checkName,
  cutText,
  isIsoDate,
  tidyTitle,
} from '@minga/domain';
import * as Y from 'yjs';
import { setFlag } from './flags.ts';
import { type KeyedList, type Place, addItem, itemOf } from './keyed-list.ts';
import { type ListEdits, listEdits } from './list-edits.ts';
import { insertText, toPlainLines } from './paragraphs.ts';
import {
  type ReferenceLine,
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
  statusKey,
  titleKey,
  whosePracticeChangesKey,
} from './problem-document.ts';
import {
  type RegisterKey,
  type RegisterValue,
  longestRegisterText,
  writeRegister,
} from './register.ts';
import type { Ulid } from './ulid.ts';

/** Setting a value chooses it where several stood; null or empty clears. Texts are edited in their fragments, not here. */
export interface ProblemEdits {
  /** On blur or Enter. Tidied, and cut past its cap. */
  setTitle(title: string): boolean;
  setStatus(status: ProblemStatus | null): boolean;
  setOrigin(source: NeedSourceId, on: boolean): boolean;

  readonly trials: ListEdits;
  /** Null when the document is newer than we are. */
  addTrial(what?: string, place?: Place): Ulid | null;
  /** Empty clears; what `checkName` refuses is not written. */
  setResponsible(trial: Ulid, name: string): boolean;
  /** yyyy-mm-dd; empty clears; what `isIsoDate` refuses (a year half typed) is not written. */
  setDue(trial: Ulid, day: string): boolean;
  setWhosePracticeChanges(trial: Ulid, who: string): boolean;
  setCapacity(trial: Ulid, capacity: CapacityId, on: boolean): boolean;

  readonly causes: ListEdits;
  addCause(text?: string, place?: Place): Ulid | null;
  setAspect(cause: Ulid, aspect: CauseAspect, on: boolean): boolean;
  setCauseSource(cause: Ulid, source: CauseSource | null): boolean;
  /** The group will work on this one. */
  setChosen(cause: Ulid, chosen: boolean): boolean;

  readonly references: ListEdits;
  addReference(framework?: StandardFramework | null): Ulid | null;
  setFramework(reference: Ulid, framework: StandardFramework | null): boolean;
  /** Tidied, and cut past its cap; the text keeps its lines. */
  setReferenceLine(reference: Ulid, line: ReferenceLine, text: string): boolean;
}

export function editProblem(doc: Y.Doc, newId: () => Ulid): ProblemEdits {
  const fields = problemFields(doc);
  const trials = problemTrials(doc);
  const causes = problemCauses(doc);
  const references = problemReferences(doc);
  // Judged at every edit: somebody with a newer client may have raised the schema meanwhile.
  const may = () => !isProblemReadOnly(doc);
  const onItem = (
    list: KeyedList,
    id: Ulid,
    edit: (item: Y.Map<unknown>) => boolean,
  ) => {
    const item = itemOf(list, id);
    return item !== null && may() && edit(item);
  };
  const setOf =
    (list: KeyedList) =>
    <T extends RegisterValue>(
      id: Ulid,
      key: RegisterKey<T>,
      value: T | null,
    ): boolean =>
      onItem(list, id, (item) => writeRegister(item, key, value, newId));
  const setOfTrial = setOf(trials);
  const setOfCause = setOf(causes);
  const setOfReference = setOf(references);
  const add = (list: KeyedList, name: string, text: string, place?: Place) => {
    if (!may()) return null;
    const id = newId();
    addItem(
      list,
      id,
      (item) => {
        const fragment = item.set(name, new Y.XmlFragment());
        if (text !== '') insertText(fragment, 0, toPlainLines(text));
      },
      place,
    );
    return id;
  };

  return {
    setTitle: (title) =>
      may() && writeRegister(fields, titleKey, tidyTitle(title) || null, newId),
    setStatus: (status) =>
      may() && writeRegister(fields, statusKey, status, newId),
    setOrigin: (source, on) => may() && setFlag(fields, 'origin', source, on),

    trials: listEdits(trials, may),
    addTrial: (what = '', place) => add(trials, 'what', what, place),
    setResponsible(id, text) {
      const name = checkName(text);
      if (name.ok) return setOfTrial(id, responsibleKey, name.value);
      return name.error === 'empty' && setOfTrial(id, responsibleKey, null);
    },
    setDue: (id, day) =>
      (day === '' || isIsoDate(day)) && setOfTrial(id, dueKey, day || null),
    setWhosePracticeChanges: (id, who) =>
      setOfTrial(id, whosePracticeChangesKey, tidyTitle(who) || null),
    setCapacity: (id, capacity, on) =>
      onItem(trials, id, (item) => setFlag(item, 'capacity', capacity, on)),

    causes: listEdits(causes, may),
    addCause: (text = '', place) => add(causes, 'text', text, place),
    setAspect: (id, aspect, on) =>
      onItem(causes, id, (item) => setFlag(item, 'aspect', aspect, on)),
    setCauseSource: (id, source) => setOfCause(id, causeSourceKey, source),
    setChosen: (id, chosen) => setOfCause(id, chosenKey, chosen || null),

    references: listEdits(references, may),
    addReference(framework = null) {
      if (!may()) return null;
      const id = newId();
      doc.transact(() => {
        addItem(references, id, () => {});
        setOfReference(id, frameworkKey, framework);
      });
      return id;
    },
    setFramework: (id, framework) =>
      setOfReference(id, frameworkKey, framework),
    setReferenceLine: (id, line, text) =>
      setOfReference(id, referenceLineKeys[line], tidyReference(line, text)),
  };
}

function tidyReference(line: ReferenceLine, text: string): string | null {
  if (line !== 'text') return tidyTitle(text) || null;
  return cutText(toPlainLines(text).trim(), longestRegisterText / 2) || null;
}
