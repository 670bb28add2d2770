import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';

const stage = (
  id: string,
  days: number,
  name: Wording,
  purpose: Wording,
  question: Wording,
  product: Wording,
): CycleStage => ({
  id,
  name,
  purpose,
  questions: [question],
  products: [product],
  days,
  skippable: false,
});

/** BEL (domain §3.16, FUND-AX). */
export const belen: CycleModel = {
  id: 'BEL',
  name: {
    es: 'Asesoría de líderes (Belén Educa)',
    en: 'Advising leaders (Belén Educa)',
  },
  summary: {
    es: 'Un año junto a la directora o el director, en el momento en que hace de verdad la práctica elegida.',
    en: 'A year beside the principal, at the moment the chosen practice is really being done.',
  },
  source: {
    es: 'Fundación Belén Educa, Chile, desde 2017',
    en: 'Fundación Belén Educa, Chile, since 2017',
  },
  proof: {
    es: 'Descrito por la propia fundación en una revisión de casos; sin medición de sus efectos.',
    en: 'Described by the foundation itself in a review of cases; its effects were not measured.',
  },
  flags: [
    {
      id: 'F10',
      words: {
        es: 'La fuente anuncia 8 horas por semana y escuela, pero su desglose suma 9.',
        en: 'The source announces 8 hours a week for each school, but its breakdown adds up to 9.',
      },
    },
    {
      id: 'P-01',
      words: {
        es: 'Su modelo usa la evaluación de desempeño como insumo: aquí ese documento no entra.',
        en: 'Its model feeds on the performance appraisal: here that document does not come in.',
      },
    },
  ],
  length: { es: '1 año', en: '1 year' },
  cadence: {
    es: 'Al menos una vez por semana, mismo día y hora',
    en: 'At least once a week, same day and hour',
  },
  days: 300,
  stages: [
    stage(
      'BEL-1',
      45,
      {
        es: 'Levantar y analizar información',
        en: 'Gather and analyse information',
      },
      {
        es: 'Ver con el director áreas de mejora en liderazgo y gestión; conversar con el equipo, y que el director haga su propio FODA.',
        en: 'See with the principal where leading can improve; talk with the team, and let the principal make their own SWOT.',
      },
      {
        es: '¿Qué dicen el plan anterior y las cifras de aprendizaje?',
        en: 'What do the previous plan and the figures on learning say?',
      },
      { es: 'Áreas de mejora', en: 'Areas to improve' },
    ),
    stage(
      'BEL-2',
      30,
      { es: 'Elaborar el plan de acompañamiento', en: 'Draw up the plan' },
      { es: 'Elegir focos y acciones.', en: 'Choose foci and actions.' },
      {
        es: '¿En qué momento real de la escuela se verá esta práctica?',
        en: 'At which real moment of the school will this practice show?',
      },
      { es: 'Plan de acompañamiento', en: 'Plan of accompaniment' },
    ),
    stage(
      'BEL-3',
      195,
      { es: 'Implementar y monitorear', en: 'Put to work and follow' },
      {
        es: 'Sesiones presenciales y remotas, al menos una por semana.',
        en: 'Sessions in person and remote, at least one a week.',
      },
      {
        es: '¿Qué se observó sin juicios y qué cambia la próxima vez?',
        en: 'What was observed without judgement, and what changes next time?',
      },
      { es: 'Notas de las sesiones', en: 'Notes from the sessions' },
    ),
    stage(
      'BEL-4',
      30,
      { es: 'Evaluar el plan', en: 'Evaluate the plan' },
      {
        es: 'Mirar qué se logró y qué brechas siguen.',
        en: 'Look at what was reached and which gaps remain.',
      },
      {
        es: '¿Qué puede seguir el equipo sin la asesora?',
        en: 'What can the team carry on without the adviser?',
      },
      {
        es: 'Lo logrado y lo que sigue',
        en: 'What was reached and what goes on',
      },
    ),
  ],
  parts: [],
  welcome: null,
  next: {
    es: 'El plan evaluado es el primer insumo del año siguiente.',
    en: 'The plan as evaluated is the first thing read the next year.',
  },
  hasQuickWin: false,
  hasVision: false,
};
