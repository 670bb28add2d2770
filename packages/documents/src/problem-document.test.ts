import { problemTextKeys } from '@minga/domain';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  type DocumentChange,
  migrateDocument,
  readSchema,
} from './document-schema.ts';
import { fragmentText } from './fragment-text.ts';
import { isRowOrigin, isTagged } from './origin.ts';
import { editPlainText, readPlainText } from './plain-text.ts';
import {
  causeField,
  observeProblem,
  problemFragment,
  problemSchema,
  readProblem,
  startProblem,
  trialField,
} from './problem-document.ts';
import { editProblem } from './problem-edits.ts';
import { settledValue } from './register.ts';
import { type Replica, createReplicas, syncAll } from './test-replicas.ts';
import type { Ulid } from './ulid.ts';

const edits = ({ doc, newId }: Replica) => editProblem(doc, newId);
const view = ({ doc }: Replica) => readProblem(doc);
const createdAt = 1_780_000_000_000;
const pair = () =>
  createReplicas(2, ({ doc }) => {
    startProblem(doc, createdAt);
  }) as [Replica, Replica];

function write({ doc }: Replica, field: string, text: string): void {
  const fragment = problemFragment(doc, field)!;
  editPlainText(fragment, readPlainText(fragment)!, text);
}

describe('a problem of practice', () => {
  test('is empty when it begins, and says when that was', () => {
    const [ana] = pair();
    expect(view(ana)).toEqual({
      schema: problemSchema,
      readOnly: false,
      createdAt,
      title: { kind: 'empty', values: [] },
      status: { kind: 'empty', values: [] },
      origin: [],
      trials: [],
      causes: [],
      removedTrials: [],
      references: [],
      removedCauses: [],
      removedReferences: [],
    });
    for (const key of problemTextKeys)
      expect(fragmentText(problemFragment(ana.doc, key)!)).toBe('');
  });

  test('is written by two people, in fields of every kind, and reads the same on both sides', () => {
    const [ana, luis] = pair();
    edits(ana).setTitle('  Poco diálogo en clases ');
    write(ana, 'repeats', 'Preguntamos y contestamos nosotras mismas.');
    edits(ana).setOrigin('FTE-2', true);
    const cause = edits(luis).addCause('No hay tiempo para observar')!;
    edits(luis).setOrigin('FTE-3', true);
    syncAll([ana, luis]);

    const below = edits(ana).addCause('Turnos cruzados', { parent: cause })!;
    edits(ana).setAspect(below, 'ownPart', true);
    const trial = edits(ana).addTrial(
      'Esperar tres segundos\nantes de hablar',
    )!;
    syncAll([ana, luis]);
    edits(luis).setResponsible(trial, ' Rosa  Quispe ');
    edits(luis).setDue(trial, '2026-12-04');
    edits(luis).setWhosePracticeChanges(trial, 'La nuestra');
    edits(luis).setCapacity(trial, 'CB-COL', true);
    edits(luis).setStatus('acordado');
    syncAll([ana, luis]);

    expect(view(ana)).toEqual(view(luis));
    const problem = view(ana);
    expect(settledValue(problem.title)).toBe('Poco diálogo en clases');
    expect(problem.origin).toEqual(['FTE-2', 'FTE-3']);
    expect(settledValue(problem.status)).toBe('acordado');
    expect(problem.causes).toMatchObject([
      { id: cause, aspect: [], children: [{ id: below, aspect: ['ownPart'] }] },
    ]);
    expect(problem.trials[0]?.capacity).toEqual(['CB-COL']);
    expect(settledValue(problem.trials[0]!.responsible)).toBe('Rosa Quispe');
    expect(settledValue(problem.trials[0]!.due)).toBe('2026-12-04');
    expect(settledValue(problem.trials[0]!.whosePracticeChanges)).toBe(
      'La nuestra',
    );
    const texts = [trialField(trial), causeField(below), 'repeats'].map(
      (field) => fragmentText(problemFragment(luis.doc, field)!),
    );
    expect(texts).toEqual([
      'Esperar tres segundos\nantes de hablar',
      'Turnos cruzados',
      'Preguntamos y contestamos nosotras mismas.',
    ]);
  });

  test('keeps both of two dates and two names set while apart, until somebody chooses', () => {
    const [ana, luis] = pair();
    const trial = edits(ana).addTrial()!;
    edits(ana).setDue(trial, '2026-11-30');
    syncAll([ana, luis]);
    edits(ana).setDue(trial, '2026-12-04');
    edits(luis).setDue(trial, '2026-12-11');
    edits(ana).setTitle('Poco diálogo');
    edits(luis).setTitle('Clases calladas');
    syncAll([ana, luis]);
    const { due } = view(luis).trials[0]!;
    expect(due.kind).toBe('several');
    expect(due.values.map(({ value }) => value).sort()).toEqual([
      '2026-12-04',
      '2026-12-11',
    ]);
    expect(due.values.map(({ clientId }) => clientId).sort()).toEqual([
      ana.doc.clientID,
      luis.doc.clientID,
    ]);
    expect(view(luis).title.kind).toBe('several');
    edits(luis).setDue(trial, '2026-12-04');
    edits(luis).setTitle('Clases calladas');
    syncAll([ana, luis]);
    expect(settledValue(view(ana).trials[0]!.due)).toBe('2026-12-04');
    expect(settledValue(view(ana).title)).toBe('Clases calladas');
  });

  test('does not take a year half typed for a date, nor nothing for a name', () => {
    const [ana] = pair();
    const trial = edits(ana).addTrial()!;
    edits(ana).setDue(trial, '2026-12-04');
    expect(edits(ana).setDue(trial, '0002-12-04')).toBe(false);
    expect(settledValue(view(ana).trials[0]!.due)).toBe('2026-12-04');
    expect(edits(ana).setDue(trial, '')).toBe(true);
    expect(view(ana).trials[0]!.due.kind).toBe('empty');
    edits(ana).setResponsible(trial, 'Rosa');
    expect(edits(ana).setResponsible(trial, 'x'.repeat(81))).toBe(false);
    expect(edits(ana).setResponsible(trial, '  ')).toBe(true);
    expect(view(ana).trials[0]!.responsible.kind).toBe('empty');
  });

  test('brings a removed cause back with what somebody wrote in it meanwhile', () => {
    const [ana, luis] = pair();
    const cause = edits(ana).addCause('Falta tiempo')!;
    syncAll([ana, luis]);
    edits(ana).causes.remove(cause);
    write(luis, causeField(cause), 'Falta tiempo y espacio');
    syncAll([ana, luis]);
    expect(view(luis).causes).toEqual([]);
    expect(view(luis).removedCauses).toEqual([cause]);
    edits(luis).causes.restore(cause);
    syncAll([ana, luis]);
    expect(fragmentText(problemFragment(ana.doc, causeField(cause))!)).toBe(
      'Falta tiempo y espacio',
    );
  });

  test('has no field where there is none', () => {
    const [ana] = pair();
    const trial = edits(ana).addTrial()!;
    for (const field of [
      'title',
      'fields',
      'trials',
      `trials/${trial}`,
      `trials/${trial}/due`,
      `causes/${trial}/text`,
      'trials/__proto__/what',
      '',
    ])
      expect(problemFragment(ana.doc, field), field).toBeNull();
    expect(edits(ana).setDue('nobody' as Ulid, '2026-12-04')).toBe(false);
  });
});

