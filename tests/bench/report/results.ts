import { median } from '../measure/statistics.ts';
import type { Sample } from './sample.ts';

/** Medians of what one subject gave in one scenario. */
export interface Result {
  readonly section: string;
  readonly scenario: string;
  readonly subject: string;
  readonly rounds: number;
  readonly figures: Readonly<Record<string, number>>;
}

export function medians(samples: readonly Sample[]): readonly Result[] {
  const groups = Map.groupBy(samples, ({ section, scenario, subject }) =>
    [section, scenario, subject].join('\n'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { section, scenario, subject } = first;
    const figures = Object.fromEntries(
      Object.keys(first.figures).map((name) => [
        name,
        median(group.flatMap((sample) => sample.figures[name] ?? [])),
      ]),
    );
    return [{ section, scenario, subject, rounds: group.length, figures }];
  });
}

/** Where a figure is found. */
export interface Place {
  readonly section: string;
  readonly scenario: string;
  readonly figure: string;
}

export type Read = (samples: readonly Sample[]) => number;

export function figure(
  { section, scenario, figure: name }: Place,
  subject = 'minga',
): Read {
  return (samples) =>
    median(
      samples
        .filter(
          (sample) =>
            sample.section === section &&
            sample.scenario === scenario &&
            sample.subject === subject,
        )
        .flatMap((sample) => sample.figures[name] ?? []),
    );
}

/** Median of the ratios inside each round: times move from round to round, ratios hardly do. */
export function ratio(place: Place, against: string, ours = 'minga'): Read {
  return (samples) => {
    const rounds = new Set(samples.map(({ round }) => round));
    const inRound = (round: number) =>
      samples.filter((sample) => sample.round === round);
    return median(
      [...rounds]
        .map(
          (round) =>
            figure(place, ours)(inRound(round)) /
            figure(place, against)(inRound(round)),
        )
        .filter((value) => !Number.isNaN(value)),
    );
  };
}
