import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';

interface Component {
  readonly id: string;
  readonly short: string;
  readonly days: number;
  readonly words: Wording;
  readonly about: Wording;
  readonly question: Wording;
  readonly product: Wording;
}

const components: readonly Component[] = [
  {
    id: 'MEN-CAP',
    short: 'CAP',
    days: 10,
    words: {
      es: 'Comunidad de aprendizaje (CAP)',
      en: 'Learning community (CAP)',
    },
    about: {
      es: 'Pares se juntan a pensar con evidencias de sus escuelas, aprender juntos y darse retroalimentación de su gestión.',
      en: 'Peers meet to think with evidence from their schools, learn together and give each other feedback on how they lead.',
    },
    question: {
      es: '¿Qué evidencia de mi escuela traigo y qué quiero que me pregunten?',
      en: 'Which evidence from my school do I bring, and what do I want to be asked?',
    },
    product: {
      es: 'Lo que aprendimos juntos',
      en: 'What we learnt together',
    },
  },
  {
    id: 'MEN-AUT',
    short: 'AUT',
    days: 10,
    words: { es: 'Aprendizaje por cuenta propia', en: 'Learning on my own' },
    about: {
      es: 'Cada directivo estudia y lo une a su escuela; quien lo acompaña da soporte.',
      en: 'Each leader studies and ties it to the school; who accompanies gives support.',
    },
    question: {
      es: '¿Qué de esto sirve en mi escuela esta semana?',
      en: 'What of this is of use in my school this week?',
    },
    product: { es: 'Una nota para mi escuela', en: 'A note for my school' },
  },
  {
    id: 'MEN-JAR',
    short: 'JAR',
    days: 10,
    words: {
      es: 'Jornada de acompañamiento remoto (JAR)',
      en: 'Day of remote accompaniment (JAR)',
    },
    about: {
      es: 'Quien acompaña observa y retroalimenta acciones reales; junta datos para un diálogo reflexivo y acuerdos.',
      en: 'Who accompanies observes real actions and gives feedback, gathering data for a reflective dialogue and agreements.',
    },
    question: {
      es: '¿Qué se observó, sin juicios? ¿Qué acuerdo escribo yo?',
      en: 'What was observed, without judgement? Which agreement do I write?',
    },
    product: { es: 'Un acuerdo con fecha', en: 'An agreement with a date' },
  },
  {
    id: 'MEN-EP',
    short: 'EP',
    days: 8,
    words: {
      es: 'Entrenamiento personalizado (EP)',
      en: 'Personal training (EP)',
    },
    about: {
      es: 'Refuerzo en puntos concretos del liderazgo, en lo personal y en la escuela.',
      en: 'Practice on definite points of leadership, one’s own and in the school.',
    },
    question: {
      es: '¿Qué quiero ensayar con ayuda?',
      en: 'What do I want to rehearse with help?',
    },
    product: { es: 'Lo que ensayé', en: 'What I rehearsed' },
  },
];

const stages: readonly CycleStage[] = [1, 2, 3].flatMap((round) =>
  components.map(({ id, short, words, about, question, product, days }) => ({
    id: `${id}-${round}`,
    name: {
      es: `Vuelta ${round} · ${short}: ${words.es.replace(` (${short})`, '')}`,
      en: `Round ${round} · ${short}: ${words.en.replace(` (${short})`, '')}`,
    },
    purpose: about,
    questions: [question],
    products: [product],
    days,
    skippable: false,
  })),
);

/** MEN21 (domain §3.17, MEN). */
export const mentoria: CycleModel = {
  id: 'MEN21',
  name: { es: 'Mentoría (Perú, 2021)', en: 'Mentoring (Peru, 2021)' },
  summary: {
    es: 'Tres vueltas de cuatro componentes, para directivas y directivos nuevos.',
    en: 'Three rounds of four components, for new school leaders.',
  },
  source: {
    es: 'MINEDU con OEI, Perú, 2021 (convenio 003-2021/MINEDU)',
    en: 'MINEDU with OEI, Peru, 2021 (agreement 003-2021/MINEDU)',
  },
  proof: {
    es: 'Mejoras antes y después, sin grupo de control: no es impacto. La evaluación de impacto es de otro programa, la Mentoría 2020.',
    en: 'Gains before and after, without a control group: not impact. The impact evaluation is of another programme, Mentoría 2020.',
  },
  flags: [
    {
      id: 'F19',
      words: {
        es: 'Dos programas distintos se llaman Mentoría: las cifras de 2020 y de 2021 no se mezclan.',
        en: 'Two different programmes are called Mentoría: the figures of 2020 and 2021 are not to be mixed.',
      },
    },
    {
      id: 'F12',
      words: {
        es: 'Las cinco cifras de la fuente se ligaron a sus frases por el orden de lectura.',
        en: 'The five figures of the source were tied to their sentences by reading order.',
      },
    },
    {
      id: 'F11',
      words: {
        es: 'Aprobados: la fuente imprime «11,143»; sus partes suman 1 142 (93 %).',
        en: 'Passed: the source prints "11,143"; its parts add up to 1,142 (93 %).',
      },
    },
  ],
  length: {
    es: '3 vueltas de 5 a 6 semanas (16 semanas)',
    en: '3 rounds of 5 to 6 weeks (16 weeks)',
  },
  cadence: {
    es: 'A distancia, en vivo y a su hora',
    en: 'At a distance, live and in one’s own time',
  },
  days: 112,
  stages,
  // prettier-ignore
  parts: [
    ...components.map(({ id, words }) => ({ id, words })),
    { id: 'MEN-T1', words: { es: 'Recoger evidencias con objetividad al monitorear', en: 'Gathering evidence objectively while monitoring' } },
    { id: 'MEN-T2', words: { es: 'Reflexionar en grupo qué necesita el equipo docente', en: 'Reflecting together on what the teachers need' } },
    { id: 'MEN-T3', words: { es: 'Plan para fortalecer a docentes', en: 'A plan to strengthen teachers' } },
    { id: 'MEN-T4', words: { es: 'Leer la información de aprendizajes', en: 'Reading the information on learning' } },
    { id: 'MEN-T5', words: { es: 'Sistema para manejar esa información', en: 'A way to handle that information' } },
    { id: 'MEN-T6', words: { es: 'Hacer el diálogo reflexivo: preguntar, orientar, acordar', en: 'Holding the reflective dialogue: asking, guiding, agreeing' } },
    { id: 'MEN-T7', words: { es: 'Gestionar el cambio con asertividad', en: 'Leading change assertively' } },
  ],
  welcome: null,
  next: {
    es: 'Cada vuelta parte de los acuerdos de la anterior.',
    en: 'Each round starts from the agreements of the one before.',
  },
  hasQuickWin: false,
  hasVision: false,
};
