import type { RichText, TextBlock } from '@minga/domain';
import { expect, test } from 'vitest';
import { withMarks } from './list-marks.ts';

const block = (
  kind: TextBlock['kind'],
  depth = 0,
  checked = false,
): TextBlock => ({ kind, depth, checked, runs: [] });
const marks = (text: RichText) => withMarks(text).map(({ mark }) => mark);

test('a numbered list goes on below what is indented in it', () => {
  expect(
    marks([
      block('number'),
      block('bullet', 1),
      block('paragraph', 1),
      block('number'),
      block('number', 1),
      block('number', 1),
      block('number'),
      block('number', 1),
    ]),
  ).toEqual(['1.', '•', '', '2.', '1.', '2.', '3.', '1.']);
});

test('and begins anew after another line at its own margin', () => {
  expect(marks([block('number'), block('paragraph'), block('number')])).toEqual(
    ['1.', '', '1.'],
  );
});

test('what is done is told from what is not', () => {
  expect(marks([block('check', 0, true), block('check')])).toEqual(['☑', '☐']);
});
