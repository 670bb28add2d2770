import type { CommentsMessages } from './es-comments.ts';

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const longDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

export const enComments: CommentsMessages = {
  title: 'Among colleagues',
  empty: 'Nobody has asked anything yet. A good question helps to think.',

  ask: 'Ask',
  aboutField: (question: string): string => `about “${question}”`,
  questions: (count: number): string =>
    count === 1 ? '1 question' : `${count} questions`,
  allAnswered: (_count: number): string => 'answered',
  yourQuestion: 'Your question',
  wholeQuestion: 'Your question about the whole problem',
  questionPlaceholder: 'What would you like to understand better?',
  leaveQuestion: 'Leave the question',

  answer: 'Answer',
  yourAnswer: 'Your answer',
  answerPlaceholder: 'Write what you know',
  leaveAnswer: 'Leave the answer',
  cancel: 'Not now',

  questionOf: (name: string): string =>
    name === '' ? 'Question' : `Question from ${name}`,
  about: (question: string): string => `About “${question}”`,
  you: 'You',
  someone: 'Somebody',
  today: 'today',
  yesterday: 'yesterday',
  day: (day: Date): string => longDay.format(day),

  resolve: 'Done, answered',
  reopen: 'Open again',
  resolved: 'Answered',
  several: 'Somebody took it for answered and somebody opened it again.',

  takeBack: 'Take back',
  takenBack: 'Message taken back',
  tookBack: (name: string): string =>
    name === '' ? 'Message taken back.' : `${name} took a message back.`,
  tookBackMine: 'You took your message back.',
  notSaved: 'It could not be saved. Try again.',
  newQuestion: (name: string): string =>
    name === '' ? 'New question' : `New question from ${name}`,
  newAnswer: (name: string): string =>
    name === '' ? 'New answer' : `New answer from ${name}`,

  meToo: 'This happens to me too',
  meTooNobody:
    'If something like it happens at your school, say so in one tap.',
  meTooMembers: (names: readonly string[], me: boolean): string => {
    const line = `it happens to ${list.format([...names, ...(me ? ['you'] : [])])} too`;
    return line.slice(0, 1).toUpperCase() + line.slice(1);
  },
};
