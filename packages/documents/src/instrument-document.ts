import type {
  Instrument,
  InstrumentGroup,
  InstrumentPart,
  Scale,
  ScaleStep,
  Wording,
} from '@minga/domain';
import { isOfWhole } from '@minga/domain';
import type * as Y from 'yjs';
import {
  type ItemView,
  type RecordEdits,
  dayValue,
  editRecord,
  lineValue,
  readRecord,
  startRecord,
} from './record.ts';
import type { RegisterReading } from './register.ts';
import type { Ulid } from './ulid.ts';

/**
 * An instrument of a group's own (domain §3.3, §4.6): begun from a published one, from a file or from nothing, and the group's to
 * change. Nothing is taken out: a capacity or a sign is hidden, and can be shown again.
 *
 *   fields   `id` of the instrument, `title`, `about`, `source`; `stage1`…`stage6` and `stage1About`…: the stages
 *   parts    a tree: capacities, and below each its signs. `words`, `individual`, `about`; `ref` its id where it was published,
 *            `same` the `ref` it repeats, `kind` 'signal' for what lives in structures, `organisational`, `added`, `hidden` 'yes';
 *            `at1`…`at6`: what one sees of it at each stage
 *   agreed   `day`, `who`, `hash` of the version
 *   carried  root map, written once: `scales`, `stages` as JSON, what came with it and is not edited here
 *   frozen   root map: <hash> → the canonical text of a version; a key is written once and never changed
 */
export const stageSlots = ['1', '2', '3', '4', '5', '6'] as const;
type StageSlot = (typeof stageSlots)[number];

const partValues = {
  words: lineValue,
  individual: lineValue,
  about: lineValue,
  ref: lineValue,
  same: lineValue,
  kind: lineValue,
  organisational: lineValue,
  added: lineValue,
  hidden: lineValue,
  at1: lineValue,
  at2: lineValue,
  at3: lineValue,
  at4: lineValue,
  at5: lineValue,
  at6: lineValue,
} as const;

export const instrumentShape = {
  kind: 'instrument',
  schema: 1,
  values: {
    id: lineValue,
    title: lineValue,
    about: lineValue,
    source: lineValue,
    stage1: lineValue,
    stage1About: lineValue,
    stage2: lineValue,
    stage2About: lineValue,
    stage3: lineValue,
    stage3About: lineValue,
    stage4: lineValue,
    stage4About: lineValue,
    stage5: lineValue,
    stage5About: lineValue,
    stage6: lineValue,
    stage6About: lineValue,
  },
  texts: [],
  links: [],
  lists: {
    parts: { values: partValues, texts: [] },
    agreed: {
      values: { day: dayValue, who: lineValue, hash: lineValue },
      texts: [],
    },
  },
} as const;

export type InstrumentShape = typeof instrumentShape;
type InstrumentEdits = RecordEdits<InstrumentShape>;
export type PartView = ItemView<InstrumentShape['lists']['parts']>;

type Say = (wording: Wording) => string;

/** The first entry. `from`: all of it, or with `onlyStages` its stages and scales, to begin from nothing. */
export function startInstrument(
  doc: Y.Doc,
  createdAt: number,
  from: Instrument,
  {
    title,
    say,
    newId,
    onlyStages = false,
  }: {
    readonly title: string;
    readonly say: Say;
    readonly newId: () => Ulid;
    readonly onlyStages?: boolean;
  },
): void {
  startRecord(doc, instrumentShape, createdAt);
  const edits = editRecord(doc, instrumentShape, newId);
  const stages = stageScale(from.scales)?.steps ?? [];
  edits.set('id', newId());
  edits.set('title', title);
  copyStages(edits, stages, say);
  const others = from.scales.filter(
    (scale) => scale !== stageScale(from.scales),
  );
  const kept = onlyStages ? others.filter(isOfWhole) : others;
  doc.transact(() => {
    const carried = doc.getMap('carried');
    carried.set('scales', JSON.stringify(kept));
    carried.set('stages', JSON.stringify(stages));
  });
  if (onlyStages) return;
  edits.set('about', say(from.about));
  edits.set('source', from.source);
  copyGroups(
    edits,
    from,
    stages.map(({ id }) => id),
    say,
  );
}

