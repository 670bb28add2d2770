import type { PeopleMessages } from './es-people.ts';

const date = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

export const enPeople: PeopleMessages = {
  profile: {
    cargo: 'Your post or role (if you like)',
    school: 'Your school (if you like)',
    help: 'The people of this group see it, and nobody else.',
  },
  advisers: {
    title: 'Who accompanies us',
    what: 'Writes in plans and comments. Does not change the problem, the need or what the group agreed. The school decides when it begins and when it ends, without giving reasons.',
    none: 'Nobody for now.',
    until: (at) => `Until ${date.format(at)}`,
    noEnd: 'Without an end date',
    over: (at) => `Their time ended on ${date.format(at)}: no more writing.`,
    more: 'Go on for 3 more months',
    moreDone: (name, at) => `${name} accompanies you until ${date.format(at)}`,
    end: 'End',
    endTitle: (name) => `End with ${name}`,
    keeps: (name) => [
      'No reason needs to be given.',
      `${name} stops receiving and writing here, on all devices, as soon as there is signal.`,
      'What was already on their device stays with them: nobody can take that away.',
      'What they wrote in plans and comments stays in the group, under their name.',
      'Whoever comes next gets another invitation. If they should not read all that came before, hand them on paper only what you choose.',
    ],
    endConfirm: (name) => `Yes, end with ${name}`,
    ended: (name) => `${name} no longer accompanies the group`,
    add: 'Add someone to accompany us',
    howLong: 'For how long?',
    terms: {
      '3': '3 months',
      '6': '6 months',
      '12': 'A year',
      '0': 'Without an end date',
    },
    prepare: 'Prepare the link',
    sentence: 'Whoever opens this link comes in to accompany the group.',
    inviteTerms: (end) =>
      end === 0
        ? 'Accompanies, without an end date · the link works for 7 days and once'
        : `Accompanies until ${date.format(end)} · the link works for 7 days and once`,
  },
  reminder: {
    title: (name) => `${name} accompanies you`,
    question: 'What that we did with help can we already do alone?',
    ask: 'Talk about it before you decide.',
    later: 'Remind me tomorrow',
  },
  safety: {
    title: 'Words to check',
    how: (name) =>
      `When you are together, open this on both devices. If you see the same four words, it is really ${name}.`,
    checked: 'We checked in person',
    wasChecked: 'You checked in person.',
    changed:
      'They changed since you checked: somebody added or removed a device. Compare them again.',
    undo: 'Remove this mark',
    different:
      'If they are not the same, write nothing delicate and tell who takes care of the group.',
  },
  two: {
    title: 'It is better when two people take care of the group',
    what: 'If one loses their phone or leaves, the other goes on. Tap the name of someone you trust to ask them.',
  },
  erase: {
    title: 'Deleting mine on other devices: what can be done and what cannot',
    sentences: [
      'What you wrote and has not left here yet, delete it yourself: nobody else has it.',
      'What has reached others is on their devices. You can ask them to delete it; Minga cannot do it for you nor check that they did.',
      'If you delete a text, it is no longer seen in the group. Earlier versions remain in the history and in copies that somebody kept.',
      'Leaving the group does not delete what you wrote: it stays, under your name.',
    ],
  },
};
