import type { Observable, SpaceView } from '@minga/sync';

export interface Watched<T = SpaceView> {
  readonly now: T;
  stop(): void;
}

/** The present value, for those who look now and then. */
export function watch<T>(observable: Observable<T>): Watched<T> {
  const seen: T[] = [];
  const stop = observable.subscribe((value) => {
    seen[0] = value;
  });
  return {
    get now() {
      const [value] = seen;
      if (value === undefined) throw new Error('an observable tells at once');
      return value;
    },
    stop,
  };
}
