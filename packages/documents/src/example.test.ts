import {
  exampleGroup,
  exampleWork,
  instrumentOfHash,
  longestTitle,
  plainText,
  problemOutline,
  problemQuestions,
} from '@minga/domain';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readComments } from './comments.ts';
import { buildExample, exampleId } from './example.ts';
import { cycleShape, stagesInOrder } from './cycle-document.ts';
import { readEvidence } from './evidence.ts';
import { readIndex } from './index-document.ts';
import { planShape } from './plan-document.ts';
import { readProblemContent } from './problem-content.ts';
import { readProblem } from './problem-document.ts';
import { deeperShape } from './problem-deeper.ts';
import { readRecord } from './record.ts';
import { settledValue } from './register.ts';
import { readRound } from './round-document.ts';

const problemsOf = (today: string) =>
  buildExample(today).documents.filter(({ kind }) => kind === 'problem');

test('the example is whole: every id of the brief that can be shown is there once, each with the prefix', () => {
  const { schools, people, problems } = exampleGroup;
  const ids = [
    ...schools.map(({ id }) => id),
    ...people.map(({ id }) => id),
    ...problems.flatMap(({ id, causes, trials, threads }) => [
      id,
      ...[...causes, ...trials, ...threads].map((one) => one.id),
    ]),
  ];
  const numbers = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => `demo-${name}-${i + 1}`);
  expect(ids.toSorted()).toEqual(
    [
      ...numbers('esc', 3),
      ...numbers('per', 8),
      ...numbers('pp', 2),
      ...numbers('cau', 5),
      ...numbers('parte', 2),
      ...numbers('acc', 2),
      'demo-acu-5',
      'demo-acu-6',
      'demo-ses-2',
      'demo-vis-1',
      'demo-par-1',
    ].toSorted(),
  );
  const known = new Set(people.map(({ id }) => id));
  for (const { by, trials, threads, meToo } of problems) {
    const writers = threads.flatMap(({ messages }) =>
      messages.map((message) => message.by),
    );
    for (const id of [
      by,
      ...trials.map((one) => one.responsible),
      ...writers,
      ...meToo,
    ])
      expect(known, id).toContain(id);
  }
  for (const { school } of people)
    expect(['', ...schools.map(({ id }) => id)]).toContain(school);
});

