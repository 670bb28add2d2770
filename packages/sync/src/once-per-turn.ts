import type { Clock } from '@minga/base';

/** Many reasons to refresh within one turn make one refresh. */
export function oncePerTurn<Key>(
  clock: Clock,
  run: (key: Key) => Promise<void>,
): (key: Key) => void {
  const waiting = new Set<Key>();
  return (key) => {
    if (waiting.has(key)) return;
    waiting.add(key);
    clock.after(0, () => {
      waiting.delete(key);
      void run(key);
    });
  };
}
