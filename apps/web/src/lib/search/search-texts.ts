import {
  type Doc,
  type IndexEntry,
  type ItemView,
  type RecordShape,
  type RegisterReading,
  causeField,
  cycleShape,
  deeperShape,
  fragmentText,
  itemField,
  planShape,
  problemFragment,
  readEvidence,
  readProblem,
  readRecord,
  recordFragment,
  trialField,
} from '@minga/documents';
import { problemTextKeys } from '@minga/domain';
import type { SearchEntry } from './search-entry.ts';

/** Values that are no words of anybody: choices, days and what points elsewhere. */
const noWords = new Set(
  'status kind start end now version hasQuickWin hasVision previous day days due done from to of approved phase role'.split(
    ' ',
  ),
);
const nameValues = new Set(['who', 'by']);
const longestPart = 20_000;

export interface SearchedDocument {
  readonly space: string;
  readonly entry: IndexEntry;
  readonly doc: Doc;
  /** Names by which members are known, for what links them. */
  readonly nameOf: (member: string) => string;
}

/** What can be found in a document: itself, and each of its evidences. */
export function entriesOf(searched: SearchedDocument): readonly SearchEntry[] {
  switch (searched.entry.kind) {
    case 'problem':
      return problemEntries(searched);
    case 'cycle':
      return [recordEntry(searched, cycleShape)];
    case 'plan':
      return [recordEntry(searched, planShape)];
    default:
      return [];
  }
}

/** Before its document has been read, its title can be found. */
export function titleEntry(
  space: string,
  { id, kind, title, createdAt }: IndexEntry,
): SearchEntry {
  return {
    id: `${space}/${id}`,
    kind: kind === 'cycle' || kind === 'plan' ? kind : 'problem',
    space,
    doc: id,
    anchor: '',
    title: standing(title).join(' / '),
    parts: [],
    people: [],
    day: createdAt === 0 ? '' : new Date(createdAt).toISOString().slice(0, 10),
  };
}

function problemEntries({
  space,
  entry,
  doc,
}: SearchedDocument): readonly SearchEntry[] {
  const view = readProblem(doc);
  const text = (field: string): string => {
    const fragment = problemFragment(doc, field);
    return fragment === null ? '' : fragmentText(fragment, longestPart).trim();
  };
  const causes = (list: typeof view.causes): readonly string[] =>
    list.flatMap(({ id, children }) => [
      text(causeField(id)),
      ...causes(children),
    ]);
  const deeper = recordWords(doc, deeperShape);
  const base = titleEntry(space, entry);
  const title = standing(view.title).join(' / ') || base.title;
  const itself: SearchEntry = {
    ...base,
    title,
    parts: [
      ...problemTextKeys.map(text),
      ...causes(view.causes),
      ...view.trials.map(({ id }) => text(trialField(id))),
      ...view.references.flatMap(({ lines }) =>
        Object.values(lines).flatMap(standing),
      ),
      ...deeper.parts,
    ].filter(Boolean),
    people: unique(
      view.trials.flatMap(({ responsible }) => standing(responsible)),
    ),
  };
  const evidence = readEvidence(doc).map((item): SearchEntry => {
    const [shows = '', ...more] = standing(item.shows);
    return {
      ...base,
      id: `${base.id}/${item.id}`,
      kind: 'evidence',
      anchor: `evidencia-${item.id}`,
      title: shows || item.file?.title || title,
      parts: [...more, ...standing(item.doesNotShow), title],
      people: standing(item.by),
      day: standing(item.day)[0] ?? base.day,
    };
  });
  return [itself, ...evidence];
}

function recordEntry(
  { space, entry, doc, nameOf }: SearchedDocument,
  shape: typeof cycleShape | typeof planShape,
): SearchEntry {
  const base = titleEntry(space, entry);
  const { values, links } = readRecord<RecordShape>(doc, shape);
  const { parts, people } = recordWords(doc, shape);
  const title = values['title'];
  return {
    ...base,
    title:
      (title === undefined ? '' : standing(title).join(' / ')) || base.title,
    parts,
    people: unique([...people, ...(links['person'] ?? []).map(nameOf)]),
  };
}

/** All that people wrote in a record, and whom they named. */
function recordWords(
  doc: Doc,
  shape: RecordShape,
): { readonly parts: readonly string[]; readonly people: readonly string[] } {
  const view = readRecord(doc, shape);
  const parts: string[] = [];
  const people: string[] = [];
  const addText = (field: string): void => {
    const fragment = recordFragment(doc, shape, field);
    if (fragment !== null)
      parts.push(fragmentText(fragment, longestPart).trim());
  };
  const addValues = (
    values: Readonly<Record<string, RegisterReading<string>>>,
  ): void => {
    for (const [name, reading] of Object.entries(values)) {
      if (name === 'title' || noWords.has(name)) continue;
      (nameValues.has(name) ? people : parts).push(...standing(reading));
    }
  };
  const addItem = (list: string, { id, values, children }: ItemView): void => {
    addValues(values);
    for (const text of shape.lists[list]?.texts ?? [])
      addText(itemField(list, id, text));
    for (const child of children) addItem(list, child);
  };
  addValues(view.values);
  for (const text of shape.texts) addText(text);
  for (const [list, items] of Object.entries(view.lists))
    for (const item of items) addItem(list, item);
  return { parts: parts.filter(Boolean), people: unique(people) };
}

function standing(reading: RegisterReading<string>): readonly string[] {
  return reading.values.flatMap(({ value }) => value ?? []);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter(Boolean))];
}
