import type { RichTextWords } from '@minga/rich-text';
import { errorSentencesInEnglish } from './en-errors.ts';
import type { DeviceWord, Messages } from './es.ts';

const onDevice = { phone: 'On this phone', computer: 'On this computer' };
const inDevice = { phone: 'on this phone', computer: 'on this computer' };
const ofDevice = { phone: 'this phone', computer: 'this computer' };

const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
const list = new Intl.ListFormat('en', { type: 'conjunction' });
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const longDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

const richText: RichTextWords = {
  toolbar: 'Format',
  bold: 'Bold',
  italic: 'Italic',
  heading: 'Heading',
  subheading: 'Subheading',
  bulletList: 'List',
  orderedList: 'Numbered list',
  checklist: 'Checklist',
  link: 'Link',
  undo: 'Undo',
  redo: 'Redo',
  linkAddress: 'Address of the link',
  linkApply: 'Add link',
  linkRemove: 'Remove link',
  linkOpen: 'Open',
  linkCancel: 'Cancel',
  linkRefused: 'That address does not work as a link. Start with https://',
  done: 'Done',
  pasteTooLong: 'What you pasted is too long and was left out. Paste a part.',
  newerContent:
    'This part was written with a newer version of Minga. You can read it; to write, update.',
  someone: 'Someone',
};

const dayAndHour = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
});
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const megabytes = (bytes: number): string =>
  bytes < 100_000 ? 'less than 0.1 MB' : `${oneDigit.format(bytes / 1e6)} MB`;
const capital = (words: string): string =>
  words.slice(0, 1).toUpperCase() + words.slice(1);
const dayOf = (isoDay: string): Date => new Date(`${isoDay}T00:00:00Z`);

