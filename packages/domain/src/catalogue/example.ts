import type {
  CapacityId,
  CauseAspect,
  CauseSource,
  NeedSourceId,
  ProblemStatus,
  ProblemTextKey,
  StandardFramework,
} from '../problem.ts';
import type { Country, SpaceKind } from '../space.ts';

// The example group (domain §7): all of it invented. Ids keep the prefix `demo-`, so that it can be told from what people wrote.
// Days are those of the source, where `today` is 8 June 2026: whoever builds it moves them all (`daysSince`).

export interface ExampleSchool {
  readonly id: string;
  readonly name: string;
  readonly country: Country;
}

export interface ExamplePerson {
  readonly id: string;
  readonly name: string;
  readonly cargo: string;
  /** Id of a school; empty for who accompanies several. */
  readonly school: string;
}

export interface ExampleCause {
  readonly id: string;
  readonly text: string;
  readonly aspect?: CauseAspect;
  readonly source?: CauseSource;
  readonly chosen?: boolean;
  readonly below?: string;
}

export interface ExampleTrial {
  readonly id: string;
  readonly what: string;
  /** Id of a person. */
  readonly responsible: string;
  readonly due: string;
  readonly whosePracticeChanges: string;
  readonly capacity: readonly CapacityId[];
}

export interface ExampleThread {
  readonly id: string;
  readonly field: ProblemTextKey | null;
  readonly day: string;
  readonly isOpen: boolean;
  readonly messages: readonly { readonly by: string; readonly text: string }[];
}

export interface ExampleProblem {
  readonly id: string;
  readonly by: string;
  readonly day: string;
  readonly title: string;
  readonly status: ProblemStatus;
  readonly origin: readonly NeedSourceId[];
  readonly texts: Readonly<Partial<Record<ProblemTextKey, string>>>;
  readonly causes: readonly ExampleCause[];
  readonly trials: readonly ExampleTrial[];
  readonly reference: {
    readonly framework: StandardFramework;
    readonly code: string;
  };
  readonly threads: readonly ExampleThread[];
  readonly meToo: readonly string[];
}

export interface ExampleGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: SpaceKind;
  readonly country: Country;
  readonly purpose: string;
  readonly agreements: readonly string[];
  readonly today: string;
  readonly schools: readonly ExampleSchool[];
  readonly people: readonly ExamplePerson[];
  readonly problems: readonly ExampleProblem[];
}

