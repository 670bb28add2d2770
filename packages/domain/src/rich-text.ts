/** A text with its form, apart from editor and Yjs, for whatever shows, sends or prints it. */
export type RichText = readonly TextBlock[];

export interface TextBlock {
  readonly kind: 'paragraph' | 'heading' | 'bullet' | 'number' | 'check';
  /** 0 at the margin; lists within lists go up. A heading's is 0 or, for a lower one, 1. */
  readonly depth: number;
  /** Of a check only. */
  readonly checked: boolean;
  readonly runs: readonly TextRun[];
}

/** Letters that look alike. `\n` is a line broken within the block. */
export interface TextRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Empty where it is no link. */
  readonly href: string;
}

export function blockText({ runs }: TextBlock): string {
  return runs.map(({ text }) => text).join('');
}

/** One line per block. */
export function plainText(text: RichText): string {
  return text.map(blockText).join('\n');
}

export function isBlankText(text: RichText): boolean {
  return text.every((block) => blockText(block).trim() === '');
}
