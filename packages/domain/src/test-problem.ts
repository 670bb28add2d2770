import type {
  CauseContent,
  ProblemContent,
  TrialContent,
} from './problem-content.ts';
import { type ProblemTextKey, problemTextKeys } from './problem.ts';
import type { RichText } from './rich-text.ts';

/** For tests: plain paragraphs, one per line. */
export function lines(text: string): RichText {
  if (text === '') return [];
  return text.split('\n').map((line) => ({
    kind: 'paragraph',
    depth: 0,
    checked: false,
    runs: [{ text: line, bold: false, italic: false, href: '' }],
  }));
}

export function problemOf(
  written: Partial<Record<ProblemTextKey, string>> = {},
  rest: Partial<Omit<ProblemContent, 'texts'>> = {},
): ProblemContent {
  const texts = Object.fromEntries(
    problemTextKeys.map((key) => [key, lines(written[key] ?? '')]),
  ) as Record<ProblemTextKey, RichText>;
  return {
    title: '',
    status: null,
    origin: [],
    causes: [],
    trials: [],
    references: [],
    ...rest,
    texts,
  };
}

export function causeOf(
  text: string,
  rest: Partial<CauseContent> = {},
): CauseContent {
  return {
    text: lines(text),
    aspect: [],
    source: null,
    chosen: false,
    children: [],
    ...rest,
  };
}

export function trialOf(
  what: string,
  rest: Partial<TrialContent> = {},
): TrialContent {
  return {
    what: lines(what),
    responsible: '',
    due: [],
    whosePracticeChanges: '',
    capacity: [],
    ...rest,
  };
}
