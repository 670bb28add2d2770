import MiniSearch, { type SearchResult } from 'minisearch';
import type {
  Excerpt,
  SearchAnswer,
  SearchEntry,
  SearchHit,
  SearchQuery,
} from './search-entry.ts';

/** All that can be found, in memory. */
export interface SearchIndex {
  /** These, in place of what `doc` had: none takes it out. */
  put(doc: string, entries: readonly SearchEntry[]): void;
  find(query: SearchQuery): SearchAnswer;
}

const mostHits = 50;
const mostPeople = 200;
/** Letters before and after what was found. */
const around = 60;

export function createSearchIndex(): SearchIndex {
  const entries = new Map<string, SearchEntry>();
  const idsOf = new Map<string, readonly string[]>();
  /** Of all entries; put together when it is asked for. */
  let people: readonly string[] | null = null;
  const search = new MiniSearch<SearchEntry>({
    fields: ['title', 'parts', 'people'],
    extractField: (entry, field) => {
      const value = entry[field as keyof SearchEntry];
      return typeof value === 'string' ? value : value.join('\n');
    },
    processTerm: (term) => fold(term) || null,
    searchOptions: {
      boost: { title: 3 },
      combineWith: 'AND',
      prefix: (term) => term.length > 1,
      weights: { prefix: 0.5, fuzzy: 0.2 },
    },
  });
  const suits = (entry: SearchEntry | undefined, query: SearchQuery): boolean =>
    entry !== undefined &&
    (query.kind === '' || entry.kind === query.kind) &&
    (query.space === '' || entry.space === query.space) &&
    (query.person === '' || entry.people.includes(query.person)) &&
    (query.since === '' || entry.day >= query.since);
  const everything = (query: SearchQuery): readonly SearchEntry[] =>
    [...entries.values()]
      .filter((entry) => suits(entry, query))
      .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  return {
    put(doc, found) {
      people = null;
      for (const id of idsOf.get(doc) ?? []) {
        search.discard(id);
        entries.delete(id);
      }
      idsOf.delete(doc);
      if (found.length === 0) return;
      for (const entry of found) entries.set(entry.id, entry);
      search.addAll(found);
      idsOf.set(
        doc,
        found.map(({ id }) => id),
      );
    },
    find(query) {
      people ??= namesIn(entries.values());
      if (query.words.trim() === '') {
        const all = hasFilter(query) ? everything(query) : [];
        const hits = all.slice(0, mostHits).map((entry) => hitOf(entry, []));
        return { hits, count: all.length, people };
      }
      const filter = ({ id }: SearchResult): boolean =>
        suits(entries.get(String(id)), query);
      const exact = search.search(query.words, { filter });
      // To forgive a letter takes a look at every word there is: only where what was typed finds nothing.
      const found =
        exact.length > 0
          ? exact
          : search.search(query.words, { filter, fuzzy: mistakes });
      const hits = found.slice(0, mostHits).flatMap(({ id, terms }) => {
        const entry = entries.get(String(id));
        return entry === undefined ? [] : [hitOf(entry, terms)];
      });
      return { hits, count: found.length, people };
    },
  };
}

/** A letter wrong in a word, two in a long one; in a short one it would be another word. */
function mistakes(term: string): number | false {
  if (term.length < 4) return false;
  return term.length < 8 ? 1 : 2;
}

/** As it is compared: without accents, capitals and tildes. */
export function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function hasFilter({ kind, space, person, since }: SearchQuery): boolean {
  return [kind, space, person, since].some((filter) => filter !== '');
}

function namesIn(entries: Iterable<SearchEntry>): readonly string[] {
  const names = new Set<string>();
  for (const { people } of entries) for (const name of people) names.add(name);
  return [...names].sort(new Intl.Collator('es').compare).slice(0, mostPeople);
}

function hitOf(
  { parts, ...entry }: SearchEntry,
  terms: readonly string[],
): SearchHit {
  const wanted = new Set(terms);
  for (const part of parts) {
    const excerpt = excerptOf(part, wanted);
    if (excerpt !== null) return { entry, excerpt };
  }
  const [first = ''] = parts;
  const line = first.slice(0, 2 * around).replace(/\s+/g, ' ');
  return {
    entry,
    excerpt: line === '' ? null : { before: line, match: '', after: '' },
  };
}

function excerptOf(text: string, wanted: ReadonlySet<string>): Excerpt | null {
  for (const { 0: word, index } of text.matchAll(/[^\n\r\p{Z}\p{P}]+/gu)) {
    if (!wanted.has(fold(word))) continue;
    const end = index + word.length;
    const before = text.slice(Math.max(0, index - around), index);
    const after = text.slice(end, end + around);
    return {
      before: `${index > around ? '…' : ''}${before.replace(/\s+/g, ' ')}`,
      match: word,
      after: `${after.replace(/\s+/g, ' ')}${end + around < text.length ? '…' : ''}`,
    };
  }
  return null;
}
