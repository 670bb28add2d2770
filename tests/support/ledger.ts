import type { Ulid } from '@minga/documents';

/**
 * What everybody did, kept outside the documents, to hold against them in the end: nothing written may be missing unless
 * somebody took it away, or wrote another value over it having seen it.
 */
export interface Ledger {
  /** A word that is nowhere else. */
  word(): string;
  wrote(word: string): void;
  removed(words: readonly string[]): void;
  /** A register's value, and the values its author saw there. */
  set(register: string, value: string, seen: readonly string[]): void;
  added(list: ListName, id: Ulid): void;
  readonly edits: number;
  readonly words: ReadonlySet<string>;
  /** Words that nobody removed: each must be there. */
  readonly kept: readonly string[];
  /** By register, the values that nobody wrote over having seen them. */
  readonly standing: ReadonlyMap<string, ReadonlySet<string>>;
  readonly items: Readonly<Record<ListName, ReadonlySet<Ulid>>>;
}

export type ListName = 'trials' | 'causes';

export function openLedger(): Ledger {
  const words = new Set<string>();
  const removed = new Set<string>();
  const standing = new Map<string, Set<string>>();
  const superseded = new Set<string>();
  const items = { trials: new Set<Ulid>(), causes: new Set<Ulid>() };
  let count = 0;
  let edits = 0;
  return {
    word() {
      count += 1;
      // A letter at each end that no other has inside: none is a part of another.
      return `q${count}z`;
    },
    wrote(word) {
      edits += 1;
      words.add(word);
    },
    removed(gone) {
      edits += 1;
      for (const word of gone) removed.add(word);
    },
    set(register, value, seen) {
      edits += 1;
      const values = standing.get(register) ?? new Set<string>();
      standing.set(register, values);
      for (const one of seen) {
        values.delete(one);
        superseded.add(`${register} ${one}`);
      }
      if (!superseded.has(`${register} ${value}`)) values.add(value);
    },
    added(list, id) {
      edits += 1;
      items[list].add(id);
    },
    get edits() {
      return edits;
    },
    words,
    get kept() {
      return [...words].filter((word) => !removed.has(word));
    },
    standing,
    items,
  };
}
