import type * as Y from 'yjs';
import {
  type LetterRun,
  deleteRange,
  insertText,
  readParagraphs,
  toPlainLines,
} from './paragraphs.ts';
import { spliceBetween } from './text-splice.ts';

/**
 * What a plain text area shows of a fragment, and which letter each of its letters is. Whoever shows it keeps it: while a
 * keyboard composes a word (Gboard does all the time) nothing may be put into the area, so edits arrive against what was shown
 * and not against what others have made of it since.
 */
export interface PlainText {
  readonly text: string;
  readonly runs: readonly LetterRun[];
}

/** Null when only the editor can show it. */
export function readPlainText(fragment: Y.XmlFragment): PlainText | null {
  const runs: LetterRun[] = [];
  const paragraphs = readParagraphs(fragment, (run) => {
    pushRun(runs, run);
  });
  if (paragraphs === null) return null;
  return { text: paragraphs.map(({ text }) => text).join('\n'), runs };
}

/**
 * Applies what a person did to the text area: it showed `shown`, now it reads `after` with its selection at `caret`. One
 * untagged transaction on the types in place. Returns what is shown from now on; if others had edited meanwhile, their part is
 * not in it until the area is refreshed from `readPlainText`. Null, and nothing written, once only the editor can show it.
 */
export function editPlainText(
  fragment: Y.XmlFragment,
  shown: PlainText,
  after: string,
  caret?: number,
): PlainText | null {
  const now = readPlainText(fragment);
  if (now === null) return null;
  const wanted = toPlainLines(after);
  const splice = spliceBetween(shown.text, wanted, caret);
  if (splice === null) return shown;

  const where = offsetsIn(now, shown);
  const end = splice.index + splice.removed;
  const doomed = where.slice(splice.index, end).filter((offset) => offset >= 0);
  const doomedBefore = (offset: number) =>
    doomed.reduce((count, one) => (one < offset ? count + 1 : count), 0);
  const at = anchorOffset(where, splice.index, end);
  const insertAt = at - doomedBefore(at);
  transact(fragment, () => {
    for (const [from, to] of toRanges(doomed).reverse())
      deleteRange(fragment, from, to);
    if (splice.inserted !== '') insertText(fragment, insertAt, splice.inserted);
  });

  const next = readPlainText(fragment);
  if (next === null || next.text === wanted) return next;
  // Letters keep their place, not always their id: what stood behind a new line break has been written anew.
  const idsBefore = toUnits(shown.runs);
  const idsNow = toUnits(next.runs);
  const idOf = (_: unknown, k: number) => {
    const offset = where[k] ?? -1;
    const moved = offset < at ? 0 : splice.inserted.length;
    const known = idsNow[offset - doomedBefore(offset) + moved];
    return (offset < 0 ? undefined : known) ?? idsBefore[k];
  };
  const ids = idsBefore.map(idOf);
  const inserted = idsNow.slice(insertAt, insertAt + splice.inserted.length);
  const runs: LetterRun[] = [];
  for (const unit of [
    ...ids.slice(0, splice.index),
    ...inserted,
    ...ids.slice(end),
  ])
    if (unit !== undefined) pushRun(runs, unit);
  return { text: wanted, runs };
}

/** Where an offset in `from` (a caret, an end of a selection) stands in `to`: behind the letter it stood behind. */
export function mapOffset(
  from: PlainText,
  to: PlainText,
  offset: number,
): number {
  return anchorOffset(offsetsIn(to, from), offset, offset);
}

/** For each unit of `shown`, its offset in `now`, or -1 where it is gone. */
function offsetsIn(now: PlainText, shown: PlainText): number[] {
  if (isSame(now, shown))
    return Array.from({ length: shown.text.length }, (_, offset) => offset);
  const placedByClient = new Map<number, (LetterRun & { at: number })[]>();
  let at = 0;
  for (const run of now.runs) {
    const placed = placedByClient.get(run.client);
    if (placed === undefined) placedByClient.set(run.client, [{ ...run, at }]);
    else placed.push({ ...run, at });
    at += run.length;
  }
  return shown.runs.flatMap((run) => {
    const offsets = Array<number>(run.length).fill(-1);
    for (const other of placedByClient.get(run.client) ?? []) {
      const from = Math.max(run.clock, other.clock);
      const to = Math.min(run.clock + run.length, other.clock + other.length);
      for (let clock = from; clock < to; clock++)
        offsets[clock - run.clock] = other.at + clock - other.clock;
    }
    return offsets;
  });
}

/** Between unit `left - 1` and unit `right`: behind the former, else before the latter, else behind the next one on the left. */
function anchorOffset(
  where: readonly number[],
  left: number,
  right: number,
): number {
  const before = where[left - 1] ?? -1;
  if (before >= 0) return before + 1;
  const behind = where[right] ?? -1;
  if (left > 0 && behind >= 0) return behind;
  for (let k = left - 2; k >= 0; k--) {
    const offset = where[k] ?? -1;
    if (offset >= 0) return offset + 1;
  }
  return 0;
}

function isSame(a: PlainText, b: PlainText): boolean {
  return (
    a.text === b.text &&
    a.runs.length === b.runs.length &&
    a.runs.every(({ client, clock, length }, i) => {
      const run = b.runs[i];
      return (
        run?.client === client && run.clock === clock && run.length === length
      );
    })
  );
}

/** Runs that continue each other become one, however Yjs has cut its items: so equal texts have equal runs. */
function pushRun(runs: LetterRun[], run: LetterRun): void {
  const last = runs.at(-1);
  if (
    last !== undefined &&
    last.client === run.client &&
    last.clock + last.length === run.clock
  )
    runs[runs.length - 1] = { ...last, length: last.length + run.length };
  else runs.push(run);
}

function toUnits(runs: readonly LetterRun[]): LetterRun[] {
  return runs.flatMap(({ client, clock, length }) =>
    Array.from({ length }, (_, i) => ({ client, clock: clock + i, length: 1 })),
  );
}

function toRanges(offsets: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === offset) last[1] = offset + 1;
    else ranges.push([offset, offset + 1]);
  }
  return ranges;
}

function transact(fragment: Y.XmlFragment, edit: () => void): void {
  if (fragment.doc === null)
    throw new Error('a fragment that is in no document yet');
  fragment.doc.transact(edit);
}
