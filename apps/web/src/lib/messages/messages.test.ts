import { describe, expect, test } from 'vitest';
import { enComments } from './locales/en-comments.ts';
import { enCycles } from './locales/en-cycles.ts';
import { enDue } from './locales/en-due.ts';
import { enSearch } from './locales/en-search.ts';
import { enSharing } from './locales/en-sharing.ts';
import { enTablet } from './locales/en-tablet.ts';
import { en } from './locales/en.ts';
import { enProgress } from './locales/en-progress.ts';
import { enRounds } from './locales/en-rounds.ts';
import { esComments } from './locales/es-comments.ts';
import { esCycles } from './locales/es-cycles.ts';
import { esProgress } from './locales/es-progress.ts';
import { enReflect } from './locales/en-reflect.ts';
import { enInstruments } from './locales/en-instruments.ts';
import { esInstruments } from './locales/es-instruments.ts';
import { esReflect } from './locales/es-reflect.ts';
import { esRounds } from './locales/es-rounds.ts';
import { esDue } from './locales/es-due.ts';
import { esSearch } from './locales/es-search.ts';
import { esSharing } from './locales/es-sharing.ts';
import { esTablet } from './locales/es-tablet.ts';
import { es } from './locales/es.ts';

/** Words a person must never have to understand. */
const neverShown = [
  /\brelay\b/i,
  /\bcrdt\b/i,
  /sincroniz/i,
  /\bclaves?\b/i,
  /workspace/i,
  /\bespacios?\b/i,
  /\btokens?\b/i,
  /an[oó]nim/i,
  /servidor/i,
  /\busted(es)?\b/i,
];

const neverShownInEnglish = [
  /\brelay\b/i,
  /\bcrdt\b/i,
  /\bsync/i,
  /\bkeys?\b/i,
  /workspace/i,
  /\bspaces?\b/i,
  /\btokens?\b/i,
  /anonym/i,
  /server/i,
];

