import type { StandardFramework } from '../problem.ts';
import type { Wording } from '../wording.ts';

/** What a framework is and how it is used here: a tag for whoever asks, never a goal. Nothing computes whether it is met. */
export interface FrameworkNote {
  readonly id: StandardFramework;
  readonly words: Wording;
}

export const frameworkNotes: readonly FrameworkNote[] = [
  {
    id: 'EID',
    words: {
      es: 'Estándares Indicativos de Desempeño (Chile): miran la gestión de la escuela. Sirven para clasificar una necesidad.',
      en: 'Indicative Performance Standards (Chile): they look at how a school is run. They help to sort a need.',
    },
  },
  {
    id: 'EID TP',
    words: {
      es: 'Los mismos, para establecimientos técnico-profesionales.',
      en: 'The same, for technical and vocational schools.',
    },
  },
  {
    id: 'EID EP',
    words: {
      es: 'Los mismos, para educación parvularia.',
      en: 'The same, for early years.',
    },
  },
  {
    id: 'MBDLE',
    words: {
      es: 'Marco para la Buena Dirección y el Liderazgo Escolar (Chile): prácticas de quien dirige. Aquí solo como referencia.',
      en: 'Framework for Good School Management and Leadership (Chile): practices of who leads. Here for reference only.',
    },
  },
];
