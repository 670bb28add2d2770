import type { Clock } from '@minga/base';

/** Stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Runs what is due on the way, in order; between two tasks promises get their turn. */
  advance(ms: number): Promise<void>;
  /** The person sets the clock of the device; what was to come after some time still does. */
  set(now: number): void;
  readonly pending: number;
}

interface Task {
  readonly at: number;
  readonly run: () => void;
}

export function manualClock(start = 1_700_000_000_000): ManualClock {
  let elapsed = 0;
  let offset = start;
  const tasks = new Set<Task>();
  const nextUntil = (end: number): Task | undefined =>
    [...tasks]
      .filter(({ at }) => at <= end)
      .reduce<Task | undefined>(
        (first, task) =>
          first === undefined || task.at < first.at ? task : first,
        undefined,
      );
  return {
    now: () => offset + elapsed,
    after(ms, run) {
      // Whole milliseconds, as every clock tells them.
      const task = { at: elapsed + Math.ceil(ms), run };
      tasks.add(task);
      return () => {
        tasks.delete(task);
      };
    },
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      for (let task = nextUntil(end); task; task = nextUntil(end)) {
        tasks.delete(task);
        elapsed = Math.max(elapsed, task.at);
        task.run();
        await settle();
      }
      elapsed = end;
    },
    set(now) {
      offset = now - elapsed;
    },
    get pending() {
      return tasks.size;
    },
  };
}

/** WebCrypto answers from other threads, one of which a busy machine may hold up for long: so it is counted, not timed. */
const asked = { now: 0 };
const { prototype } = SubtleCrypto;
for (const name of [
  'sign',
  'verify',
  'encrypt',
  'decrypt',
  'digest',
  'deriveBits',
  'deriveKey',
  'importKey',
  'exportKey',
  'generateKey',
] as const) {
  const ask = Reflect.get(prototype, name) as (
    this: SubtleCrypto,
    ...args: unknown[]
  ) => Promise<unknown>;
  Object.assign(prototype, {
    async [name](this: SubtleCrypto, ...args: unknown[]): Promise<unknown> {
      asked.now += 1;
      try {
        return await ask.apply(this, args);
      } finally {
        asked.now -= 1;
      }
    },
  });
}

/** Until nothing moves any more: so many turns of the event loop in which nothing is asked of WebCrypto. */
export async function settle(rounds = 8): Promise<void> {
  for (let quiet = 0; quiet < 2 * rounds; quiet++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (asked.now > 0) quiet = 0;
  }
}
