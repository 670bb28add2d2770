import type { DocumentId } from '@minga/base';
import { settledValue } from '@minga/documents';
import type { Digest } from './digests.svelte.ts';

/** Something the group wrote that it would try, with a day or without. */
export interface DueTrial {
  readonly problem: DocumentId;
  readonly title: string;
  readonly what: string;
  readonly responsible: string;
  /** yyyy-mm-dd, or empty. */
  readonly due: string;
  readonly isPast: boolean;
}

interface Listed {
  readonly problem: DocumentId;
  readonly title: string;
  readonly digest: Digest | null;
}

/** The nearest day first; those without a day last. What nobody has written anything in is no trial yet. */
export function dueTrials(
  problems: readonly Listed[],
  today: string,
): readonly DueTrial[] {
  const found = problems.flatMap(({ problem, title, digest }) =>
    (digest?.view.trials ?? []).map((trial): DueTrial => {
      const due = settledValue(trial.due) ?? '';
      return {
        problem,
        title,
        what: digest?.whats.get(trial.id) ?? '',
        responsible: settledValue(trial.responsible) ?? '',
        due,
        isPast: due !== '' && due < today,
      };
    }),
  );
  const key = ({ due }: DueTrial): string => (due === '' ? '9' : due);
  return found
    .filter(({ what }) => what !== '')
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The calendar day of this device, yyyy-mm-dd. */
export function isoDay(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
