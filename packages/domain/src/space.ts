/** cuaderno: one person's own · escuela: one school · comunidad: several schools · pareja: two peers · taller: a workshop. */
export const spaceKinds = [
  'cuaderno',
  'escuela',
  'comunidad',
  'pareja',
  'taller',
] as const;
export type SpaceKind = (typeof spaceKinds)[number];

/** Decides words (UTP, PME, SLEP or PAT/PEI, UGEL, IE), never what may be done. */
export const countries = ['CL', 'PE'] as const;
export type Country = (typeof countries)[number];