describe('reading a problem', () => {
  test('never writes and never throws, whatever lies in the document', () => {
    const [ana] = createReplicas(1) as [Replica];
    const { doc } = ana;
    doc.getMap('meta').set('schema', 'two');
    doc.getMap('meta').set('createdAt', 'yesterday');
    doc.getMap('fields').set(`title/${ana.newId()}`, { v: 7 });
    doc.getMap('fields').set(`status/${ana.newId()}`, { v: 'terminado' });
    doc.getMap('fields').set('origin:FTE-1', 'yes');
    doc.getMap('trials').set(ana.newId(), 'no item');
    const bare = ana.newId();
    doc.getMap('trials').set(bare, new Y.Map());
    doc.getMap('causes').set(ana.newId(), new Y.Array());
    let updates = 0;
    doc.on('update', () => updates++);
    expect(readProblem(doc)).toMatchObject({
      schema: 1,
      readOnly: false,
      createdAt: null,
      title: { kind: 'empty' },
      status: { kind: 'empty' },
      origin: [],
      trials: [{ id: bare, due: { kind: 'empty' } }],
      causes: [],
    });
    expect(problemFragment(doc, trialField(bare))).toBeNull();
    expect(updates).toBe(0);
  });

  test('of a newer version is possible, writing is not', () => {
    const [ana] = pair();
    edits(ana).setTitle('Antes');
    ana.doc.getMap('meta').set('schema', problemSchema + 1);
    expect(view(ana).readOnly).toBe(true);
    expect(settledValue(view(ana).title)).toBe('Antes');
    let updates = 0;
    ana.doc.on('update', () => updates++);
    expect(edits(ana).setTitle('Después')).toBe(false);
    expect(edits(ana).addTrial('x')).toBeNull();
    expect(edits(ana).addCause('x')).toBeNull();
    expect(edits(ana).setOrigin('FTE-1', true)).toBe(false);
    expect(updates).toBe(0);
  });
});

test('whoever watches a problem is told once per change, and whether more than letters changed', () => {
  const [ana, luis] = pair();
  const changes: DocumentChange[] = [];
  const stop = observeProblem(luis.doc, (change) => changes.push(change));
  const trial = edits(ana).addTrial('Esperar')!;
  edits(ana).setTitle('Clases calladas');
  syncAll([ana, luis]);
  expect(changes).toEqual([{ structure: true }]);
  write(ana, trialField(trial), 'Esperar tres segundos');
  syncAll([ana, luis]);
  expect(changes).toEqual([{ structure: true }, { structure: false }]);
  stop();
  edits(luis).setTitle('Otra');
  expect(changes).toHaveLength(2);
});

test('what a person does is untagged, what begins or migrates a document is tagged, and all of it travels', () => {
  const [ana] = createReplicas(1) as [Replica];
  const seen: unknown[] = [];
  ana.doc.on('update', (_update: Uint8Array, origin: unknown) => {
    seen.push(origin);
  });
  startProblem(ana.doc, createdAt);
  edits(ana).setTitle('Clases calladas');
  edits(ana).addTrial('Esperar');
  const double = {
    to: 2,
    run: (doc: Y.Doc) => doc.getMap('fields').set('doubled', true),
  };
  expect(migrateDocument(ana.doc, [double])).toBe(true);
  expect(migrateDocument(ana.doc, [double])).toBe(false);
  expect(readSchema(ana.doc)).toBe(2);
  expect(seen).toHaveLength(4);
  expect(isTagged(seen[0], 'template')).toBe(true);
  expect(seen.slice(1, 3)).toEqual([null, null]);
  expect(isTagged(seen[3], 'migration')).toBe(true);
  expect(seen.every((origin) => isRowOrigin(origin, null))).toBe(true);
});
