import type { ErrorSentence } from '../errors.ts';
import type { MingaErrorCode } from '@minga/sync';

export const errorSentencesInEnglish: Readonly<
  Record<MingaErrorCode, ErrorSentence>
> = {
  'not-a-link': {
    sentence: 'This is not a Minga invitation.',
    what: 'Copy the whole message you were sent and paste it again.',
  },
  'link-cut': {
    sentence: 'Some letters of the link are missing.',
    what: 'Ask for it to be sent again, complete.',
  },
  'link-newer': {
    sentence: 'This invitation comes from a newer version of Minga.',
    what: 'Reload the page and open it again.',
  },
  'invitation-expired': {
    sentence: 'This invitation has expired.',
    what: 'Ask the person who invited you for another: it takes a minute.',
  },
  'invitation-used': {
    sentence: 'Everyone this invitation was for has already used it.',
    what: 'Ask the person who invited you for another.',
  },
  'invitation-revoked': {
    sentence: 'The person who invited you took this invitation back.',
    what: 'Ask whether they want to send you another.',
  },
  'invitation-unknown': {
    sentence: 'We could not find this invitation.',
    what: 'If it was just made without signal, wait until that person has signal and try again.',
  },
  'relay-unreachable': {
    sentence: 'There is no signal to open the invitation.',
    what: 'Nothing was lost: try again when you have signal.',
  },
  'relay-refused': {
    sentence: 'We were not let through this time.',
    what: 'Wait a minute and try again.',
  },
  'newer-app-needed': {
    sentence: 'This needs a newer version of Minga.',
    what: 'Reload the page and try again.',
  },
  'already-member': {
    sentence: 'You are already part of this group.',
    what: 'Go straight in.',
  },
  'approval-awaited': {
    sentence: 'Someone in the group still has to say yes.',
    what: 'You can close this: we will tell you here.',
  },
  'no-right': {
    sentence: 'You cannot do that in this group.',
    what: 'Ask someone who takes care of the group.',
  },
  'last-steward': {
    sentence: 'Nobody would be left to take care of the group.',
    what: 'First let another person take care of it: in People, tap their name.',
  },
  'unknown-space': {
    sentence: 'This group is not here.',
    what: 'Open the invitation you were sent.',
  },
  'storage-full': {
    sentence: 'There is no room left to save.',
    what: 'Delete photos or videos you do not need and try again.',
  },
  'storage-failed': {
    sentence: 'The browser did not let us save.',
    what: 'Reload the page and try again. Nothing from before was deleted.',
  },
  'browser-unsupported': {
    sentence: 'This browser is too old for Minga.',
    what: 'Update it, or use an up-to-date Chrome, Edge or Firefox.',
  },
  failed: {
    sentence: 'Something went wrong.',
    what: 'Nothing was lost. Try again.',
  },
};
