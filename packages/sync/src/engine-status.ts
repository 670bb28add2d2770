import type { DocumentMeta, HeldCode } from './document-rows.ts';
import { nextAsk } from './doubts.ts';
import type { EngineContext } from './engine-context.ts';
import type {
  DocumentPlace,
  EngineStatus,
  HeldFrame,
  QuarantinedFrame,
} from './engine-ports.ts';
import { isWithheld } from './lacks.ts';
import { isOpen } from './own-frames.ts';

export function statusOf(
  context: EngineContext,
  unsent: number,
  atHead: boolean,
): EngineStatus {
  const sent = [...context.sent.values()];
  const held: Partial<Record<HeldCode, number>> = {};
  // Of what was written here too: on this device, and not to be seen until what it stands on is there.
  let setAside = context.stranded.length;
  let quarantined = 0;
  for (const { row } of context.waiting.values()) {
    const { reason } = row;
    if (reason.kind === 'held')
      held[reason.code] = (held[reason.code] ?? 0) + 1;
    else if (reason.kind === 'set-aside') setAside++;
    // [E29] Told of apart: it is not broken, and somebody may adopt it.
    else if (reason.code !== 'beyond-cut') quarantined++;
  }
  return {
    unsent,
    unacknowledged: sent.filter(isOpen).length,
    refused: sent.filter((one) => !isOpen(one)).length,
    setAside,
    held,
    quarantined,
    beyondRight: quarantinedFrames(context).flatMap(({ device, code }) =>
      code === 'no-right' && device !== null ? [device] : [],
    ),
    isWithheld: atHead && isWithheld(context),
    atHead,
    cursor: context.meta.cursor,
    duplicated: [...context.book.chains]
      .filter(([, chain]) => chain.duplicated)
      .map(([device]) => device),
  };
}

export function placeOf(meta: DocumentMeta): DocumentPlace {
  const { logId, cursor, last, offered, incarnation } = meta;
  return {
    logId,
    cursor,
    last,
    isOffered: offered === incarnation,
    asksAt: nextAsk(meta),
  };
}

export function quarantinedFrames(
  context: EngineContext,
): readonly QuarantinedFrame[] {
  return [...context.waiting.values()].flatMap(({ row }) =>
    row.reason.kind === 'quarantined'
      ? [
          {
            device: row.device,
            frameHash: row.frameHash,
            code: row.reason.code,
          },
        ]
      : [],
  );
}

export function heldFrames(context: EngineContext): readonly HeldFrame[] {
  return [...context.waiting.values()].flatMap(({ row }) =>
    row.reason.kind === 'quarantined'
      ? []
      : [
          {
            device: row.device,
            frameHash: row.frameHash,
            reason: row.reason,
          },
        ],
  );
}
