import type { ReflectMessages } from './es-reflect.ts';

export const enReflect: ReflectMessages = {
  title: 'Looking at myself',
  alone: 'Looking at myself alone',
  aloneWhat:
    'Guides to think about your work. They stay in My notebook, without points or sums, and end in My growth plan.',
  choose: 'Choose a guide',
  begin: (title) => `Begin “${title}”`,
  begun: 'Those you have begun',
  started: (day) => `Since ${day}`,
  pair: 'Two looking at themselves',
  pairWhat:
    'Who accompanies and who is accompanied look at themselves as a pair. Only the two open it; nobody else in the group can read it.',
  pairWho: 'With whom?',
  pairNone:
    'When there is somebody else in the group you can look at yourselves.',
  pairOpen: 'Those you already have',
  pairWith: (name) => `With ${name}`,
  pairAudience: (name) => `Only you and ${name}`,
  sharedHere: 'Words somebody shared, and reviews',
  thrownAway: 'It is in the bin',
  missing: {
    title: 'This guide is not here',
    sentence:
      'It may be in the bin, or not have arrived yet. It will show up in Work.',
  },
  unknownInstrument:
    'It uses a guide that your version of Minga does not know, or that has not arrived yet. What is written stays.',
  newer: 'A newer version of Minga wrote it. It can be read; to write, update.',
  notEvaluated: 'This does not evaluate you',
  notEvaluatedWhat:
    'There are no points and no sum. Leave blank whatever you like.',
  copied: 'Somebody in the group shared these words.',
  inferred:
    'The names and the order of this guide are a reading of Minga: the source does not have them complete.',
  source: (source) => `Source: ${source}`,
  axes: 'You may also look at',
  answer: 'How do you see it today?',
  clear: 'Take the choice away',
  several: 'There are two answers. Tap the one that holds.',
  well: 'I do this well',
  grow: 'I want to grow here',
  also: (groups) => `It belongs to these, too: ${groups}`,
  moment: 'A moment that shows it',
  thoughts: 'What I think',
  end: {
    title: 'To finish',
    growWhat:
      'What you marked as “I want to grow here” goes to My growth plan, which is only yours, too.',
    growPair:
      'You marked that you want to grow in this. Each may take it to their own plan, which nobody else reads.',
    growNone: 'Mark where you want to grow and it will appear here.',
    toPlan: 'Take to My growth plan',
    toPlanEmpty: 'Open My growth plan',
    failed: 'Your plan could not be opened. Try again.',
  },
  copy: {
    open: 'Copy a part to a group',
    title: 'Copy a part to a group',
    what: 'Only what you tick here goes out, and never what you marked. The rest stays only yours.',
    nothing: 'You have not written anything to copy yet.',
    noGroup: 'You have no group in which you may write.',
    which: 'Which part?',
    where: 'To which group?',
    preview: 'This is how they will read it',
    recognise: 'Does this let them recognise me?',
    recogniseWhat:
      'We took out the names we know. Read it again and change what is needed: places, dates, posts. The screen will not say who shared it, but somebody with an altered program could find out.',
    someone: 'somebody',
    textOf: (about) => `What they will read of: ${about}`,
    send: 'Copy to the group',
    sent: 'It is in the group. Yours stays in My notebook.',
    failed: 'It could not be copied. Try again.',
  },
  review: {
    title: 'Long review',
    what: 'All the signs, one by one. It gives no result: it helps to come to the conversation with examples.',
    alone: 'Review alone',
    aloneWhy: 'It stays in My notebook; then you choose what you bring.',
    together: 'Review together',
    togetherWhy: 'Everybody in the group writes and reads it.',
    open: 'Those there are',
    openOne: (day) => `Review of ${day}`,
    end: 'For the conversation',
    endWhat: 'Tap 2 that show and 1 that is missing.',
    none: 'Answer some signs and here you will choose which to bring.',
    seen: 'It shows',
    missing: 'Missing',
    enough:
      'There are two that show and one that is missing: that is enough to talk.',
    take: 'Bring to the conversation',
    taken: 'The signs are in the conversation.',
    back: 'Go to the conversation',
    failed: 'The conversation could not be opened. Try again.',
  },
};
