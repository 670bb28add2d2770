import { type RichText, isBlankText } from './rich-text.ts';

/** What a record says, in order, for whatever shows it: paper, DOCX, a message. Parts without words are not in it. */
export interface Outline {
  readonly title: string;
  /** Short facts under the title: its status, where it came from. */
  readonly facts: readonly string[];
  readonly sections: readonly OutlineSection[];
}

export interface OutlineSection {
  readonly id: string;
  readonly title: string;
  readonly text: RichText;
  readonly items: readonly OutlineItem[];
}

export interface OutlineItem {
  /** 0 at the margin; a cause of a cause goes up. */
  readonly depth: number;
  readonly text: RichText;
  /** Said beside it: who, by when, which capacity. */
  readonly notes: readonly string[];
}

export function withoutEmpty(
  sections: readonly OutlineSection[],
): readonly OutlineSection[] {
  return sections.flatMap((section) => {
    const items = section.items.filter(
      ({ text, notes }) => !isBlankText(text) || notes.length > 0,
    );
    const isEmpty = isBlankText(section.text) && items.length === 0;
    return isEmpty ? [] : [{ ...section, items }];
  });
}
