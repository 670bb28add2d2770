import type { CycleModel } from '../../cycle-model.ts';

/** DL2-CICLO (domain §3.11, FUND-AX). */
export const cel: CycleModel = {
  id: 'DL2-CICLO',
  name: {
    es: 'Indagación de liderazgo (CEL)',
    en: 'Inquiry into leadership (CEL)',
  },
  summary: {
    es: 'Cuatro fases que la directora o el director recorre con quien lo acompaña, varias veces al año.',
    en: 'Four phases that a principal walks with who accompanies, several times a year.',
  },
  source: {
    es: 'Center for Educational Leadership, U. de Washington, EE. UU., 2015',
    en: 'Center for Educational Leadership, U. of Washington, USA, 2015',
  },
  proof: {
    es: 'Conocido por una revisión de casos. Quienes lo proponen se apoyan en estudios cualitativos de distritos de EE. UU.; no hay medición en Chile ni Perú.',
    en: 'Known from a review of cases. Its authors lean on qualitative studies of US districts; nothing was measured in Chile or Peru.',
  },
  flags: [],
  length: { es: 'Según la escuela', en: 'As the school needs' },
  cadence: { es: 'Varias vueltas al año', en: 'Several rounds a year' },
  days: 75,
  stages: [
    {
      id: 'IND-1',
      name: {
        es: 'Analizar evidencia para llegar al problema',
        en: 'Analyse evidence to reach the problem',
      },
      purpose: {
        es: 'Reunir y leer datos de alumnos y docentes.',
        en: 'Gather and read data on students and teachers.',
      },
      questions: [
        {
          es: '¿Qué aprenden bien nuestros alumnos y dónde les cuesta?',
          en: 'What do our students learn well, and where is it hard for them?',
        },
        {
          es: '¿En qué es fuerte nuestra enseñanza y qué le falta?',
          en: 'Where is our teaching strong, and what does it lack?',
        },
      ],
      products: [
        { es: 'Un problema de práctica', en: 'A problem of practice' },
      ],
      days: 20,
      skippable: false,
    },
    {
      id: 'IND-2',
      name: { es: 'Determinar un foco', en: 'Settle on a focus' },
      purpose: {
        es: 'Elegir en qué parte del liderazgo del director trabajar.',
        en: "Choose which part of the principal's leadership to work on.",
      },
      questions: [
        {
          es: '¿Qué evidencia nos ayudará a elegir?',
          en: 'Which evidence will help us choose?',
        },
        {
          es: '¿Qué foco tendrá esta vuelta?',
          en: 'What will this round focus on?',
        },
      ],
      products: [{ es: 'El foco de la vuelta', en: 'The focus of the round' }],
      days: 10,
      skippable: false,
    },
    {
      id: 'IND-3',
      name: { es: 'Implementar y apoyar', en: 'Put to work and support' },
      purpose: {
        es: 'Hacer una serie de sesiones de aprendizaje sobre ese foco.',
        en: 'Hold a series of learning sessions on that focus.',
      },
      questions: [
        {
          es: '¿Qué haremos en las sesiones?',
          en: 'What will we do in the sessions?',
        },
        {
          es: '¿En qué mejorará con ellas la labor del director?',
          en: "How will they improve the principal's work?",
        },
      ],
      products: [
        {
          es: 'Sesiones hechas y lo que dejaron',
          en: 'Sessions held, and what they left',
        },
      ],
      days: 35,
      skippable: false,
    },
    {
      id: 'IND-4',
      name: { es: 'Analizar el impacto', en: 'Analyse the impact' },
      purpose: {
        es: 'Mirar qué dejó la vuelta.',
        en: 'Look at what the round left behind.',
      },
      questions: [
        {
          es: '¿Qué aprendimos de liderar y cómo se notó en docentes y alumnos?',
          en: 'What did we learn about leading, and how did it show in teachers and students?',
        },
        {
          es: '¿Qué cambia para la próxima vuelta?',
          en: 'What changes for the next round?',
        },
      ],
      products: [
        {
          es: 'Qué se notó, con evidencia',
          en: 'What showed, with evidence',
        },
      ],
      days: 10,
      skippable: false,
    },
  ],
  parts: [],
  welcome: null,
  next: {
    es: 'La última pregunta abre la vuelta siguiente.',
    en: 'The last question opens the next round.',
  },
  hasQuickWin: false,
  hasVision: false,
};
