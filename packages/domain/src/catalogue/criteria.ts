import type { Wording } from '../wording.ts';

/** To choose among causes (domain §4.2, CriterioPriorizacion). Added: the source asks to agree on criteria first, and lists none. */
export const priorityCriteria = [
  {
    id: 'CRI-1',
    es: 'Cuánto afecta a lo que los estudiantes aprenden',
    en: 'How much it touches what students learn',
  },
  { id: 'CRI-2', es: 'Depende de nosotros', en: 'It is up to us' },
  {
    id: 'CRI-3',
    es: 'Qué tan fuerte es la evidencia',
    en: 'How strong the evidence is',
  },
  { id: 'CRI-4', es: 'Qué urgencia tiene', en: 'How urgent it is' },
  {
    id: 'CRI-5',
    es: 'Tiempo y recursos que pide',
    en: 'The time and means it asks for',
  },
  {
    id: 'CRI-6',
    es: 'Qué otras causas destraba',
    en: 'Which other causes it frees',
  },
  {
    id: 'CRI-7',
    es: 'Lo que más les cuesta a los docentes',
    en: 'What teachers find hardest',
  },
] as const satisfies readonly (Wording & { id: string })[];
