import type { StandardFramework } from '../problem.ts';
import type { Wording } from '../wording.ts';

/** Needs with the standard they touch (domain §3.8, FUND Tabla 2). The gist is ours: a school that wants the official words pastes them. */
export interface StandardExample {
  readonly id: string;
  readonly need: Wording;
  readonly framework: StandardFramework;
  readonly code: string;
  readonly dimension: string;
  readonly subdimension: string;
  readonly gist: Wording;
}

export const standardExamples: readonly StandardExample[] = [
  {
    id: 'NEC-1',
    need: {
      es: 'En básica, las clases tienen poco diálogo con los niños.',
      en: 'In primary school, lessons hold little dialogue with the children.',
    },
    framework: 'EID',
    code: '5.3',
    dimension: 'Gestión pedagógica',
    subdimension: 'Enseñanza y aprendizaje en aula',
    gist: {
      es: 'Vínculo pedagógico positivo con todos y ganas de aprender la asignatura.',
      en: 'A good bond with every student, and a wish to learn the subject.',
    },
  },
  {
    id: 'NEC-2',
    need: {
      es: 'Se evalúa casi siempre con el mismo tipo de instrumento.',
      en: 'Assessment nearly always uses the same kind of instrument.',
    },
    framework: 'EID',
    code: '4.5',
    dimension: 'Gestión pedagógica',
    subdimension: 'Gestión curricular',
    gist: {
      es: 'Director y equipo técnico conducen la evaluación y el seguimiento de aprendizajes para decidir.',
      en: 'The principal and the technical team lead assessment and the following of learning, in order to decide.',
    },
  },
  {
    id: 'NEC-3',
    need: {
      es: 'La formación del personal se decide sin preguntar qué necesitan los docentes.',
      en: 'Staff training is decided without asking what teachers need.',
    },
    framework: 'EID',
    code: '10.4',
    dimension: 'Gestión de recursos',
    subdimension: 'Gestión de personal',
    gist: {
      es: 'La formación del personal responde a necesidades pedagógicas y administrativas.',
      en: 'Staff training answers the needs of teaching and of running the school.',
    },
  },
  {
    id: 'NEC-4',
    need: {
      es: 'Docentes TP dan clases atrasadas respecto del mundo del trabajo.',
      en: "Vocational teachers' lessons lag behind the world of work.",
    },
    framework: 'EID TP',
    code: '4.3',
    dimension: 'Gestión pedagógica',
    subdimension: 'Gestión curricular',
    gist: {
      es: 'El equipo directivo conduce la preparación de planificaciones útiles para enseñar.',
      en: 'The leadership team leads the making of plans that are useful for teaching.',
    },
  },
  {
    id: 'NEC-5',
    need: {
      es: 'Las educadoras planifican como si todos los niños tuvieran la misma cultura.',
      en: 'Early years teachers plan as if all children had the same culture.',
    },
    framework: 'EID EP',
    code: '7.3',
    dimension: 'Gestión pedagógica',
    subdimension: 'Interacciones pedagógicas',
    gist: {
      es: 'Experiencias que valoran la diversidad e incluyen a cada niña y niño.',
      en: 'Experiences that value diversity and include every child.',
    },
  },
  {
    id: 'NEC-6',
    need: {
      es: 'Estudiantes en riesgo de dejar la escuela.',
      en: 'Students at risk of leaving school.',
    },
    framework: 'EID',
    code: '6.4',
    dimension: '',
    subdimension: '',
    gist: {
      es: 'Directivos y docentes actúan con eficacia para que nadie deserte.',
      en: 'Leaders and teachers act effectively so that nobody drops out.',
    },
  },
];
