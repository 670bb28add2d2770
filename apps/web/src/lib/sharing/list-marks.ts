import type { RichText, TextBlock } from '@minga/domain';

export interface MarkedBlock {
  readonly block: TextBlock;
  /** What stands before it: "•", "2.", "☑"; empty for a paragraph. */
  readonly mark: string;
}

/** A list goes on below what is indented in it, and begins anew after a line at its own margin. */
export function withMarks(text: RichText): readonly MarkedBlock[] {
  const counts: number[] = [];
  return text.map((block) => {
    const { kind, depth } = block;
    const isNumber = kind === 'number';
    const number = isNumber ? (counts[depth] ?? 0) + 1 : 0;
    counts.length = depth;
    if (isNumber) counts[depth] = number;
    return { block, mark: markOf(block, number) };
  });
}

function markOf({ kind, checked }: TextBlock, number: number): string {
  switch (kind) {
    case 'paragraph':
    case 'heading':
      return '';
    case 'bullet':
      return '•';
    case 'number':
      return `${number}.`;
    case 'check':
      return checked ? '☑' : '☐';
  }
}
