import type { EvidenceMessages } from './es-evidence.ts';

export const enEvidence: EvidenceMessages = {
  title: 'Evidence',
  help: 'The fact first, the opinion afterwards. No names of pupils.',
  addPhoto: 'Add a photo',
  addVoice: 'Record a voice',
  addFile: 'Add a file',
  addFact: 'Add a fact',
  shows: 'What it shows',
  doesNotShow: 'What it does not show',
  day: 'When',
  by: (name) => `Brought by ${name}`,
  consent: 'Those who are seen agree to it.',
  photo: 'Photo',
  fact: 'Fact',
  seeLarge: 'See the photo',
  voice: 'Recording',
  listen: (length) => `Listen to the recording (${length})`,
  cannotPlay: 'This phone cannot play this recording.',
  save: (title) => `Save “${title}” on this phone`,
  onItsWay: 'On its way: it appears when there is signal.',
  cannotOpen: 'It does not open. Ask who brought it to add it again.',
  remove: 'Take away',
  removed: 'Evidence taken away.',
  added: 'It is on this phone. It is sent by itself when there is signal.',

  sheet: {
    title: 'Before the photo is added',
    preview: 'The photo as it will be',
    minors: 'Are there children in it?',
    no: 'No',
    yes: 'Yes',
    cover:
      'Tap each square in which a face is seen: it stays covered for good. If it cannot be covered, rather do not add it.',
    coverFirst: 'Cover at least one square.',
    square: (row, column) => `Row ${row}, column ${column}`,
    consent: 'The adults who are seen agree to it',
    whole:
      'A light copy is kept, without the place or what the camera says of itself. The original stays where it was.',
    add: 'Add',
    cancel: 'Do not add',
    cannotDraw:
      'This phone cannot show this kind of photo, so it can neither make it smaller nor cover faces. If there are no children in it, it is added as a file.',
    asFile: 'Add as a file',
  },

  voiceSheet: {
    title: 'Record a voice',
    whole:
      'Up to three minutes. Whoever speaks knows it is recorded. No names of pupils.',
    start: 'Start recording',
    recording: 'Recording',
    stop: 'Finish',
    again: 'Record again',
    listen: 'The recording as it will be',
    minors: 'Are children heard in it?',
    no: 'No',
    yes: 'Yes',
    rather:
      'A voice cannot be covered: rather tell in a fact what they said, without names.',
    consent: 'The adults who are heard agree to it',
    longest: 'The three minutes are over: it goes up to there.',
    add: 'Add',
    cancel: 'Do not add',
    notAllowed: {
      sentence: 'This phone does not let us use the microphone here.',
      what: 'Nothing is lost. Allow the microphone for this page in the settings of the browser and try again, or write a fact.',
    },
    noMicrophone: {
      sentence: 'No microphone was found.',
      what: 'Connect one and try again, or write a fact.',
    },
    cannot: {
      sentence: 'This browser cannot record.',
      what: 'Record with another app and add the file, or write a fact.',
    },
  },

  tooLarge: {
    sentence: 'That file is too large: more than 10 MB.',
    what: 'Add a part of it, or tell in a fact what it shows.',
  },
  empty: {
    sentence: 'That file is empty.',
    what: 'Choose another one.',
  },
  noRoom: {
    sentence: 'There is no room on this phone to keep it.',
    what: 'Nothing is lost. Delete photos or apps you do not use and add it again.',
  },
  failed: {
    sentence: 'It could not be kept.',
    what: 'Nothing is lost. Try again.',
  },
};
