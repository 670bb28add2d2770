import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';

test.each([
  ['¿Quién pregunta?', '¿Quién pregunta.docx'],
  ['  a/b\\c: "d" <e> | f*  ', 'a b c d e f.docx'],
  ['...punto.', 'punto.docx'],
  ['', 'Minga.docx'],
  ['con', 'Minga con.docx'],
  ['al re\u202Ev\u0000és\n dos', 'al re v és dos.docx'],
  ['Niñas, niños y 📚', 'Niñas, niños y 📚.docx'],
])('%s → %s', (title, name) => {
  expect(fileName(title, 'docx')).toBe(name);
});

test('a long title is cut between letters', () => {
  const name = fileName(`${'a'.repeat(79)}📚b`, 'docx');
  expect(name).toBe(`${'a'.repeat(79)}📚.docx`);
});
