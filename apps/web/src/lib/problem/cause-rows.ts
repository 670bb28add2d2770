import type { CauseView, Ulid } from '@minga/documents';

export type CauseMove = 'up' | 'down' | 'inward' | 'outward';

/** A cause as it stands on the page: one row after the other, so that moving one never makes its field anew. */
export interface CauseRow extends Pick<CauseView, 'aspect' | 'chosen'> {
  readonly id: Ulid;
  /** "2.1" */
  readonly place: string;
  readonly depth: number;
  readonly parent: Ulid | null;
  /** Among its siblings. */
  readonly index: number;
  readonly isLast: boolean;
}

export function causeRows(
  causes: readonly CauseView[],
  above: CauseRow | null = null,
): readonly CauseRow[] {
  return causes.flatMap((cause, index) => {
    const row: CauseRow = {
      id: cause.id,
      aspect: cause.aspect,
      chosen: cause.chosen,
      place: `${above === null ? '' : `${above.place}.`}${index + 1}`,
      depth: above === null ? 0 : above.depth + 1,
      parent: above?.id ?? null,
      index,
      isLast: index === causes.length - 1,
    };
    return [row, ...causeRows(cause.children, row)];
  });
}
