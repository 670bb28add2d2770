import type { Instrument } from '../../instrument.ts';

// Domain §3.16 (step 1: the director makes his own) and PI-71. The sources name it; the questions are ours.

export const swot: Instrument = {
  id: 'FODA',
  version: 1,
  title: { es: 'Mi FODA', en: 'My SWOT' },
  about: {
    es: 'Cuatro miradas sobre tu trabajo: se queda en Mi cuaderno y compartes lo que quieras.',
    en: 'Four looks at your work: it stays in My notebook and you share what you wish.',
  },
  source: 'Belén Educa, Asesoría de Líderes; las preguntas son de Minga',
  whose: 'person',
  inferred: false,
  prompts: [],
  groups: [
    {
      id: 'FODA-F',
      title: { es: 'Fortalezas', en: 'Strengths' },
      about: {
        es: '¿Qué hago bien que sirve a mi escuela?',
        en: 'What do I do well that serves my school?',
      },
      parts: [],
    },
    {
      id: 'FODA-O',
      title: { es: 'Oportunidades', en: 'Opportunities' },
      about: {
        es: '¿Qué hay cerca que podría aprovechar?',
        en: 'What is at hand that I could make use of?',
      },
      parts: [],
    },
    {
      id: 'FODA-D',
      title: { es: 'Debilidades', en: 'Weaknesses' },
      about: {
        es: '¿Qué me cuesta todavía?',
        en: 'What is still hard for me?',
      },
      parts: [],
    },
    {
      id: 'FODA-A',
      title: { es: 'Amenazas', en: 'Threats' },
      about: {
        es: '¿Qué de fuera podría frenarme?',
        en: 'What from outside could hold me back?',
      },
      parts: [],
    },
  ],
  scales: [],
};
