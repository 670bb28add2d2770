/** One task after another, in the order they were asked for. */
export interface Turns {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run(task) {
      waiting++;
      const result = last.then(task).finally(() => {
        waiting--;
      });
      last = result.catch(() => undefined);
      return result;
    },
    async idle() {
      while (waiting > 0) await last;
    },
  };
}
