import type { Instrument } from '../../instrument.ts';

// Domain §2.4.

export const companionExpectations: Instrument = {
  id: 'ROL-ATP-EXPECT',
  version: 1,
  title: {
    es: 'Lo que se espera de quien acompaña',
    en: 'What is expected of who accompanies',
  },
  about: {
    es: 'Para mirarte a solas: se queda en Mi cuaderno.',
    en: 'To look at yourself alone: it stays in My notebook.',
  },
  source: 'DEP (2022)',
  whose: 'person',
  inferred: false,
  prompts: [],
  groups: [
    {
      id: 'ROL-ATP',
      title: { es: 'Diez expectativas', en: 'Ten expectations' },
      parts: [
        {
          id: 'ROL-ATP-01',
          words: {
            es: 'Crea vínculos de igual a igual, con confianza y colaboración.',
            en: 'Builds bonds among equals, with trust and collaboration.',
          },
        },
        {
          id: 'ROL-ATP-02',
          words: {
            es: 'Escucha de verdad y mira los hechos con evidencia.',
            en: 'Truly listens, and looks at the facts with evidence.',
          },
        },
        {
          id: 'ROL-ATP-03',
          words: {
            es: 'Ayuda a decidir qué objetivos y qué capacidades van primero.',
            en: 'Helps to decide which aims and which capacities come first.',
          },
        },
        {
          id: 'ROL-ATP-04',
          words: {
            es: 'Trabaja los datos que sirven para entender la necesidad y decidir.',
            en: 'Works with the data that help to understand the need and to decide.',
          },
        },
        {
          id: 'ROL-ATP-05',
          words: {
            es: 'Pregunta para que el equipo piense sobre su necesidad.',
            en: 'Asks so that the team thinks about its need.',
          },
        },
        {
          id: 'ROL-ATP-06',
          words: {
            es: 'Retroalimenta a tiempo y con detalle.',
            en: 'Gives feedback in time and in detail.',
          },
        },
        {
          id: 'ROL-ATP-07',
          words: {
            es: 'Hace crecer la colaboración dentro de la escuela y entre escuelas, con un fin compartido.',
            en: 'Makes collaboration grow within the school and between schools, with a shared end.',
          },
        },
        {
          id: 'ROL-ATP-08',
          words: {
            es: 'Varía sus estrategias según el equipo para desarrollar capacidades y construir soluciones.',
            en: 'Varies their strategies by team, to develop capacities and build solutions.',
          },
        },
        {
          id: 'ROL-ATP-09',
          words: {
            es: 'Revisa su propio trabajo.',
            en: 'Looks at their own work.',
          },
        },
        {
          id: 'ROL-ATP-10',
          words: { es: 'Sigue formándose.', en: 'Keeps on learning.' },
        },
      ],
    },
  ],
  scales: [],
};
