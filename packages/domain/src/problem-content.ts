import type {
  CapacityId,
  CauseAspect,
  CauseSource,
  NeedSourceId,
  ProblemStatus,
  ProblemTextKey,
  StandardFramework,
} from './problem.ts';
import type { RichText } from './rich-text.ts';

/** A problem as it stands, without its history and without Yjs: what is asked about, sent, printed and copied. */
export interface ProblemContent {
  /** Empty while there is none. Of several that nobody has chosen among, all, with " / " between. */
  readonly title: string;
  readonly status: ProblemStatus | null;
  readonly origin: readonly NeedSourceId[];
  readonly texts: Readonly<Record<ProblemTextKey, RichText>>;
  readonly causes: readonly CauseContent[];
  readonly trials: readonly TrialContent[];
  readonly references: readonly ReferenceContent[];
}

export interface CauseContent {
  readonly text: RichText;
  readonly aspect: readonly CauseAspect[];
  readonly source: CauseSource | null;
  readonly chosen: boolean;
  readonly children: readonly CauseContent[];
}

export interface TrialContent {
  readonly what: RichText;
  readonly responsible: string;
  /** yyyy-mm-dd; two that stand side by side are both here. */
  readonly due: readonly string[];
  readonly whosePracticeChanges: string;
  readonly capacity: readonly CapacityId[];
}

export interface ReferenceContent {
  readonly framework: StandardFramework | null;
  readonly code: string;
  readonly dimension: string;
  readonly subdimension: string;
  readonly text: string;
}

/** In the order they are read, with how deep each lies. */
export function causesInOrder(
  causes: readonly CauseContent[],
  depth = 0,
): readonly { readonly cause: CauseContent; readonly depth: number }[] {
  return causes.flatMap((cause) => [
    { cause, depth },
    ...causesInOrder(cause.children, depth + 1),
  ]);
}
