import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import { questionsOf } from '../question-bank.ts';

/** CICLO-ATP (domain §3.6, FUND). */
export const atpStages: readonly CycleStage[] = [
  {
    id: 'ETA-1',
    name: { es: 'Involucramiento', en: 'Engagement' },
    purpose: {
      es: 'Acercarse a la escuela y a su gente en su contexto, para ganar confianza y acordar cómo y cuándo trabajar juntos.',
      en: 'Come close to the school and its people where they are, to earn trust and agree how and when to work together.',
    },
    questions: questionsOf('ETA-1'),
    products: [
      { es: 'Agenda común', en: 'A shared agenda' },
      {
        es: 'Acuerdos de trato y de reserva',
        en: 'Agreements on how we treat each other and what stays here',
      },
    ],
    days: 30,
    skippable: true,
  },
  {
    id: 'ETA-2',
    name: { es: 'Diagnóstico', en: 'Diagnosis' },
    purpose: {
      es: 'Mirar juntos la escuela: fortalezas, necesidades y qué capacidades hay que mover para que los estudiantes aprendan más.',
      en: 'Look at the school together: strengths, needs, and which capacities must move so that students learn more.',
    },
    questions: questionsOf('ETA-2'),
    products: [
      {
        es: 'Conversación de autoevaluación, como punto de partida',
        en: 'A conversation of self-assessment, as the starting point',
      },
      {
        es: 'La necesidad que va primero',
        en: 'The need that comes first',
      },
      { es: 'Capacidades que pide', en: 'The capacities it asks for' },
    ],
    days: 45,
    skippable: false,
  },
  {
    id: 'ETA-3',
    name: { es: 'Planificación', en: 'Planning' },
    purpose: {
      es: 'Trazar con la escuela la ruta de apoyo y validarla con la comunidad.',
      en: 'Draw the route of support with the school and have the community validate it.',
    },
    questions: questionsOf('ETA-3'),
    products: [
      {
        es: 'Plan: meta, objetivos, acciones, indicadores, plazos y responsables',
        en: 'Plan: goal, objectives, actions, indicators, dates and who answers for what',
      },
      { es: 'Validación de la comunidad', en: "The community's validation" },
    ],
    days: 30,
    skippable: false,
  },
  {
    id: 'ETA-4',
    name: { es: 'Ejecución', en: 'Execution' },
    purpose: {
      es: 'Apoyar la puesta en marcha del plan, con la vista en las capacidades.',
      en: 'Support the plan as it is put to work, with an eye on the capacities.',
    },
    questions: questionsOf('ETA-4'),
    products: [
      { es: 'Evidencias de cambio', en: 'Evidence of change' },
      {
        es: 'Qué ajustamos y con qué estrategia',
        en: 'What we adjusted, and how',
      },
      { es: 'Informes de avance', en: 'Reports of progress' },
    ],
    days: 180,
    skippable: false,
  },
  {
    id: 'ETA-5',
    name: { es: 'Evaluación', en: 'Evaluation' },
    purpose: {
      es: 'Valorar cuánto crecieron las capacidades y cómo fue el proceso.',
      en: 'Weigh how much the capacities grew, and how the process went.',
    },
    questions: questionsOf('ETA-5'),
    products: [
      {
        es: 'Logro de la meta y del objetivo',
        en: 'What became of goal and objective',
      },
      {
        es: 'Reflexión colectiva: fortalezas y dificultades',
        en: 'Collective reflection: strengths and difficulties',
      },
      {
        es: 'Reflexión de quien acompañó',
        en: 'Reflection of who accompanied',
      },
    ],
    days: 30,
    skippable: false,
  },
];

export const atp: CycleModel = {
  id: 'CICLO-ATP',
  name: {
    es: 'Ciclo de acompañamiento técnico-pedagógico',
    en: 'Cycle of technical-pedagogical accompaniment',
  },
  summary: {
    es: 'Cinco etapas, de conocerse a valorar lo que creció. Se puede volver atrás.',
    en: 'Five stages, from meeting each other to weighing what grew. One may go back.',
  },
  source: {
    es: 'Dirección de Educación Pública con la U. Católica Silva Henríquez, Chile, 2021–2022',
    en: 'Dirección de Educación Pública with U. Católica Silva Henríquez, Chile, 2021–2022',
  },
  proof: {
    es: 'Marco fundado en literatura y en entrevistas; no es un estudio de sus efectos.',
    en: 'A framework built on literature and interviews; not a study of its effects.',
  },
  flags: [],
  length: {
    es: 'Un año o lo que haga falta (antes era fijo)',
    en: 'A year, or as long as it takes (it used to be fixed)',
  },
  cadence: { es: 'La que acuerden', en: 'As you agree' },
  days: 300,
  stages: atpStages,
  parts: [],
  welcome: {
    es: 'La confianza se cuida en todas las etapas, no solo en la primera.',
    en: 'Trust is looked after in every stage, not only in the first.',
  },
  next: {
    es: 'Si siguen las mismas personas, el próximo parte en Diagnóstico; si cambia alguien, en Involucramiento.',
    en: 'If the same people go on, the next one starts at Diagnosis; if somebody changes, at Engagement.',
  },
  hasQuickWin: false,
  hasVision: true,
};
