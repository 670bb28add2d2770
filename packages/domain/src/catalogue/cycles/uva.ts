import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';

const stage = (
  id: string,
  days: number,
  name: Wording,
  purpose: Wording,
  questions: readonly Wording[],
  products: readonly Wording[],
): CycleStage => ({
  id,
  name,
  purpose,
  questions,
  products,
  days,
  skippable: false,
});

/** UVA-90 (domain §3.12, FUND-AX; Duke 2015). */
export const uva: CycleModel = {
  id: 'UVA-90',
  name: {
    es: 'Ciclo corto de 90 días (UVA)',
    en: 'Short cycle of 90 days (UVA)',
  },
  summary: {
    es: 'Una prioridad urgente, entendida antes de actuar, con el equipo entero, y una ganancia rápida que se cuenta.',
    en: 'One urgent priority, understood before acting, with the whole team, and a quick win that is told.',
  },
  source: {
    es: 'U. de Virginia, EE. UU.; Duke, 2015',
    en: 'University of Virginia, USA; Duke, 2015',
  },
  proof: {
    es: 'Conocido por una revisión de casos de un programa de dos años en EE. UU.; aquí no se citan mediciones de sus efectos.',
    en: 'Known from a review of cases of a two-year programme in the USA; no measure of its effects is cited here.',
  },
  flags: [
    {
      id: 'F09',
      words: {
        es: 'El orden de los pasos se dedujo del contenido: la figura de la fuente lo perdió.',
        en: 'The order of the steps was inferred from their content: the figure in the source lost it.',
      },
    },
  ],
  length: { es: '90 días; 3 o 4 al año', en: '90 days; 3 or 4 a year' },
  cadence: {
    es: 'Visita semanal y reunión cada quince días, con el equipo completo',
    en: 'A visit each week and a meeting each fortnight, with the whole team',
  },
  days: 90,
  stages: [
    stage(
      'UVA-P1',
      15,
      {
        es: 'Qué necesita mejorar y por qué',
        en: 'What must improve, and why',
      },
      {
        es: 'Evaluar qué necesita mejorar la escuela y buscar las causas antes que las soluciones.',
        en: 'Judge what the school must improve, and look for causes before solutions.',
      },
      [
        {
          es: '¿Qué nos hace reaccionar apurados y qué causa no hemos mirado?',
          en: 'What makes us react in a hurry, and which cause have we not looked at?',
        },
      ],
      [
        {
          es: 'Fortalezas, áreas de mejora y causas de raíz',
          en: 'Strengths, areas to improve and root causes',
        },
      ],
    ),
    stage(
      'UVA-P2',
      10,
      { es: 'Datos y prioridad', en: 'Data and priority' },
      {
        es: 'Juntar los datos que hay y, con ellos, definir la prioridad.',
        en: 'Bring together the data there is and, with it, set the priority.',
      },
      [
        {
          es: '¿Qué datos tenemos ya? ¿Qué prioridad nos muestran?',
          en: 'Which data do we have already? Which priority does it show?',
        },
      ],
      [
        {
          es: 'Una meta alcanzable, medible, desafiante, realista y ligada a una visión',
          en: 'A goal one can reach and measure, that challenges, is realistic and tied to a vision',
        },
      ],
    ),
    stage(
      'UVA-P3',
      10,
      { es: 'Datos que sirvan', en: 'Data of use' },
      {
        es: 'Ordenar los datos en un formato práctico para la escuela.',
        en: 'Put the data into a shape the school can use.',
      },
      [
        {
          es: '¿Quién los mirará, cuándo y para decidir qué?',
          en: 'Who will look at it, when, and to decide what?',
        },
      ],
      [{ es: 'Una tabla simple', en: 'One simple table' }],
    ),
    stage(
      'UVA-P4',
      45,
      { es: 'Acciones', en: 'Actions' },
      {
        es: 'Hacer las acciones del plan, con ayuda a medida.',
        en: 'Do the actions of the plan, with help made to measure.',
      },
      [
        {
          es: '¿Qué hicimos esta quincena y qué notamos?',
          en: 'What did we do this fortnight, and what did we notice?',
        },
      ],
      [
        {
          es: 'Acciones hechas y lo que dejaron',
          en: 'Actions done, and what they left',
        },
      ],
    ),
    stage(
      'UVA-P5',
      10,
      {
        es: 'Contar la ganancia rápida',
        en: 'Tell the quick win',
      },
      {
        es: 'Escribir un informe final con la ganancia rápida y contarla a la comunidad.',
        en: 'Write a final report with the quick win and tell the community.',
      },
      [
        {
          es: '¿Qué mejoró ya, aunque sea pequeño, y quiénes lo hicieron?',
          en: 'What is better already, small as it is, and who did it?',
        },
      ],
      [
        {
          es: 'Una página de ganancia rápida, aprobada por quienes nombra',
          en: 'One page of quick win, approved by those it names',
        },
      ],
    ),
  ],
  parts: [],
  welcome: null,
  next: {
    es: 'La próxima prioridad parte de lo que esta dejó abierto.',
    en: 'The next priority starts from what this one left open.',
  },
  hasQuickWin: true,
  hasVision: true,
};
