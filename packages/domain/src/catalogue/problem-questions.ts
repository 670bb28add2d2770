import type { ProblemTextKey } from '../problem.ts';
import type { Wording } from '../wording.ts';

/**
 * Questions a problem may call up (domain §3.7 tests of PP-A, PP-B and PP-C; §3.22; §4.2 checks), with the field where one
 * would answer. They ask; they never block.
 */
export const problemQuestionBank = {
  'names-a-person': {
    field: 'repeats',
    es: '¿Se puede decir sin nombrar a nadie? Un problema de práctica es de todos.',
    en: 'Could it be said without naming anybody? A problem of practice belongs to all of us.',
  },
  'lacks-resources': {
    field: 'repeats',
    es: '¿Es algo que hacemos o algo que nos falta? Si llegara lo que falta, ¿qué haríamos distinto?',
    en: 'Is it something we do, or something we lack? If it came, what would we do differently?',
  },
  'hides-a-solution': {
    field: 'repeats',
    es: '¿Hay una solución escondida aquí? ¿Qué pasa hoy que nos hace pensar en ella?',
    en: 'Is a solution hiding in here? What happens today that makes us think of it?',
  },
  'copies-a-standard': {
    field: 'repeats',
    es: '¿Cómo lo diríamos con nuestras palabras, mirando nuestras clases?',
    en: 'How would we say it in our own words, looking at our own lessons?',
  },
  'seen-in-facts': {
    field: 'repeats',
    es: '¿En qué se nota? ¿Qué vería alguien que entra a la sala?',
    pe: '¿En qué se nota? ¿Qué vería alguien que entra al aula?',
    en: 'How does it show? What would somebody see on entering the room?',
  },
  'how-known': {
    field: 'knownBy',
    es: '¿Qué vimos, dónde y cuántas veces?',
    en: 'What did we see, where, and how often?',
  },
  repeats: {
    field: 'knownBy',
    es: '¿Pasa seguido o fue una vez? ¿En qué clases?',
    en: 'Does it happen often, or was it once? In which lessons?',
  },
  'hinders-learning': {
    field: 'hindersLearning',
    es: '¿Qué dejan de aprender los estudiantes por esto?',
    en: 'What do students fail to learn because of it?',
  },
  strengths: {
    field: 'strengths',
    es: '¿Qué hace bien nuestra escuela que podemos usar ahora?',
    en: 'What does our school do well that we can use now?',
  },
  why: {
    field: 'causes',
    es: 'Si preguntamos «¿y por qué?» otra vez, ¿a qué causa llegamos?',
    en: 'If we ask "and why?" once more, which cause do we reach?',
  },
  'our-part': {
    field: 'causes',
    es: '¿Cómo ayudamos nosotros a que el problema siga?',
    en: 'How do we ourselves help the problem go on?',
  },
  'trial-before-cause': {
    field: 'causes',
    es: '¿Qué causa toca lo que probaremos?',
    en: 'Which cause does our trial touch?',
  },
  desired: {
    field: 'desired',
    es: '¿Cómo se vería la misma práctica cuando esto ya no pase?',
    en: 'What would the same practice look like once this no longer happens?',
  },
  trial: {
    field: 'trials',
    es: '¿Qué es lo más pequeño que podemos probar de aquí a la próxima reunión?',
    en: 'What is the smallest thing we can try before we meet again?',
  },
  'trial-who': {
    field: 'trials',
    es: '¿Quién lo lleva y para cuándo?',
    en: 'Who takes it on, and by when?',
  },
  'whose-practice': {
    field: 'trials',
    es: '¿De quién cambia la práctica con esto?',
    en: 'Whose practice does this change?',
  },
  'which-capacity': {
    field: 'trials',
    es: '¿Qué capacidad nuestra crece al probarlo?',
    en: 'Which capacity of ours grows by trying it?',
  },
  changed: {
    field: 'changed',
    es: 'Comparado con nuestro comienzo, ¿qué es distinto?',
    en: 'Compared with where we began, what is different?',
  },
  'used-again': {
    field: 'usedAgain',
    es: '¿Dónde volvieron a usar lo que aprendieron?',
    en: 'Where did you use again what you learnt?',
  },
} as const satisfies Record<
  string,
  Wording & { readonly field: ProblemTextKey | 'causes' | 'trials' }
>;

export type ProblemQuestionId = keyof typeof problemQuestionBank;
