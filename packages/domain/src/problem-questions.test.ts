import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemQuestionBank } from './catalogue/problem-questions.ts';
import { problemQuestions } from './problem-questions.ts';
import { problemTextKeys } from './problem.ts';
import { causeOf, problemOf, trialOf } from './test-problem.ts';
import { wordsIn } from './wording.ts';

const asks = (repeats: string, names: readonly string[] = []) =>
  problemQuestions(problemOf({ repeats }), { names });

test('nothing is asked before something is written', () => {
  expect(problemQuestions(problemOf({ repeats: ' \n ' }))).toEqual([]);
  expect(problemQuestions(problemOf({ strengths: 'Nos conocemos' }))).toEqual(
    [],
  );
});

test('a practice in its own words is asked only for what is still missing', () => {
  expect(
    asks('En casi todas las clases preguntamos y contestamos nosotras.'),
  ).toEqual([
    'how-known',
    'hinders-learning',
    'strengths',
    'why',
    'desired',
    'trial',
  ]);
});

test('a problem thought through is asked nothing', () => {
  const problem = problemOf(
    {
      repeats: 'Ocho de cada diez preguntas las hace la profesora.',
      knownBy: '6 visitas cortas en marzo',
      hindersLearning: 'Los niños no practican explicar.',
      strengths: 'Nos visitamos desde hace años.',
      desired: 'En cada clase todos hablan dos veces.',
    },
    {
      causes: [
        causeOf('Creemos que hablar es desorden', { aspect: ['belief'] }),
      ],
      trials: [
        trialOf('Preparar 5 preguntas', {
          responsible: 'Julia',
          due: ['2026-04-15'],
          whosePracticeChanges: 'La nuestra',
          capacity: ['CB-COL'],
        }),
      ],
    },
  );
  expect(problemQuestions(problem)).toEqual([]);
  expect(problemQuestions({ ...problem, status: 'resuelto' })).toEqual([
    'changed',
    'used-again',
  ]);
});

test.each([
  ['Falta material y no hay internet en las salas', 'lacks-resources'],
  ['Faltan profesores', 'lacks-resources'],
  ['Capacitar a los docentes en lectura', 'hides-a-solution'],
  ['Hay que hacer más talleres', 'hides-a-solution'],
  ['No se cumple el estándar de diálogo', 'copies-a-standard'],
  ['Estamos bajos en EID 5.3', 'copies-a-standard'],
  ['Los estudiantes tienen poca motivación', 'seen-in-facts'],
])('%s: %s', (repeats, question) => {
  expect(asks(repeats)).toContain(question);
  expect(
    asks('Preguntamos y contestamos nosotras mismas en clases'),
  ).not.toContain(question);
});

test('a first name counts where it is written as a name', () => {
  const names = ['Rosa Quispe', 'Tomás Arrayán'];
  expect(asks('En las clases de TOMÁS nadie habla', names)).toContain(
    'names-a-person',
  );
  expect(asks('Rosa no deja hablar', names)).toContain('names-a-person');
  for (const text of ['Usamos cartulina rosa', 'Nadie tomas notas'])
    expect(asks(text, names)).not.toContain('names-a-person');
});

test('causes ask for our own part, trials for who, when, whose practice and which capacity', () => {
  const problem = problemOf(
    { repeats: 'En cada clase hablamos nosotras' },
    {
      causes: [causeOf('Salas ruidosas', { children: [causeOf('Calle')] })],
      trials: [trialOf('Parejas de conversación'), trialOf('')],
    },
  );
  const asked = problemQuestions(problem);
  expect(asked).toContain('our-part');
  expect(asked).not.toContain('why');
  expect(asked.slice(-3)).toEqual([
    'trial-who',
    'whose-practice',
    'which-capacity',
  ]);
  expect(problemQuestions({ ...problem, causes: [] })).toContain(
    'trial-before-cause',
  );
});

test('each question is in the bank once, is a question in both languages, and nothing makes asking fail', () => {
  for (const one of Object.values(problemQuestionBank)) {
    expect(wordsIn(one, 'es', 'PE')).toMatch(/¿.+\?/);
    expect(wordsIn(one, 'en', 'CL')).toMatch(/\?/);
    expect([...problemTextKeys, 'causes', 'trials']).toContain(one.field);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, name) => {
      const asked = asks(text, [name]);
      expect(new Set(asked).size).toBe(asked.length);
    }),
  );
});
