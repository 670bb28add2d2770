import type { MemberView } from '@minga/sync';

const noticeMs = 7 * 86_400_000;

/** So many months after `from`; at the end of a short month rather than in the next one. ms since 1970. */
export function monthsAfter(from: number, months: number): number {
  const date = new Date(from);
  const day = date.getDate();
  date.setMonth(date.getMonth() + months);
  if (date.getDate() !== day) date.setDate(0);
  return date.getTime();
}

/** Whose time ends within a week, or has ended: the school is asked what it can do alone by now. */
export function endingAdvisers(
  members: readonly MemberView[],
  now: number,
): readonly MemberView[] {
  return members.filter(
    ({ right, until }) =>
      right === 'companion' && until !== 0 && until - noticeMs <= now,
  );
}
