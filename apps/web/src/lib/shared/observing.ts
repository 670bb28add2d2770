import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';

export interface Observed<T> {
  readonly current: T;
}

/**
 * What lives elsewhere (a Yjs document, a store of the sync) as something components follow: read anew whenever it has
 * changed, never copied. Read it inside `$derived` or a template.
 */
export function observing<T>(
  read: () => T,
  observe: (changed: () => void) => () => void,
): Observed<T> {
  const follow = createSubscriber((changed) =>
    // A field that leaves the page while it has the focus tells so in the midst of Svelte's own update of the page.
    observe(() => untrack(changed)),
  );
  return {
    get current() {
      follow();
      return read();
    },
  };
}

interface Source<T> {
  subscribe(run: (value: T) => void): () => void;
}

/** The same for an observable, which tells its present value on subscribing. */
export function latest<T>(source: Source<T>): Observed<T> {
  const read = (): T => {
    let present!: T;
    source.subscribe((value) => {
      present = value;
    })();
    return present;
  };
  return observing(read, (changed) => {
    let isPresent = true;
    const stop = source.subscribe(() => {
      if (!isPresent) changed();
    });
    isPresent = false;
    return stop;
  });
}
