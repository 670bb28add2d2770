import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlineMessage } from './outline-message.ts';
import type { OutlineSection } from './outline.ts';
import {
  agreedOutline,
  problemOutline,
  storyOutline,
} from './problem-outline.ts';
import type { TextBlock, TextRun } from './rich-text.ts';
import { causeOf, lines, problemOf, trialOf } from './test-problem.ts';

const spoken = { language: 'es', country: 'CL', people: true } as const;
const problem = problemOf(
  {
    repeats: 'En 3.º a 6.º, ocho de cada diez preguntas las hace la profesora.',
    hindersLearning: 'Los niños no practican explicar.',
    knownBy: '6 visitas cortas',
    desired: 'En cada clase, todos hablan al menos dos veces.',
    didNotWork: 'En 5.º no alcanzó el tiempo.',
    changed: 'De 21 % a 33 % en mayo.',
  },
  {
    title: 'Los niños casi no hablan',
    status: 'en_mejora',
    origin: ['FTE-1'],
    causes: [
      causeOf('Creemos que hablar es desorden', {
        aspect: ['belief'],
        source: 'experiencia',
        chosen: true,
        children: [causeOf('Premiamos el orden')],
      }),
    ],
    trials: [
      trialOf('Preparar 5 preguntas abiertas', {
        responsible: 'Julia Pehuén',
        due: ['2026-04-15'],
        whosePracticeChanges: 'La nuestra',
        capacity: ['CB-REF', 'CB-COL'],
      }),
      trialOf(''),
    ],
    references: [
      {
        framework: 'EID',
        code: '5.3',
        dimension: 'Gestión pedagógica',
        subdimension: '',
        text: '',
      },
    ],
  },
);

describe('queda así', () => {
  test('is what was agreed, in a message of a few lines', () => {
    const message = outlineMessage(agreedOutline(problem, spoken), {
      link: 'https://minga.cl/g/1',
    });
    expect(message).toBe(`*Los niños casi no hablan*

*Qué se repite y frena el aprendizaje*
En 3.º a 6.º, ocho de cada diez preguntas las hace la profesora.

*Cómo se vería la práctica deseada*
En cada clase, todos hablan al menos dos veces.

*Qué probaremos*
• Preparar 5 preguntas abiertas (Julia Pehuén, para el 15 de abril · Cambia la práctica de: La nuestra · Crece: Reflexión, Colaboración)

https://minga.cl/g/1`);
  });

  test('can leave the people out', () => {
    const outline = agreedOutline(problem, { ...spoken, people: false });
    expect(outlineMessage(outline)).not.toMatch(/Julia|La nuestra/);
    expect(outlineMessage(outline)).toContain('para el 15 de abril');
  });

  test('of a problem without words is its name alone', () => {
    expect(outlineMessage(agreedOutline(problemOf(), spoken))).toBe(
      '*Problema de práctica*',
    );
  });

  test('cuts a long text at a word and says so', () => {
    const long = problemOf({ repeats: 'palabra '.repeat(200) });
    const message = outlineMessage(agreedOutline(long, spoken), {
      longest: 50,
    });
    expect(message).toMatch(/palabra…$/);
    expect(message.length).toBeLessThan(140);
  });

  test('two days that nobody has chosen between are both said', () => {
    const two = problemOf(
      {},
      { trials: [trialOf('Medir', { due: ['2026-04-15', '2026-05-20'] })] },
    );
    expect(outlineMessage(agreedOutline(two, spoken))).toContain(
      'para el 15 de abril o 20 de mayo',
    );
  });
});

