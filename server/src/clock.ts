import type { Clock } from '@minga/base';

/** A clock whose pending tasks end with the relay that set them. */
export interface RelayClock extends Clock {
  /** Again and again, every `ms`. */
  every(ms: number, task: () => void): void;
  stop(): void;
}

export function createRelayClock(clock: Clock): RelayClock {
  const cancels = new Set<() => void>();
  const after = (ms: number, task: () => void): (() => void) => {
    const stop = clock.after(ms, () => {
      cancels.delete(cancel);
      task();
    });
    const cancel = () => {
      cancels.delete(cancel);
      stop();
    };
    cancels.add(cancel);
    return cancel;
  };
  const every = (ms: number, task: () => void): void => {
    after(ms, () => {
      task();
      every(ms, task);
    });
  };
  return {
    now: () => clock.now(),
    after,
    every,
    stop() {
      for (const cancel of cancels) cancel();
    },
  };
}
