export const searchKinds = ['problem', 'cycle', 'plan', 'evidence'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** One thing that can be found. Kept in memory only: what is at rest is sealed. */
export interface SearchEntry {
  /** One in the whole index. */
  readonly id: string;
  readonly kind: SearchKind;
  readonly space: string;
  readonly doc: string;
  /** The place within the document's page; empty for its top. */
  readonly anchor: string;
  readonly title: string;
  /** What is written in it, a part for each field. */
  readonly parts: readonly string[];
  /** Whom it names. */
  readonly people: readonly string[];
  /** yyyy-mm-dd: when it was begun, or the day of an evidence. */
  readonly day: string;
}

/** What is asked for. Empty fields ask for nothing. */
export interface SearchQuery {
  readonly words: string;
  readonly kind: SearchKind | '';
  readonly space: string;
  readonly person: string;
  /** yyyy-mm-dd: not before it. */
  readonly since: string;
}

/** A line of what was written, around what was found in it. */
export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

export interface SearchHit {
  readonly entry: Omit<SearchEntry, 'parts'>;
  /** Null when only the title says it. */
  readonly excerpt: Excerpt | null;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** How many there are, those not handed out included. */
  readonly count: number;
  /** Names to filter by, of all there is. */
  readonly people: readonly string[];
}
