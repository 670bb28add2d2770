/** Days a thing stays in the trash before it is no longer offered there. */
export const trashDays = 30;

/**
 * What of a problem may go to another group, part by part. `trials` and `causes` go without `people` (who answers for it,
 * whose practice changes) and without `ownPart` (causes marked as our part, what we believe, what we do).
 */
export const shareParts = [
  'repeats',
  'hindersLearning',
  'strengths',
  'causes',
  'desired',
  'trials',
  'need',
  'affects',
  'knownBy',
  'ownPart',
  'people',
  'origin',
  'didNotWork',
  'changed',
  'usedAgain',
  'references',
  'status',
] as const;
export type SharePart = (typeof shareParts)[number];

/**
 * What is ticked when somebody begins to share (domain §6). Not: how we know it (evidence may show a person), our own part and
 * what did not work (P-12: errors come out only by their author's act), names, our diagnoses, where we stand (P-06).
 */
export const sharedByDefault: readonly SharePart[] = [
  'repeats',
  'hindersLearning',
  'strengths',
  'causes',
  'desired',
  'trials',
];
