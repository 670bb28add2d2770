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
  inviteMore: {
    open: 'More',
    days: 'How long does the link work?',
    dayChoices: { '1': '1 day', '7': '7 days', '30': '30 days' },
    uses: 'For how many people?',
    useChoices: { '1': 'For one', '20': 'Up to 20' },
    approval: 'Do they come in as soon as they open the link?',
    approvalChoices: {
      no: { label: 'Yes', help: 'They come in with their name, at once.' },
      yes: {
        label: 'With approval',
        help: 'Someone in the group says yes before they can read anything.',
      },
    },
    make: 'Make this link',
    terms: (right, days, approval) =>
      `${right} · works for ${days}${approval ? ' · with approval' : ''}`,
  },
  waiting: {
    title: (group) => `You asked to come into “${group}”`,
    who: (inviter) =>
      inviter === ''
        ? 'Someone in the group has to say yes.'
        : `${inviter}, or someone else who can, has to say yes.`,
    close: 'You can close this: we will tell you here.',
    stop: 'I do not want to come in any more',
    refused: (group) => `Not into “${group}” this time`,
    refusedWhat:
      'Someone in the group said no. If you think that is a mistake, talk to who invited you.',
    understood: 'Understood',
  },
  requests: {
    title: 'Asking to come in',
    nobody: 'Someone who gave no name',
    invitedBy: (name) => `Comes with an invitation from ${name}.`,
    check: 'They wrote that name themselves: make sure it is who it says.',
    approve: (name) => `Let ${name} in`,
    turnAway: (name) => `Do not let ${name} in`,
    approved: (name) => `${name} can come in now`,
    turnedAway: (name) => `${name} does not come in`,
  },
  closing: {
    title: 'Close the group',
    keeps: [
      'Nobody writes here any more, neither do you. Everything can still be read.',
      'It cannot be opened again.',
    ],
    confirm: 'Yes, close the group',
  },
  deleting: {
    title: 'Delete the group',
    keeps: [
      'In 7 days everything of the group that is kept outside is deleted. Until then it can be undone.',
      'After that nobody else can come in, and what is new neither arrives nor leaves.',
      'What each person has on their device stays there: it cannot be deleted from here.',
    ],
    type: (name) => `To confirm, write “${name}”`,
    differs: 'That is not the name of the group.',
    confirm: 'Yes, delete in 7 days',
    under: (name, due) =>
      `${name} asked to delete the group. It is deleted on ${day.format(due)}.`,
    keep: 'Do not delete it',
    kept: 'The group is not deleted',
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
    explainHere: (name) =>
      `${name} wrote it before what they may do here changed, or on a device that is gone, and nobody had it yet. It has not gone into any text.`,
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
