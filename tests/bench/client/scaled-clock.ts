import { type Clock, systemClock } from '@minga/base';

/** Time that goes faster: what a client does in a minute takes it a second, while the network stays what it is. */
export function scaledClock(speed: number): Clock {
  const startedAt = systemClock.now();
  const realStart = performance.now();
  return {
    now: () => Math.round(startedAt + (performance.now() - realStart) * speed),
    after: (ms, task) => systemClock.after(ms / speed, task),
  };
}
