import type { Wording } from '../wording.ts';

/** Titles of what is printed, sent and told of a problem, in the order they come. */
export const outlineTitles = {
  repeats: {
    es: 'Qué se repite y frena el aprendizaje',
    en: 'What keeps happening and gets in the way of learning',
  },
  knownBy: { es: 'Cómo lo sabemos', en: 'How we know' },
  need: { es: 'De qué necesidad viene', en: 'Which need it comes from' },
  hindersLearning: {
    es: 'Cómo frena el aprendizaje',
    en: 'How it gets in the way of learning',
  },
  affects: { es: 'A quiénes afecta', en: 'Whom it affects' },
  strengths: {
    es: 'Qué hacemos bien que nos sirve aquí',
    en: 'What we do well that helps here',
  },
  causes: { es: 'Por qué ocurre', en: 'Why it happens' },
  desired: {
    es: 'Cómo se vería la práctica deseada',
    en: 'What the practice we want looks like',
  },
  trials: { es: 'Qué probaremos', en: 'What we will try' },
  didNotWork: { es: 'Qué no resultó', en: 'What did not work' },
  changed: { es: 'Qué cambió', en: 'What changed' },
  usedAgain: { es: 'Dónde lo volvimos a usar', en: 'Where we used it again' },
  references: { es: 'Referencias', en: 'References' },
} as const satisfies Record<string, Wording>;

/** A story of practice tells the same in the past. */
export const storyTitles = {
  happened: { es: 'Qué nos pasaba', en: 'What was happening to us' },
  tried: { es: 'Qué probamos', en: 'What we tried' },
  didNotWork: outlineTitles.didNotWork,
  changed: outlineTitles.changed,
  usedAgain: outlineTitles.usedAgain,
} as const satisfies Record<string, Wording>;

export const outlineWords = {
  untitled: { es: 'Problema de práctica', en: 'Problem of practice' },
  story: { es: 'Historia de práctica', en: 'Story of practice' },
  by: { es: 'para el', en: 'by' },
  or: { es: 'o', en: 'or' },
  practiceOf: { es: 'Cambia la práctica de', en: 'Changes the practice of' },
  grows: { es: 'Crece', en: 'Grows' },
  chosen: { es: 'elegida', en: 'chosen' },
  comesFrom: { es: '¿De dónde salió?', en: 'Where it came from' },
} as const satisfies Record<string, Wording>;
