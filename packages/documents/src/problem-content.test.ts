import { blockText, plainText, problemTextKeys } from '@minga/domain';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { editPlainText, readPlainText } from './plain-text.ts';
import { readProblemContent } from './problem-content.ts';
import {
  problemFragment,
  readProblem,
  startProblem,
  trialField,
} from './problem-document.ts';
import { type ProblemEdits, editProblem } from './problem-edits.ts';
import { settledValue } from './register.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';
import type { Ulid } from './ulid.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const edits = ({ doc, newId }: Replica) => editProblem(doc, newId);
const view = ({ doc }: Replica) => readProblem(doc);
const content = ({ doc }: Replica) => readProblemContent(doc);
const replicas = (count: number) =>
  createReplicas(count, ({ doc }) => {
    startProblem(doc, 1);
  });
const pair = () => replicas(2) as [Replica, Replica];

function write({ doc }: Replica, field: string, text: string): void {
  const fragment = problemFragment(doc, field)!;
  editPlainText(fragment, readPlainText(fragment)!, text);
}

describe('the whole of a problem', () => {
  test('causes say where they come from and which were chosen, kept apart until somebody decides', () => {
    const [ana, luis] = pair();
    const cause = edits(ana).addCause('Creemos que hablar es desorden')!;
    syncAll([ana, luis]);
    edits(ana).setCauseSource(cause, 'experiencia');
    edits(luis).setCauseSource(cause, 'dato');
    edits(luis).setChosen(cause, true);
    edits(ana).setAspect(cause, 'belief', true);
    syncAll([ana, luis]);
    expect(view(ana).causes[0]!.source.kind).toBe('several');
    expect(settledValue(view(ana).causes[0]!.chosen)).toBe(true);
    edits(ana).setCauseSource(cause, 'dato');
    syncAll([ana, luis]);
    expect(content(luis).causes).toMatchObject([
      { aspect: ['belief'], source: 'dato', chosen: true, children: [] },
    ]);
    expect(edits(luis).setChosen(cause, false)).toBe(true);
    expect(view(luis).causes[0]!.chosen.kind).toBe('empty');
  });

  test('references are tags with lines of their own, tidied and cut, removed and brought back', () => {
    const [ana, luis] = pair();
    const reference = edits(ana).addReference('EID')!;
    syncAll([ana, luis]);
    edits(ana).setReferenceLine(reference, 'code', ' 5.3 ');
    edits(luis).setReferenceLine(
      reference,
      'text',
      'Vínculo\r\npedagógico ' + 'x'.repeat(5000),
    );
    edits(luis).setFramework(reference, 'EID EP');
    syncAll([ana, luis]);
    expect(content(ana)).toEqual(content(luis));
    const [read] = content(ana).references;
    expect(read).toMatchObject({ framework: 'EID EP', code: '5.3' });
    expect(read!.text).toMatch(/^Vínculo\npedagógico x/);
    expect(read!.text).toHaveLength(1000);
    edits(ana).references.remove(reference);
    expect(content(ana).references).toEqual([]);
    expect(view(ana).removedReferences).toEqual([reference]);
    edits(luis).setReferenceLine(reference, 'code', '');
    syncAll([ana, luis]);
    edits(ana).references.restore(reference);
    expect(content(ana).references[0]!.code).toBe('');
    expect(edits(ana).setFramework('nobody' as Ulid, 'EID')).toBe(false);
  });

  test('what nobody has chosen among is read as both', () => {
    const [ana, luis] = pair();
    const trial = edits(ana).addTrial('Esperar')!;
    syncAll([ana, luis]);
    edits(ana).setTitle('Poco diálogo');
    edits(luis).setTitle('Clases calladas');
    edits(ana).setDue(trial, '2026-04-15');
    edits(luis).setDue(trial, '2026-05-20');
    edits(ana).setStatus('acordado');
    edits(luis).setStatus('en_mejora');
    syncAll([ana, luis]);
    const read = content(ana);
    expect(read.title.split(' / ').sort()).toEqual([
      'Clases calladas',
      'Poco diálogo',
    ]);
    expect([...read.trials[0]!.due].sort()).toEqual([
      '2026-04-15',
      '2026-05-20',
    ]);
    expect(read.status).toBeNull();
  });

  test('texts of the story are fields like the others', () => {
    const [ana] = pair();
    for (const key of problemTextKeys) write(ana, key, `uno ${key}\ndos`);
    const trial = edits(ana).addTrial('Parejas')!;
    write(ana, trialField(trial), 'Parejas fijas');
    const { texts, trials } = content(ana);
    for (const key of problemTextKeys)
      expect(texts[key].map(blockText)).toEqual([`uno ${key}`, 'dos']);
    expect(plainText(trials[0]!.what)).toBe('Parejas fijas');
  });

  test('an odd document is read all the same, and reading writes nothing', () => {
    const [ana] = pair();
    const { doc, newId } = ana;
    doc.getMap('references').set(newId(), 'no item');
    const bare = new Y.Map<unknown>();
    doc.getMap('references').set(newId(), bare);
    bare.set(`framework/${newId()}`, { v: 'Bloom' });
    bare.set(`text/${newId()}`, { v: 'x'.repeat(3000) });
    const cause = new Y.Map<unknown>();
    doc.getMap('causes').set(newId(), cause);
    cause.set('text', 'not a fragment');
    cause.set(`chosen/${newId()}`, { v: 'yes' });
    doc.getXmlFragment('changed').insert(0, [new Y.XmlElement('unknown')]);
    let updates = 0;
    doc.on('update', () => updates++);
    expect(content(ana)).toMatchObject({
      references: [{ framework: null, text: '' }],
      causes: [{ text: [], source: null, chosen: false }],
    });
    expect(updates).toBe(0);
  });
});

