import type { TabletMessages } from './es-tablet.ts';

const seconds = (count: number): string => {
  if (count < 60) return `${count} ${count === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.ceil(count / 60);
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
};

export const enTablet: TabletMessages = {
  title: 'Several people',
  lead: (device) =>
    `If this ${device === 'phone' ? 'phone or tablet' : 'computer'} goes from hand to hand, each person enters with her PIN and does not see what is of the others.`,
  form: {
    heading: 'A PIN for me',
    name: 'Your name',
    nameHelp: 'Whoever takes this device sees it.',
    nameMissing: 'Write your name.',
    pin: 'Your PIN',
    pinHelp:
      'Six letters or digits, or more. Eight at random resist far more than six digits.',
    again: 'Your PIN again',
    flaw: {
      short: 'It is too short: six letters or digits, or more.',
      easy: 'It is one of the first to be tried. Choose another one.',
    },
    differ: 'It is not the same as above.',
    forget:
      'Nobody can bring back a forgotten PIN. Have your rescue card or another device of yours.',
    set: 'Set my PIN',
    add: 'Enter',
    working: 'One moment…',
  },
  failed: 'It could not be done. Try again.',
  otherWindows:
    'Minga is open in another window of this device. Close it and try again.',
  choose: {
    title: 'Who are you?',
    people: 'People of this device',
    other: 'Somebody else',
    otherTitle: 'Somebody else',
    otherLead:
      'What is yours will be apart. Nobody else on this device will see it.',
    hello: (name) => `Hello, ${name}`,
    pin: 'Your PIN',
    open: 'Open',
    wrong: 'That is not the PIN.',
    wait: (count) => `There were several tries. Wait ${seconds(count)}.`,
    back: 'See all people',
    forgot: 'I forgot my PIN',
    forgotWhat:
      'Nobody can bring it back. Take what is yours off this device, enter as somebody else and come back to your groups with your rescue card or from another device of yours.',
    forgotUnsent: 'What was not sent from here is lost.',
    erase: (name) => `Take what is of ${name} off this device`,
  },
  mine: {
    lockNow: 'Lock now',
    lockWhat:
      'Locked, nothing of yours is read, and nothing is sent or received.',
    after: 'Locks by itself if nobody touches it for',
    minutes: { '1': '1 minute', '5': '5 minutes', '15': '15 minutes' },
    another: 'Add another person',
    anotherWhat:
      'What is yours is locked; she taps “Somebody else” and sets a PIN of her own.',
    change: 'Change my PIN',
    present: 'Your PIN of now',
    next: 'Your new PIN',
    save: 'Save',
    changed: 'Your PIN has changed',
  },
  erase: {
    open: 'Close and leave no trace',
    title: 'Close and leave no trace',
    what: 'What is yours is erased from this device. What was sent stays in your groups and on the devices of the others.',
    unsent: (group, count) =>
      `${group}: ${count} ${count === 1 ? 'change not sent, which is lost' : 'changes not sent, which are lost'}`,
    noSignal: (group) => `${group}: no signal, something may not be sent`,
    allSent: 'All that you wrote has been sent.',
    noWayBack:
      'You have no rescue card and no other device: to come back to your groups you will have to be invited again, and My notebook is lost.',
    do: 'Erase what is mine from here',
  },
  help: {
    resists: 'What a PIN resists',
    does: [
      'Who takes the locked device reads nothing of yours: what you keep here, and what it takes to enter your groups, opens with your PIN only.',
      'Who tries here waits after the third mistake: half a minute, and each time twice as long, up to an hour.',
    ],
    resistsNot: 'What it does not resist',
    doesNot: [
      'A short PIN on a stolen device. Who knows how to copy what is inside tries without waiting: six digits are guessed in minutes; eight letters and digits at random, in years.',
      'The open device in the hands of somebody else, or somebody who looks while you type.',
      'Your name, how much you wrote and when: that is seen without a PIN.',
    ],
    stolen:
      'If it is stolen, remove it from another device of yours, or ask who looks after the group to do it.',
  },
};
