import type { CommentsMessages } from '#lib/messages/comments.ts';

/** No more precise than the day: nobody is watched at what hour she works. Days are those of this device. */
export function dayWords(
  words: Pick<CommentsMessages, 'today' | 'yesterday' | 'day'>,
  writtenAtMs: number,
  nowMs: number,
): string {
  const day = new Date(writtenAtMs);
  const today = new Date(nowMs);
  const yesterday = new Date(nowMs);
  yesterday.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return words.today;
  return day.toDateString() === yesterday.toDateString()
    ? words.yesterday
    : words.day(day);
}