/** The words of the app in English: loaded only by who chose it. */
export const en: Messages = {
  language: 'en',
  appName: 'Minga',
  title: (screen: string): string =>
    screen === '' ? 'Minga' : `${screen} · Minga`,
  names: (names: readonly string[]): string => list.format(names),
  day: (isoDay: string): string => longDay.format(dayOf(isoDay)),

  common: {
    close: 'Close',
    undo: 'Undo',
    retry: 'Try again',
    more: 'More',
    opening: 'Opening…',
    reload: 'Reload',
    backTo: (place: string): string => `Back to ${place}`,
    you: 'you',
  },

  shell: {
    search: 'Search',
    sections: 'Parts of the group',
    today: 'Today',
    work: 'Work',
    meetings: 'Meetings',
    people: 'People',
    groups: 'My groups',
    settings: 'Settings',
    lock: 'Lock',
  },

  today: {
    resume: 'Pick up where you left off',
    choose: 'Two people changed the same thing: one has to be chosen',
    alone: 'Invite someone',
    aloneWhat: 'This work is done together.',
    goInvite: 'Go to People to invite',
    due: (day: string, today: string): string =>
      day === today ? 'For today' : `For ${longDay.format(dayOf(day))}`,
    since: (day: string): string =>
      `Pending since ${longDay.format(dayOf(day))}`,
    all: (count: number): string => `See all ${count} in Work`,
  },

  install: {
    title: 'Put it on your home screen',
    why: 'It will open without signal, like your other apps.',
    ios: 'Tap Share, below, and then "Add to Home Screen".',
    yes: 'Put it there',
    later: 'Not now',
  },

  work: {
    due: 'What is coming',
    show: 'Show',
    allStatuses: 'All',
    order: 'Order',
    orders: { newest: 'Newest', title: 'By title' },
    noneShown: 'None is like that.',
    showAll: 'Show all',
    duplicate: 'Duplicate',
    copyOf: (title: string): string => (title === '' ? '' : `${title} (copy)`),
    duplicated: 'There is a copy in the list',
    open: 'Open',
    throwAway: 'Move to trash',
    thrownAway: 'It is in the trash',
    trash: (count: number): string => `Trash (${count})`,
    trashKept: 'What is here can be brought back for 30 days.',
    restore: 'Bring back',
  },

  meetings: {
    review: 'To review together',
    reviewWhat:
      'What the group wrote it would try, by date. What happened with each?',
    noDay: 'no date',
    empty: {
      title: 'What you agree to try is reviewed here',
      sentence:
        'When a problem has something to try, with who and by when, it shows up in this list for the next meeting.',
      example: '“Wait three seconds before taking an answer · Rosa · Friday”.',
    },
    goWork: 'Go to the problems',
  },

  people: {
    readers: (count: number): string =>
      `These ${count} people read what is written here. Nobody else.`,
    closeGroup: 'Close the group',
    deleteGroup: 'Delete the group',
    renameGroup: 'Change the name of the group',
    leave: 'Leave the group',
  },

  notebook: {
    name: 'My notebook',
    onlyYou: 'My notebook is only yours: nobody else reads it.',
    onlyYouShort: 'Only you',
  },

  example: {
    name: 'Example',
    you: 'Visitor',
    band: 'This is an example: nothing here is sent or saved.',
    leave: 'Leave the example',
  },

  home: {
    lead: 'A place for your team to write down what it wants to change in its practice, try it, and look at it again.',
    create: 'Create a group',
    haveInvitation: 'I have an invitation',
    seeExample: 'See an example',
    otherDevice: 'I use Minga on another device',
    haveCard: 'I have a rescue card',
    privacy: [
      'What you write stays on your device and works without signal.',
      'When it leaves, it leaves encrypted: only your group reads it, nobody else.',
      'We do not ask for email, phone or password.',
    ],
    yourGroups: 'Your groups',
    createAnother: 'Create another group',
  },

  create: {
    title: 'Create a group',
    kind: 'What group is it?',
    kinds: {
      escuela: {
        label: {
          CL: 'My school or preschool',
          PE: 'My school (IE)',
        },
        help: 'Those of us who work together every day.',
      },
      comunidad: {
        label: { CL: 'A community', PE: 'A community' },
        help: 'Principals of several schools.',
      },
    },
    country: 'Where are you?',
    countries: { CL: 'Chile', PE: 'Peru' },
    groupName: {
      escuela: {
        CL: 'Name of the school or preschool',
        PE: 'Name of the school',
      },
      comunidad: {
        CL: 'Name of the community',
        PE: 'Name of the community',
      },
    },
    yourName: 'Your name',
    yourNameHelp: 'This is how the group will see you.',
    submit: 'Create group',
    creating: 'Creating…',
  },

  join: {
    title: 'Invitation',
    pasteLabel: 'Paste the link you were sent here',
    pasteHelp: 'It came by WhatsApp or another message.',
    open: 'See the invitation',
    scan: {
      open: 'Read a QR code',
      title: 'Read a QR code',
      sentence: 'Point the camera at the code of the invitation.',
      camera: 'What the camera sees',
      photo: 'Or choose a photo of the code',
      denied:
        'There is no permission to use the camera. You can give it in the settings of the browser, or choose a photo.',
      noCamera: 'We could not use the camera. Choose a photo of the code.',
      noCode:
        'We see no QR code in that photo. Try another, closer and straighter.',
      noPicture: 'That is not a photo we can open.',
    },
    inside: {
      sentence: 'You are inside another app.',
      android:
        'What you write here may be lost when you close it. Open the invitation in Chrome before giving your name.',
      ios: 'What you write here may be lost when you close it. Copy the link and open it in Safari before giving your name.',
      chrome: 'Open in Chrome',
    },
    reading: 'Reading the invitation…',
    invites: (inviter: string): string => `${inviter} invites you to`,
    kinds: {
      cuaderno: 'Notebook',
      escuela: 'School',
      comunidad: 'Community',
      pareja: 'Pair',
      taller: 'Workshop',
    },
    readers: (count: number): string =>
      count === 1
        ? '1 person reads it today. Nobody outside the group.'
        : `${count} people read it today. Nobody outside the group.`,
    past: 'You will be able to read everything already written here. The group will read what you write.',
    yourName: 'What is your name?',
    submit: 'Join the group',
    joining: 'Joining…',
    another: 'Paste another link',
    welcome: 'Done: it now works without internet.',
    alreadyInside: 'You are already part of this group.',
    goToGroup: 'Go to the group',
  },

  nameFaults: {
    empty: 'Write a name.',
    'too-long': 'It is too long: up to 80 letters.',
    'control-characters':
      'It has letters that cannot be seen. Type it by hand, without pasting.',
  },

  group: {
    problems: 'Problems of practice',
    newProblem: 'New problem',
    untitled: 'No title yet',
    writing: (names: readonly string[]): string =>
      names.length === 1
        ? `${names[0] ?? ''} is here`
        : `${list.format(names)} are here`,
    arrived: (
      people: readonly { readonly name: string; readonly changes: number }[],
    ): string =>
      `New: ${list.format(people.map(({ name, changes }) => `${plural(changes, 'change', 'changes')} by ${name}`))}`,
    see: 'See',
    arriving: 'Bringing what is already written…',
    empty: {
      title: 'Start with a problem',
      sentence:
        'A problem of practice is something that repeats in lessons, holds learning back and is in our hands to change.',
      example: '“We ask and answer ourselves: there is hardly any dialogue.”',
    },
    people: 'People',
    here: 'Here now',
    rights: {
      steward: 'takes care of the group',
      writer: '',
      companion: 'accompanies',
      reader: 'reads',
    },
    alone: 'Only you for now. Invite someone: this work is done together.',
    rename: 'Change my name',
    renameSubmit: 'Save name',
    unknown: {
      title: 'This group is not here',
      sentence: (device: DeviceWord): string =>
        `The link is for a group that is not ${inDevice[device]}. If you were invited, open the invitation you were sent.`,
      action: 'I have an invitation',
    },
    audience: (name: string, count: number): string =>
      count <= 1 ? 'Only you, for now' : `${name} (${count})`,
    unknownKinds: (count: number): string =>
      `There ${count === 1 ? 'is' : 'are'} ${plural(count, 'document', 'documents')} from a newer version of Minga.`,
  },

  invite: {
    more: 'More',
    title: 'Invite',
    open: 'Invite',
    sentence: 'Whoever opens this link joins the group with their name.',
    terms: 'Can write · valid for 7 days',
    past: 'They will be able to read everything already written in the group.',
    link: 'Link of the invitation',
    whatsapp: 'Send by WhatsApp',
    share: 'Send another way',
    copy: 'Copy link',
    copied: 'Link copied',
    qr: 'QR code of the invitation: open it with the camera of another phone',
    qrHelp: 'Or point the camera of the other phone at it.',
    making: 'Preparing the link…',
    onlyHere:
      'This link only opens on this same computer. To invite others, Minga has to be at a public address.',
    message: (group: string, link: string): string =>
      `I invite you to “${group}” on Minga. Open this link, write your name and that is it: ${link}`,
  },

  share: {
    open: 'Share',
    copyOf: (from: string, version: number, day: Date): string =>
      `Copy from ${from} · version ${version} · ${date.format(day)}`,
  },

  problem: {
    page: 'Problem of practice',
    title: 'Title',
    titlePlaceholder: 'Give it a short title',
    willRead: (audience: string): string => `Read by: ${audience}`,
    helpTitle: 'How to answer?',
    status: 'Status',
    texts: {
      repeats: {
        question: 'What repeats and holds learning back?',
        help: 'Something we see in several lessons and that is in our hands to change. Two lines are enough.',
        placeholder: 'Type or dictate what you see',
      },
      knownBy: {
        question: 'How do we know?',
        help: 'What we saw, heard or counted: lessons visited, students’ work, conversations. If there is nothing yet, write that too.',
        placeholder: 'What we saw, where, how often',
      },
      hindersLearning: {
        question: 'How does it hold learning back?',
        help: 'What students stop learning, doing or asking when this happens.',
        placeholder: 'What they do not get to learn',
      },
      need: {
        question: 'What need does it come from?',
        help: 'The wider concern of the school that this problem touches in part.',
        placeholder: 'The need, in the words of the school',
      },
      affects: {
        question: 'Who does it affect?',
        help: 'Year groups, classes or people, without naming anyone.',
        placeholder: 'Who, and who else',
      },
      strengths: {
        question: 'What do we do well that helps here?',
        help: 'What already works in the school and what we can lean on.',
        placeholder: 'Something we already do well',
      },
      desired: {
        question: 'What would the practice we want look like?',
        help: 'What someone would see and hear on coming in, the day this no longer happens.',
        placeholder: 'What would be seen, in facts',
      },
      didNotWork: {
        question: 'What did not work?',
        help: 'It teaches too: it saves other schools the walk.',
        placeholder: 'What we tried and did not work',
      },
      changed: {
        question: 'What changed?',
        help: 'Compared with where we started, and how it shows.',
        placeholder: 'What is different now',
      },
      usedAgain: {
        question: 'Where was it used again?',
        help: 'Another lesson, another team, another problem.',
        placeholder: 'Where it was useful again',
      },
    },
    thinking: {
      cannotOpen: 'This part opens once there is signal for a moment.',
      title: 'Keep thinking',
      what: 'Why it happens, our part, what we lean on, where we want to get.',
      origin: {
        question: 'Where did it come from?',
        help: 'Where it was seen for the first time. Mark several, or none.',
      },
    },
    review: {
      title: 'What would a colleague ask?',
      what: 'Questions to talk about; none is required.',
      none: 'Nothing more to ask for now. Keep going.',
    },
    references: {
      question: 'If someone asks for a reference',
      help: 'A standard this problem touches. It is only a label: what matters is above, in your own words.',
      add: 'Add a reference',
      remove: 'Remove the reference',
      removed: 'Reference removed',
      framework: 'From where',
      none: 'Not chosen',
      lines: {
        code: 'Number or code',
        dimension: 'Dimension',
        text: 'What it says',
      },
    },
    trials: {
      question: 'What will we try?',
      help: 'Something small, before meeting again. Who takes it and by when.',
      what: 'What we will try',
      whatNumber: (number: number): string =>
        `Trial ${number}: what we will try`,
      placeholder: 'Something small and concrete',
      responsible: 'Who takes it',
      due: 'By when',
      add: 'Add another trial',
      addFirst: 'Add a trial',
      remove: 'Remove',
      removeNumber: (number: number): string => `Remove trial ${number}`,
      removed: 'Trial removed',
      number: (number: number): string => `Trial ${number}`,
      moreOf: 'Who it changes and what capacity grows',
      whosePractice: 'Whose practice changes?',
      capacity: 'What capacity of ours grows by trying it?',
    },
    causes: {
      question: 'Why does it happen?',
      help: 'One cause per line. What do we do that keeps it going? What is further in explains what is above.',
      placeholder: 'A cause',
      add: 'Add a cause',
      label: (place: string): string => `Cause ${place}`,
      controls: (place: string): string => `Move cause ${place}`,
      up: 'Up',
      down: 'Down',
      inward: 'In',
      outward: 'Out',
      chosen: 'We will work on it',
      remove: 'Remove',
      removed: 'Cause removed',
      moved: (place: string): string => `It is now cause ${place}`,
      cannot: 'It cannot be moved further that way',
      keys: 'With the keyboard: Enter adds another; Alt, Shift and an arrow move it.',
    },
    several: {
      question: 'Two people changed this: which one stays?',
      choose: (value: string): string => `Keep: ${value}`,
      empty: 'Leave it empty',
    },
    present: 'Who is here',
    presentAlone: 'Only you are here now.',
    onPage: (name: string): string => `${name} is reading`,
    inField: (name: string, field: string): string =>
      `${name} is in “${field}”`,
    writingHere: (names: readonly string[]): string =>
      names.length === 1
        ? `${names[0] ?? ''} is writing here`
        : `${list.format(names)} are writing here`,
    readOnly: {
      sentence:
        'This problem was written with a newer version of Minga: you can read it.',
      what: 'To write, update Minga.',
    },
    missing: {
      title: 'It is not here yet',
      sentence:
        'What you look for has not arrived, or no longer exists. If it was just made, wait until there is signal.',
    },
    notHere: {
      sentence: (device: DeviceWord): string =>
        `What your group wrote here has not reached ${ofDevice[device]} yet.`,
      what: 'It comes with signal, and what you write now is joined with it.',
    },
    unconfirmed: {
      sentence: 'Not confirmed yet.',
      what: 'What you read was put together by the device of one person. It confirms itself.',
    },
    presentMarks: (names: readonly string[]): string =>
      `Here now: ${list.format(names)}`,
  },

  sync: {
    here: (device: DeviceWord): string => onDevice[device],
    sent: 'Sent, encrypted',
    heldBy: (have: number, members: number): string =>
      `${have} of ${members} ${have === 1 ? 'has it' : 'have it'}`,
    sheetTitle: 'Where is what I write?',
    explainHere: (device: DeviceWord): string =>
      `It is saved ${inDevice[device]}. It will leave by itself when there is signal.`,
    onlyHere: 'Only in this window',
    explainNoRoom:
      'No room is left: the last of it is only in this window. Do not close it.',
    explainUnkept:
      'It could not be saved: the last of it is only in this window. Do not close it.',
    explainSent:
      'It left here encrypted. It reaches each person when they open Minga with signal.',
    explainHeld: (have: number, members: number): string =>
      members <= 1
        ? 'Only you have it for now. Invite someone.'
        : `${have} of ${plural(members, 'person', 'people')} already ${have === 1 ? 'has' : 'have'} it on their device.`,
    waiting: (count: number): string =>
      count === 0
        ? 'Nothing is waiting to leave.'
        : `${plural(count, 'change is', 'changes are')} waiting for signal to leave.`,
    now: 'Now',
    connected: (device: DeviceWord): string =>
      `${capital(ofDevice[device])} has signal now.`,
    lastContact: (at: Date | null, device: DeviceWord): string =>
      at === null
        ? `${capital(ofDevice[device])} has not been in contact with the group yet.`
        : `Last contact of ${ofDevice[device]}: ${dayAndHour.format(at)}. Only you see this.`,
    dataUsed: (bytes: number): string =>
      `Data used this month to send and receive: ${megabytes(bytes)}.`,
    savesData: (device: DeviceWord): string =>
      `${capital(ofDevice[device])} saves data: it brings the list and what you open. The rest comes when it is opened with signal.`,
  },

  banners: {
    offline: (device: DeviceWord): string =>
      `No signal. Carry on: everything stays ${inDevice[device]}.`,
    notKept: {
      sentence: 'This browser does not keep what you write.',
      what: 'Open Minga in a normal window, not a private one.',
    },
    full: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: `There is very little room left ${inDevice[device]}.`,
      what: 'Delete photos or videos you do not need, so that what you write fits.',
    }),
    unkept: {
      sentence: 'No room is left: the last of it is only in this window.',
      what: 'Do not close it. Delete photos or videos you do not need and it saves itself.',
    },
    newerNeeded: {
      sentence: 'There is a new version of Minga and sending needs it.',
      what: 'What you write is still saved here.',
    },
    update: 'Update',
    notMember: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: 'You are no longer part of this group.',
      what: `What you had is still ${inDevice[device]}; what is new neither arrives nor leaves.`,
    }),
    erased: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: 'Who took care of this group has deleted it.',
      what: `What you have is still ${inDevice[device]}; what is new neither arrives nor leaves.`,
    }),
    closed: {
      sentence:
        'This group is closed: it can be read, and nobody writes any more.',
    },
    groupFull: {
      sentence: 'The group reached the most that can be kept outside.',
      what: 'What you write stays here. Tell someone who takes care of the group.',
    },
    stopped: (code: number): { sentence: string; what: string } => ({
      sentence: 'Something keeps what you write from being sent.',
      what: `It is still saved here. If it lasts, tell someone and give the number ${code}.`,
    }),
    readOnly: {
      sentence:
        'This group uses something this version of Minga does not know.',
      what: 'You can read. To write, update Minga.',
    },
    refused: (count: number): string =>
      count === 1
        ? 'One of your changes was not accepted.'
        : `${count} of your changes were not accepted.`,
    refusedWhat: 'They are still saved here: they are not lost.',
    unopened: 'There is something we could not open.',
    unopenedWhat:
      'The rest is fine. If it lasts, tell someone who takes care of the group.',
    overreach: (names) => ({
      sentence: `Without the right to, ${list.format(names.map((name) => name || 'somebody'))} tried to change something of the group.`,
      what: 'It was not applied: what the group wrote is as it was. Talk about it.',
    }),
    withheld: {
      sentence: 'Someone else has something that does not arrive here.',
      what: 'Minga asks for it again. If it lasts, tell whoever cares for the group.',
    },
    forked: {
      sentence: 'What comes from outside does not match your group.',
      what: 'Go on: all of it stays here and nothing is sent. Tell whoever cares for the group.',
    },
    differing: (
      names: readonly string[],
    ): { sentence: string; what: string } => ({
      sentence: `${list.format(['You', ...names])} do not see the same people in the group.`,
      what: 'Compare it in person: someone may be showing you different things.',
    }),
    held: 'Something arrived that waits for another part that is missing.',
    heldWhat: 'It will show up by itself.',
    clock: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: `The date or time of ${ofDevice[device]} is not right.`,
      what: 'Correct it in its settings, so that the dates of the group make sense.',
    }),
    duplicated: {
      sentence: 'This device looks like a copy of another.',
      what: 'Use only one of the two and, on the other, join with an invitation.',
    },
  },

  update: {
    ready: 'There is a new version',
    take: 'Update',
    later: 'Later',
  },

  gate: {
    insecure: {
      title: 'Minga cannot encrypt here',
      sentences: [
        'This address is not secure (it starts with http and not https), and the browser does not allow encryption on it.',
        'Without it, someone else could read what you write. That is why we stop here.',
        'Ask the person who gave you the address for the one that starts with https. On the same computer where Minga runs, http://localhost works.',
      ],
    },
    unsupported: {
      title: 'This browser is too old for Minga',
      sentences: [
        'It lacks a part Minga needs to encrypt what you write.',
        'Update the browser, or use an up-to-date Chrome, Edge or Firefox. On iPhone and iPad, update the system (iOS 17 or newer).',
        'If you got an invitation, open it later in the new browser: it still works.',
      ],
    },
    newerStorage: {
      title: 'Minga was updated in another window',
      sentences: [
        'Your things are fine: a newer version than this one saved them.',
        'Close the other Minga windows and reload this one.',
      ],
    },
    failed: {
      title: 'Minga could not open',
      sentences: [
        'What you had written has not been deleted.',
        'Reload the page. If it stays the same, restart the browser.',
      ],
    },
    lost: {
      title: 'The browser closed what was saved',
      sentences: [
        'Reload the page to go on.',
        'If you see something written that is nowhere else, copy it first.',
      ],
    },
  },

  notFound: {
    title: 'This page does not exist',
    sentence: 'Perhaps the link was cut.',
    action: 'Go to the start',
  },

  errors: errorSentencesInEnglish,
  richText,
};
