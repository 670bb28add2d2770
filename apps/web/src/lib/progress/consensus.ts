import type { DocumentId } from '@minga/base';
import {
  type Doc,
  fragmentText,
  readRound,
  roundField,
  roundFragment,
  settledValue,
} from '@minga/documents';
import { type ProgressPoint, type RoundTextKey } from '@minga/domain';

/** A point with what the group wrote beside it. */
export interface Consensus extends ProgressPoint {
  readonly round: DocumentId;
  readonly texts: Readonly<Record<RoundTextKey, string>>;
  readonly grow: boolean;
}

/**
 * What one round came to, of each capacity that was closed. Reads what was agreed together and nothing else: envelopes, charters
 * and keys lie in the same document, and no screen, paper or file of progress may know them.
 */
export function consensusOf(doc: Doc, round: DocumentId): readonly Consensus[] {
  const view = readRound(doc);
  const text = (capacity: string, key: RoundTextKey): string => {
    const fragment = roundFragment(doc, roundField(capacity, key));
    return fragment === null ? '' : fragmentText(fragment).trim();
  };
  return view.focus.flatMap((capacity): readonly Consensus[] => {
    const end = settledValue(capacity.end);
    const stage = settledValue(capacity.stage);
    if (end === null || (stage === null && end !== 'sin_acuerdo')) return [];
    return [
      {
        round,
        at: view.createdAt ?? 0,
        capacity: capacity.id,
        level: view.level,
        instrumentHash: view.instrumentHash,
        stage: end === 'sin_acuerdo' ? null : stage,
        end,
        grow: settledValue(capacity.grow) === true,
        texts: {
          strengths: text(capacity.id, 'strengths'),
          shows: text(capacity.id, 'shows'),
          next: text(capacity.id, 'next'),
          reservations: text(capacity.id, 'reservations'),
        },
      },
    ];
  });
}