/** Every sentence there is: functions are asked with one and with several. */
function sentencesOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const ask = value as (...args: unknown[]) => unknown;
    return samples(path).flatMap((args) =>
      sentencesOf(ask(...args), `${path}(${args.map(String).join(', ')})`),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    sentencesOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

function samples(path: string): unknown[][] {
  if (/\.(differing|overreach)$/.test(path))
    return [[['Rosa']], [['Rosa', 'Luis']]];
  if (path === 'rounds.titleOf')
    return [[new Date(Date.UTC(2026, 10, 22, 12))]];
  if (path === 'rounds.sealed.opensBy')
    return [[new Date(Date.UTC(2026, 10, 22, 12))]];
  if (path === 'rounds.sealed.answering') return [[['Rosa', 'Luis']]];
  if (/^rounds\.(severalStages|focusOf)$/.test(path))
    return [[['Exploración', 'Sustentabilidad']]];
  if (/^progress\.(toRound|day|shortDay)$/.test(path))
    return [[new Date(Date.UTC(2026, 10, 22, 12))]];
  if (path === 'progress.pointOf')
    return [['Exploración', new Date(Date.UTC(2026, 10, 22, 12))]];
  if (
    /^progress\.(routeOf|plan\.(what|nameOf)|typologies\.several)$/.test(path)
  )
    return [[['Exploración', 'Sustentabilidad']]];
  if (path === 'share.copyOf')
    return [['Los Maquis', 2, new Date(Date.UTC(2026, 10, 22, 12))]];
  if (path === 'sharing.today') return [[new Date(Date.UTC(2026, 10, 22, 12))]];
  if (path === 'cycles.paper.today')
    return [[new Date(Date.UTC(2026, 10, 22, 12))]];
  if (/^cycles\..*(sayDay|around|doneOn|noted|agreed|stoodOn)$/.test(path))
    return [['2026-12-04', '2026-12-11']];
  if (path === 'tablet.erase.unsent')
    return [
      ['Los Maquis', 1],
      ['Los Maquis', 2],
    ];
  if (path === 'tablet.choose.wait') return [[1], [30], [60], [3600]];
  if (path.startsWith('instruments.'))
    return [path.endsWith('agreedBy') ? ['Rosa', 'viernes'] : ['2']];
  if (path.startsWith('reflect.')) return [['Rosa']];
  if (path.startsWith('cycles.')) return [['Rosa', 'Luis', '2']];
  if (path === 'comments.day') return [[new Date(Date.UTC(2026, 10, 22, 12))]];
  if (path === 'comments.meTooMembers')
    return [
      [[], true],
      [['Rosa'], false],
      [['Rosa', 'Luis'], true],
    ];
  if (/^comments\.(questionOf|tookBack|new)/.test(path))
    return [['Rosa'], ['']];
  if (/^comments\.about/.test(path)) return [['¿Por qué?']];
  if (/^due\.say/.test(path)) return [['2026-12-04']];
  if (path === 'day') return [['2026-12-04']];
  if (/^(names|.*\.(writing|writingHere|presentMarks))$/.test(path))
    return [[['Rosa']], [['Rosa', 'Luis']]];
  if (/onPage|inField|invites|audience|message|title$|choose|backTo/.test(path))
    return [['Rosa', 3]];
  if (path.endsWith('group.arrived'))
    return [
      [[{ name: 'Rosa', changes: 1 }]],
      [
        [
          { name: 'Rosa', changes: 3 },
          { name: 'Luis', changes: 2 },
        ],
      ],
    ];
  if (/sync\.lastContact/.test(path))
    return [
      [null, 'phone'],
      [new Date(2026, 10, 22, 14, 5), 'computer'],
    ];
  if (/sync\.connected|banners\.erased$/.test(path))
    return [['phone'], ['computer']];
  if (/^today\.(due|since)$/.test(path)) return [['2026-12-04', '2026-12-01']];
  if (/banners\.(offline|full|notMember|clock)|unknown\.sentence/.test(path))
    return [['phone'], ['computer']];
  if (/sync\.(here|explainHere)|savesData|notHere\.sentence/.test(path))
    return [['phone'], ['computer']];
  return [
    [1, 5],
    [3, 5],
  ];
}

const spanish = {
  ...es,
  comments: esComments,
  cycles: esCycles,
  due: esDue,
  search: esSearch,
  sharing: esSharing,
  tablet: esTablet,
  instruments: esInstruments,
  reflect: esReflect,
  rounds: esRounds,
  progress: esProgress,
};
const english = {
  ...en,
  comments: enComments,
  cycles: enCycles,
  due: enDue,
  search: enSearch,
  sharing: enSharing,
  tablet: enTablet,
  instruments: enInstruments,
  reflect: enReflect,
  rounds: enRounds,
  progress: enProgress,
};
const languages = [
  { name: 'Spanish', messages: spanish, never: neverShown },
  { name: 'English', messages: english, never: neverShownInEnglish },
];

describe.each(languages)(
  'what a person reads in $name',
  ({ messages, never }) => {
    test.each(sentencesOf(messages, ''))('%s: %s', (_path, sentence) => {
      for (const word of never) expect(sentence).not.toMatch(word);
      expect(sentence).not.toMatch(/undefined|\[object|NaN/);
      expect(sentence).toBe(sentence.trim());
    });

    test('every error says what happened and what to do', () => {
      for (const { sentence, what } of Object.values(messages.errors)) {
        expect(sentence).toMatch(/\.$/);
        expect(what).toMatch(/\.$/);
      }
    });
  },
);

/** Path and kind of everything in a dictionary; a list counts as one, its sentences may be more or fewer. */
function keysOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path} ${typeof value}`];
  return Object.entries(value)
    .flatMap(([name, inner]) => keysOf(inner, `${path}.${name}`))
    .sort();
}

describe('both languages', () => {
  test('say the same things', () => {
    expect(keysOf(english, '')).toEqual(keysOf(spanish, ''));
  });

  test('say empty where the other does', () => {
    const emptyIn = (messages: unknown): string[] =>
      sentencesOf(messages, '')
        .filter(([, sentence]) => sentence === '')
        .map(([path]) => path);
    expect(emptyIn(english)).toEqual(emptyIn(spanish));
  });

  test('one person, one word; several, another', () => {
    expect(es.group.arrived([{ name: 'Rosa', changes: 1 }])).toBe(
      'Llegó 1 cambio de Rosa',
    );
    expect(
      es.group.arrived([
        { name: 'Rosa', changes: 3 },
        { name: 'Luis', changes: 2 },
      ]),
    ).toBe('Llegaron 3 cambios de Rosa y 2 de Luis');
    expect(es.sync.heldBy(1, 5)).toBe('Lo tiene 1 de 5');
    expect(es.sync.heldBy(3, 5)).toBe('Lo tienen 3 de 5');
    expect(es.group.writing(['Rosa'])).toBe('Rosa está aquí');
    expect(es.group.writing(['Rosa', 'Luis'])).toBe('Rosa y Luis están aquí');
    expect(es.day('2026-12-04')).toBe('viernes, 4 de diciembre');
    expect(en.sync.heldBy(1, 5)).toBe('1 of 5 has it');
    expect(en.sync.heldBy(3, 5)).toBe('3 of 5 have it');
    expect(en.group.writing(['Rosa', 'Luis'])).toBe('Rosa and Luis are here');
    expect(en.day('2026-12-04')).toBe('Friday 4 December');
  });
});
