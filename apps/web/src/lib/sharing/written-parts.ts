import {
  type ProblemContent,
  type SharePart,
  causesInOrder,
  isBlankText,
  shareParts,
} from '@minga/domain';

/** What there is to choose among: the parts in which something is written. */
export function writtenParts(content: ProblemContent): readonly SharePart[] {
  return shareParts.filter((part) => isWritten(content, part));
}

/** Of them, those that a choice still leaves open: our own part goes within causes, names within trials. */
export function offeredParts(
  written: readonly SharePart[],
  chosen: readonly SharePart[],
): readonly SharePart[] {
  return written.filter(
    (part) =>
      (part !== 'ownPart' || chosen.includes('causes')) &&
      (part !== 'people' || chosen.includes('trials')),
  );
}

function isWritten(
  { texts, causes, trials, origin, references, status }: ProblemContent,
  part: SharePart,
): boolean {
  switch (part) {
    case 'causes':
      return causes.length > 0;
    case 'ownPart':
      return causesInOrder(causes).some(({ cause }) => cause.aspect.length > 0);
    case 'trials':
      return trials.some(
        ({ what, due }) => !isBlankText(what) || due.length > 0,
      );
    case 'people':
      return trials.some(
        ({ responsible, whosePracticeChanges }) =>
          responsible !== '' || whosePracticeChanges !== '',
      );
    case 'origin':
      return origin.length > 0;
    case 'references':
      return references.length > 0;
    case 'status':
      return status !== null;
    default:
      return !isBlankText(texts[part]);
  }
}
