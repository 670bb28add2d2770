import {
  type CycleView,
  type Doc,
  cycleShape,
  fragmentBlocks,
  itemField,
  linesOf,
  readRecord,
  recordFragment,
  stagesInOrder,
} from '@minga/documents';
import type { Outline, OutlineSection, RichText } from '@minga/domain';
import { blankLess, paragraph } from '#lib/record/outline-parts.ts';
import { firstOf } from '#lib/record/first-of.ts';
import type { CycleMessages } from '#lib/messages/cycles.ts';

/** The whole cycle on paper: its stages with what there is in each, and what its closing says. */
export function cycleOutline(doc: Doc, words: CycleMessages): Outline {
  const view = readRecord(doc, cycleShape);
  const { cycle } = words;
  const { values, lists } = view;
  const text = textOf(doc);
  const section = (id: string, title: string, found: RichText) => ({
    id,
    title,
    text: found,
    items: [],
  });
  return {
    title: firstOf(values.title) || words.untitledCycle,
    facts: [
      cycle.from(
        firstOf(values.model),
        firstOf(values.origin),
        firstOf(values.version),
      ),
    ].filter((fact) => fact !== ''),
    sections: blankLess([
      section('vision', cycle.vision, text('vision')),
      ...stagesInOrder(view).map((stage, at) =>
        stageSection(view, stage, at, words, text),
      ),
      {
        id: 'returns',
        title: cycle.returns,
        text: [],
        items: lists.returns.map(({ values: back }) => ({
          depth: 0,
          text: paragraph(firstOf(back.why) || cycle.comeBack),
          notes: [words.sayDay(firstOf(back.day) || '2000-01-01')],
        })),
      },
      section('changed', cycle.close.changed, text('changed')),
      section('together', cycle.close.together, text('together')),
      {
        id: 'reflections',
        title: cycle.close.mine,
        text: [],
        items: lists.reflections.map(({ id, values: mine }) => ({
          depth: 0,
          text: text(itemField('reflections', id, 'words')),
          notes: [firstOf(mine.who)].filter((who) => who !== ''),
        })),
      },
      section('transfer', cycle.close.transfer, text('transfer')),
      section('carries', cycle.close.carries, text('carries')),
    ]),
  };
}

/** One page for the community. Whom it names is asked before (`QuickWin.svelte`); until then there is no page. */
export function quickWinOutline(doc: Doc, words: CycleMessages): Outline {
  const { values, lists } = readRecord(doc, cycleShape);
  const isApproved = lists.named.every(
    ({ values: named }) => firstOf(named.approved) !== '',
  );
  return {
    title: firstOf(values.title) || words.untitledCycle,
    facts: [],
    sections: isApproved
      ? blankLess([
          {
            id: 'quickWin',
            title: words.cycle.quickWin.title,
            text: textOf(doc)('quickWin'),
            items: [],
          },
        ])
      : [],
  };
}

function stageSection(
  view: CycleView,
  { id, values }: CycleView['lists']['stages'][number],
  at: number,
  words: CycleMessages,
  text: (field: string) => RichText,
): OutlineSection {
  const { cycle } = words;
  const skipped = firstOf(values.skipped);
  const start = firstOf(values.start);
  const end = firstOf(values.end);
  const notes = [
    firstOf(view.values.now) === id ? cycle.now : '',
    skipped === '' ? '' : `${cycle.skipped}: ${skipped}`,
    start === '' && end === '' ? '' : cycle.around(start, end),
  ].filter((note) => note !== '');
  return {
    id,
    title: `${at + 1}. ${firstOf(values.name) || cycle.stage(at + 1)}`,
    text: [
      ...paragraph(
        [...notes, firstOf(values.purpose)].filter(Boolean).join(' · '),
      ),
      ...text(itemField('stages', id, 'notes')),
    ],
    items: linesOf(firstOf(values.products)).map((product) => ({
      depth: 0,
      text: paragraph(product),
      notes: [],
    })),
  };
}

function textOf(doc: Doc): (field: string) => RichText {
  return (field) => {
    const fragment = recordFragment(doc, cycleShape, field);
    return fragment === null ? [] : fragmentBlocks(fragment);
  };
}
