import type { ProgressRoute } from '@minga/domain';
import type { ProgressMessages } from '#lib/messages/progress.ts';
import type { RoundsMessages } from '#lib/messages/rounds.ts';
import type { Consensus } from './consensus.ts';
import type { InstrumentWords } from './instrument-words.ts';

interface CsvWords {
  readonly t: ProgressMessages;
  readonly rounds: RoundsMessages;
  readonly instrument: InstrumentWords;
}

/**
 * The table of progress as a file: a semicolon and a mark of UTF-8 at its beginning are what a spreadsheet in Spanish opens with
 * two clicks. There is no XLSX: no library for it is in the project, and one is not worth its weight for a table of words.
 *
 * It is made of what was agreed together only. So it holds no name that is not in those words, no single answer and no
 * distribution, however many opened theirs; and no number that could be added up.
 */
export function progressCsv(
  routes: readonly ProgressRoute<Consensus>[],
  { t, rounds, instrument }: CsvWords,
): string {
  const { columns } = t;
  const rows = routes.flatMap(({ capacity, level, points, baseline }) =>
    points.map((point) => [
      instrument.capacity(capacity),
      t.levelNames[level],
      new Date(point.at).toISOString().slice(0, 10),
      instrument.version(point.instrumentHash),
      point.stage === null ? t.noStage : instrument.stage(point.stage),
      rounds.ends[point.end],
      point === baseline ? t.yes : '',
      point.texts.strengths,
      point.texts.shows,
      point.texts.reservations,
      point.texts.next,
    ]),
  );
  const head = [
    columns.capacity,
    columns.level,
    columns.day,
    columns.version,
    columns.stage,
    columns.end,
    columns.baseline,
    columns.strengths,
    columns.shows,
    columns.reservations,
    columns.next,
  ];
  const lines = [head, ...rows].map((row) => row.map(cell).join(';'));
  return `\u{FEFF}${lines.join('\r\n')}\r\n`;
}

/** A spreadsheet would run what begins like a formula: somebody in the group may have written one. */
function cell(text: string): string {
  const safe = /^[\s]*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
