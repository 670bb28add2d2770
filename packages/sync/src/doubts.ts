import type { Hash } from '@minga/base';
import type { StoreWrite } from '@minga/store';
import { type DocumentMeta, type Doubt, numberedKey } from './document-rows.ts';
import type { EngineContext, WaitingFrame } from './engine-context.ts';

/**
 * [P33] What nobody signed says nothing of what stands at its place: a relay may have put it there instead of the true
 * entry, or a member may have uploaded it. So it stops nothing, and the place is asked for again (asking.ts).
 */
export function isDoubted(context: EngineContext, seq: number): boolean {
  return unsigned(context).some(([, { row }]) => row.seq === seq);
}

export function isUnsigned(context: EngineContext, frameHash: Hash): boolean {
  return unsigned(context).some(([, { row }]) => row.frameHash === frameHash);
}

/** Something unsigned has come to `seq`, and the cursor is still where it was before. */
export function doubt(context: EngineContext, seq: number): void {
  const { meta, ports } = context;
  const from = seq > meta.cursor ? meta.cursor : seq - 1;
  const askAt = ports.clock.now() + soonMs;
  const fresh = { from, to: seq, askAt, waitMs: soonMs };
  context.meta = { ...meta, doubts: fewer([...meta.doubts, fresh]) };
}

/** A signed entry has come to `seq`: what was unsigned there was never in the log. `isNew`: it was not held here before. */
export function believe(
  { context, writes }: BatchOfWrites,
  seq: number,
  isNew: boolean,
): void {
  const { ports, meta } = context;
  const doubtful = unsigned(context);
  const around = isNew ? alone(meta.doubts, doubtful, seq) : null;
  const refuted = doubtful.filter(
    ([, { row }]) => row.seq === seq || row.seq === around,
  );
  for (const [number] of refuted) {
    context.waiting.delete(number);
    const key = numberedKey(ports.space, ports.doc, number);
    writes.push({ kind: 'delete', table: 'held', key });
  }
  if (refuted.length > 0) context.meta = { ...meta, doubts: standing(context) };
}

interface BatchOfWrites {
  readonly context: EngineContext;
  readonly writes: StoreWrite[];
}

/** Doubts about something that is still there. */
export function standing(context: EngineContext): readonly Doubt[] {
  const places = unsigned(context).map(([, { row }]) => row.seq);
  return context.meta.doubts.filter(({ from, to }) =>
    places.some((seq) => from < seq && seq <= to),
  );
}

/** When the next of them is to be asked about, ms; null when there is none. */
export function nextAsk({
  doubts,
  lacks,
}: Pick<DocumentMeta, 'doubts' | 'lacks'>): number | null {
  const asks = [...doubts, ...lacks].map(({ askAt }) => askAt);
  return asks.length === 0 ? null : Math.min(...asks);
}

/** The relay may have lied about the place too: the one unsigned entry of the doubt around `seq`. */
function alone(
  doubts: readonly Doubt[],
  doubtful: readonly Unsigned[],
  seq: number,
): number | null {
  const around = doubts.find(({ from, to }) => from < seq && seq <= to);
  if (around === undefined) return null;
  const inside = doubtful.filter(
    ([, { row }]) => around.from < row.seq && row.seq <= around.to,
  );
  return inside.length === 1 ? around.to : null;
}

type Unsigned = readonly [number: number, frame: WaitingFrame];

function unsigned({ meta, waiting }: EngineContext): readonly Unsigned[] {
  if (meta.doubts.length === 0) return [];
  return [...waiting].filter(
    ([, { row, noted }]) => !noted && row.incarnation === meta.incarnation,
  );
}

/** They are written with every batch: of too many the first two become one. */
function fewer(doubts: readonly Doubt[]): readonly Doubt[] {
  const [first, second, ...rest] = doubts;
  if (
    first === undefined ||
    second === undefined ||
    doubts.length <= mostDoubts
  )
    return doubts;
  const joined = {
    from: Math.min(first.from, second.from),
    to: Math.max(first.to, second.to),
    askAt: Math.min(first.askAt, second.askAt),
    waitMs: Math.max(first.waitMs, second.waitMs),
  };
  return [joined, ...rest];
}

const soonMs = 5_000;
const mostDoubts = 64;