/** As it stands now. What is hidden or blank is not in it; where people chose apart and not yet among them, the first written. */
export function draftInstrument(doc: Y.Doc, version: number): Instrument {
  const view = readRecord(doc, instrumentShape);
  const carried = readCarried(doc);
  const slots = stageSlots.flatMap((slot, at) => {
    const name = first(view.values[`stage${slot}`]);
    if (name === '') return [];
    const id = carried.stages[at]?.id ?? `ETAPA-${slot}`;
    const about = first(view.values[`stage${slot}About`]);
    const step: ScaleStep = {
      ...carried.stages[at],
      id,
      name: same(name),
      ...(about === '' ? {} : { about: same(about) }),
    };
    return [{ slot, step }];
  });
  const capacities = view.lists.parts.filter(isShown).slice(0, 24);
  const shown = new Map(
    capacities.flatMap(({ children }) =>
      children
        .filter(isShown)
        .filter(({ values }) => first(values.same) === '')
        .map((part) => [idOf(part), part] as const),
    ),
  );
  const groups = capacities.map((capacity) => toGroup(capacity, shown, slots));
  const ids = new Set(groups.map(({ id }) => id));
  const source = first(view.values.source);
  return {
    id: first(view.values.id) || 'PAUTA',
    version,
    title: same(first(view.values.title) || '·'),
    about: same(first(view.values.about) || first(view.values.title) || '·'),
    source: source === '' ? '·' : fit(source),
    whose: 'group',
    inferred: false,
    prompts: [],
    groups,
    scales: [
      ...(slots.length < 2
        ? []
        : [
            {
              id: 'ETAPAS',
              title: { es: 'Etapas', en: 'Stages' },
              source: source === '' ? '·' : fit(source),
              ordered: true,
              steps: slots.map(({ step }) => step),
            },
          ]),
      ...carried.scales.filter(
        (scale) => isOfWhole(scale) || ids.has(scale.capacity ?? ''),
      ),
    ],
  };
}

function copyStages(
  edits: InstrumentEdits,
  stages: readonly ScaleStep[],
  say: Say,
): void {
  for (const [at, slot] of stageSlots.entries()) {
    const stage = stages[at];
    if (stage === undefined) continue;
    edits.set(`stage${slot}`, say(stage.name));
    if (stage.about !== undefined)
      edits.set(`stage${slot}About`, say(stage.about));
  }
}

function copyGroups(
  edits: InstrumentEdits,
  from: Instrument,
  stepIds: readonly string[],
  say: Say,
): void {
  const parts = edits.list('parts');
  for (const group of from.groups) {
    const parent = parts.add({
      values: {
        words: say(group.title),
        about: group.about === undefined ? '' : say(group.about),
        ref: group.id,
        ...described(group.descriptors, stepIds, say),
      },
    });
    for (const [kind, own] of [
      ['sign', group.parts],
      ['signal', group.signals ?? []],
    ] as const)
      for (const part of own)
        parts.add({ values: partFill(part, kind, stepIds, say) }, { parent });
  }
}

function partFill(
  part: InstrumentPart,
  kind: 'sign' | 'signal',
  stages: readonly string[],
  say: Say,
) {
  return {
    words: say(part.words),
    individual: part.individual === undefined ? '' : say(part.individual),
    ref: part.id,
    same: part.sameAs ?? '',
    kind,
    organisational: part.organisational === true ? 'yes' : '',
    added: part.added === true ? 'yes' : '',
    ...described(part.descriptors, stages, say),
  };
}

