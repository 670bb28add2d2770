import type { Wording } from '../wording.ts';

/** JARDIN (domain §3.4, FUND Tabla 3): read by column, to choose a strategy; it is no score. */
export const garden = {
  id: 'JARDIN',
  question: {
    es: '¿En qué etapa del jardín estamos?',
    en: 'At which stage of the garden are we?',
  },
  source: {
    es: 'Hadfield et al., 2002, sobre Mitchell y Sackney, 2000; en el marco de la DEP, Chile, 2022',
    en: "Hadfield et al., 2002, on Mitchell and Sackney, 2000; in the DEP's framework, Chile, 2022",
  },
  proof: {
    es: 'Una imagen para conversar y elegir por dónde partir; no es una medida.',
    en: 'An image to talk with and to choose where to begin; not a measure.',
  },
  // prettier-ignore
  columns: [
    { id: 'GDN-C1', words: { es: 'Acondicionamiento y preparación', en: 'Preparing the ground' } },
    { id: 'GDN-C2', words: { es: 'Plantación y siembra', en: 'Planting and sowing' } },
    { id: 'GDN-C3', words: { es: 'Formación y poda', en: 'Training and pruning' } },
    { id: 'GDN-C4', words: { es: 'Fertilización cruzada y reproducción por esquejes', en: 'Cross-fertilisation and cuttings' } },
  ],
  // prettier-ignore
  rows: [
    {
      id: 'GDN-PER',
      words: { es: 'Nivel personal', en: 'Personal level' },
      cells: [
        { es: 'Que todos sepan que se espera liderazgo de cada persona.', en: 'Let all know that everybody is expected to lead.' },
        { es: 'Dar ocasiones reales de liderar.', en: 'Give real occasions to lead.' },
        { es: 'Formar líderes que miren la escuela entera.', en: 'Train leaders who look at the whole school.' },
        { es: 'Dar encargos de peso a los líderes que surgen.', en: 'Give weighty tasks to the leaders who come up.' },
      ],
    },
    {
      id: 'GDN-INT',
      words: { es: 'Nivel interpersonal', en: 'Between people' },
      cells: [
        { es: 'Dejar claro quién hace qué.', en: 'Make clear who does what.' },
        { es: 'Hacer lugar y condiciones al trabajo en equipo.', en: 'Make room and conditions for teamwork.' },
        { es: 'Decir para qué es cada equipo, cuánta libertad tiene y de qué responde.', en: 'Say what each team is for, how free it is and what it answers for.' },
        { es: 'Contar a toda la escuela lo vivido en los equipos.', en: 'Tell the whole school what the teams lived.' },
      ],
    },
    {
      id: 'GDN-ORG',
      words: { es: 'Nivel organizacional', en: 'The organisation' },
      cells: [
        { es: 'Generar confianza y abrir vías de participación.', en: 'Build trust and open ways to take part.' },
        { es: 'Cuidar un buen clima.', en: 'Look after a good climate.' },
        { es: 'Afinar la mirada crítica que pone a prueba lo que hacemos.', en: 'Sharpen the critical eye that tests what we do.' },
        { es: 'Animar a arriesgarse.', en: 'Encourage taking risks.' },
      ],
    },
  ],
} as const satisfies {
  id: string;
  question: Wording;
  source: Wording;
  proof: Wording;
  columns: readonly { id: string; words: Wording }[];
  rows: readonly { id: string; words: Wording; cells: readonly Wording[] }[];
};
