import type { DocumentId } from '@minga/base';
import type { ArrivalView, MemberView } from '@minga/sync';

/** What came while this device was away, as one line says it. */
export interface ArrivalWords {
  readonly people: readonly {
    readonly name: string;
    readonly changes: number;
  }[];
  /** Where to look: one problem, or null for the list of them. */
  readonly problem: DocumentId | null;
}

/** Of the problems that are listed; who wrote most comes first. Null: there is nothing to tell. */
export function arrivalWords(
  arrived: readonly ArrivalView[],
  members: readonly MemberView[],
  problems: readonly DocumentId[],
): ArrivalWords | null {
  const told = arrived.filter(({ doc }) => problems.includes(doc));
  const people = members
    .map(({ id, name }) => ({
      name,
      changes: told
        .filter(({ member }) => member === id)
        .reduce((sum, { changes }) => sum + changes, 0),
    }))
    .filter(({ changes }) => changes > 0)
    .toSorted((a, b) => b.changes - a.changes);
  const docs = [...new Set(told.map(({ doc }) => doc))];
  if (people.length === 0) return null;
  return { people, problem: docs.length === 1 ? (docs[0] ?? null) : null };
}
