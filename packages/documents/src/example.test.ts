import {
  exampleGroup,
  longestTitle,
  plainText,
  problemOutline,
  problemQuestions,
} from '@minga/domain';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readComments } from './comments.ts';
import { buildExample, exampleId } from './example.ts';
import { readIndex } from './index-document.ts';
import { readProblemContent } from './problem-content.ts';
import { readProblem } from './problem-document.ts';
import { settledValue } from './register.ts';

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
  const entries = readIndex(index).entries;
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
  expect(documents).toHaveLength(4);
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

test('built again on the same day it is the same to the byte; on another day its dates have moved along', () => {
  const bytes = (today: string) => {
    const { index, commentsIndex, documents } = buildExample(today);
    return [index, commentsIndex, ...documents.map(({ doc }) => doc)].map(
      (doc) => Y.encodeStateAsUpdate(doc),
    );
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
