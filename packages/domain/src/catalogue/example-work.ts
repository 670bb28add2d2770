import type { RoundEnd, RoundTextKey } from '../round.ts';
import { atp } from './cycles/atp.ts';
import type { CompanionRoleId } from './companion-roles.ts';

// What the example group has besides its problems (domain §7): how it knows, its cycle, its plan, its conversations. All of it
// invented; days are those of the source, as in `example.ts`.

export interface ExampleEvidence {
  readonly id: string;
  /** Id of a problem. */
  readonly problem: string;
  readonly by: string;
  readonly day: string;
  readonly shows: string;
  readonly doesNotShow: string;
  readonly content:
    | { readonly kind: 'fact' }
    | { readonly kind: 'count'; readonly amount: string; readonly of: string }
    | {
        readonly kind: 'table';
        readonly titles: readonly string[];
        readonly rows: readonly (readonly string[])[];
      };
}

export interface ExampleRound {
  readonly id: string;
  readonly by: string;
  readonly day: string;
  readonly title: string;
  readonly capacity: string;
  readonly stage: string;
  readonly end: RoundEnd;
  readonly texts: Readonly<Record<RoundTextKey, string>>;
}

const evidence: readonly ExampleEvidence[] = [
  {
    id: 'demo-evi-1',
    problem: 'demo-pp-1',
    by: 'demo-per-3',
    day: '2026-03-27',
    shows: '6 visitas cortas: 79 % de las intervenciones son docentes.',
    doesNotShow: 'Si las preguntas eran abiertas.',
    content: {
      kind: 'count',
      amount: '79 %',
      of: 'de las intervenciones son docentes, en 6 visitas cortas',
    },
  },
  {
    id: 'demo-evi-2',
    problem: 'demo-pp-1',
    by: 'demo-per-2',
    day: '2026-03-27',
    shows: '31 niños: «me da miedo equivocarme» fue lo más dicho.',
    doesNotShow: 'Lo que piensan quienes no quisieron responder.',
    content: { kind: 'fact' },
  },
  {
    id: 'demo-evi-tabla',
    problem: 'demo-pp-1',
    by: 'demo-per-2',
    day: '2026-04-06',
    shows: 'Datos de la escuela, por curso',
    doesNotShow: 'Cómo le va a cada niño.',
    content: {
      kind: 'table',
      titles: [
        'Curso o grado',
        'Matrícula',
        'Asistencia',
        'Aprendizaje',
        'Dejaron la escuela',
      ],
      rows: [
        ['3.º básico', '19', '91 %', 'Explica con ayuda', '0'],
        ['4.º básico', '17', '93 %', 'Explica con ayuda', '0'],
        ['5.º básico', '21', '88 %', 'Repite lo leído', '1'],
        ['6.º básico', '18', '90 %', 'Repite lo leído', '0'],
      ],
    },
  },
  {
    id: 'demo-evi-3',
    problem: 'demo-pp-2',
    by: 'demo-per-5',
    day: '2026-04-10',
    shows: 'De 9 actas, 2 tenían acuerdos con responsable.',
    doesNotShow: 'Lo que se acordó sin escribirlo.',
    content: {
      kind: 'count',
      amount: '2 de 9',
      of: 'actas con acuerdos y responsable',
    },
  },
];

