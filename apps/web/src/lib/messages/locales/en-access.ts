import type { AccessMessages } from './es-access.ts';

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' });

export const enAccess: AccessMessages = {
  back: 'Back',
  may: {
    legend: 'What may they do in the group?',
    rights: {
      steward: {
        label: 'Takes care of the group',
        help: 'Writes, invites, and decides who comes in and who goes.',
      },
      writer: { label: 'Is a member', help: 'Writes everywhere and invites.' },
      companion: {
        label: 'Accompanies',
        help: 'Writes in plans and meetings and comments. Does not change the problem nor what the group agreed.',
      },
      reader: { label: 'Reads', help: 'Reads and comments. Changes nothing.' },
    },
    save: 'Save',
    saved: (name) => `Done: what ${name} may do has changed`,
    two: 'It is wise that two people take care of the group: if one loses their phone, the other goes on.',
  },
  remove: {
    open: 'Take out of the group',
    title: (name) => `Take ${name} out of the group`,
    keeps: (name) => [
      `${name} stops receiving and writing here, with all their devices, as soon as there is signal.`,
      'What was on their device already stays with them: nobody can take it back.',
      'What they wrote stays in the group, with their name. The invitation links they sent stop working.',
    ],
    confirm: (name) => `Yes, take ${name} out`,
    done: (name) => `${name} is no longer in the group`,
  },
  leave: {
    open: 'Leave the group',
    title: 'Leave the group',
    keeps: [
      'You stop receiving and writing here. What you wrote stays in the group, with your name.',
      'What is on this device already stays here to be read.',
      'To come back you need another invitation.',
    ],
    confirm: 'Yes, leave',
  },
  invitations: {
    title: 'Open invitations',
    one: (name, until, uses) =>
      `From ${name}, until ${day.format(until)}. ${
        uses === 1 ? '1 use left.' : `${String(uses)} uses left.`
      }`,
    revoke: 'Cancel it',
    revoked: 'The invitation no longer works',
  },
  former: {
    title: 'No longer here',
    removed: (name, by) =>
      by === '' ? `${name} left the group` : `${name}: decided by ${by}`,
    left: (name) => `${name} left of their own accord`,
  },
  leftOut: {
    title: 'Came afterwards',
    explain: (name) =>
      name === ''
        ? 'Somebody who is no longer here wrote it before leaving, and nobody had it yet. It has not gone into any text.'
        : `${name} wrote it before leaving, and nobody had it yet. It has not gone into any text.`,
    noWords: 'A change without words: something removed or moved.',
    bring: 'Bring it into the text',
    brought: 'It is in the text, with your name as who brought it',
    notYet: 'An earlier part is still missing; try again later.',
  },
  group: {
    rename: 'Change the name of the group',
    name: 'Name of the group',
    save: 'Change',
  },
  offline:
    'No signal: it is noted on this device and counts as soon as there is signal.',
};