function described(
  descriptors: InstrumentPart['descriptors'],
  stages: readonly string[],
  say: Say,
): Partial<Record<`at${StageSlot}`, string>> {
  return Object.fromEntries(
    stageSlots.flatMap((slot, at) => {
      const words = descriptors?.[stages[at] ?? ''];
      return words === undefined ? [] : [[`at${slot}`, say(words)]];
    }),
  );
}

interface Slot {
  readonly slot: StageSlot;
  readonly step: ScaleStep;
}

function toGroup(
  capacity: PartView,
  shown: ReadonlyMap<string, PartView>,
  slots: readonly Slot[],
): InstrumentGroup {
  const about = first(capacity.values.about);
  const parts = (kind: 'sign' | 'signal', most: number) =>
    capacity.children
      .filter(isShown)
      .filter(
        ({ values }) =>
          (first(values.kind) === 'signal') === (kind === 'signal'),
      )
      .slice(0, most)
      .map((part) => toPart(part, shown, slots));
  const signals = parts('signal', 20);
  return {
    id: idOf(capacity),
    title: same(first(capacity.values.words)),
    ...(about === '' ? {} : { about: same(about) }),
    parts: parts('sign', 60),
    ...(signals.length === 0 ? {} : { signals }),
    ...descriptorsOf(capacity, slots),
  };
}

/** A repeated sentence says what the first one says now; when that one is hidden it stands for itself. */
function toPart(
  part: PartView,
  shown: ReadonlyMap<string, PartView>,
  slots: readonly Slot[],
): InstrumentPart {
  const original = shown.get(first(part.values.same));
  const { values } = original ?? part;
  const individual = first(values.individual);
  return {
    id: idOf(part),
    words: same(first(values.words)),
    ...(individual === '' ? {} : { individual: same(individual) }),
    ...(original === undefined ? {} : { sameAs: idOf(original) }),
    ...(first(part.values.organisational) === 'yes'
      ? { organisational: true }
      : {}),
    ...(first(part.values.added) === 'yes' ? { added: true } : {}),
    ...descriptorsOf(original ?? part, slots),
  };
}

function descriptorsOf({ values }: PartView, slots: readonly Slot[]) {
  const found = slots.flatMap(({ slot, step }) => {
    const words = first(values[`at${slot}`]);
    return words === '' ? [] : [[step.id, same(words)] as const];
  });
  return found.length === 0 ? {} : { descriptors: Object.fromEntries(found) };
}

function isShown({ values }: PartView): boolean {
  return first(values.hidden) === '' && first(values.words) !== '';
}

const publishedId = /^[A-Z0-9][A-Za-z0-9-]{1,39}$/;

function idOf({ id, values }: PartView): string {
  const ref = first(values.ref);
  return publishedId.test(ref) ? ref : id;
}

function readCarried(doc: Y.Doc): {
  readonly scales: readonly Scale[];
  readonly stages: readonly ScaleStep[];
} {
  const carried = doc.getMap('carried');
  const list = <T>(key: string): readonly T[] => {
    const text: unknown = carried.get(key);
    try {
      const read: unknown = typeof text === 'string' ? JSON.parse(text) : [];
      // Whether they are scales is seen when a version is read; here they are only passed on.
      return Array.isArray(read) ? (read as T[]) : [];
    } catch {
      return [];
    }
  };
  return {
    scales: list<Scale>('scales'),
    stages: list<ScaleStep>('stages'),
  };
}

function stageScale(scales: readonly Scale[]): Scale | null {
  return (
    scales.find(({ ordered, capacity }) => ordered && capacity === undefined) ??
    null
  );
}

/** A group writes in its own language: there is no other to say it in. */
function same(text: string): Wording {
  const words = fit(text);
  return { es: words, en: words };
}

const longestPart = 600;

function fit(text: string): string {
  let kept = '';
  for (const letter of text) {
    if (kept.length + letter.length > longestPart) break;
    kept += letter;
  }
  return kept;
}

function first(reading: RegisterReading<string>): string {
  return reading.values[0]?.value ?? '';
}
