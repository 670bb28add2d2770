import { describe, expect, test } from 'vitest';
import type { SearchEntry, SearchQuery } from './search-entry.ts';
import { createSearchIndex } from './search-index.ts';

const entry = (id: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  id,
  kind: 'problem',
  space: 'maquis',
  doc: id,
  anchor: '',
  title: '',
  parts: [],
  people: [],
  day: '2026-11-20',
  ...more,
});
const nothing: SearchQuery = {
  words: '',
  kind: '',
  space: '',
  person: '',
  since: '',
};

function indexOf(...entries: readonly SearchEntry[]) {
  const index = createSearchIndex();
  for (const one of entries) index.put(one.doc, [one]);
  return (query: Partial<SearchQuery>) =>
    index.find({ ...nothing, ...query }).hits.map((hit) => hit.entry.id);
}

describe('the words of a search', () => {
  const find = indexOf(
    entry('talk', { title: 'Los niños casi no hablan en clase' }),
    entry('maths', {
      title: 'Copian sin entender',
      parts: ['En matemática repiten el procedimiento.'],
    }),
  );

  test('are found without their accents and tildes, and with them', () => {
    expect(find({ words: 'ninos' })).toEqual(['talk']);
    expect(find({ words: 'MATEMÁTICA' })).toEqual(['maths']);
    expect(find({ words: 'matematica' })).toEqual(['maths']);
  });

  test('are found with a letter wrong, missing or too many', () => {
    expect(find({ words: 'hablam' })).toEqual(['talk']);
    expect(find({ words: 'procedimineto' })).toEqual(['maths']);
  });

  test('are found while they are being typed', () => {
    expect(find({ words: 'enten' })).toEqual(['maths']);
  });

  test('must all be there', () => {
    expect(find({ words: 'niños matemática' })).toEqual([]);
  });

  test('of three letters are not taken for others', () => {
    expect(find({ words: 'con' })).toEqual([]);
  });

  test('a title goes before a text', () => {
    const both = indexOf(
      entry('text', { title: 'Otra cosa', parts: ['La lectura en voz alta'] }),
      entry('title', { title: 'La lectura en voz alta' }),
    );
    expect(both({ words: 'lectura' })[0]).toBe('title');
  });
});

test('what was found is shown within what was written', () => {
  const index = createSearchIndex();
  index.put('a', [
    entry('a', { parts: ['Nada', 'En seis clases: los niños esperan.'] }),
  ]);
  expect(index.find({ ...nothing, words: 'ninos' }).hits[0]?.excerpt).toEqual({
    before: 'En seis clases: los ',
    match: 'niños',
    after: ' esperan.',
  });
});

describe('filters', () => {
  const find = indexOf(
    entry('a', { title: 'Leer juntos', people: ['Rosa'] }),
    entry('b', { title: 'Leer solos', space: 'molle', day: '2026-03-01' }),
    entry('c', { title: 'Leer en casa', kind: 'cycle', people: ['Luis'] }),
  );

  test('are kind, group, person and day', () => {
    expect(find({ words: 'leer', kind: 'cycle' })).toEqual(['c']);
    expect(find({ words: 'leer', space: 'molle' })).toEqual(['b']);
    expect(find({ words: 'leer', person: 'Rosa' })).toEqual(['a']);
    expect(find({ words: 'leer', since: '2026-06-01' })).not.toContain('b');
  });

  test('find by themselves, the latest first', () => {
    expect(find({ since: '2026-01-01' })).toEqual(['a', 'c', 'b']);
    expect(find({})).toEqual([]);
  });
});

test('what a document says now takes the place of what it said', () => {
  const index = createSearchIndex();
  index.put('a', [entry('a', { title: 'Primero' }), entry('a/1')]);
  index.put('a', [entry('a', { title: 'Segundo' })]);
  const find = (words: string) =>
    index.find({ ...nothing, words }).hits.map((hit) => hit.entry.title);
  expect(find('primero')).toEqual([]);
  expect(find('segundo')).toEqual(['Segundo']);
  index.put('a', []);
  expect(find('segundo')).toEqual([]);
});

test('what is written as marks of the search itself is only words', () => {
  const index = createSearchIndex();
  index.put('a', [entry('a', { title: '¿Por qué?' })]);
  for (const words of ['¿?', '***', '"', '\u0301', '(', 'a'.repeat(2000)])
    expect(index.find({ ...nothing, words }).hits).toEqual([]);
});
