import type { DocumentId, Result } from '@minga/base';
import { type RoundStart, startRound } from '@minga/documents';
import { publishedInstruments } from '@minga/domain';
import type { MingaError } from '@minga/sync';
import type { Group } from '#lib/group/group.svelte.ts';
import { getRoundsMessages } from '#lib/messages/rounds.ts';

/** `about`: a problem or a cycle; without one it is about the group as such. What is not said of an instrument is ours, as published. */
export function startRoundIn(
  group: Group,
  start: Partial<RoundStart>,
): Promise<Result<DocumentId, MingaError>> {
  const { about } = start;
  return group.addDocument(
    'round',
    getRoundsMessages().titleOf(new Date()),
    (doc, createdAt) =>
      startRound(doc, {
        instrument: 'CAPACIDADES',
        instrumentHash: publishedInstruments.CAPACIDADES,
        ...(group.isNotebook ? { level: 'NIV-IND' as const } : {}),
        ...start,
        createdAt,
      }),
    about,
  );
}
