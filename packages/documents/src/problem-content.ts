import {
  type ProblemContent,
  type ProblemTextKey,
  type RichText,
  problemTextKeys,
} from '@minga/domain';
import type * as Y from 'yjs';
import { fragmentBlocks } from './fragment-blocks.ts';
import type { FieldPath } from './presence.ts';
import {
  type CauseView,
  causeField,
  problemFragment,
  readProblem,
  trialField,
} from './problem-document.ts';
import { type RegisterReading, settledValue } from './register.ts';

/** The problem as it stands now, for questions, messages, print and stories. Never throws, never writes. */
export function readProblemContent(doc: Y.Doc): ProblemContent {
  const view = readProblem(doc);
  const blocks = (field: FieldPath): RichText => {
    const fragment = problemFragment(doc, field);
    return fragment === null ? [] : fragmentBlocks(fragment);
  };
  const toCause = (cause: CauseView): ProblemContent['causes'][number] => ({
    text: blocks(causeField(cause.id)),
    aspect: cause.aspect,
    source: settledValue(cause.source),
    chosen: settledValue(cause.chosen) === true,
    children: cause.children.map(toCause),
  });
  return {
    title: standing(view.title).join(' / '),
    status: settledValue(view.status),
    origin: view.origin,
    texts: Object.fromEntries(
      problemTextKeys.map((key) => [key, blocks(key)]),
    ) as Record<ProblemTextKey, RichText>,
    causes: view.causes.map(toCause),
    trials: view.trials.map((trial) => ({
      what: blocks(trialField(trial.id)),
      responsible: standing(trial.responsible).join(' / '),
      due: standing(trial.due),
      whosePracticeChanges: standing(trial.whosePracticeChanges).join(' / '),
      capacity: trial.capacity,
    })),
    references: view.references.map(({ framework, lines }) => ({
      framework: settledValue(framework),
      code: standing(lines.code).join(' / '),
      dimension: standing(lines.dimension).join(' / '),
      subdimension: standing(lines.subdimension).join(' / '),
      text: standing(lines.text).join('\n'),
    })),
  };
}

/** What was written, with both sides of what nobody has decided: it is for people to read. */
function standing(reading: RegisterReading<string>): readonly string[] {
  return reading.values.flatMap(({ value }) => value ?? []);
}
