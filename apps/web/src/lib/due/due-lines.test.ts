import { systemClock, systemRandom } from '@minga/base';
import {
  createDoc,
  createUlidSource,
  cycleShape,
  editProblem,
  editRecord,
  planShape,
  startProblem,
  startRecord,
} from '@minga/documents';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  dueInCycle,
  dueInPlan,
  dueInProblem,
  weeksOf,
} from './due-lines.ts';

const newId = createUlidSource({ clock: systemClock, random: systemRandom });

describe('what is due', () => {
  test('of a problem are the trials with a day in which something is written', () => {
    const doc = createDoc();
    startProblem(doc, 1);
    const edit = editProblem(doc, newId);
    const trial = edit.addTrial('Esperar tres segundos');
    const empty = edit.addTrial();
    edit.addTrial('Sin día');
    if (trial === null || empty === null) throw new Error('no trial');
    edit.setDue(trial, '2026-12-04');
    edit.setDue(empty, '2026-12-05');
    edit.setResponsible(trial, 'Rosa');
    expect(dueInProblem(doc)).toMatchObject([
      { day: '2026-12-04', what: 'Esperar tres segundos', who: 'Rosa' },
    ]);
  });

  test('of a plan are the actions not done yet', () => {
    const doc = createDoc();
    startRecord(doc, planShape, 1);
    const actions = editRecord(doc, planShape, newId).list('actions');
    const values = { due: '2026-12-04', who: 'Luis' };
    actions.add({ values, texts: { what: 'Observar dos clases' } });
    actions.add({
      values: { ...values, done: '2026-12-01' },
      texts: { what: 'Hecho' },
    });
    expect(dueInPlan(doc).map(({ what }) => what)).toEqual([
      'Observar dos clases',
    ]);
  });

  test('of a cycle are its stages from where the group is, until it is closed', () => {
    const doc = createDoc();
    startRecord(doc, cycleShape, 1);
    const edit = editRecord(doc, cycleShape, newId);
    const [, now] = ['Entender', 'Probar', 'Ver'].map((name, at) =>
      edit.list('stages').add({ values: { name, end: `2026-12-0${at + 1}` } }),
    );
    edit.set('now', now ?? '');
    expect(dueInCycle(doc).map(({ what }) => what)).toEqual(['Probar', 'Ver']);
    edit.set('status', 'cerrado');
    expect(dueInCycle(doc)).toEqual([]);
  });
});

describe('a month', () => {
  test('has its days in weeks that begin on Monday', () => {
    const weeks = weeksOf('2026-02-14');
    expect(weeks[0]?.indexOf('2026-02-01')).toBe(6);
    expect(weeks.flat().filter((day) => day !== null)).toHaveLength(28);
    expect(weeksOf('2024-02-01').flat()).toContain('2024-02-29');
  });

  test('follows that of the year before', () => {
    expect(addMonths('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-01');
  });
});
