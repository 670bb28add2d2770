import type { ProgressMessages } from './es-progress.ts';

const day = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const short = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  year: '2-digit',
});
const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const enProgress: ProgressMessages = {
  page: 'Our way so far',
  none: 'There are no conversations yet. Begin one from a problem, from a cycle or here.',
  start: 'Begin a conversation',
  startWhy:
    'Where there is a problem or a cycle, begin it from there: you look with something concrete before you.',
  levelQuestion: 'We look at what…',
  levels: {
    'NIV-COL': 'the group does',
    'NIV-IND': 'one person does',
    'NIV-ORG': 'the school has organised',
  },
  levelNames: {
    'NIV-COL': 'Of the group',
    'NIV-IND': 'Of one person',
    'NIV-ORG': 'Of the organisation',
  },
  why: 'Each capacity, from your own starting point: the first time you agreed where you stood. Nothing is added up or compared with anybody.',
  nothing:
    'Once a conversation ends with a stage you agreed on, its starting point shows here.',
  toRound: (time) => `How we are doing · ${day.format(time)}`,
  day: (time) => day.format(time),
  shortDay: (time) => short.format(time),
  baseline: 'Starting point',
  route: (capacity, level) => `The way of ${capacity}. ${level}.`,
  routeOf: (points) => list.format(points),
  pointOf: (stage, time) => `${stage}, on ${day.format(time)}`,
  breakHere: 'Another version of the guide',
  breakWhy:
    'From here you looked with another version of the guide: the line breaks, and does not join what came before.',
  columns: {
    day: 'Day',
    stage: 'Stage agreed',
    end: 'How we ended',
    shows: 'What shows it',
    strengths: 'What we do well',
    reservations: 'Different views',
    next: 'Next step',
    level: 'Of whom',
    capacity: 'Capacity',
    version: 'Guide',
    baseline: 'Starting point',
  },
  yes: 'yes',
  tableOf: (capacity, level) => `The same in a table: ${capacity}. ${level}.`,
  noStage: 'No stage agreed',
  again: 'Talk again about the same',
  againWhy:
    'With the same capacities and the same guide, to see what has changed since.',
  print: 'Print',
  csv: 'Download table (CSV)',
  csvWhy:
    'It holds only what you agreed together, in your words: no answer of one person, and no name that you did not write there.',
  fileName: (group) => `Our way so far · ${group}`,
  grow: 'You want it to grow',
  options: 'Ideas for what comes next',
  optionsWhy: 'They are options to talk about, not instructions.',
  garden: 'Strategies by the stage of the garden',
  gardenWhich: 'At which stage of the garden are you?',
  roles: 'Who accompanies, and in which role',
  rolesWhy:
    'By how you see yourselves today, the framework suggests a role for who accompanies. You may choose another.',
  facts: {
    individual: 'Each person looks strong',
    collective: 'The team looks strong',
    innovation: 'Innovation is needed',
  },
  suggests: (role) => `This might help: ${role}`,
  source: (source) => `Source: ${source}`,
  rolesSource: "DEP (2018, 2019); the DEP's framework, Chile, 2022",
  version: (version) => `Guide ${version}`,
  plan: {
    title: 'Take it to the plan',
    what: (names) =>
      `What you want to grow: ${list.format(names)}. It goes to the plan with the next step and the starting point.`,
    first: 'Choose one or two capacities to grow, and take them to the plan.',
    fresh: 'A new plan',
    where: 'To which plan?',
    take: 'Take it to the plan',
    nameOf: (names) => `Growing ${list.format(names)}`,
    failed: 'The plan could not be opened. Try again.',
  },
  turns: {
    title: 'Talk in turns',
    why: 'A turn for each person before talking freely. One may always pass.',
    now: (name) => `It is the turn of ${name}`,
    mine: 'It is your turn',
    left: (count) =>
      count === 1 ? '1 person comes after' : `${count} people come after`,
    done: 'Done, another person goes on',
    all: 'Everyone has had a turn. Now talk freely.',
    again: 'Another round',
  },
  typologies: {
    title: 'Other ways of looking at this capacity',
    steps: 'These are steps: each goes further than the one before.',
    facets: 'These are facets, in no order: none is worth more than another.',
    here: 'Today we are at',
    toward: 'We are going to',
    none: 'Not chosen',
    care: 'Which we want to look after',
    several: (names) =>
      `There are two choices: ${list.format(names)}. Choose the one you agree on.`,
  },
};
