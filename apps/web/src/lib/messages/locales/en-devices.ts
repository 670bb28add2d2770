import type { DevicesMessages } from './es-devices.ts';

export const enDevices: DevicesMessages = {
  offer: {
    title: 'Keep your rescue card (1 minute)',
    why: 'Should you lose this device, twelve words on paper bring back your groups and what you wrote.',
    make: 'Make my card',
    later: 'Later',
  },
  devices: {
    title: 'My devices',
    lead: 'All of them are yours: what you write on one appears under your name on the others. Only they read My notebook.',
    none: 'First create a group or enter one. Then you can link another device and keep your card.',
    this: 'This device',
    linkedBy: (name) => `You linked it from ${name}`,
    rename: 'Change the name',
    name: 'Name of the device',
    save: 'Save',
    remove: 'Remove',
    removeTitle: (name) => `Remove ${name}`,
    removeWhat:
      'It receives nothing new of your groups and can write no more. What it has already received stays on it.',
    removeAlso: (names) =>
      `What it linked is removed as well: ${names.join(', ')}.`,
    removed: (name) => `You removed ${name}`,
    failed: 'It could not be done now. Try again when there is signal.',
  },
  link: {
    open: 'Link another device',
    title: 'Link another device',
    sentence:
      'Open Minga on the other device, tap “I use Minga on another device” and point its camera at this code.',
    making: 'Preparing the link…',
    text: 'Or copy this link and paste it there',
    copy: 'Copy the link',
    copied: 'Link copied',
    qr: 'QR code to link another device of yours',
    warning:
      'It works once, and only while this window is open. Send it to nobody: who opens it comes in as you.',
    stay: 'Leave this window open until your groups appear on the other device.',
    arrived: (name) => `Done: ${name} is linked`,
  },
  here: {
    title: 'I use Minga on another device',
    lead: 'On the device where you use Minga already, open Settings, then My devices, and tap “Link another device”.',
    ios: 'On an iPhone the icon on the home screen keeps its things apart from Safari: link it as one more device. Open Minga in Safari, copy the link and paste it here.',
    paste: 'Paste the link',
    open: 'Link',
    scan: 'Read the code with the camera',
    linking: 'Linking…',
    done: 'This device is yours now. Your groups are arriving; leave the other device open until all are here.',
    go: 'See my groups',
    notLink: 'This is no link for a device. Copy all of it.',
    over: 'This link is over: it was used, or the window was closed. Make another one on your other device.',
    other:
      'On this device there is a notebook of somebody else. Use another browser or a device without groups.',
    card: 'I do not have the other device: use my rescue card',
  },
  card: {
    title: 'Rescue card',
    has: (day) => `Your card is of ${day}.`,
    hasNot: 'You have no rescue card yet.',
    make: 'Make my card',
    renew: 'Make a new card',
    renewWhat: 'The one before stops working.',
    lead: 'Write down these twelve words, in their order, or print the page. Keep it where you keep what matters.',
    used: 'You are back. The card you used stops working when you have kept this one: write it down now.',
    careful:
      'Who has this card comes into your groups as you. Take no photo of it and send it to nobody.',
    words: 'The twelve words',
    qr: 'QR code of your rescue card',
    print: 'Print',
    written: 'I have written it down',
    check: 'Let us see that it is right',
    ask: (place) => `Word number ${place}`,
    wrong: (place) =>
      `That is not word number ${place}. Look at your paper again.`,
    finish: 'Keep the card',
    again: 'See the words again',
    saving: 'Keeping it…',
    saved: 'Card kept',
    savedLater:
      'The card is kept on this device. It will work once there is signal: open Minga then.',
    paper: 'Rescue card of Minga',
    paperHow:
      'To come back to your groups: open Minga, tap “I have a rescue card” and type these words or point the camera at the code.',
  },
  use: {
    title: 'I have a rescue card',
    lead: 'Type the twelve words in their order. Without accents will do, and so will the first four letters of each.',
    words: 'The twelve words',
    suggestions: 'Words of the list',
    scan: 'Read the code with the camera',
    read: 'Find my card',
    reading: 'Looking…',
    mistake: (mistake) => {
      switch (mistake.kind) {
        case 'count':
          return `There are twelve words, and here are ${mistake.found}.`;
        case 'unknown-word':
          return `Word number ${mistake.place}, “${mistake.word}”, is not in the list. See how it is written.`;
        case 'checksum':
          return 'All words are in the list, but together they are no card. Look at their order, or whether one was taken for another.';
      }
    },
    unknown:
      'This card is of nobody, or another one took its place. Use the newest you have.',
    other:
      'On this device there is a notebook of somebody else. Use another browser or a device without groups.',
    noSignal: 'There is no signal to look for the card. Try again.',
    of: (name) => `It is the card of ${name}`,
    ofSomebody: 'There is such a card',
    what: 'This device will come into My notebook and your groups as you. Then you will write down a new card.',
    restore: 'Back to my groups',
    notMine: 'It is not mine',
    restoring: 'Coming back to your groups… It may take a minute.',
    missing: (count) =>
      `${count} ${count === 1 ? 'group has' : 'groups have'} not come yet. You can use the same words again before you change the card.`,
    next: 'Write down my new card',
  },
};
