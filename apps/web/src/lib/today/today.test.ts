import type { DocumentId } from '@minga/base';
import { describe, expect, test } from 'vitest';
import { addDays, isoDay } from './due-trials.ts';
import { type TodayFacts, todayItems } from './today.ts';

const id = (name: string): DocumentId => name as DocumentId;
const nothing: TodayFacts = {
  today: '2026-11-22',
  isAlone: false,
  undecided: [],
  trials: [],
  company: [],
  last: null,
};
const trial = (due: string, what = 'Esperar tres segundos') => ({
  problem: id('a'),
  title: 'Poco diálogo',
  what,
  responsible: 'Rosa',
  due,
  isPast: due < nothing.today,
});

describe('Hoy', () => {
  test('has nothing to say of a group in which nothing waits', () => {
    expect(todayItems(nothing)).toEqual([]);
  });

  test('tells a person alone to invite somebody, and where she left off', () => {
    const items = todayItems({ ...nothing, isAlone: true, last: id('a') });
    expect(items.map(({ kind }) => kind)).toEqual(['alone', 'resume']);
  });

  test('has what was due and what is due within the week, and nothing later or without a day', () => {
    const days = ['2026-11-20', '2026-11-29', '2026-11-30', ''];
    const items = todayItems({
      ...nothing,
      trials: days.map((due) => trial(due)),
    });
    expect(
      items.map((item) => (item.kind === 'due' ? item.trial.due : '')),
    ).toEqual(['2026-11-20', '2026-11-29']);
  });

  test('has five things at most, and the last of them is where she left off', () => {
    const items = todayItems({
      ...nothing,
      trials: Array.from({ length: 9 }, () => trial('2026-11-23')),
      company: [{ problem: id('b'), names: ['Rosa'] }],
      undecided: [id('c')],
      last: id('d'),
    });
    expect(items.map(({ kind }) => kind)).toEqual([
      'company',
      'choose',
      'due',
      'due',
      'resume',
    ]);
  });
});

test('what a colleague is in right now is not said twice', () => {
  const items = todayItems({
    ...nothing,
    company: [{ problem: id('b'), names: ['Rosa'] }],
    last: id('b'),
  });
  expect(items.map(({ kind }) => kind)).toEqual(['company']);
});

describe('days', () => {
  test('are those of this device', () => {
    expect(isoDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });

  test('add up past the end of a month and of a year', () => {
    expect(addDays('2026-12-28', 7)).toBe('2027-01-04');
  });
});
