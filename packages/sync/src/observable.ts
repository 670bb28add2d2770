import type { Observable } from './api.ts';

export interface Writable<T> extends Observable<T> {
  readonly value: T;
  set(value: T): void;
}

/** A value that tells its subscribers when it changes. */
export function writable<T>(initial: T): Writable<T> {
  let value = initial;
  // One object for each subscription: the same function may subscribe twice.
  const subscriptions = new Set<{ readonly run: (value: T) => void }>();
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      for (const one of [...subscriptions]) {
        // A subscriber may set again or end another's subscription: nobody is told an old value last.
        if (subscriptions.has(one)) one.run(value);
      }
    },
    subscribe(run) {
      const one = { run };
      subscriptions.add(one);
      run(value);
      return () => {
        subscriptions.delete(one);
      };
    },
  };
}
