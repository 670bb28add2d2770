import { oneOf, textThat } from './check.ts';
import { isName } from './names.ts';
import { characterCount, cutText, tidyLine } from './text.ts';
import type { Wording } from './wording.ts';

export const longestTitle = 200;

/** Where a problem stands (domain §4.2). No order is enforced: going back is part of the work. */
export const problemStatuses = [
  'borrador',
  'acordado',
  'en_mejora',
  'resuelto',
  'replanteado',
  'archivado',
] as const;
export type ProblemStatus = (typeof problemStatuses)[number];

/** What people write about a problem, each a rich text of its own, in the order they meet them. */
export const problemTextKeys = [
  'repeats',
  'knownBy',
  'need',
  'hindersLearning',
  'affects',
  'strengths',
  'desired',
  'didNotWork',
  'changed',
  'usedAgain',
] as const;
export type ProblemTextKey = (typeof problemTextKeys)[number];

/** Where a problem was found (domain §3.7, MODELO-PP). */
export const needSources = [
  {
    id: 'FTE-1',
    es: 'Autoevaluación institucional del PME',
    pe: 'Autoevaluación institucional (PEI, PAT)',
    en: "The school's own yearly self-assessment",
  },
  {
    id: 'FTE-2',
    es: 'Registros del acompañamiento a docentes',
    en: 'Notes from accompanying teachers',
  },
  {
    id: 'FTE-3',
    es: 'Autodiagnóstico de convivencia escolar',
    en: 'Self-diagnosis of school climate',
  },
  {
    id: 'FTE-4',
    es: 'Autodiagnóstico de apoyo a la inclusión',
    en: 'Self-diagnosis of support for inclusion',
  },
  {
    id: 'FTE-5',
    es: 'Autodiagnóstico del plan local de formación',
    pe: 'Autodiagnóstico del plan de formación docente',
    en: 'Self-diagnosis of the training plan',
  },
  {
    id: 'FTE-6',
    es: 'Otros diagnósticos internos',
    en: 'Other diagnoses of our own',
  },
] as const satisfies readonly (Wording & { id: string })[];
export type NeedSourceId = (typeof needSources)[number]['id'];

/** The four basal capacities (domain §3.1): reflexión, colaboración, confianza relacional, distribución del liderazgo. */
export const capacityIds = ['CB-REF', 'CB-COL', 'CB-CON', 'CB-LID'] as const;
export type CapacityId = (typeof capacityIds)[number];

/** What a cause touches of our own (Mintrop et al.): our part in it, what we believe, what we do. */
export const causeAspects = ['ownPart', 'belief', 'action'] as const;
export type CauseAspect = (typeof causeAspects)[number];

/** Where a cause was found (domain §4.2, Causa). */
export const causeSources = ['experiencia', 'teoria', 'dato'] as const;
export type CauseSource = (typeof causeSources)[number];

/** Whose standard a reference names (domain §4.2, ReferenciaEstandar): a tag for whoever asks, never a goal. */
export const standardFrameworks = [
  'EID',
  'EID TP',
  'EID EP',
  'MBDLE',
  'OLF',
  '5D',
  '4D',
  'PSF',
  'SLF',
  'otro',
] as const;
export type StandardFramework = (typeof standardFrameworks)[number];

/** Never refuses what somebody wrote: tidies and, past the cap, cuts. */
export function tidyTitle(text: string): string {
  return cutText(tidyLine(text), longestTitle).trim();
}

/** A day of the calendar that exists, 1900–2200, as yyyy-mm-dd. A day has no time zone. */
export function isIsoDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || year < 1900 || year > 2200) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) &&
    date.getUTCMonth() + 1 === month &&
    date.getUTCDate() === day
  );
}

export const titleSchema = textThat(
  (text) => characterCount(text) <= longestTitle,
);
export const problemStatusSchema = oneOf(problemStatuses);
export const needSourceSchema = oneOf(needSources.map(({ id }) => id));
export const capacitySchema = oneOf(capacityIds);
export const causeAspectSchema = oneOf(causeAspects);
export const causeSourceSchema = oneOf(causeSources);
export const standardFrameworkSchema = oneOf(standardFrameworks);
/** The official words, should the school want them here. */
export const standardTextSchema = textThat(({ length }) => length <= 2000);
/** A name as written by the group, not a reference: who answers for it may not be a member. */
export const responsibleSchema = textThat(isName);
export const dueDateSchema = textThat(isIsoDate);
