import { problemStatusSchema } from '@minga/domain';
import type * as Y from 'yjs';
import { problemSchema } from './problem-document.ts';
import { dayValue, editRecord, lineValue, readRecord } from './record.ts';
import { settledValue } from './register.ts';
import type { Ulid } from './ulid.ts';

/**
 * What a problem holds beyond its questions (domain §4.2, §4.3), in roots of its own within the same document: an older client
 * overlooks them and damages nothing.
 *
 *   fields    links `first` <member>.<cause>: for her this one goes first; `solves` <trial>.<cause>: what is tried against it
 *   motives   text: what moves and what worries those who will do it
 *   criteria  `words`, `day`: sentences agreed before anybody chooses
 *   moves     `of` a trial, `what`, `done` the day it was: its key movements, in order
 *   stood     `day`, `status`: since when it has stood as it does
 */
export const deeperShape = {
  kind: 'problem',
  schema: problemSchema,
  values: {},
  texts: ['motives'],
  links: ['first', 'solves'],
  lists: {
    criteria: { values: { words: lineValue, day: dayValue }, texts: [] },
    moves: {
      values: { of: lineValue, what: lineValue, done: dayValue },
      texts: [],
    },
    stood: { values: { day: dayValue, status: lineValue }, texts: [] },
  },
} as const;

/** Of a link `first` or `solves`: the two it joins. */
export function linkOf(whose: string, cause: Ulid): string {
  return `${whose}.${cause}`;
}

/** Adds a line to the history of a problem; nothing when it stood so already. */
export function noteStatus(
  doc: Y.Doc,
  status: string,
  day: string,
  newId: () => Ulid,
): void {
  if (!problemStatusSchema.safeParse(status).success) return;
  const { stood } = readRecord(doc, deeperShape).lists;
  const last = stood.at(-1);
  if (last !== undefined && settledValue(last.values.status) === status) return;
  editRecord(doc, deeperShape, newId)
    .list('stood')
    .add({ values: { day, status } });
}
