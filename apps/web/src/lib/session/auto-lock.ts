import type { Windows } from './windows.ts';

const lookEveryMs = 5_000;
const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input'];

/** As long as somebody with a PIN is in. Returns what ends it. */
export function guardPerson(
  ports: IdlePorts & { readonly title: string },
): () => void {
  const stops = [
    lockWhenIdle(ports),
    keepTitlesOutOfHistory(ports.title),
    neverShowAgain(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

interface IdlePorts {
  readonly database: string;
  minutes(): number;
  readonly windows: Windows | null;
  lock(): void;
}

/**
 * Locks when nobody has done anything in any window of a person for so many minutes. A device that slept looks as soon
 * as it wakes.
 */
function lockWhenIdle(ports: IdlePorts): () => void {
  const { database, windows } = ports;
  let last = Date.now();
  let told = 0;
  const look = (): void => {
    if (Date.now() - last >= ports.minutes() * 60_000) ports.lock();
  };
  const act = (): void => {
    // A touch that wakes the device comes too late.
    look();
    last = Date.now();
    if (last - told < lookEveryMs) return;
    told = last;
    windows?.tell({ kind: 'active', database });
  };
  const stopListening = windows?.listen((message) => {
    if (message.kind === 'active' && message.database === database)
      last = Date.now();
  });
  const timer = setInterval(look, lookEveryMs);
  for (const sign of signs)
    document.addEventListener(sign, act, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  return () => {
    stopListening?.();
    clearInterval(timer);
    for (const sign of signs)
      document.removeEventListener(sign, act, { capture: true });
    document.removeEventListener('visibilitychange', look);
  };
}

/** The browser keeps the titles of pages in its history, for whoever takes the device next. */
function keepTitlesOutOfHistory(title: string): () => void {
  const clear = (): void => {
    if (document.title !== title) document.title = title;
  };
  const observer = new MutationObserver(clear);
  observer.observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  clear();
  return () => {
    observer.disconnect();
  };
}

/** A browser may keep the page as it was, to show it when somebody goes back. */
function neverShowAgain(): () => void {
  const show = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) location.reload();
  };
  globalThis.addEventListener('pageshow', show);
  return () => {
    globalThis.removeEventListener('pageshow', show);
  };
}
