import type { Clock } from '@minga/base';

/** Resolves with `task`, or when it has taken so long. */
export async function atMost(
  clock: Clock,
  ms: number,
  task: Promise<void>,
): Promise<void> {
  let cancel: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  await Promise.race([task, enough]);
  cancel();
}
