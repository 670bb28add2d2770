import type { SharingMessages } from './es-sharing.ts';

export const enSharing: SharingMessages = {
  title: 'Share',
  back: 'Back',
  today: (day: Date): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(day),

  choices: {
    agreed: {
      label: 'What we agreed',
      help: 'In a few lines, as a WhatsApp message.',
    },
    print: {
      label: 'Print',
      help: 'The whole problem on paper, or to read on one page.',
    },
    story: {
      label: 'Story of practice',
      help: 'One page to tell others what was happening, what you tried and what changed.',
    },
    copy: {
      label: 'Share a copy with…',
      help: 'Another group of yours receives what you choose. This stays here.',
    },
    docx: {
      label: 'Download for Word (DOCX)',
      help: 'For whoever asks for a document.',
    },
  },

  copy: {
    to: 'With which group?',
    onlyOne:
      'A copy is shared with another group of yours, and so far you only have this one. Create one, or join with an invitation.',
    cannotHere: 'Whoever can write in this group can share a copy.',
    cannotThere: 'In that group you can read, but not write.',
    what: 'What goes in the copy?',
    parts: {
      repeats: 'What keeps happening',
      hindersLearning: 'How it gets in the way of learning',
      strengths: 'What we do well',
      causes: 'Why it happens',
      desired: 'The practice we want',
      trials: 'What we will try',
      need: 'Which need it comes from',
      affects: 'Whom it affects',
      knownBy: 'How we know',
      ownPart: 'Our part in the causes',
      people: 'Who leads it and whose practice changes',
      origin: 'Where it came from',
      didNotWork: 'What did not work',
      changed: 'What changed',
      usedAgain: 'Where we used it again',
      references: 'References',
      status: 'Status',
    },
    preview: 'This is how the copy will be',
    namesInside:
      'If there are names of people within the text, they go too. Read it first.',
    stays: 'Stays here',
    staysAlways: [
      'Questions and answers',
      'What was erased, and who wrote what',
    ],
    from: 'It will be seen to come from',
    fromHelp: 'Your school, or whatever you prefer to be called.',
    readBy: (audience: string): string => `Who will read it: ${audience}`,
    send: (group: string): string => `Share with ${group}`,
    sendNew: (version: number): string =>
      `Send what is new (version ${version})`,
    later:
      'What you change here later does not arrive by itself: you send it when you want, as another copy.',
    hasIt: (version: number, day: string): string =>
      `It has version ${version}, of ${day}.`,
    hadIt: (version: number, day: string): string =>
      `Version ${version}, of ${day}, is in its trash.`,
    sent: (group: string): string => `The copy is in ${group}`,
    open: 'Open',
    takenBack: (group: string): string =>
      `The copy is in the trash of ${group}`,
  },

  docxFailed:
    'The file could not be made. Try again; the first time it needs signal.',

  agreed: {
    nothing:
      'What you write about what keeps happening, what you will try and the practice you want appears here.',
    leaves: 'This message leaves Minga: whoever receives it reads it.',
    message: 'The message',
  },

  send: {
    whatsapp: 'Send by WhatsApp',
    copy: 'Copy the text',
    copied: 'Text copied',
    other: 'Send another way',
  },

  paper: {
    print: 'Print',
    docx: 'Word (DOCX)',
    problem: 'Problem of practice',
    story: 'Story of practice',
    qr: 'QR code that leads to this problem',
    qrHelp:
      'Whoever belongs to the group opens it with the camera and goes on.',
    onlyHere: 'This code only opens on this same computer.',
    empty: {
      problem: {
        title: 'Nothing is written yet',
        sentence: 'What you write in the problem appears here, on one page.',
      },
      story: {
        title: 'The story tells itself',
        sentence:
          'It is made of what the problem already says: what was happening, what you tried, what did not work, what changed. Nothing is written twice.',
      },
    },
    goWrite: 'Go to the problem',
  },
};