type Act = (edit: ProblemEdits, replica: Replica, pick: number) => void;

/** What lives or was removed, in an order that is the same everywhere. */
function pickOf(replica: Replica, list: 'causes' | 'trials' | 'references') {
  const ids = [...replica.doc.getMap(list).keys()].sort() as Ulid[];
  return (pick: number) => ids[pick % Math.max(ids.length, 1)] ?? ('' as Ulid);
}

const acts: readonly Act[] = [
  (edit) => edit.addCause('causa'),
  (edit) => edit.addTrial('prueba'),
  (edit) => edit.addReference('EID'),
  (edit, replica, pick) =>
    edit.setCauseSource(pickOf(replica, 'causes')(pick), 'dato'),
  (edit, replica, pick) =>
    edit.setChosen(pickOf(replica, 'causes')(pick), pick % 2 === 0),
  (edit, replica, pick) => edit.causes.indent(pickOf(replica, 'causes')(pick)),
  (edit, replica, pick) => edit.causes.moveUp(pickOf(replica, 'causes')(pick)),
  (edit, replica, pick) => edit.causes.remove(pickOf(replica, 'causes')(pick)),
  (edit, replica, pick) => edit.causes.restore(pickOf(replica, 'causes')(pick)),
  (edit, replica, pick) =>
    edit.references.remove(pickOf(replica, 'references')(pick)),
  (edit, replica, pick) =>
    edit.setReferenceLine(
      pickOf(replica, 'references')(pick),
      'code',
      `${pick}`,
    ),
  (edit, replica, pick) =>
    edit.setDue(pickOf(replica, 'trials')(pick), `2026-04-1${pick % 10}`),
  (edit, _, pick) => edit.setTitle(`título ${pick}`),
  (_, replica, pick) => {
    write(replica, problemTextKeys[pick % problemTextKeys.length]!, `${pick}`);
  },
];

test('three people who write anything anywhere, apart and in any order, read the same whole', () => {
  const step = fc.record({
    who: fc.nat(2),
    act: fc.nat(acts.length - 1),
    pick: fc.nat(20),
    meets: fc.option(fc.nat(2)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const people = replicas(3);
      for (const { who, act, pick, meets } of steps) {
        const replica = people[who]!;
        acts[act]!(edits(replica), replica, pick);
        if (meets !== null) sync(replica, people[meets]!);
      }
      syncAll(people);
      const [first, ...others] = people.map(content);
      for (const other of others) expect(other).toEqual(first);
      expect(readProblemContent(people[0]!.doc)).toEqual(first);
    }),
    { numRuns: 150 },
  );
});
