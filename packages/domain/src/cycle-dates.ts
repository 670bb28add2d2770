import { dayAfter } from './days.ts';

/** Days without school, both ends included, yyyy-mm-dd. */
export interface DaysOff {
  readonly from: string;
  readonly to: string;
}

export interface SoftDates {
  readonly start: string;
  readonly end: string;
}

/**
 * Dates to begin with, one pair for each length in days, from `start` on: days off are stepped over and count for no stage. A
 * proposal: whoever follows it changes what does not fit.
 */
export function proposeDates(
  start: string,
  lengths: readonly number[],
  daysOff: readonly DaysOff[],
): readonly SoftDates[] {
  const isOff = (day: string) =>
    daysOff.some(({ from, to }) => from <= day && day <= to);
  const nextSchoolDay = (from: string): string => {
    let day = from;
    // Nobody is off for ten years; a list that says so is not followed for ever.
    for (let i = 0; i < 3650 && isOff(day); i++) day = dayAfter(day, 1);
    return day;
  };
  let day = nextSchoolDay(start);
  return lengths.map((length) => {
    const first = day;
    let last = day;
    for (let left = Math.max(1, Math.round(length)) - 1; left > 0; left--)
      last = nextSchoolDay(dayAfter(last, 1));
    day = nextSchoolDay(dayAfter(last, 1));
    return { start: first, end: last };
  });
}
