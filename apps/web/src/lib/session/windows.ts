/** What the windows of this browser tell each other about who uses it. */
export type WindowMessage =
  /** Whoever has this database open puts it down. */
  | { readonly kind: 'lock'; readonly database: string }
  /** One person at a time: whoever has another one open puts it down. */
  | { readonly kind: 'opened'; readonly database: string }
  /** Somebody does something in a window. */
  | { readonly kind: 'active'; readonly database: string };

export interface Windows {
  tell(message: WindowMessage): void;
  listen(listener: (message: WindowMessage) => void): () => void;
}

/** Null where windows cannot hear each other. */
export function windowsOfThisBrowser(): Windows | null {
  if (!('BroadcastChannel' in globalThis)) return null;
  const channel = new BroadcastChannel('minga-windows');
  return {
    tell(message) {
      channel.postMessage(message);
    },
    listen(listener) {
      const hear = ({ data }: MessageEvent<WindowMessage>): void => {
        listener(data);
      };
      channel.addEventListener('message', hear);
      return () => {
        channel.removeEventListener('message', hear);
      };
    },
  };
}

const longestWaitMs = 15_000;

/** Held by every window that has a database open. Resolves to what lets go of it. */
export async function holdOpen(database: string): Promise<() => void> {
  if (!('locks' in navigator)) return () => undefined;
  const held = Promise.withResolvers<null>();
  const released = Promise.withResolvers<null>();
  navigator.locks
    .request(nameOf(database), { mode: 'shared' }, () => {
      held.resolve(null);
      return released.promise;
    })
    .catch(held.reject);
  await held.promise;
  return () => {
    released.resolve(null);
  };
}

/** Does it when no window has the database open; false when one would not let go of it. */
export async function whenNobodyHas(
  database: string,
  act: () => Promise<boolean>,
): Promise<boolean> {
  if (!('locks' in navigator)) return act();
  const waiting = new AbortController();
  const timer = setTimeout(() => {
    waiting.abort();
  }, longestWaitMs);
  try {
    return await navigator.locks.request(
      nameOf(database),
      { signal: waiting.signal },
      () => {
        clearTimeout(timer);
        return act();
      },
    );
  } catch (error) {
    if (waiting.signal.aborted) return false;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function nameOf(database: string): string {
  return `open/${database}`;
}
