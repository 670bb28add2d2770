import type { Wording } from '../wording.ts';

export const companionRoleIds = [
  'ROL-ACO',
  'ROL-FAC',
  'ROL-ORI',
  'ROL-ART',
] as const;
export type CompanionRoleId = (typeof companionRoleIds)[number];

export interface CompanionRole {
  readonly id: CompanionRoleId;
  readonly name: Wording;
  readonly about: Wording;
  readonly when: Wording;
}

/** ROLES-ATP (domain §3.5; DEP, 2018/2019): no ladder, no order; one may change within a cycle. */
export const companionRoles: readonly CompanionRole[] = [
  {
    id: 'ROL-ACO',
    name: { es: 'Acompañante', en: 'Companion' },
    about: {
      es: 'Trabaja codo a codo, en relación de iguales y apoyo mutuo, para que crezcan las capacidades.',
      en: 'Works side by side, as an equal and in mutual support, so that capacities grow.',
    },
    when: {
      es: 'Las capacidades ya están fuertes en el equipo y en cada persona.',
      en: 'Capacities are strong already, in the team and in each person.',
    },
  },
  {
    id: 'ROL-FAC',
    name: { es: 'Facilitador/a', en: 'Facilitator' },
    about: {
      es: 'Con preguntas abre el diálogo para que el grupo mire con distancia su mejora.',
      en: 'Opens the dialogue with questions, so that the group looks at its work from a distance.',
    },
    when: {
      es: 'Las personas son fuertes, pero falta juntarlas: hay que ayudar a colaborar.',
      en: 'People are strong, but not yet together: they need help to collaborate.',
    },
  },
  {
    id: 'ROL-ORI',
    name: { es: 'Orientador/a', en: 'Guide' },
    about: {
      es: 'Conduce más de cerca: activa saberes y relaciones que ponen en marcha la mejora en lo institucional, lo relacional y lo pedagógico.',
      en: 'Leads more closely: wakes knowledge and relations that set improvement going in the institution, among people and in teaching.',
    },
    when: {
      es: 'Falta desarrollar a la vez a las personas y al equipo.',
      en: 'Both the people and the team have yet to develop.',
    },
  },
  {
    id: 'ROL-ART',
    name: { es: 'Articulador/a', en: 'Connector' },
    about: {
      es: 'Une al equipo con otras escuelas y redes del territorio; busca oportunidades y sinergias.',
      en: 'Ties the team to other schools and networks of the territory; looks for opportunities.',
    },
    when: {
      es: 'Todo está fuerte y hace falta intercambiar ideas para innovar.',
      en: 'All is strong, and ideas from elsewhere are needed to innovate.',
    },
  },
];

export interface CompanionSituation {
  readonly individual: 'strong' | 'weak';
  readonly collective: 'strong' | 'weak';
  readonly needsInnovation: boolean;
}

/** A suggestion, never an assignment. Null: the source does not cover a strong team of people who are not (F17). */
export function suggestedRole({
  individual,
  collective,
  needsInnovation,
}: CompanionSituation): CompanionRoleId | null {
  if (individual === 'weak') return collective === 'weak' ? 'ROL-ORI' : null;
  if (collective === 'weak') return 'ROL-FAC';
  return needsInnovation ? 'ROL-ART' : 'ROL-ACO';
}

/** F17, said where the rule is silent. */
export const uncoveredRole: Wording = {
  es: 'La fuente no dice qué hacer si el equipo es fuerte y las personas aún no: conversen y elijan.',
  en: 'The source does not say what to do when the team is strong and its people not yet: talk and choose.',
};
