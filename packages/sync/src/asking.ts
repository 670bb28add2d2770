import type { Doubt, NextAsk } from './document-rows.ts';
import { nextAsk, standing } from './doubts.ts';
import type { EngineContext } from './engine-context.ts';
import { placeBefore, standingLacks } from './lacks.ts';

/**
 * [P33], [P34] Asks for what may be missing, each time after twice the wait: what a member made up costs next to nothing,
 * and what a relay kept back comes once it is honest.
 */
export interface Asking {
  /** Asks for what is due, and waits for what will be. To be said at the log's head and after every batch. */
  look(): void;
  stop(): void;
}

const longMs = 60_000;

export function createAsking(
  context: EngineContext,
  isAtHead: () => boolean,
): Asking {
  const { ports, turns } = context;
  let isAsking = false;
  let cancel: () => void = () => undefined;

  const ask = async (): Promise<void> => {
    const now = ports.clock.now();
    const doubts = standing(context);
    const lacks = standingLacks(context);
    const later = <Ask extends NextAsk>(one: Ask): Ask =>
      isDue(one, now) ? put(one, now) : one;
    context.meta = {
      ...context.meta,
      doubts: doubts.map(later),
      lacks: lacks.map(later),
    };
    const lacking = lacks.filter((one) => isDue(one, now));
    const from = await placeBefore(context, lacking);
    if (!(await context.commit([])) || !isAtHead()) return;
    const { cursor } = context.meta;
    const due = joined([
      ...doubts.filter((one) => isDue(one, now)),
      ...(from < cursor ? [{ from, to: cursor }] : []),
    ]);
    for (const range of due) ports.fetch(range.from, range.to);
    if (lacking.length > 0) ports.resubscribe(cursor);
    ports.events.changed();
  };
  const look = (): void => {
    cancel();
    const { meta } = context;
    const next = nextAsk(meta);
    if (next === null || isAsking || !isAtHead() || context.isStopped()) return;
    const now = ports.clock.now();
    if (![...meta.doubts, ...meta.lacks].some((one) => isDue(one, now))) {
      cancel = ports.clock.after(next - now, look);
      return;
    }
    isAsking = true;
    void turns.run(ask).finally(() => {
      isAsking = false;
      look();
    });
  };
  return {
    look,
    stop() {
      cancel();
    },
  };
}

/** Or the clock has been set back since. */
function isDue({ askAt, waitMs }: NextAsk, now: number): boolean {
  return askAt <= now || askAt - now > waitMs;
}

function put<Ask extends NextAsk>(one: Ask, now: number): Ask {
  const waitMs = Math.max(longMs, 2 * one.waitMs);
  return { ...one, askAt: now + waitMs, waitMs };
}

type Range = Pick<Doubt, 'from' | 'to'>;

/** What lies side by side is asked for at once. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const whole: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}
