import type { Instrument } from '../../instrument.ts';

// Domain §3.11 (DL2 / CEL).

export const supervisorStandards: Instrument = {
  id: 'DL2-STD',
  version: 1,
  title: {
    es: 'Estándares de quien supervisa directores',
    en: 'Standards of who supervises principals',
  },
  about: {
    es: 'Lo abre solo la persona, o la pareja sobre sí misma.',
    en: 'Opened only by the person, or by the pair about itself.',
  },
  source:
    'DL2 / CEL, University of Washington: estándares (2014, revisados 2017)',
  whose: 'person',
  inferred: false,
  prompts: [],
  groups: [
    {
      id: 'DL2-SUP',
      title: { es: 'Seis estándares', en: 'Six standards' },
      parts: [
        {
          id: 'DL2-S1',
          words: {
            es: 'Gasta su tiempo en hacer crecer a los directores como líderes de la enseñanza',
            en: 'Spends their time on making principals grow as leaders of teaching',
          },
        },
        {
          id: 'DL2-S2',
          words: {
            es: 'Enseña en el trabajo uno a uno',
            en: 'Teaches on the job, one to one',
          },
        },
        {
          id: 'DL2-S3',
          words: {
            es: 'Enseña al conducir comunidades de directores (comunidades profesionales, redes)',
            en: 'Teaches by leading communities of principals (professional communities, networks)',
          },
        },
        {
          id: 'DL2-S4',
          words: {
            es: 'Usa muchas clases de evidencia sobre cada director para ajustar su apoyo',
            en: 'Uses many kinds of evidence on each principal to adjust their support',
          },
        },
        {
          id: 'DL2-S5',
          words: {
            es: 'Hace participar a los directores en la evaluación formal, para que les sirva de crecimiento',
            en: 'Makes principals take part in formal evaluation, so that it serves their growth',
          },
        },
        {
          id: 'DL2-S6',
          words: {
            es: 'Elige con cuidado en qué otras tareas de la oficina se mete, para no perder el foco',
            en: 'Chooses with care which other tasks of the office to take on, not to lose focus',
          },
        },
      ],
    },
  ],
  scales: [
    {
      id: 'DL2-APR',
      title: { es: 'Grados de apropiación', en: 'Degrees of appropriation' },
      source: 'Honig & Rainey (2020)',
      ordered: true,
      steps: [
        {
          id: 'DL2-A1',
          name: { es: 'No adopción', en: 'Not adopted' },
          about: {
            es: 'Aún no dice ni hace lo que el estándar plantea.',
            en: 'Does not yet say or do what the standard asks.',
          },
        },
        {
          id: 'DL2-A2',
          name: { es: 'Adoptando el discurso', en: 'Talking the talk' },
          about: {
            es: 'Ya lo dice, todavía no lo hace.',
            en: 'Says it already, does not do it yet.',
          },
        },
        {
          id: 'DL2-A3',
          name: {
            es: 'Ocupar a nivel superficial',
            en: 'Using it on the surface',
          },
          about: {
            es: 'Empieza a hacerlo, sin entender del todo cuáles prácticas calzan ni por qué adoptarlas.',
            en: 'Begins to do it, without quite understanding which practices fit or why adopt them.',
          },
        },
        {
          id: 'DL2-A4',
          name: {
            es: 'Ocupar comprendiendo',
            en: 'Using it with understanding',
          },
          about: {
            es: 'Lo hace seguido, entiende cuáles y por qué; es parte habitual de su trabajo en varios contextos.',
            en: 'Does it often, understands which and why; it is a habitual part of their work in several contexts.',
          },
        },
        {
          id: 'DL2-A5',
          name: { es: 'Maestría', en: 'Mastery' },
          about: {
            es: 'Lo hace siempre, en distintos contextos y por años; improvisa formas nuevas, con resultados cada vez mayores.',
            en: 'Does it always, in different contexts and for years; improvises new ways, with ever greater results.',
          },
        },
      ],
    },
  ],
};
