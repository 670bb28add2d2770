import type { DocumentId } from '@minga/base';
import { type DueTrial, addDays } from './due-trials.ts';

/** One line of Hoy. */
export type TodayItem =
  | { readonly kind: 'choose'; readonly problem: DocumentId }
  | { readonly kind: 'due'; readonly trial: DueTrial }
  | {
      readonly kind: 'company';
      readonly problem: DocumentId;
      readonly names: readonly string[];
    }
  | { readonly kind: 'alone' }
  | { readonly kind: 'resume'; readonly problem: DocumentId };

export interface TodayFacts {
  readonly today: string;
  readonly isAlone: boolean;
  /** Where two people wrote something else and nobody has chosen yet. */
  readonly undecided: readonly DocumentId[];
  readonly trials: readonly DueTrial[];
  readonly company: readonly {
    readonly problem: DocumentId;
    readonly names: readonly string[];
  }[];
  /** The problem I was in last. */
  readonly last: DocumentId | null;
}

const mostItems = 5;
const soonDays = 7;

/** At most five things, the last of them where I left off. What others do now comes before what can wait. */
export function todayItems(facts: TodayFacts): readonly TodayItem[] {
  const soon = addDays(facts.today, soonDays);
  const items: TodayItem[] = [
    ...facts.company.map(({ problem, names }): TodayItem => {
      return { kind: 'company', problem, names };
    }),
    ...facts.undecided.map((problem): TodayItem => {
      return { kind: 'choose', problem };
    }),
    ...facts.trials
      .filter(({ due }) => due !== '' && due <= soon)
      .map((trial): TodayItem => ({ kind: 'due', trial })),
  ];
  if (facts.isAlone) items.push({ kind: 'alone' });
  const isNamed = facts.company.some(({ problem }) => problem === facts.last);
  const resume: TodayItem[] =
    facts.last === null || isNamed
      ? []
      : [{ kind: 'resume', problem: facts.last }];
  return [...items.slice(0, mostItems - resume.length), ...resume];
}
