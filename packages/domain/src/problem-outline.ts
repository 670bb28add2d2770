import {
  outlineTitles,
  outlineWords,
  storyTitles,
} from './catalogue/outline-words.ts';
import {
  capacityWords,
  causeAspectWords,
  causeSourceWords,
  problemStatusWords,
} from './catalogue/problem-model.ts';
import { type Outline, type OutlineItem, withoutEmpty } from './outline.ts';
import {
  type ProblemContent,
  type ReferenceContent,
  causesInOrder,
} from './problem-content.ts';
import { needSources } from './problem.ts';
import type { RichText } from './rich-text.ts';
import type { Country } from './space.ts';
import { type Language, type Wording, wordsIn } from './wording.ts';

export interface Speech {
  readonly language: Language;
  readonly country: Country;
}

export interface OutlineOptions extends Speech {
  /** Who answers for a trial and whose practice changes. */
  readonly people: boolean;
}

/** The whole problem: what is printed and what a DOCX holds. */
export function problemOutline(
  content: ProblemContent,
  options: OutlineOptions,
): Outline {
  const say = speaker(options);
  const { texts, status, origin } = content;
  const text = (id: keyof typeof texts) => ({
    id,
    title: say(outlineTitles[id]),
    text: texts[id],
    items: [],
  });
  const items = (
    id: 'causes' | 'trials' | 'references',
    found: readonly OutlineItem[],
  ) => ({ id, title: say(outlineTitles[id]), text: [], items: found });
  const sources = needSources.filter(({ id }) => origin.includes(id)).map(say);
  return {
    title: content.title || say(outlineWords.untitled),
    facts: [
      ...(status === null ? [] : [say(problemStatusWords[status])]),
      ...(sources.length === 0
        ? []
        : [`${say(outlineWords.comesFrom)} ${sources.join(' · ')}`]),
    ],
    sections: withoutEmpty([
      text('repeats'),
      text('knownBy'),
      text('need'),
      text('hindersLearning'),
      text('affects'),
      text('strengths'),
      items('causes', causeItems(content, options)),
      text('desired'),
      items('trials', trialItems(content, options)),
      text('didNotWork'),
      text('changed'),
      text('usedAgain'),
      items('references', content.references.map(referenceItem)),
    ]),
  };
}

/** "Queda así": what was agreed, short enough to be read on the way to a lesson. */
export function agreedOutline(
  content: ProblemContent,
  options: OutlineOptions,
): Outline {
  const { title, sections } = problemOutline(content, options);
  const agreed = ['repeats', 'desired', 'trials'];
  return {
    title,
    facts: [],
    sections: sections.filter(({ id }) => agreed.includes(id)),
  };
}

/** One page for others: what was happening, what was tried, what did not work, what changed. Nothing is stored apart: it is the problem, told. */
export function storyOutline(
  content: ProblemContent,
  options: OutlineOptions,
): Outline {
  const say = speaker(options);
  const { texts } = content;
  const section = (
    id: keyof typeof storyTitles,
    text: RichText,
    items: readonly OutlineItem[] = [],
  ) => ({ id, title: say(storyTitles[id]), text, items });
  return {
    title: content.title || say(outlineWords.story),
    facts: [],
    sections: withoutEmpty([
      section('happened', [...texts.repeats, ...texts.hindersLearning]),
      section('tried', [], trialItems(content, options, { plans: false })),
      section('didNotWork', texts.didNotWork),
      section('changed', texts.changed),
      section('usedAgain', texts.usedAgain),
    ]),
  };
}

/** A day as people say it: "15 de abril". */
export function sayDay(isoDay: string, { language }: Speech): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${isoDay}T00:00:00Z`));
}

function trialItems(
  { trials }: ProblemContent,
  options: OutlineOptions,
  { plans } = { plans: true },
): readonly OutlineItem[] {
  const say = speaker(options);
  return trials.map(({ what, responsible, due, ...trial }) => {
    const days = due
      .map((day) => sayDay(day, options))
      .join(` ${say(outlineWords.or)} `);
    const when = plans && days !== '' ? `${say(outlineWords.by)} ${days}` : '';
    const who = options.people ? responsible : '';
    const whose = options.people ? trial.whosePracticeChanges : '';
    const grows = trial.capacity.map((id) => say(capacityWords[id].name));
    return {
      depth: 0,
      text: what,
      notes: [
        [who, when].filter(Boolean).join(', '),
        whose && `${say(outlineWords.practiceOf)}: ${whose}`,
        grows.length > 0
          ? `${say(outlineWords.grows)}: ${grows.join(', ')}`
          : '',
      ].filter(Boolean),
    };
  });
}

function causeItems(
  { causes }: ProblemContent,
  speech: Speech,
): readonly OutlineItem[] {
  const say = speaker(speech);
  return causesInOrder(causes).map(({ cause, depth }) => ({
    depth,
    text: cause.text,
    notes: [
      ...cause.aspect.map((aspect) => say(causeAspectWords[aspect])),
      ...(cause.source === null ? [] : [say(causeSourceWords[cause.source])]),
      ...(cause.chosen ? [say(outlineWords.chosen)] : []),
    ],
  }));
}

function referenceItem(reference: ReferenceContent): OutlineItem {
  const { framework, code, dimension, subdimension, text } = reference;
  const name = [framework ?? '', code].filter(Boolean).join(' ');
  const line = [name, dimension, subdimension].filter(Boolean).join(' · ');
  return {
    depth: 0,
    text: [line, text].filter(Boolean).map((words) => ({
      kind: 'paragraph',
      depth: 0,
      checked: false,
      runs: [{ text: words, bold: false, italic: false, href: '' }],
    })),
    notes: [],
  };
}

function speaker({ language, country }: Speech) {
  return (wording: Wording): string => wordsIn(wording, language, country);
}
