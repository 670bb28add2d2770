import { oneOf, textThat } from './check.ts';

/**
 * A round (domain §4.6; decided without numbers): a group looks at one or a few of its capacities and says at which stage it
 * stands, what shows it and what comes next. A stage is a name: nothing here adds, averages or compares it with anybody's.
 */
export const roundTextKeys = [
  'strengths',
  'shows',
  'next',
  'reservations',
] as const;
export type RoundTextKey = (typeof roundTextKeys)[number];

/** All three are good ends. */
export const roundEnds = ['consenso', 'con_reservas', 'sin_acuerdo'] as const;
export type RoundEnd = (typeof roundEnds)[number];
export const roundEndSchema = oneOf(roundEnds);

/** Whose doing is looked at (domain §3.1): of one person, of the group, of how the school is organised. */
export const roundLevels = ['NIV-COL', 'NIV-IND', 'NIV-ORG'] as const;
export type RoundLevel = (typeof roundLevels)[number];
export const roundLevelSchema = oneOf(roundLevels);

/** Of capacities looked at in one round. One or two are a conversation; more is a long afternoon. */
export const mostInFocus = 4;

const stageId = /^[A-Z0-9][A-Za-z0-9-]{1,39}$/;
/** Of a stage or a group of an instrument, whichever instrument it is. */
export const stageSchema = textThat((text) => stageId.test(text));

export function isInstrumentId(value: unknown): value is string {
  return typeof value === 'string' && stageId.test(value);
}
