import { type DocumentId } from '@minga/base';
import {
  type ExampleEvidence,
  type ExampleRound,
  exampleGroup,
  exampleWork,
  plainModel,
  publishedInstruments,
} from '@minga/domain';
import type * as Y from 'yjs';
import { cycleShape, stagesInOrder, startCycle } from './cycle-document.ts';
import { editEvidence } from './evidence.ts';
import { insertText } from './paragraphs.ts';
import { planShape } from './plan-document.ts';
import { deeperShape } from './problem-deeper.ts';
import { readProblem } from './problem-document.ts';
import {
  editRecord,
  readRecord,
  recordFragment,
  startRecord,
} from './record.ts';
import {
  editRound,
  roundField,
  roundFragment,
  startRound,
} from './round-document.ts';
import type { Ulid } from './ulid.ts';

/** What the builders of the example need of it. */
export interface ExampleTools {
  readonly newId: () => Ulid;
  readonly createdAt: number;
  /** A day of the source, as it falls today. */
  readonly dayOf: (day: string) => string;
  readonly idOf: (name: string) => DocumentId;
}

/** In a problem: how it is known, and the key movements of what is tried first. */
export function fillEvidence(
  doc: Y.Doc,
  evidence: readonly ExampleEvidence[],
  { newId, dayOf }: ExampleTools,
): void {
  const edit = editEvidence(doc, newId);
  for (const { by, day, shows, doesNotShow, content } of evidence) {
    const person = exampleGroup.people.find(({ id }) => id === by);
    const made = edit.add({
      content,
      by: person?.name ?? '',
      day: dayOf(day),
      consent: false,
    });
    if (made === null) continue;
    edit.setText(made, 'shows', shows);
    edit.setText(made, 'doesNotShow', doesNotShow);
    if (content.kind !== 'count') continue;
    edit.setText(made, 'amount', content.amount);
    edit.setText(made, 'of', content.of);
  }
}

export function fillMoves(doc: Y.Doc, { newId, dayOf }: ExampleTools): void {
  const [first] = readProblem(doc).trials;
  const { moves, actions } = exampleWork.plan;
  const edit = editRecord(doc, deeperShape, newId).list('moves');
  for (const what of moves)
    edit.add({
      values: { of: first?.id ?? '', what, done: dayOf(actions[0].done) },
    });
}

export function fillCycle(
  doc: Y.Doc,
  { newId, createdAt, dayOf, idOf }: ExampleTools,
): void {
  const { cycle } = exampleWork;
  const model = plainModel(cycle.model, ({ es }) => es, 'es');
  startCycle(doc, createdAt, model, {
    title: cycle.title,
    start: dayOf(cycle.start),
    newId,
    problems: [idOf(cycle.problem)],
  });
  const edit = editRecord(doc, cycleShape, newId);
  for (const person of cycle.people) edit.setLink('person', person, true);
  for (const [at, { id }] of stagesInOrder(
    readRecord(doc, cycleShape),
  ).entries()) {
    const stage = cycle.stages[at];
    if (stage === undefined) continue;
    edit.list('stages').set(id, 'start', dayOf(stage.start));
    edit.list('stages').set(id, 'end', dayOf(stage.end));
    if (at === cycle.now) edit.set('now', id);
    write(recordFragment(doc, cycleShape, `stages/${id}/notes`), stage.notes);
  }
  const { words, approvedBy, day } = cycle.quickWin;
  edit.set('hasQuickWin', 'yes');
  write(recordFragment(doc, cycleShape, 'vision'), cycle.vision);
  write(recordFragment(doc, cycleShape, 'quickWin'), words);
  for (const person of approvedBy)
    edit
      .list('named')
      .add({ values: { who: nameOf(person), approved: dayOf(day) } });
}

export function fillPlan(
  doc: Y.Doc,
  { newId, createdAt, dayOf }: ExampleTools,
): void {
  const { plan } = exampleWork;
  startRecord(doc, planShape, createdAt);
  const edit = editRecord(doc, planShape, newId);
  edit.set('title', plan.title);
  write(recordFragment(doc, planShape, 'goal'), plan.goal);
  for (const words of plan.objectives)
    edit.list('objectives').add({ texts: { words } });
  for (const { what, who, due, done } of plan.actions)
    edit.list('actions').add({
      values: { who: nameOf(who), due: dayOf(due), done: dayOf(done) },
      texts: { what },
    });
  const { readings, ...indicator } = plan.indicator;
  const of = edit.list('indicators').add({ values: indicator });
  for (const { day, words } of readings)
    edit
      .list('readings')
      .add({ values: { of: of ?? '', day: dayOf(day), words } });
  for (const { day, words } of plan.adjusted)
    edit
      .list('adjusted')
      .add({ values: { day: dayOf(day) }, texts: { words } });
  for (const { day, who } of plan.validated)
    edit.list('validated').add({ values: { day: dayOf(day), who } });
  const { day, role, why } = plan.role;
  edit.list('roles').add({ values: { day: dayOf(day), role, why } });
}

/** Talked through by everybody at once: nothing in it is sealed, so nobody's key is needed. */
export function fillRound(
  doc: Y.Doc,
  { capacity, stage, end, texts }: ExampleRound,
  { newId, createdAt }: ExampleTools,
): void {
  startRound(doc, {
    createdAt,
    instrument: 'CAPACIDADES',
    instrumentHash: publishedInstruments.CAPACIDADES,
    focus: [capacity],
    road: 'direct',
  });
  const edit = editRound(doc, newId);
  edit.setStage(capacity, stage);
  edit.setEnd(capacity, end);
  for (const [key, text] of Object.entries(texts))
    write(
      roundFragment(doc, roundField(capacity, key as keyof typeof texts)),
      text,
    );
}

function nameOf(person: string): string {
  return exampleGroup.people.find(({ id }) => id === person)?.name ?? '';
}

function write(
  fragment: ReturnType<typeof recordFragment>,
  text: string,
): void {
  if (fragment !== null && text !== '') insertText(fragment, 0, text);
}