test('its documents say what the data say, in lists that name them', () => {
  const { index, commentsIndex, documents } = buildExample('2026-06-08');
  const entries = readIndex(index).entries.filter(
    ({ kind }) => kind === 'problem',
  );
  expect(
    entries.map(({ title, status }) => [
      settledValue(title),
      settledValue(status),
    ]),
  ).toEqual(exampleGroup.problems.map(({ title, status }) => [title, status]));
  const problems = problemsOf('2026-06-08');
  expect(problems.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  const about = readIndex(commentsIndex).entries;
  expect(about.map((entry) => entry.about)).toEqual(
    entries.map(({ id }) => id),
  );
  expect(documents).toHaveLength(8);
  for (const [i, problem] of exampleGroup.problems.entries()) {
    const content = readProblemContent(problems[i]!.doc);
    expect(content).toMatchObject({
      title: problem.title,
      status: problem.status,
      origin: problem.origin,
      references: [problem.reference],
    });
    for (const [key, text] of Object.entries(problem.texts))
      expect(plainText(content.texts[key as 'repeats'])).toBe(text);
    expect(content.trials.map(({ what }) => plainText(what))).toEqual(
      problem.trials.map(({ what }) => what),
    );
    expect(content.trials.map(({ due }) => due)).toEqual(
      problem.trials.map(({ due }) => [due]),
    );
    expect(content.causes[0]!.children[0]!.aspect).toEqual(['ownPart']);
    expect(problem.title.length).toBeLessThanOrEqual(longestTitle);
    const names = exampleGroup.people.map(({ name }) => name);
    expect(problemQuestions(content, { names })).toEqual([]);
    const outline = problemOutline(content, {
      language: 'es',
      country: 'CL',
      people: true,
    });
    expect(outline.sections.length).toBeGreaterThan(8);
  }
});

test('its comments know who wrote them, and who says "me too"', () => {
  const { documents, personOf } = buildExample('2026-06-08');
  const comments = documents.filter(({ kind }) => kind === 'comments');
  const first = readComments(comments[0]!.doc);
  expect(
    first.threads.map(({ field, isOpen, messages }) => [
      field,
      isOpen,
      ...messages.map(({ clientId }) => personOf(clientId)?.name),
    ]),
  ).toEqual([
    ['repeats', false, 'Octavio Larco Nieve', 'Rosalía Quintrel'],
    ['knownBy', true, 'Yeni Huamanqolla', 'Julia Pehuén'],
  ]);
  for (const { member, clientId } of first.meToo)
    expect(personOf(clientId)?.id).toBe(member);
  expect(first.meToo).toHaveLength(2);
  expect(personOf(7)).toBeNull();
  for (const { doc } of documents) expect(personOf(doc.clientID)).toBeNull();
});

test('the work of its year is whole: how it knows, the cycle, the plan and two rounds, as the brief has them', () => {
  const { index, accompanimentIndex, documents } = buildExample('2026-07-09');
  const docOf = (name: string) =>
    documents.find(({ id }) => id === exampleId(name))!.doc;
  const { evidence, cycle, plan, rounds } = exampleWork;
  const known = new Set(exampleGroup.people.map(({ id }) => id));
  for (const one of [...evidence, cycle, plan, ...rounds]) {
    expect(one.id).toMatch(/^demo-/);
    expect(known).toContain(one.by);
  }
  expect(evidence.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['demo-evi-1', 'demo-evi-2', 'demo-evi-3']),
  );
  const first = readEvidence(docOf('demo-pp-1'));
  expect(first).toHaveLength(3);
  expect(settledValue(first[0]!.count!.amount)).toBe('79 %');
  expect(settledValue(first[0]!.by)).toBe('Julia Pehuén');
  expect(settledValue(first[0]!.day)).toBe('2026-04-27');
  expect(
    first[2]!.table!.rows.map(({ cells }) => settledValue(cells[1]!)),
  ).toEqual([19, 17, 21, 18]);
  expect(readEvidence(docOf('demo-pp-2'))).toHaveLength(1);
  const { moves } = readRecord(docOf('demo-pp-1'), deeperShape).lists;
  expect(moves).toHaveLength(3);

  const round = (name: string) => readRound(docOf(name));
  const stages = ['demo-ron-1', 'demo-ron-2'].map((name) =>
    settledValue(round(name).focus[0]!.stage),
  );
  expect(stages).toEqual(['RUB-1', 'RUB-2']);
  expect(instrumentOfHash(round('demo-ron-1').instrumentHash)).toBe(
    'CAPACIDADES',
  );

  const year = readRecord(docOf('demo-cic-1'), cycleShape);
  expect(year.links.problem).toEqual([exampleId('demo-pp-1')]);
  expect(year.links.person).toHaveLength(8);
  const inOrder = stagesInOrder(year);
  expect(inOrder).toHaveLength(5);
  expect(settledValue(year.values.now)).toBe(inOrder[3]!.id);
  expect(settledValue(inOrder[4]!.values.end)).toBe('2026-08-10');
  expect(
    year.lists.named.map(({ values }) => settledValue(values.who)),
  ).toEqual(['Rosalía Quintrel', 'Julia Pehuén']);

  const steps = readRecord(docOf('demo-pla-1'), planShape).lists;
  expect(steps.actions).toHaveLength(2);
  expect(settledValue(steps.readings[0]!.values.words)).toBe('33 % en mayo');
  expect(steps.validated).toHaveLength(2);
  expect(
    [...readIndex(index).entries, ...readIndex(accompanimentIndex).entries]
      .filter(({ kind }) => kind !== 'problem')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    ['demo-cic-1', 'demo-pla-1', 'demo-ron-1', 'demo-ron-2']
      .map(exampleId)
      .sort(),
  );
});

test('built again on the same day it is the same to the byte; on another day its dates have moved along', () => {
  const bytes = (today: string) => {
    const built = buildExample(today);
    const { index, commentsIndex, accompanimentIndex, documents } = built;
    return [
      index,
      commentsIndex,
      accompanimentIndex,
      ...documents.map(({ doc }) => doc),
    ].map((doc) => Y.encodeStateAsUpdate(doc));
  };
  expect(bytes('2027-03-02')).toEqual(bytes('2027-03-02'));
  const [first] = problemsOf('2026-07-09');
  const { trials, createdAt } = readProblem(first!.doc);
  expect(trials.map(({ due }) => settledValue(due))).toEqual([
    '2026-05-16',
    '2026-06-20',
    '2026-07-16',
  ]);
  expect(new Date(createdAt!).toISOString().slice(0, 10)).toBe('2026-04-30');
  expect(first!.id).toBe(exampleId('demo-pp-1'));
});
