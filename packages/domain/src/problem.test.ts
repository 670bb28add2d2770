import { expect, test } from 'vitest';
import {
  dueDateSchema,
  isIsoDate,
  needSourceSchema,
  tidyTitle,
} from './problem.ts';

test('a due date is a day that exists between 1900 and 2200', () => {
  for (const day of ['2026-03-01', '2024-02-29', '1900-01-01', '2200-12-31'])
    expect(isIsoDate(day), day).toBe(true);
  for (const day of [
    '2023-02-29',
    '2026-13-01',
    '2026-00-10',
    '1899-12-31',
    '2201-01-01',
    '2026-3-1',
    '2026-03-01T00:00:00Z',
    '',
  ])
    expect(isIsoDate(day), day).toBe(false);
  expect(dueDateSchema.safeParse(20260301).success).toBe(false);
});

test('a title is tidied and cut, never refused', () => {
  expect(tidyTitle('  Poco\tdiálogo\u0000 en clases ')).toBe(
    'Poco diálogo en clases',
  );
  expect(Array.from(tidyTitle('😀'.repeat(300)))).toHaveLength(200);
});

test('a source of the catalogue is known by its id', () => {
  expect(needSourceSchema.safeParse('FTE-3').success).toBe(true);
  expect(needSourceSchema.safeParse('FTE-7').success).toBe(false);
});
