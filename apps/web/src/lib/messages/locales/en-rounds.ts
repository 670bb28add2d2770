import type { RoundsMessages } from './es-rounds.ts';

const day = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const enRounds: RoundsMessages = {
  titleOf: (time) => `How we are doing · ${day.format(time)}`,
  page: 'How we are doing',
  section: 'How we are doing as a team',
  why: 'A conversation of twenty minutes: which capacity this problem asks for, where we are and what comes next.',
  whyCycle:
    'A conversation of twenty minutes: which capacity this cycle asks for, where we are and what comes next.',
  start: 'Talk it through',
  aboutProblem: (title) => `Starting from “${title}”`,
  notEvaluated: 'This does not evaluate you',
  notEvaluatedWhat:
    'It is compared only with your own beginning. Nothing leaves this group, and nobody uses it to grade.',
  unknownInstrument:
    'This conversation uses a guide that your version of Minga does not know. Update to see all of it.',
  source: (source) => `Source: ${source}`,

  sealed: {
    start: 'In a sealed envelope',
    startWhy:
      'Everyone answers alone; the envelopes are opened together, and then you talk.',
    rules: 'The rules, before answering',
    rulesWhy:
      'Everyone reads them before answering, and they do not change: another rule is another conversation.',
    answering: (names) => `Who answers: ${list.format(names)}`,
    identity: 'What is seen of each answer once open?',
    identities: {
      con_nombre: {
        label: 'With names',
        help: 'Each answer shows whose it is.',
      },
      sin_nombre_en_pantalla: {
        label: 'No name on screen',
        help: 'The screen does not say whose it is. Someone with an altered program could know.',
      },
      solo_distribucion: {
        label: 'Only the spread',
        help: 'How many answers stand at each stage is seen, without texts or names.',
      },
    },
    few: 'In a group of fewer than five one guesses who is who: you answer with names, and it opens only if all answer.',
    deadline: 'Opens at the latest on (if you wish)',
    opens:
      'The envelopes open when all have answered, or if two people ask for it.',
    opensBy: (time) =>
      `They also open on ${day.format(time)}, by the clock of each phone.`,
    level: 'What is looked at is what the group does, not a person.',
    agree: 'Leave these rules',
    failed: 'It could not be saved. Try again.',
    twoRules:
      'There are two different rules in this conversation and nobody knows which one holds. Open a new one.',
    count: (sealed, members) => `${sealed} of ${members} envelopes`,
    yours: 'Your answer',
    onlyYou:
      'Until you open together only you read it. It is kept in My notebook.',
    unsure: 'I do not know',
    pass: 'I pass',
    example: 'An example we lived',
    next: 'What would we do now?',
    seal: 'Put it in its envelope',
    isSealed:
      'Your answer is in its envelope. You may change it until they are opened.',
    change: 'Change my answer',
    takeBack: 'Take my envelope back',
    ask: 'Ask for the envelopes to be opened',
    asked: 'You asked to open. Somebody else has to ask too.',
    askedByOne: 'One person asked to open the envelopes.',
    direct:
      'There are not enough envelopes to open them without guessing whose they are. Nobody opened theirs: talk it through.',
    opened: 'The opened envelopes',
    missing: (count) => `${count} still to open`,
    missingWhy:
      'Each envelope is opened by the phone of who answered, when it has signal. Who does not open it is shown as “did not open”.',
    fewOpened: 'The spread is seen with five opened answers.',
    same: 'All answers coincide.',
    spread: (capacity) => `Answers at each stage: ${capacity}`,
    stageColumn: 'Stage',
    answersColumn: 'Answers',
    late: 'After the opening',
    notOpened: 'Did not open',
    someone: 'An answer',
    talk: 'Now talk',
    talkWhy:
      'First what you do well; then where you differ most. One turn each, and one may always pass.',
    notYours:
      'These rules do not include you: you may talk once they are open.',
    hides: 'What the envelope hides, and what not',
    hidesWhat:
      'Nobody can read an answer before they are opened together: not who accompanies, not who stores the data. Each envelope is signed: someone with an altered program can know who answered, but not what. Nobody can force another to open theirs.',
  },
  whichCapacity: 'Which capacity do we look at?',
  oneOrTwo: 'One or two are enough; four at most.',
  questions: {
    strengths: {
      question: 'What do we do well?',
      placeholder: 'For instance: when someone is away, another goes on',
    },
    shows: {
      question: 'What shows it?',
      placeholder: 'Something we lived, with its date if you remember',
    },
    next: {
      question: 'What is the next step?',
      placeholder: 'The smallest thing we can try',
    },
    reservations: {
      question: 'Which different views do we keep?',
      placeholder: 'What someone sees otherwise counts too',
    },
  },
  stage: 'Where are we today?',
  stageAlias: (alias) => `Also called “${alias}”.`,
  clearStage: 'Take the choice back',
  severalStages: (names) =>
    `There are two choices: ${list.format(names)}. Talk, and tap the one you agree on.`,
  chosenBySomeone: 'Chosen by someone',
  signs: 'Signs that help to look',
  signsHelp:
    'Tap 2 that show and 1 that is missing. No need to go through all.',
  seen: 'It shows',
  missingSign: 'Missing',
  howWeEnd: 'How do we leave it?',
  ends: {
    consenso: 'Consensus',
    con_reservas: 'With reservations',
    sin_acuerdo: 'No agreement',
  },
  severalEnds: 'There are two answers. Talk, and tap the one that holds.',
  grow: 'We want to grow this capacity',
  take: 'Take the next step to the problem',
  taken: 'The next step is among what you will try.',
  noProblem: 'The problem could not be opened. Try again.',
};
