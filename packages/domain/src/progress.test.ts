import { expect, test } from 'vitest';
import { type ProgressPoint, progressRoutes } from './progress.ts';

const point = (
  round: string,
  at: number,
  more: Partial<ProgressPoint> = {},
): ProgressPoint => ({
  round,
  at,
  capacity: 'CB-REF',
  level: 'NIV-COL',
  instrumentHash: 'one',
  stage: 'RUB-1',
  end: 'consenso',
  ...more,
});

test('the first that ended with a stage is the baseline, whatever order the rounds came in', () => {
  const points = [
    point('c', 3, { stage: 'RUB-2' }),
    point('a', 1, { stage: null, end: 'sin_acuerdo' }),
    point('b', 2),
  ];
  const [route] = progressRoutes(points);
  expect(route?.points.map(({ round }) => round)).toEqual(['a', 'b', 'c']);
  expect(route?.baseline?.round).toBe('b');
  expect(progressRoutes(points.toReversed())).toEqual([route]);
});

test('the same version goes on in one line; an edited one breaks it, and coming back does not mend it', () => {
  const [route] = progressRoutes([
    point('a', 1),
    point('b', 2),
    point('c', 3, { instrumentHash: 'edited' }),
    point('d', 4),
  ]);
  expect(
    route?.stretches.map((stretch) => stretch.map(({ round }) => round)),
  ).toEqual([['a', 'b'], ['c'], ['d']]);
  expect(route?.baseline?.round).toBe('a');
});

test('what a person, a group and an organisation do never share a line, nor do two capacities', () => {
  const routes = progressRoutes([
    point('a', 1),
    point('b', 2, { level: 'NIV-IND' }),
    point('c', 3, { level: 'NIV-ORG' }),
    point('c', 3, { capacity: 'CB-COL' }),
    point('d', 4),
  ]);
  expect(
    routes.map(({ capacity, level, points }) => [
      capacity,
      level,
      points.length,
    ]),
  ).toEqual([
    ['CB-REF', 'NIV-COL', 2],
    ['CB-REF', 'NIV-IND', 1],
    ['CB-REF', 'NIV-ORG', 1],
    ['CB-COL', 'NIV-COL', 1],
  ]);
});

test('without any stage there is no baseline and no line', () => {
  const [route] = progressRoutes([
    point('a', 1, { stage: null, end: 'sin_acuerdo' }),
  ]);
  expect(route).toMatchObject({ baseline: null, stretches: [] });
});
