import { type OutlineSection, type RichText, isBlankText } from '@minga/domain';

/** Unmarked words as one paragraph; nothing where there are none. */
export function paragraph(words: string): RichText {
  if (words === '') return [];
  return [
    {
      kind: 'paragraph',
      depth: 0,
      checked: false,
      runs: [{ text: words, bold: false, italic: false, href: '' }],
    },
  ];
}

/** Without the parts in which nothing is written. */
export function blankLess(
  sections: readonly OutlineSection[],
): readonly OutlineSection[] {
  return sections.filter(
    ({ text, items }) =>
      !isBlankText(text) || items.some((item) => !isBlankText(item.text)),
  );
}