describe('an outline', () => {
  test('holds all of a problem in the order people meet it, and no empty part', () => {
    const { title, facts, sections } = problemOutline(problem, spoken);
    expect(title).toBe('Los niños casi no hablan');
    expect(facts).toEqual([
      'En mejora',
      '¿De dónde salió? Autoevaluación institucional del PME',
    ]);
    expect(sections.map(({ id }) => id)).toEqual([
      'repeats',
      'knownBy',
      'hindersLearning',
      'causes',
      'desired',
      'trials',
      'didNotWork',
      'changed',
      'references',
    ]);
    const causes = sections.find(({ id }) => id === 'causes')!.items;
    expect(causes.map(({ depth, notes }) => [depth, notes])).toEqual([
      [0, ['Lo que creemos', 'Experiencia', 'elegida']],
      [1, []],
    ]);
  });

  test('speaks of Peru in Peru and English to who reads English', () => {
    expect(
      problemOutline(problem, { ...spoken, country: 'PE' }).facts[1],
    ).toContain('PEI');
    const english = problemOutline(problem, { ...spoken, language: 'en' });
    expect(english.sections[0]!.title).toMatch(/^What keeps happening/);
    expect(
      english.sections.find(({ id }) => id === 'trials')!.items[0]!.notes[0],
    ).toBe('Julia Pehuén, by April 15');
  });

  test('of a story tells what happened, what was tried, what did not work and what changed, without plans', () => {
    const { sections } = storyOutline(problem, { ...spoken, people: false });
    expect(sections.map(({ title }) => title)).toEqual([
      'Qué nos pasaba',
      'Qué probamos',
      'Qué no resultó',
      'Qué cambió',
    ]);
    expect(sections[0]!.text).toHaveLength(2);
    expect(sections[1]!.items[0]!.notes).toEqual([
      'Crece: Reflexión, Colaboración',
    ]);
  });
});

const run = (text: string, rest: Partial<TextRun> = {}): TextRun => ({
  text,
  bold: false,
  italic: false,
  href: '',
  ...rest,
});
const block = (
  kind: TextBlock['kind'],
  runs: readonly TextRun[],
  rest: Partial<TextBlock> = {},
): TextBlock => ({ kind, depth: 0, checked: false, ...rest, runs });
const say = (section: Partial<OutlineSection>, longest?: number) =>
  outlineMessage(
    {
      title: '',
      facts: [],
      sections: [{ id: 'x', title: '', text: [], items: [], ...section }],
    },
    longest === undefined ? {} : { longest },
  ).trim();

describe('a message', () => {
  test('keeps lists, boxes, bold, italic and addresses as the messenger writes them', () => {
    const text = [
      block('heading', [run('Lo que vimos', { bold: true })]),
      block('bullet', [run('uno'), run(' dos ', { bold: true }), run('tres')]),
      block('number', [run('a')], { depth: 1 }),
      block('number', [run('b\nc', { italic: true })], { depth: 1 }),
      block('check', [run('hecho')], { checked: true }),
      block('check', [run('aquí', { href: 'https://minga.cl' })]),
    ];
    expect(say({ text }).split('\n')).toEqual([
      '*Lo que vimos*',
      '• uno *dos* tres',
      '   1. a',
      '   2. _b_',
      '_c_',
      '☑ hecho',
      '☐ aquí (https://minga.cl)',
    ]);
  });

  test('is not turned bold by what people typed, and no mark of ours stays open', () => {
    expect(say({ text: lines('*5 de 6* y _nada_ ~más~') })).toBe(
      '∗5 de 6∗ y ‗nada‗ ∼más∼',
    );
    expect(say({ text: lines('plan_2026 y a_b') })).toBe('plan_2026 y a_b');
    const cut = [block('paragraph', [run('uno dos tres', { bold: true })])];
    expect(say({ text: cut }, 7)).toBe('*uno*…');
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            text: fc.string({ unit: 'grapheme' }),
            bold: fc.boolean(),
            italic: fc.boolean(),
          }),
        ),
        fc.nat(60),
        (runs, longest) => {
          const text = [
            block(
              'paragraph',
              runs.map((one) => run(one.text, one)),
            ),
          ];
          for (const line of say({ text }, longest).split('\n'))
            expect((line.match(/\*/g)?.length ?? 0) % 2).toBe(0);
        },
      ),
    );
  });
});
