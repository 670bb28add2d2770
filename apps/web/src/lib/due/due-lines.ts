import {
  type Doc,
  cycleShape,
  fragmentText,
  itemField,
  planShape,
  problemFragment,
  readProblem,
  readRecord,
  recordFragment,
  settledValue,
  stagesInOrder,
  trialField,
} from '@minga/documents';
import { firstOf } from '#lib/record/first-of.ts';

/** Something of a document that has a day. */
export interface DueLine {
  readonly id: string;
  readonly kind: 'trial' | 'action' | 'stage';
  /** yyyy-mm-dd */
  readonly day: string;
  readonly what: string;
  readonly who: string;
}

const longest = 120;

/** Several days that nobody has chosen among are all there. */
export function dueInProblem(doc: Doc): readonly DueLine[] {
  return readProblem(doc).trials.flatMap(({ id, due, responsible }) => {
    const fragment = problemFragment(doc, trialField(id));
    const what =
      fragment === null ? '' : fragmentText(fragment, longest).trim();
    const who = settledValue(responsible) ?? '';
    return what === ''
      ? []
      : due.values.flatMap(({ value, id: write }): DueLine[] =>
          value === null
            ? []
            : [{ id: `${id}.${write}`, kind: 'trial', day: value, what, who }],
        );
  });
}

/** What has been done waits no more. */
export function dueInPlan(doc: Doc): readonly DueLine[] {
  return readRecord(doc, planShape).lists.actions.flatMap(
    ({ id, values }): DueLine[] => {
      const fragment = recordFragment(
        doc,
        planShape,
        itemField('actions', id, 'what'),
      );
      const what =
        fragment === null ? '' : fragmentText(fragment, longest).trim();
      const day = firstOf(values.due);
      const isOpen = day !== '' && firstOf(values.done) === '' && what !== '';
      return isOpen
        ? [{ id, kind: 'action', day, what, who: firstOf(values.who) }]
        : [];
    },
  );
}

/** The ends of the stages from the one the group is in; of a closed cycle nothing. */
export function dueInCycle(doc: Doc): readonly DueLine[] {
  const view = readRecord(doc, cycleShape);
  if (settledValue(view.values.status) === 'cerrado') return [];
  const stages = stagesInOrder(view);
  const now = stages.findIndex(({ id }) => id === firstOf(view.values.now));
  return stages.slice(Math.max(0, now)).flatMap(({ id, values }): DueLine[] => {
    const day = firstOf(values.end) || firstOf(values.start);
    return day === '' || firstOf(values.skipped) !== ''
      ? []
      : [{ id, kind: 'stage', day, what: firstOf(values.name), who: '' }];
  });
}

/** The weeks of the month in which `day` lies, from Monday on; null for days of another month. */
export function weeksOf(day: string): readonly (readonly (string | null)[])[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, at) => {
      const date = week * 7 + at - before + 1;
      return date < 1 || date > count
        ? null
        : `${day.slice(0, 8)}${String(date).padStart(2, '0')}`;
    }),
  );
}

/** The first day of the month `months` later. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1))
    .toISOString()
    .slice(0, 10);
}
