import {
  type Doc,
  type PlanView,
  fragmentBlocks,
  itemField,
  planShape,
  readRecord,
  recordFragment,
} from '@minga/documents';
import {
  type Outline,
  type OutlineItem,
  type RichText,
  type Wording,
  companionRoles,
} from '@minga/domain';
import type { CycleMessages } from '#lib/messages/cycles.ts';
import { firstOf } from '#lib/record/first-of.ts';
import { blankLess, paragraph } from '#lib/record/outline-parts.ts';

interface Options {
  readonly words: CycleMessages;
  readonly say: (wording: Wording) => string;
  /** What goes out to others as a report: how far one has come, without who remarked what. */
  readonly isReport: boolean;
}

/** The plan on paper, or its report of progress: nothing is stored apart, it is the plan, told. */
export function planOutline(doc: Doc, options: Options): Outline {
  const { words, isReport } = options;
  const view = readRecord(doc, planShape);
  const { plan } = words;
  const { values } = view;
  const isGrowth = firstOf(values.kind) === 'growth';
  const text = (field: string): RichText => {
    const fragment = recordFragment(doc, planShape, field);
    return fragment === null ? [] : fragmentBlocks(fragment);
  };
  const titles = isGrowth
    ? plan.growth
    : { goal: plan.goal, vision: plan.vision, section: plan.section.text };
  const items = (id: string, title: string, found: readonly OutlineItem[]) => ({
    id,
    title,
    text: [],
    items: found,
  });
  const title = firstOf(values.title) || words.untitledPlan;
  const field = (id: 'goal' | 'vision' | 'section') => ({
    id,
    title: titles[id],
    text: text(id),
    items: [],
  });
  return {
    title: isReport ? plan.reportOf(title) : title,
    facts: [],
    sections: blankLess([
      field('goal'),
      field('vision'),
      items(
        'objectives',
        plan.objectives.title,
        view.lists.objectives.map(({ id }) => ({
          depth: 0,
          text: text(itemField('objectives', id, 'words')),
          notes: [],
        })),
      ),
      items('actions', plan.actions.title, actionItems(view, words, text)),
      items('indicators', plan.indicators.title, indicatorItems(view, words)),
      items(
        'adjusted',
        plan.adjusted.title,
        view.lists.adjusted.map(({ id, values: { day } }) => ({
          depth: 0,
          text: text(itemField('adjusted', id, 'words')),
          notes: dayNotes(firstOf(day), words),
        })),
      ),
      ...(isReport ? [] : restOf(view, options, text)),
      ...(isReport && !isGrowth ? [] : [field('section')]),
    ]),
  };
}

function restOf(
  { lists }: PlanView,
  { words, say }: Options,
  text: (field: string) => RichText,
) {
  const { plan } = words;
  return [
    {
      id: 'validated',
      title: plan.validated.title,
      text: [],
      items: lists.validated.map(({ id, values: { who, day } }) => ({
        depth: 0,
        text: [
          ...paragraph(firstOf(who)),
          ...text(itemField('validated', id, 'remarks')),
        ],
        notes: dayNotes(firstOf(day), words),
      })),
    },
    {
      id: 'roles',
      title: plan.roles.title,
      text: [],
      items: lists.roles.map(({ values: { role, day } }) => {
        const known = companionRoles.find(({ id }) => id === firstOf(role));
        return {
          depth: 0,
          text: paragraph(known === undefined ? '' : say(known.name)),
          notes: dayNotes(firstOf(day), words),
        };
      }),
    },
    {
      id: 'phases',
      title: plan.section.title,
      text: [],
      items: lists.phases.map(({ id, values: { phase } }) => ({
        depth: 0,
        text: text(itemField('phases', id, 'words')),
        notes: Object.entries(plan.section.phases).flatMap(([key, name]) =>
          key === firstOf(phase) ? [name] : [],
        ),
      })),
    },
  ];
}

function actionItems(
  { lists }: PlanView,
  words: CycleMessages,
  text: (field: string) => RichText,
): readonly OutlineItem[] {
  const { actions } = words.plan;
  return lists.actions.map(({ id, values: { who, due, measure, done } }) => ({
    depth: 0,
    text: text(itemField('actions', id, 'what')),
    notes: [
      firstOf(who),
      ...(firstOf(done) === ''
        ? dayNotes(firstOf(due), words)
        : [actions.doneOn(firstOf(done))]),
      firstOf(measure),
    ].filter((note) => note !== ''),
  }));
}

function indicatorItems(
  { lists }: PlanView,
  words: CycleMessages,
): readonly OutlineItem[] {
  const { indicators } = words.plan;
  return lists.indicators.flatMap(
    ({ id, values: { what, start, noticed } }): OutlineItem[] => [
      {
        depth: 0,
        text: paragraph(firstOf(what) || firstOf(noticed)),
        notes: [
          firstOf(start) && `${indicators.start}: ${firstOf(start)}`,
          firstOf(noticed) && `${indicators.noticed} ${firstOf(noticed)}`,
        ].filter((note) => note !== ''),
      },
      ...lists.readings
        .filter(({ values: { of } }) => firstOf(of) === id)
        .map(({ values: reading }) => ({
          depth: 1,
          text: paragraph(firstOf(reading.words)),
          notes: dayNotes(firstOf(reading.day), words),
        })),
    ],
  );
}

function dayNotes(day: string, words: CycleMessages): readonly string[] {
  return day === '' ? [] : [words.sayDay(day)];
}
