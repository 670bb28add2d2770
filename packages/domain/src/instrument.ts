import * as z from 'zod/mini';

/**
 * A way of looking at oneself, as data (domain §3): published ones lie in `catalogue/instruments`, a group may make its own of
 * them. Nothing in it counts: a step of a scale is a place with a name, and its order is only the order in which it is drawn.
 */
const longestPart = 600;
const id = z.string().check(z.regex(/^[A-Z0-9][A-Za-z0-9-]{1,39}$/));
const text = z.string().check(z.minLength(1), z.maxLength(longestPart));
const wordingSchema = z.strictObject({
  es: text,
  en: text,
  pe: z.exactOptional(text),
});

const stepSchema = z.strictObject({
  id,
  name: wordingSchema,
  /** Another name under which the sources know it. */
  alias: z.optional(wordingSchema),
  about: z.optional(wordingSchema),
  signs: z.optional(z.array(wordingSchema).check(z.maxLength(12))),
});

const scaleSchema = z.strictObject({
  id,
  title: wordingSchema,
  source: text,
  /** True: steps, each further than the one before, drawn as steps. False: facets, never a ladder. */
  ordered: z.boolean(),
  /** Of which capacity, where it is of one. */
  capacity: z.optional(id),
  note: z.optional(wordingSchema),
  steps: z.array(stepSchema).check(z.minLength(2), z.maxLength(12)),
});

const partSchema = z.strictObject({
  id,
  /** As a group says it, or the only way. */
  words: wordingSchema,
  /** As one person says it of herself. */
  individual: z.optional(wordingSchema),
  /** The same sentence stands there too: asked once, and it belongs to both. */
  sameAs: z.optional(id),
  /** Where it may show beyond what a person or a group does. */
  organisational: z.optional(z.boolean()),
  /** In no source: ours. */
  added: z.optional(z.boolean()),
  /** What each step of the scale looks like in this part. */
  descriptors: z.optional(z.record(z.string(), wordingSchema)),
});

const groupSchema = z.strictObject({
  id,
  title: wordingSchema,
  about: z.optional(wordingSchema),
  parts: z.array(partSchema).check(z.maxLength(60)),
  /** In culture and structures, when what people do has come to live there. */
  signals: z.optional(z.array(partSchema).check(z.maxLength(20))),
  /** What one sees of it at each stage. */
  descriptors: z.optional(z.record(z.string(), wordingSchema)),
});

export const instrumentSchema = z.strictObject({
  id,
  version: z.int().check(z.positive()),
  title: wordingSchema,
  about: wordingSchema,
  source: text,
  /** Whose answers are: of the group; of the person alone; of the pair about itself. */
  whose: z.enum(['group', 'person', 'pair']),
  /** Names or pairing are our reading of the source, and the screen says so. */
  inferred: z.boolean(),
  prompts: z.array(wordingSchema).check(z.maxLength(12)),
  groups: z.array(groupSchema).check(z.maxLength(24)),
  scales: z.array(scaleSchema).check(z.maxLength(12)),
});

export type Instrument = z.infer<typeof instrumentSchema>;
export type InstrumentGroup = Instrument['groups'][number];
export type InstrumentPart = InstrumentGroup['parts'][number];
export type Scale = Instrument['scales'][number];
export type ScaleStep = Scale['steps'][number];