export const exampleGroup: ExampleGroup = {
  id: 'demo-com-1',
  name: 'Comunidad Puentes de Viento',
  kind: 'comunidad',
  country: 'CL',
  purpose:
    'Que nuestros estudiantes lean y opinen con confianza, y que el horario de trabajo docente sirva para eso.',
  agreements: [
    'Lo que se cuenta aquí se queda aquí',
    'Preguntamos antes de aconsejar',
    'Nadie habla dos veces antes de que todos hablen una',
    'No comparamos escuelas',
  ],
  today: '2026-06-08',
  schools: [
    {
      id: 'demo-esc-1',
      name: 'Escuela Básica Los Maquis Altos',
      country: 'CL',
    },
    { id: 'demo-esc-2', name: 'Liceo TP Bahía Serenata', country: 'CL' },
    {
      id: 'demo-esc-3',
      name: 'IE Rural Illari Pampa (ficticia)',
      country: 'PE',
    },
  ],
  people: [
    {
      id: 'demo-per-1',
      name: 'Rosalía Quintrel',
      cargo: 'Directora',
      school: 'demo-esc-1',
    },
    {
      id: 'demo-per-2',
      name: 'Tomás Arrayán',
      cargo: 'Jefe de UTP',
      school: 'demo-esc-1',
    },
    {
      id: 'demo-per-3',
      name: 'Julia Pehuén',
      cargo: 'Profesora de 4.º básico',
      school: 'demo-esc-1',
    },
    {
      id: 'demo-per-4',
      name: 'Bernardo Calbuco',
      cargo: 'Director',
      school: 'demo-esc-2',
    },
    {
      id: 'demo-per-5',
      name: 'Marisol Vertiente',
      cargo: 'Coordinadora de especialidad',
      school: 'demo-esc-2',
    },
    {
      id: 'demo-per-6',
      name: 'Yeni Huamanqolla',
      cargo: 'Directora y profesora',
      school: 'demo-esc-3',
    },
    {
      id: 'demo-per-7',
      name: 'Octavio Larco Nieve',
      cargo: 'Acompañante (UATP ficticia)',
      school: '',
    },
    {
      id: 'demo-per-8',
      name: 'Inés Albahaca',
      cargo: 'Psicóloga, dupla de acompañamiento',
      school: '',
    },
  ],
  problems: [
    {
      id: 'demo-pp-1',
      by: 'demo-per-1',
      day: '2026-03-30',
      title: 'Los niños casi no hablan en clase',
      status: 'en_mejora',
      origin: ['FTE-2'],
      texts: {
        repeats:
          'En 3.º a 6.º, ocho de cada diez preguntas las hace y responde la profesora.',
        knownBy:
          '6 visitas cortas: 79 % de las intervenciones son docentes.\n31 niños: «me da miedo equivocarme» fue lo más dicho.',
        need: 'Los niños casi no hablan en clase.',
        hindersLearning:
          'Los niños esperan la respuesta y no practican explicar.',
        affects: 'A los de 3.º a 6.º: expresar y defender ideas al leer.',
        strengths:
          'Nos visitamos entre colegas y nos tenemos paciencia.\nConocemos a cada familia.',
        desired:
          'En cada clase, todos hablan con otro al menos dos veces y explican por qué.',
        didNotWork:
          'Probar las preguntas en dos cursos a la vez: solo un curso alcanzó.\nFalta ayudar a los más callados.',
        changed:
          'Parte del tiempo que hablan los niños: 21 % al comienzo, 33 % ahora.\nEn cuatro semanas hablaron 9 niños que no hablaban: hablan más si primero conversan de a dos.',
      },
      causes: [
        {
          id: 'demo-cau-1',
          text: 'Creemos que hablar es desorden',
          aspect: 'belief',
          source: 'experiencia',
          chosen: true,
        },
        {
          id: 'demo-parte-1',
          text: 'Como equipo premiamos el orden y casi nunca observamos quién habla',
          aspect: 'ownPart',
          below: 'demo-cau-1',
        },
        {
          id: 'demo-cau-2',
          text: 'Faltan preguntas abiertas en la planificación',
          source: 'dato',
          chosen: true,
        },
        {
          id: 'demo-cau-3',
          text: 'Salas ruidosas',
          source: 'experiencia',
        },
      ],
      trials: [
        {
          id: 'demo-acc-1',
          what: 'Preparar 5 preguntas abiertas por lectura, en pares',
          responsible: 'demo-per-3',
          due: '2026-04-15',
          whosePracticeChanges: 'La de quienes enseñamos de 3.º a 6.º',
          capacity: ['CB-REF', 'CB-COL'],
        },
        {
          id: 'demo-acc-2',
          what: 'Visita cruzada entre Los Maquis Altos e Illari Pampa',
          responsible: 'demo-per-2',
          due: '2026-05-20',
          whosePracticeChanges: 'La de los dos equipos',
          capacity: ['CB-COL'],
        },
        {
          id: 'demo-acu-6',
          what: 'Parejas fijas de conversación, cambio cada viernes',
          responsible: 'demo-per-1',
          due: '2026-06-15',
          whosePracticeChanges: 'La nuestra, en cada lectura',
          capacity: ['CB-REF'],
        },
      ],
      reference: { framework: 'EID', code: '5.3' },
      threads: [
        {
          id: 'demo-vis-1',
          field: 'knownBy',
          day: '2026-05-20',
          isOpen: true,
          messages: [
            {
              by: 'demo-per-6',
              text: 'En la visita, 4 niñas no intervinieron en 20 minutos. ¿Qué las ayudaría a entrar?',
            },
            {
              by: 'demo-per-3',
              text: 'Con tarjetas de turno entran dos de ellas. Lo probamos esta semana.',
            },
          ],
        },
        {
          id: 'demo-ses-2',
          field: 'repeats',
          day: '2026-04-06',
          isOpen: false,
          messages: [
            {
              by: 'demo-per-7',
              text: '¿Qué parte de esto sigue pasando por algo que hacemos nosotros?',
            },
            {
              by: 'demo-per-1',
              text: 'Lo pusimos en las causas: premiamos el orden.',
            },
          ],
        },
      ],
      meToo: ['demo-per-4', 'demo-per-6'],
    },
    {
      id: 'demo-pp-2',
      by: 'demo-per-4',
      day: '2026-04-13',
      title: 'Las reuniones de departamento no cambian las clases',
      status: 'acordado',
      origin: ['FTE-1'],
      texts: {
        repeats:
          'En las reuniones se avisa, se reparte papel y se termina sin nada que probar en clases.',
        knownBy: 'De 9 actas, 2 tenían acuerdos con responsable.',
        need: 'Las reuniones de departamento no cambian las clases.',
        hindersLearning:
          'Los estudiantes repiten ejercicios lejanos a lo que piden los talleres.',
        affects: 'A quienes deben resolver tareas reales de la especialidad.',
        strengths: 'El horario de reunión está y nadie falta.',
        desired:
          'Cada reunión sale con una prueba breve de clase y vuelve con lo que pasó.',
      },
      causes: [
        {
          id: 'demo-cau-4',
          text: 'No hay objetivo antes de juntarse',
          source: 'dato',
          chosen: true,
        },
        {
          id: 'demo-parte-2',
          text: 'Como directivos fijamos el tema a última hora',
          aspect: 'ownPart',
          below: 'demo-cau-4',
        },
        {
          id: 'demo-cau-5',
          text: 'Conduce siempre la misma persona',
          source: 'experiencia',
          chosen: true,
        },
      ],
      trials: [
        {
          id: 'demo-acu-5',
          what: 'Que otra persona conduzca la próxima reunión, con el objetivo escrito antes',
          responsible: 'demo-per-5',
          due: '2026-06-15',
          whosePracticeChanges: 'La del equipo directivo',
          capacity: ['CB-COL', 'CB-LID'],
        },
      ],
      reference: { framework: 'EID TP', code: '4.3' },
      threads: [
        {
          id: 'demo-par-1',
          field: 'desired',
          day: '2026-06-01',
          isOpen: true,
          messages: [
            {
              by: 'demo-per-1',
              text: '¿Y si la prueba es tan pequeña que cabe en una clase?',
            },
          ],
        },
      ],
      meToo: ['demo-per-1'],
    },
  ],
};
