import type { SearchMessages } from './es-search.ts';

export const enSearch: SearchMessages = {
  title: 'Search',
  words: 'Search all your groups',
  hint: 'Type a word or two. Accents do not matter, and a wrong letter is forgiven. It works without signal.',
  filters: 'Narrow down',
  kind: 'What',
  anyKind: 'Everything',
  kinds: {
    problem: 'Problems',
    cycle: 'Cycles',
    plan: 'Plans',
    evidence: 'Evidence',
  },
  oneOf: {
    problem: 'Problem',
    cycle: 'Cycle',
    plan: 'Plan',
    evidence: 'Evidence',
  },
  group: 'Group',
  anyGroup: 'All',
  person: 'Person named',
  anyPerson: 'Anybody',
  since: 'Since when',
  anyTime: 'Always',
  times: { week: 'Last week', month: 'Last month', year: 'Last year' },
  clear: 'Show everything again',
  untitled: 'No title yet',
  found: (count) =>
    count === 0
      ? 'Nothing was found with those words.'
      : count === 1
        ? '1 result'
        : `${count} results`,
  first: (shown, count) =>
    `The first ${shown} of ${count}. With another word there will be fewer.`,
  reading: (left) =>
    left === 1
      ? '1 document still to be read.'
      : `${left} documents still to be read. The others can be searched already.`,
};
