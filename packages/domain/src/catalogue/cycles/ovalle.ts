import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';

const stage = (
  id: string,
  days: number,
  name: Wording,
  purpose: Wording,
  question: Wording,
): CycleStage => ({
  id,
  name,
  purpose,
  questions: [question],
  products: [
    {
      es: 'La sección del PME, comentada',
      pe: 'La sección del PEI o del PAT, comentada',
      en: "The section of the school's plan, with comments",
    },
  ],
  days,
  skippable: false,
});

/** OVA (domain §3.14, FUND-AX): the pair works on the school's own plan in its four phases. */
export const ovalle: CycleModel = {
  id: 'OVA',
  name: { es: 'Duplas de Ovalle', en: 'The pairs of Ovalle' },
  summary: {
    es: 'Una dupla, docente y psicóloga o psicólogo, trabaja con el equipo sobre el plan de la propia escuela. Amigos críticos: incomodan con cuidado.',
    en: "A pair, a teacher and a psychologist, works with the team on the school's own plan. Critical friends: they unsettle, with care.",
  },
  source: {
    es: 'Departamento de Educación Municipal de Ovalle, Chile',
    en: 'Municipal Department of Education of Ovalle, Chile',
  },
  proof: {
    es: 'Opinión de su jefatura técnico-pedagógica en más de 90 escuelas; sin medición.',
    en: 'The opinion of its head, from more than 90 schools; nothing was measured.',
  },
  flags: [
    {
      id: 'OVA',
      words: {
        es: 'La fuente no da etapas: estas son las cuatro fases del plan que la dupla revisa.',
        en: 'The source gives no stages: these are the four phases of the plan that the pair goes through.',
      },
    },
  ],
  length: { es: '1 año escolar', en: '1 school year' },
  cadence: {
    es: 'Cada quince días, en un horario protegido',
    en: 'Every fortnight, at a protected hour',
  },
  days: 280,
  stages: [
    stage(
      'OVA-1',
      45,
      { es: 'Planificación', en: 'Planning' },
      {
        es: 'Leer juntos el plan de la escuela: qué dice y qué supone.',
        en: "Read the school's plan together: what it says and what it assumes.",
      },
      {
        es: '¿Qué damos por hecho en este plan?',
        en: 'What do we take for granted in this plan?',
      },
    ),
    stage(
      'OVA-2',
      140,
      { es: 'Implementación', en: 'Putting to work' },
      {
        es: 'Ver con dos miradas, la pedagógica y la relacional, cómo se hace.',
        en: 'See with two eyes, teaching and relations, how it is being done.',
      },
      {
        es: '¿Qué barrera es nuestra y cuál viene de fuera?',
        en: 'Which barrier is ours, and which comes from outside?',
      },
    ),
    stage(
      'OVA-3',
      65,
      { es: 'Monitoreo', en: 'Following' },
      {
        es: 'Mirar qué pasa con lo que se planificó y ajustar.',
        en: 'Look at what becomes of what was planned, and adjust.',
      },
      {
        es: '¿Qué nos incomoda mirar?',
        en: 'What makes us uneasy to look at?',
      },
    ),
    stage(
      'OVA-4',
      30,
      { es: 'Evaluación', en: 'Evaluation' },
      {
        es: 'Ver qué se logró y qué aprendió el equipo.',
        en: 'See what was reached and what the team learnt.',
      },
      {
        es: '¿Qué hará el equipo sin la dupla?',
        en: 'What will the team do without the pair?',
      },
    ),
  ],
  parts: [],
  welcome: null,
  next: {
    es: 'Apoyo a largo plazo: el plan del año siguiente parte de esta mirada.',
    en: "Support for the long run: next year's plan starts from this look.",
  },
  hasQuickWin: false,
  hasVision: false,
};
