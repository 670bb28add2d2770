import { type Doc, readProblemContent } from '@minga/documents';
import { problemQuestionBank, problemQuestions } from '@minga/domain';
import type { ProblemSurroundings } from './problem.svelte.ts';

/** What a colleague would ask on reading the problem as it stands, in the order to ask. */
export function askedOf(
  doc: Doc,
  { names, say }: Pick<ProblemSurroundings, 'names' | 'say'>,
): readonly string[] {
  return problemQuestions(readProblemContent(doc), { names }).map((id) =>
    say(problemQuestionBank[id]),
  );
}
