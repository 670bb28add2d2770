import type { Clock } from '@minga/base';

export interface FastClock extends Clock {
  stop(): void;
}

/** Real milliseconds between two steps of a clock; what is due in between waits for the next. */
const stepMs = 2;

/**
 * Runs `times` faster than the wall, and `skewMs` wrong. It goes in steps that count the same however long they took, so
 * that on a machine with much to do time passes more slowly, and patience does not run out for lack of a processor.
 */
export function fastClock(times: number, skewMs = 0): FastClock {
  const began = Date.now() + skewMs;
  let steps = 0;
  let order = 0;
  const tasks = new Map<
    number,
    { readonly at: number; readonly run: () => void }
  >();
  const step = (): void => {
    steps += 1;
    const due = [...tasks].filter(([, { at }]) => at <= steps);
    for (const [name, { run }] of due.sort(
      ([a, x], [b, y]) => x.at - y.at || a - b,
    )) {
      // One that ran before may have cancelled it.
      if (tasks.delete(name)) run();
    }
  };
  const ticking = setInterval(step, stepMs);
  ticking.unref();
  return {
    now: () => began + steps * stepMs * times,
    after(ms, run) {
      const name = (order += 1);
      const at = steps + Math.max(1, Math.ceil(ms / times / stepMs));
      tasks.set(name, { at, run });
      return () => {
        tasks.delete(name);
      };
    },
    stop() {
      clearInterval(ticking);
      tasks.clear();
    },
  };
}
