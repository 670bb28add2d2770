import { plainModel, loadCycleModel, cycleModelIds } from '@minga/domain';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  cycleShape,
  modelOfCycle,
  stagesInOrder,
  startCycle,
} from './cycle-document.ts';
import { planShape } from './plan-document.ts';
import { deeperShape, linkOf, noteStatus } from './problem-deeper.ts';
import { readProblem, startProblem } from './problem-document.ts';
import { editProblem } from './problem-edits.ts';
import {
  editRecord,
  itemField,
  readRecord,
  recordFragment,
  startRecord,
} from './record.ts';
import { fragmentText } from './fragment-text.ts';
import { editPlainText, readPlainText } from './plain-text.ts';
import { settledValue } from './register.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';

vi.setConfig({ testTimeout: 120_000 });

const model = plainModel(
  await loadCycleModel('CICLO-ATP-2-5'),
  ({ es }) => es,
  'es',
);
const begin = ({ doc, newId }: Replica) =>
  startCycle(doc, 1, model, { title: 'Ciclo', start: '2026-03-16', newId });
const edit = ({ doc, newId }: Replica) => editRecord(doc, cycleShape, newId);
const read = ({ doc }: Replica) => readRecord(doc, cycleShape);
const pair = () => createReplicas(2, begin) as [Replica, Replica];

describe('a cycle', () => {
  test.each(cycleModelIds)('is a copy of the model %s, whole', async (id) => {
    const published = plainModel(
      await loadCycleModel(id),
      ({ es }) => es,
      'es',
    );
    const [ana] = createReplicas(1, ({ doc, newId }) =>
      startCycle(doc, 1, published, { title: 'x', start: '', newId }),
    ) as [Replica];
    const view = read(ana);
    expect(modelOfCycle(view, 'es').stages).toEqual(published.stages);
    expect(settledValue(view.values.now)).toBe(stagesInOrder(view)[0]?.id);
    expect(settledValue(view.values.status)).toBe('en_marcha');
  });

  test('takes no day that is none, and says so', () => {
    const [ana] = pair();
    expect(edit(ana).set('start', '20026-03-16')).toBe(false);
    expect(edit(ana).set('status', 'terminado')).toBe(false);
    expect(settledValue(read(ana).values.start)).toBe('2026-03-16');
  });

  test('that a newer app wrote is only read', () => {
    const [ana] = pair();
    ana.doc.getMap('meta').set('schema', 2);
    expect(read(ana).readOnly).toBe(true);
    expect(edit(ana).set('title', 'Otro')).toBe(false);
    expect(edit(ana).list('stages').add()).toBeNull();
    expect(edit(ana).setLink('problem', 'p', true)).toBe(false);
  });

  test('keeps what two set apart, until somebody chooses', () => {
    const [ana, luis] = pair();
    edit(ana).set('start', '2026-04-01');
    edit(luis).set('start', '2026-05-01');
    syncAll([ana, luis]);
    const { start } = read(ana).values;
    expect(start.values.map(({ value }) => value).sort()).toEqual([
      '2026-04-01',
      '2026-05-01',
    ]);
    edit(luis).set('start', '2026-05-01');
    syncAll([ana, luis]);
    expect(settledValue(read(ana).values.start)).toBe('2026-05-01');
  });

  test('keeps both of two problems linked apart', () => {
    const [ana, luis] = pair();
    edit(ana).setLink('problem', 'one', true);
    edit(luis).setLink('problem', 'two', true);
    syncAll([ana, luis]);
    expect(read(ana).links.problem).toEqual(['one', 'two']);
  });

  test('loses no word of a stage that one leaves out while the other writes in it', () => {
    const [ana, luis] = pair();
    const stage = stagesInOrder(read(ana))[0]!.id;
    edit(ana).list('stages').remove(stage);
    const field = itemField('stages', stage, 'notes');
    const fragment = recordFragment(luis.doc, cycleShape, field)!;
    editPlainText(fragment, readPlainText(fragment)!, 'no lo pierdas', 13);
    syncAll([ana, luis]);
    edit(ana).list('stages').restore(stage);
    syncAll([ana, luis]);
    for (const { doc } of [ana, luis])
      expect(fragmentText(recordFragment(doc, cycleShape, field)!)).toBe(
        'no lo pierdas',
      );
  });

  test('reads as an empty one where somebody wrote nonsense', () => {
    const [ana] = pair();
    ana.doc.getMap('stages').set('x', 1);
    ana.doc.getMap('fields').set('title/y', { v: {} });
    expect(stagesInOrder(read(ana))).toHaveLength(model.stages.length);
    expect(settledValue(read(ana).values.title)).toBe('Ciclo');
  });
});

