import * as z from 'zod/mini';

import { characterCount } from './text.ts';
import type { Language, Wording } from './wording.ts';

/** How far back in time a finding may be leant on: said beside every published model (domain §5, PI-85), never hidden. */
export interface CycleStage {
  readonly id: string;
  readonly name: Wording;
  readonly purpose: Wording;
  readonly questions: readonly Wording[];
  readonly products: readonly Wording[];
  /** Suggested length; null where the source says none. */
  readonly days: number | null;
  readonly skippable: boolean;
  /** Around one meeting: what is done before, in and after it. */
  readonly when?: 'antes' | 'durante' | 'después';
}

/** A published way to go round (domain §3.6–3.17, product §4.7). A cycle that runs is a copy: this never reaches it again. */
export interface CycleModel {
  readonly id: string;
  readonly name: Wording;
  readonly summary: Wording;
  /** Who made it, where and when. */
  readonly source: Wording;
  /** "Qué tan probado está". */
  readonly proof: Wording;
  /** What the source leaves open or contradicts (domain §0.3), and what must stand on the card. */
  readonly flags: readonly { readonly id: string; readonly words: Wording }[];
  readonly length: Wording;
  readonly cadence: Wording;
  /** Days of the whole round, to propose dates. */
  readonly days: number;
  readonly stages: readonly CycleStage[];
  /** What else the source names: components, foci, contents. */
  readonly parts: readonly { readonly id: string; readonly words: Wording }[];
  /** Read before the first stage. */
  readonly welcome: Wording | null;
  /** How the next round begins. */
  readonly next: Wording;
  readonly hasQuickWin: boolean;
  readonly hasVision: boolean;
}

const wordingSchema = z.strictObject({
  es: z.string().check(z.minLength(1)),
  pe: z.optional(z.string().check(z.minLength(1))),
  en: z.string().check(z.minLength(1)),
});
const listed = z.array(
  z.strictObject({ id: z.string(), words: wordingSchema }),
);

/** What a file of the catalogue must be. */
export const cycleModelSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  name: wordingSchema,
  summary: wordingSchema,
  source: wordingSchema,
  proof: wordingSchema,
  flags: listed,
  length: wordingSchema,
  cadence: wordingSchema,
  days: z.number().check(z.gte(1), z.lte(800)),
  stages: z
    .array(
      z.strictObject({
        id: z.string(),
        name: wordingSchema,
        purpose: wordingSchema,
        questions: z.array(wordingSchema),
        products: z.array(wordingSchema),
        days: z.nullable(z.number().check(z.gte(1), z.lte(400))),
        skippable: z.boolean(),
        when: z.optional(z.enum(['antes', 'durante', 'después'])),
      }),
    )
    .check(z.minLength(1)),
  parts: listed,
  welcome: z.nullable(wordingSchema),
  next: wordingSchema,
  hasQuickWin: z.boolean(),
  hasVision: z.boolean(),
});

/** A stage in the words of one group, as it lies in a cycle and travels in a file. */
export interface PlainStage {
  readonly name: string;
  readonly purpose: string;
  readonly questions: readonly string[];
  readonly products: readonly string[];
  readonly days: number | null;
}

/** A model in one language: of the catalogue once chosen, of a school, or out of a file. */
export interface PlainModel {
  readonly language: Language;
  readonly name: string;
  /** Where it comes from: "DEP, Chile, 2022", or the school that made it. */
  readonly origin: string;
  /** Counts the times it was made anew from another. */
  readonly version: number;
  /** Read before the first stage, and how the next round begins; empty where the model says nothing. */
  readonly welcome: string;
  readonly next: string;
  readonly hasQuickWin: boolean;
  readonly hasVision: boolean;
  readonly days: number;
  readonly stages: readonly PlainStage[];
}

export const modelFileFormat = 'minga-modelo-de-ciclo';
/** Bytes of a file one would read at all. */
export const largestModelFile = 200_000;
export const mostStages = 40;

export type ModelFileFault =
  'too-large' | 'not-a-model' | 'newer' | 'unknown-fields' | 'has-code';

const line = z.string().check(
  z.minLength(1),
  z.refine((text) => characterCount(text) <= 200),
);
const lines = z.array(line).check(z.maxLength(20));
const modelFileSchema = z.strictObject({
  format: z.literal(modelFileFormat),
  formatVersion: z.literal(1),
  language: z.enum(['es', 'en']),
  name: line,
  origin: z.string().check(z.maxLength(200)),
  version: z.number().check(z.gte(1), z.lte(9999)),
  welcome: z.string().check(z.maxLength(1000)),
  next: z.string().check(z.maxLength(1000)),
  hasQuickWin: z.boolean(),
  hasVision: z.boolean(),
  days: z.number().check(z.gte(1), z.lte(800)),
  stages: z
    .array(
      z.strictObject({
        name: line,
        purpose: z.string().check(z.maxLength(1000)),
        questions: lines,
        products: lines,
        days: z.nullable(z.number().check(z.gte(1), z.lte(400))),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostStages)),
});

/** A model that somebody sent, read whole or not at all. */
export function readModelFile(
  text: string,
): { readonly model: PlainModel } | { readonly fault: ModelFileFault } {
  if (text.length > largestModelFile) return { fault: 'too-large' };
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return { fault: 'not-a-model' };
  }
  if (typeof stored !== 'object' || stored === null || !('format' in stored))
    return { fault: 'not-a-model' };
  if (stored.format !== modelFileFormat) return { fault: 'not-a-model' };
  if ('formatVersion' in stored && Number(stored.formatVersion) > 1)
    return { fault: 'newer' };
  // It would only ever be shown as letters; whoever put it there meant something else.
  if (/<\s*[a-z!/]|javascript:/i.test(text.replaceAll('\\u003c', '<')))
    return { fault: 'has-code' };
  const parsed = modelFileSchema.safeParse(stored);
  if (parsed.success) {
    const { format: _, formatVersion: __, ...model } = parsed.data;
    return { model };
  }
  const isUnknown = parsed.error.issues.some(
    ({ code }) => code === 'unrecognized_keys',
  );
  return { fault: isUnknown ? 'unknown-fields' : 'not-a-model' };
}

export function writeModelFile(model: PlainModel): string {
  return `${JSON.stringify({ format: modelFileFormat, formatVersion: 1, ...model }, null, 2)}\n`;
}

/** A published model as one group will have it. */
export function plainModel(
  model: CycleModel,
  say: (wording: Wording) => string,
  language: Language,
): PlainModel {
  return {
    language,
    name: say(model.name),
    origin: say(model.source),
    version: 1,
    welcome: model.welcome === null ? '' : say(model.welcome),
    next: say(model.next),
    hasQuickWin: model.hasQuickWin,
    hasVision: model.hasVision,
    days: model.days,
    stages: model.stages.map((stage) => ({
      name: say(stage.name),
      purpose: say(stage.purpose),
      questions: stage.questions.map(say),
      products: stage.products.map(say),
      days: stage.days,
    })),
  };
}
