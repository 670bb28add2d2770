import { expect, test } from 'vitest';
import { withoutNames } from './without-names.ts';

const names = ['Rosa Quispe', 'José de la Cruz', 'Al'];
const clean = (text: string) => withoutNames(text, names, 'alguien');

test('takes out whole names and their parts, with or without accents', () => {
  expect(clean('Rosa me lo dijo. Jose no.')).toBe(
    'alguien me lo dijo. alguien no.',
  );
  expect(clean('Con ROSA QUISPE hablamos.')).toBe('Con alguien hablamos.');
  expect(clean('a Rosa,\ny a Rosa otra vez')).toBe(
    'a alguien,\ny a alguien otra vez',
  );
});

test('leaves the words that only look like one', () => {
  expect(clean('una rosa en la cruz; Rosario, Al fin')).toBe(
    'una rosa en la cruz; Rosario, Al fin',
  );
  expect(withoutNames('Rosa', [], 'alguien')).toBe('Rosa');
});
