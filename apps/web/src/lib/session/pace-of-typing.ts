/** Somebody who pauses so long does not type just now. */
const pauseMs = 400;
/** What others write waits no longer than this. */
const longestMs = 150;

/**
 * Runs what would make the next letter wait when it makes none wait: at once while nobody types here, else right after a
 * letter has been drawn, when the next one is farthest away.
 */
export function paceOfTyping(clock: {
  now(): number;
}): (task: () => void) => void {
  const waiting: (() => void)[] = [];
  let typedAt = Number.NEGATIVE_INFINITY;
  const runAll = (): void => {
    for (const task of waiting.splice(0)) task();
  };
  addEventListener(
    'input',
    () => {
      typedAt = clock.now();
      if (waiting.length > 0)
        requestAnimationFrame(() => setTimeout(runAll, 0));
    },
    true,
  );
  return (task) => {
    if (clock.now() - typedAt > pauseMs) {
      task();
      return;
    }
    if (waiting.length === 0) setTimeout(runAll, longestMs);
    waiting.push(task);
  };
}
