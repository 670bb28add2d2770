import type { DueMessages } from './es-due.ts';

const longDay = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat('en', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayOf = (isoDay: string): Date => new Date(`${isoDay}T00:00:00Z`);

export const enDue: DueMessages = {
  title: 'What is coming',
  what: 'Trials, actions of plans and stages of cycles that have a date.',
  reading: 'Reading what has a date.',
  empty:
    'Nothing has a date yet. When somebody gives one to a trial, an action or a stage, it will be here.',
  before: 'Open since before',
  next: 'From today on',
  kinds: { trial: 'Trial', action: 'Action', stage: 'Stage' },
  untitled: 'No title yet',
  sayDay: (isoDay) => longDay.format(dayOf(isoDay)),
  sayMonth: (isoDay) => month.format(dayOf(isoDay)),
  calendar: 'Calendar of the month',
  monthBefore: 'Month before',
  monthAfter: 'Month after',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  today: 'today',
};
