/**
 * A new version waits until somebody takes it: pages that are open go on with theirs, whose files the service worker
 * keeps. `onReady` is told how to take it.
 */
export function watchForAppUpdate(
  onReady: (take: () => void) => void,
): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  const stop = new AbortController();
  const { signal } = stop;
  let takenHere = false;
  let offered: ServiceWorker | null = null;

  const offer = (worker: ServiceWorker | null): void => {
    // Without a controller this is the first installation, not an update.
    if (worker === null || worker === offered || !serviceWorker.controller)
      return;
    offered = worker;
    onReady(() => {
      takenHere = true;
      if (worker.state === 'installed')
        worker.postMessage({ kind: 'take-over' });
      // Another tab took it meanwhile.
      else location.reload();
    });
  };
  const follow = (registration: ServiceWorkerRegistration): void => {
    if (signal.aborted) return;
    offer(registration.waiting);
    registration.addEventListener(
      'updatefound',
      () => {
        const { installing } = registration;
        installing?.addEventListener(
          'statechange',
          () => {
            if (installing.state === 'installed') offer(installing);
          },
          { signal },
        );
      },
      { signal },
    );
    let lookedAt = Date.now();
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.hidden || Date.now() - lookedAt < 3_600_000) return;
        lookedAt = Date.now();
        // Without signal there is nothing to find.
        registration.update().catch(() => undefined);
      },
      { signal },
    );
  };
  // Another tab may have taken it: this one goes on, and changes when it is next loaded.
  serviceWorker.addEventListener(
    'controllerchange',
    () => {
      if (takenHere) location.reload();
    },
    { signal },
  );
  void serviceWorker.ready.then(follow);
  return () => stop.abort();
}