type Step =
  | {
      readonly do: 'add' | 'remove' | 'restore' | 'rename';
      readonly at: number;
    }
  | {
      readonly do: 'move';
      readonly at: number;
      readonly to: number;
      readonly into: boolean;
    }
  | { readonly do: 'sync' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('add', 'remove', 'restore', 'rename'),
    at: fc.nat(9),
  }),
  fc.record({
    do: fc.constant('move' as const),
    at: fc.nat(9),
    to: fc.nat(9),
    into: fc.boolean(),
  }),
  fc.record({ do: fc.constant('sync' as const) }),
);

function perform(replica: Replica, other: Replica, one: Step): void {
  if (one.do === 'sync') {
    sync(other, replica);
    return;
  }
  const stages = edit(replica).list('stages');
  const ids = [...replica.doc.getMap('stages').keys()].sort();
  const id = (at: number) => ids[at % ids.length] as never;
  switch (one.do) {
    case 'add':
      stages.add({ values: { name: `e${one.at}` } });
      break;
    case 'remove':
      stages.remove(id(one.at));
      break;
    case 'restore':
      stages.restore(id(one.at));
      break;
    case 'rename':
      stages.set(id(one.at), 'name', `n${one.at}`);
      break;
    case 'move':
      stages.move(id(one.at), {
        parent: one.into ? id(one.to) : null,
        index: one.to % 3,
      });
      break;
  }
}

test('concurrent moves, removals and edits of stages never double, lose or loop one, and end alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), step), { maxLength: 24 }),
      (steps) => {
        const [ana, luis] = pair();
        for (const [isAna, one] of steps)
          if (isAna) perform(ana, luis, one);
          else perform(luis, ana, one);
        syncAll([ana, luis]);
        const shown = stagesInOrder(read(ana)).map(({ id }) => id);
        const stored = [...ana.doc.getMap('stages').keys()];
        const gone = read(ana).removed.stages;
        expect(new Set(shown).size).toBe(shown.length);
        expect([...shown, ...gone].sort()).toEqual(stored.sort());
        expect(read(luis)).toEqual(read(ana));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a plan holds what each wrote, with its own beginnings', () => {
  const [ana, luis] = createReplicas(2, ({ doc }) =>
    startRecord(doc, planShape, 1),
  ) as [Replica, Replica];
  const edits = [ana, luis].map(({ doc, newId }) =>
    editRecord(doc, planShape, newId),
  );
  const what = edits[0]!
    .list('indicators')
    .add({ values: { what: 'Quién habla', start: '21 %' } })!;
  sync(ana, luis);
  edits[0]!
    .list('readings')
    .add({ values: { of: what, day: '2026-05-04', words: '33 %' } });
  edits[1]!
    .list('readings')
    .add({ values: { of: what, day: '2026-06-01', words: '35 %' } });
  syncAll([ana, luis]);
  const { readings } = readRecord(luis.doc, planShape).lists;
  expect(readings.map(({ values }) => settledValue(values.words))).toEqual(
    expect.arrayContaining(['33 %', '35 %']),
  );
});

describe('beyond the questions of a problem', () => {
  const problems = () =>
    createReplicas(2, ({ doc, newId }) => {
      startProblem(doc, 1);
      editProblem(doc, newId).addCause('Creemos que hablar es desorden');
    }) as [Replica, Replica];

  test('what each puts first is kept, and the problem itself reads as before', () => {
    const [ana, luis] = problems();
    const before = readProblem(ana.doc);
    const cause = before.causes[0]!.id;
    for (const [who, { doc, newId }] of [
      ['ana', ana],
      ['luis', luis],
    ] as const)
      editRecord(doc, deeperShape, newId).setLink(
        'first',
        linkOf(who, cause),
        true,
      );
    syncAll([ana, luis]);
    expect(readRecord(luis.doc, deeperShape).links.first).toEqual([
      linkOf('ana', cause),
      linkOf('luis', cause),
    ]);
    expect(readProblem(ana.doc)).toEqual(before);
  });

  test('its history has a line for each change, and none for what stood so already', () => {
    const [ana] = problems();
    for (const status of ['acordado', 'acordado', 'terminado', 'resuelto'])
      noteStatus(ana.doc, status, '2026-05-04', ana.newId);
    const { stood } = readRecord(ana.doc, deeperShape).lists;
    expect(stood.map(({ values }) => settledValue(values.status))).toEqual([
      'acordado',
      'resuelto',
    ]);
  });
});
