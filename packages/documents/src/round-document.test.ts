import type { DocumentId, MemberId } from '@minga/base';
import { expect, test } from 'vitest';
import { insertText } from './paragraphs.ts';
import { fragmentText } from './fragment-text.ts';
import { settledValue } from './register.ts';
import {
  editRound,
  readRound,
  roundField,
  roundFragment,
  roundSchema,
  startRound,
} from './round-document.ts';
import { type Replica, createReplicas, syncAll } from './test-replicas.ts';

const about = 'AAAAAAAAAAAAAAAAAAAAAA' as DocumentId;
const pair = () =>
  createReplicas(2, ({ doc }) => {
    startRound(doc, {
      createdAt: 7,
      instrument: 'CAPACIDADES',
      instrumentHash: 'ab',
      about,
    });
  }) as [Replica, Replica];
const edits = ({ doc, newId }: Replica) => editRound(doc, newId);
const view = ({ doc }: Replica) => readRound(doc);

test('a round says with which frozen instrument it was begun, and about what', () => {
  const [ana] = pair();
  expect(view(ana)).toMatchObject({
    instrument: 'CAPACIDADES',
    instrumentHash: 'ab',
    about,
    createdAt: 7,
    readOnly: false,
    focus: [],
  });
});

test('whose doing is looked at is of the group where it does not say, or says what we do not know', () => {
  const [ana] = pair();
  expect(view(ana).level).toBe('NIV-COL');
  expect(ana.doc.getMap('meta').has('level')).toBe(false);
  const [luis] = createReplicas(1, ({ doc }) => {
    startRound(doc, {
      createdAt: 7,
      instrument: 'CAPACIDADES',
      instrumentHash: 'ab',
      level: 'NIV-ORG',
    });
  }) as [Replica];
  expect(view(luis).level).toBe('NIV-ORG');
  luis.doc.getMap('meta').set('level', 'NIV-LATER');
  expect(view(luis).level).toBe('NIV-COL');
});

test('two who begin to look at the same capacity while apart lose no word, no sign and no stage', () => {
  const [ana, luis] = pair();
  const shows = roundField('CB-REF', 'shows');
  for (const [who, stage, sign, text] of [
    [ana, 'RUB-1', 'CB-REF-01', 'Ana vio. '],
    [luis, 'RUB-2', 'CB-REF-02', 'Luis vio. '],
  ] as const) {
    edits(who).setFocus('CB-REF', true);
    edits(who).setStage('CB-REF', stage);
    edits(who).setSign('CB-REF', 'seen', sign, true);
    insertText(roundFragment(who.doc, shows)!, 0, text);
  }
  syncAll([ana, luis]);
  expect(view(ana)).toEqual(view(luis));
  const [capacity] = view(ana).focus;
  expect(capacity?.stage.values.map(({ value }) => value).sort()).toEqual([
    'RUB-1',
    'RUB-2',
  ]);
  expect(capacity?.signs.seen).toEqual(['CB-REF-01', 'CB-REF-02']);
  const text = fragmentText(roundFragment(ana.doc, shows)!);
  expect(text).toContain('Ana vio');
  expect(text).toContain('Luis vio');

  edits(luis).setStage('CB-REF', 'RUB-2');
  edits(luis).setEnd('CB-REF', 'con_reservas');
  syncAll([ana, luis]);
  expect(settledValue(view(ana).focus[0]!.stage)).toBe('RUB-2');
  expect(settledValue(view(ana).focus[0]!.end)).toBe('con_reservas');
});

test('a sign shows or is missing, never both; a capacity looked at no more keeps what was said of it', () => {
  const [ana] = pair();
  edits(ana).setFocus('CB-COL', true);
  edits(ana).setSign('CB-COL', 'seen', 'CB-COL-03', true);
  edits(ana).setSign('CB-COL', 'missing', 'CB-COL-03', true);
  expect(view(ana).focus[0]?.signs).toEqual({
    seen: [],
    missing: ['CB-COL-03'],
  });
  edits(ana).setFocus('CB-COL', false);
  expect(view(ana).focus).toEqual([]);
  edits(ana).setFocus('CB-COL', true);
  expect(view(ana).focus[0]?.signs.missing).toEqual(['CB-COL-03']);
});

test('at most four capacities; nothing odd is written or read', () => {
  const [ana] = pair();
  for (const id of ['CB-REF', 'CB-COL', 'CB-CON', 'CB-LID'])
    expect(edits(ana).setFocus(id, true)).toBe(true);
  expect(edits(ana).setFocus('MIA-1', true)).toBe(false);
  expect(edits(ana).setStage('a/b', 'RUB-1')).toBe(false);
  expect(roundFragment(ana.doc, 'CB-REF/score')).toBeNull();
  expect(roundFragment(ana.doc, 'CB-REF/next/more')).toBeNull();
  ana.doc.getMap('capacities').set('CB-REF/stage/not-a-ulid', 'RUB-4');
  ana.doc.getMap('capacities').set('../focus', true);
  expect(view(ana).focus.map(({ id, stage }) => [id, stage.kind])).toEqual(
    ['CB-COL', 'CB-CON', 'CB-LID', 'CB-REF'].map((id) => [id, 'empty']),
  );
});

test('what a newer app wrote is shown and not written in', () => {
  const [ana] = pair();
  edits(ana).setFocus('CB-REF', true);
  ana.doc.getMap('meta').set('schema', roundSchema + 1);
  expect(view(ana).readOnly).toBe(true);
  expect(edits(ana).setStage('CB-REF', 'RUB-1')).toBe(false);
});

test('a turn that two end at once is ended once, and begins anew for everybody', () => {
  const [ana, luis] = pair();
  const rosa = 'BBBBBBBBBBBBBBBBBBBBBA' as MemberId;
  edits(ana).setFocus('CB-REF', true);
  syncAll([ana, luis]);
  expect(edits(ana).setSpoke('CB-REF', rosa, true)).toBe(true);
  expect(edits(luis).setSpoke('CB-REF', rosa, true)).toBe(true);
  syncAll([ana, luis]);
  expect(view(luis).focus[0]?.spoke).toEqual([rosa]);
  expect(edits(ana).setSpoke('CB-REF', rosa, true)).toBe(false);
  edits(luis).setSpoke('CB-REF', rosa, false);
  syncAll([ana, luis]);
  expect(view(ana).focus[0]?.spoke).toEqual([]);
});

test('two who place the group on a typology apart see both steps; facets are only kept', () => {
  const [ana, luis] = pair();
  edits(ana).setFocus('CB-COL', true);
  syncAll([ana, luis]);
  edits(ana).setStep('CB-COL', 'here', 'TIP-KM', 'TIP-KM-1');
  edits(luis).setStep('CB-COL', 'here', 'TIP-KM', 'TIP-KM-2');
  edits(luis).setStep('CB-COL', 'toward', 'TIP-KM', 'TIP-KM-3');
  edits(ana).setCare('CB-COL', 'TIP-BS-A', true);
  edits(luis).setCare('CB-COL', 'TIP-BS-D', true);
  syncAll([ana, luis]);
  const [seen] = view(ana).focus;
  expect(view(luis).focus[0]).toEqual(seen);
  expect(seen?.steps.here['TIP-KM']?.kind).toBe('several');
  expect(settledValue(seen!.steps.toward['TIP-KM']!)).toBe('TIP-KM-3');
  expect(seen?.care).toEqual(['TIP-BS-A', 'TIP-BS-D']);
  expect(edits(ana).setStep('CB-COL', 'here', 'not one', null)).toBe(false);
});
