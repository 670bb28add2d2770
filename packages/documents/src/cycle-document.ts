import type { DocumentId } from '@minga/base';
import type { PlainModel } from '@minga/domain';
import type * as Y from 'yjs';
import type { Migration } from './document-schema.ts';
import {
  type RecordEdits,
  type RecordView,
  dayValue,
  editRecord,
  lineValue,
  startRecord,
} from './record.ts';
import { type Check, settledValue } from './register.ts';
import { type Ulid, isUlid } from './ulid.ts';

/** 'en_marcha' from the start; 'cerrado' when the group says so; it may be opened again. */
export const cycleStatuses = ['en_marcha', 'cerrado'] as const;
export type CycleStatus = (typeof cycleStatuses)[number];

const statusValue: Check<string> = {
  safeParse: (value) =>
    cycleStatuses.some((one) => one === value)
      ? { success: true, data: String(value) }
      : { success: false },
};
const idValue: Check<string> = {
  safeParse: (value) =>
    typeof value === 'string' && isUlid(value)
      ? { success: true, data: value }
      : { success: false },
};

/**
 * A cycle (domain §4.4, product §4.7), of write class 0. Its stages are a copy of the model it began from: nothing that
 * happens to a model reaches it, and each stage is the group's to change.
 *
 *   fields    `title`, `status`, `start`; `now` the stage the group is in; `model`, `origin`, `version` where it comes from;
 *             `welcome`, `next` what the model says before the first stage and after the last;
 *             `hasQuickWin`, `hasVision` 'yes' where the model has one; `previous` the cycle it follows; links `problem`, `person`
 *   vision, changed, together, transfer, quickWin, carries    texts of the whole
 *   stages    `name`, `purpose`; `questions`, `products` one a line; `days`; `start`, `end` soft dates; `skipped` why it is
 *             left out; text `notes` what is there
 *   returns   one for each time the group went back: `day`, `from`, `to` (stages), `why`
 *   daysOff   `from`, `to`, `what`: days without school, to propose dates
 *   reflections   what each person takes along: `who`, text `words`
 *   named     who the quick win names: `who`, `approved` the day she said yes
 */
export const cycleShape = {
  kind: 'cycle',
  schema: 1,
  values: {
    title: lineValue,
    status: statusValue,
    start: dayValue,
    now: idValue,
    model: lineValue,
    origin: lineValue,
    version: lineValue,
    welcome: lineValue,
    next: lineValue,
    hasQuickWin: lineValue,
    hasVision: lineValue,
    previous: lineValue,
  },
  texts: ['vision', 'changed', 'together', 'transfer', 'quickWin', 'carries'],
  links: ['problem', 'person'],
  lists: {
    stages: {
      values: {
        name: lineValue,
        purpose: lineValue,
        questions: lineValue,
        products: lineValue,
        days: lineValue,
        start: dayValue,
        end: dayValue,
        skipped: lineValue,
      },
      texts: ['notes'],
    },
    returns: {
      values: { day: dayValue, from: idValue, to: idValue, why: lineValue },
      texts: [],
    },
    daysOff: {
      values: { from: dayValue, to: dayValue, what: lineValue },
      texts: [],
    },
    reflections: { values: { who: lineValue }, texts: ['words'] },
    named: { values: { who: lineValue, approved: dayValue }, texts: [] },
  },
} as const;
export const cycleMigrations: readonly Migration[] = [];

export type CycleShape = typeof cycleShape;
export type CycleView = RecordView<CycleShape>;
export type CycleEdits = RecordEdits<CycleShape>;
export type StageView = CycleView['lists']['stages'][number];

/** The first entry of a cycle: the model's stages become its own. */
export function startCycle(
  doc: Y.Doc,
  createdAt: number,
  model: PlainModel,
  {
    title,
    start,
    newId,
    previous,
    carried = '',
    problems = [],
    skip,
  }: {
    readonly title: string;
    /** yyyy-mm-dd; empty where nobody has said. */
    readonly start: string;
    readonly newId: () => Ulid;
    readonly previous?: DocumentId;
    /** What the cycle before left open: the first thing there is in the first stage. */
    readonly carried?: string;
    readonly problems?: readonly string[];
    /** Why the first stage is left out: the same people go on. */
    readonly skip?: string;
  },
): void {
  startRecord(doc, cycleShape, createdAt);
  const edits = editRecord(doc, cycleShape, newId);
  edits.set('title', title);
  edits.set('status', 'en_marcha');
  edits.set('start', start);
  edits.set('model', model.name);
  edits.set('origin', model.origin);
  edits.set('version', String(model.version));
  edits.set('welcome', model.welcome);
  edits.set('next', model.next);
  if (model.hasQuickWin) edits.set('hasQuickWin', 'yes');
  if (model.hasVision) edits.set('hasVision', 'yes');
  if (previous !== undefined) edits.set('previous', previous);
  for (const problem of problems) edits.setLink('problem', problem, true);
  const stages = edits.list('stages');
  const first = skip === undefined ? 0 : 1;
  const made = model.stages.map((stage, at) =>
    stages.add({
      values: {
        name: stage.name,
        purpose: stage.purpose,
        questions: stage.questions.join('\n'),
        products: stage.products.join('\n'),
        days: stage.days === null ? '' : String(stage.days),
        skipped: at === 0 ? (skip ?? '') : '',
      },
      texts: { notes: at === first ? carried : '' },
    }),
  );
  edits.set('now', made[first] ?? made[0] ?? '');
}

/** The stages as they stand, to begin another cycle from or to send to another school. */
export function modelOfCycle(
  view: CycleView,
  language: PlainModel['language'],
): PlainModel {
  const { values, lists } = view;
  const stages = stagesInOrder(view).map(({ values: stage }) => ({
    name: firstOf(stage.name),
    purpose: firstOf(stage.purpose),
    questions: linesOf(firstOf(stage.questions)),
    products: linesOf(firstOf(stage.products)),
    days: daysOf(firstOf(stage.days)),
  }));
  return {
    language,
    name: firstOf(values.model) || firstOf(values.title),
    origin: firstOf(values.origin),
    version: Number(firstOf(values.version)) || 1,
    welcome: firstOf(values.welcome),
    next: firstOf(values.next),
    hasQuickWin: firstOf(values.hasQuickWin) === 'yes',
    hasVision: firstOf(values.hasVision) === 'yes',
    days:
      stages.reduce((sum, { days }) => sum + (days ?? 0), 0) ||
      lists.stages.length * 14,
    stages,
  };
}

/** One after the other; should somebody have put one below another, it comes after it. */
export function stagesInOrder({ lists }: CycleView): readonly StageView[] {
  const flat = (stages: readonly StageView[]): readonly StageView[] =>
    stages.flatMap((stage) => [stage, ...flat(stage.children)]);
  return flat(lists.stages);
}

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function daysOf(text: string): number | null {
  const days = Math.round(Number(text));
  return days >= 1 && days <= 400 ? days : null;
}

/** What stands, or the first of several until people choose. */
function firstOf(reading: Parameters<typeof settledValue<string>>[0]): string {
  return settledValue(reading) ?? reading.values[0]?.value ?? '';
}
