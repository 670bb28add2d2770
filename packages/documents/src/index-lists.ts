import { problemStatuses, trashDays } from '@minga/domain';
import type { IndexEntry } from './index-document.ts';
import { settledValue } from './register.ts';

const day = 86_400_000;

/** Among what people see. What one restored and another put in the trash again is seen until they choose. */
export function isListed({ trashed }: IndexEntry): boolean {
  return settledValue(trashed) !== true;
}

/** May be brought back from the trash. Afterwards it is only no longer offered: nothing is ever taken out of an index. */
export function isStillInTrash(entry: IndexEntry, now: number): boolean {
  return (
    !isListed(entry) &&
    entry.trashedAt !== null &&
    now - entry.trashedAt < trashDays * day
  );
}

export const indexOrders = ['newest', 'oldest', 'title', 'status'] as const;
export type IndexOrder = (typeof indexOrders)[number];

/** A new list. Without a title or a status: at the end, the newest first. */
export function sortEntries(
  entries: readonly IndexEntry[],
  order: IndexOrder,
  locale = 'es',
): IndexEntry[] {
  const newestFirst = entries.toSorted(byAge).reverse();
  switch (order) {
    case 'newest':
      return newestFirst;
    case 'oldest':
      return newestFirst.toReversed();
    case 'title': {
      const collator = new Intl.Collator(locale, { numeric: true });
      return newestFirst.toSorted(
        (a, b) =>
          Number(titleOf(a) === '') - Number(titleOf(b) === '') ||
          collator.compare(titleOf(a), titleOf(b)),
      );
    }
    case 'status':
      return newestFirst.toSorted((a, b) => stepOf(a) - stepOf(b));
  }
}

function byAge(a: IndexEntry, b: IndexEntry): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}

function titleOf({ title }: IndexEntry): string {
  return title.values[0]?.value ?? '';
}

function stepOf({ status }: IndexEntry): number {
  const value = status.values[0]?.value ?? null;
  return value === null
    ? problemStatuses.length
    : problemStatuses.indexOf(value);
}
