import {
  type Doc,
  type FieldPath,
  type ReflectionMode,
  type ReflectionView,
  fragmentText,
  reflectionField,
  reflectionFragment,
} from '@minga/documents';
import {
  type Instrument,
  type InstrumentPart,
  type Wording,
  answerScale,
} from '@minga/domain';

type Say = (wording: Wording) => string;

/** Where one writes: of which sentence or group, and what is asked there. */
export interface TextPlace {
  readonly field: FieldPath;
  readonly about: string;
  readonly question: string;
}

export interface WrittenText extends TextPlace {
  readonly text: string;
}

interface Words {
  readonly moment: string;
  readonly thoughts: string;
}

/** Alone, one says it of oneself. */
export function sentenceOf(
  part: InstrumentPart,
  mode: ReflectionMode,
): Wording {
  return mode === 'together' ? part.words : (part.individual ?? part.words);
}

/** With a scale each sentence has its moment; without one each group has the questions of the instrument, or a blank. */
export function textPlaces(
  instrument: Instrument,
  say: Say,
  words: Words,
): readonly TextPlace[] {
  if (answerScale(instrument) !== null)
    return instrument.groups.flatMap(({ parts }) =>
      parts.map((part) => ({
        field: reflectionField(part.id, 'words'),
        about: say(part.words),
        question: words.moment,
      })),
    );
  const questions =
    instrument.prompts.length > 0
      ? instrument.prompts.map((prompt, at) => ({
          key: `p${at}`,
          question: say(prompt),
        }))
      : [{ key: 'words', question: words.thoughts }];
  return instrument.groups.flatMap((group) =>
    questions.map(({ key, question }) => ({
      field: reflectionField(group.id, key),
      about: say(group.title),
      question,
    })),
  );
}

/** In the order of the instrument; what is blank is not in it. */
export function writtenTexts(
  doc: Doc,
  instrument: Instrument,
  say: Say,
  words: Words,
): readonly WrittenText[] {
  return textPlaces(instrument, say, words)
    .map((place) => ({ ...place, text: textAt(doc, place.field) }))
    .filter(({ text }) => text !== '');
}

/** Where she wants to grow: the sentence, or of a group without sentences its title and what she wrote there. */
export function growthLines(
  doc: Doc,
  view: ReflectionView,
  instrument: Instrument,
  say: Say,
): readonly string[] {
  return instrument.groups.flatMap((group) => {
    if (group.parts.length > 0)
      return group.parts
        .filter(({ id }) => view.has(id, 'grow'))
        .map((part) => say(sentenceOf(part, view.mode)));
    if (!view.has(group.id, 'grow')) return [];
    const written = textAt(doc, reflectionField(group.id, 'words'));
    return [
      written === ''
        ? say(group.title)
        : `${say(group.title)}: ${written.replaceAll('\n', ' ')}`,
    ];
  });
}

function textAt(doc: Doc, field: FieldPath): string {
  const fragment = reflectionFragment(doc, field);
  return fragment === null ? '' : fragmentText(fragment).trim();
}
