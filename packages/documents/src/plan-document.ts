import type { Migration } from './document-schema.ts';
import {
  type RecordEdits,
  type RecordView,
  dayValue,
  lineValue,
} from './record.ts';

/**
 * A plan of accompaniment (domain §4.4), of write class 1: the team and who accompanies it write in it alike. Alone, or of a
 * cycle: then the index lists it with `about`.
 *
 *   fields       `title`; `kind` 'growth' for one person's own three lines
 *   goal, vision, section    texts; `section`: of the school's own plan (PME, PEI, PAT), to comment on
 *   objectives   text `words`
 *   actions      `who`, `due`, `measure`, `done` the day it was; text `what`
 *   indicators   `what`, `start` where we began, `noticed` "lo notaremos cuando…"
 *   readings     `of` an indicator, `day`, `words`
 *   adjusted     `day`, text `words`
 *   validated    `day`, `who`, text `remarks`
 *   roles        `day`, `role`, `why`: how who accompanies stood beside the team
 *   phases       comments on the section: `phase`, text `words`
 */
export const planShape = {
  kind: 'plan',
  schema: 1,
  values: { title: lineValue, kind: lineValue },
  texts: ['goal', 'vision', 'section'],
  links: [],
  lists: {
    objectives: { values: {}, texts: ['words'] },
    actions: {
      values: {
        who: lineValue,
        due: dayValue,
        measure: lineValue,
        done: dayValue,
      },
      texts: ['what'],
    },
    indicators: {
      values: { what: lineValue, start: lineValue, noticed: lineValue },
      texts: [],
    },
    readings: {
      values: { of: lineValue, day: dayValue, words: lineValue },
      texts: [],
    },
    adjusted: { values: { day: dayValue }, texts: ['words'] },
    validated: {
      values: { day: dayValue, who: lineValue },
      texts: ['remarks'],
    },
    roles: {
      values: { day: dayValue, role: lineValue, why: lineValue },
      texts: [],
    },
    phases: { values: { phase: lineValue }, texts: ['words'] },
  },
} as const;
export const planMigrations: readonly Migration[] = [];

export type PlanShape = typeof planShape;
export type PlanView = RecordView<PlanShape>;
export type PlanEdits = RecordEdits<PlanShape>;