const cycle = {
  id: 'demo-cic-1',
  by: 'demo-per-1',
  title: 'Que todos hablen en clase',
  model: atp,
  start: '2026-03-16',
  problem: 'demo-pp-1',
  people: [
    'demo-per-1',
    'demo-per-2',
    'demo-per-3',
    'demo-per-4',
    'demo-per-5',
    'demo-per-6',
    'demo-per-7',
    'demo-per-8',
  ],
  /** Which of its stages the group is in, from 0. */
  now: 3,
  stages: [
    {
      start: '2026-03-16',
      end: '2026-03-29',
      notes:
        'Nos conocimos y acordamos cómo trabajar: 8 de 8, una persona por teléfono.',
    },
    {
      start: '2026-03-30',
      end: '2026-04-12',
      notes:
        'Miramos las evidencias y nombramos el problema sin culpar a nadie.\nMedimos dos semanas quién habla en clase.',
    },
    {
      start: '2026-04-13',
      end: '2026-05-03',
      notes:
        'Elegimos causas con criterios y diseñamos una prueba.\nUna persona cree que primero va el ruido de las salas (con su permiso).',
    },
    {
      start: '2026-05-04',
      end: '2026-06-21',
      notes:
        'Los niños hablan más si primero conversan de a dos. Falta ayudar a los más callados.\nPara la reunión del 15 de junio: cómo el banco de preguntas llega al liceo.',
    },
    { start: '2026-06-22', end: '2026-07-10', notes: '' },
  ],
  vision:
    'Que nuestros estudiantes lean y opinen con confianza, y que el horario de trabajo docente sirva para eso.',
  quickWin: {
    id: 'demo-qw-1',
    words: 'En cuatro semanas hablaron 9 niños que no hablaban.',
    approvedBy: ['demo-per-1', 'demo-per-3'],
    day: '2026-06-01',
  },
} as const;

const plan = {
  id: 'demo-pla-1',
  by: 'demo-per-1',
  day: '2026-04-13',
  title: 'Conversación que enseñe, de 3.º a 6.º',
  goal: 'Que las clases de 3.º a 6.º se llenen de conversación que enseñe.',
  objectives: ['Que el equipo mire evidencia y pregunte, antes de proponer'],
  actions: [
    {
      id: 'demo-acc-1',
      what: 'Preparar 5 preguntas abiertas por lectura, en pares',
      who: 'demo-per-3',
      due: '2026-04-15',
      done: '2026-04-15',
    },
    {
      id: 'demo-acc-2',
      what: 'Visita cruzada entre Los Maquis Altos e Illari Pampa',
      who: 'demo-per-2',
      due: '2026-05-20',
      done: '2026-05-20',
    },
  ],
  /** Of the first action. */
  moves: [
    'Elegir dos lecturas cortas',
    'Escribir preguntas y cruzarlas con un colega',
    'Probarlas una semana y anotar quién habló',
  ],
  indicator: {
    what: 'Parte del tiempo que hablan los niños',
    start: '21 %',
    noticed: 'en una lectura, casi todos hayan explicado algo',
    readings: [{ day: '2026-05-25', words: '33 % en mayo' }],
  },
  adjusted: [
    {
      day: '2026-05-04',
      words: 'Solo un curso alcanzó a probar las preguntas: se reprograma.',
    },
  ],
  validated: [
    { day: '2026-04-20', who: 'Julia Pehuén' },
    { day: '2026-04-20', who: 'Consejo escolar, 2 familias' },
  ],
  role: {
    day: '2026-03-30',
    role: 'ROL-FAC',
    why: 'El equipo ya mira evidencia: ahora necesita preguntas más que respuestas.',
  } as { readonly day: string; readonly role: CompanionRoleId; why: string },
} as const;

const rounds: readonly ExampleRound[] = [
  {
    id: 'demo-ron-1',
    by: 'demo-per-5',
    day: '2026-03-30',
    title: 'Cómo vamos: marzo',
    capacity: 'CB-COL',
    stage: 'RUB-1',
    end: 'con_reservas',
    texts: {
      strengths: 'Nos coordinamos bien.',
      shows: 'De 9 actas, 2 tenían acuerdos con responsable.',
      next: 'Hacer un producto en común: banco de preguntas.',
      reservations: 'Dos personas nos ven ya en la etapa 2.',
    },
  },
  {
    id: 'demo-ron-2',
    by: 'demo-per-6',
    day: '2026-06-01',
    title: 'Cómo vamos: junio',
    capacity: 'CB-COL',
    stage: 'RUB-2',
    end: 'consenso',
    texts: {
      strengths: 'El banco de preguntas existe.',
      shows: 'Lo usamos tres profesoras.',
      next: 'Que lo adapten en el liceo.',
      reservations: '',
    },
  },
];

export const exampleWork = { evidence, cycle, plan, rounds };
