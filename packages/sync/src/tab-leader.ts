import type { Clock } from '@minga/base';
import { reportBug } from './report-bug.ts';

/** The part of the Web Locks API that is used. */
export interface Locks {
  request(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: AbortSignal },
    run: () => Promise<void>,
  ): Promise<unknown>;
}

export interface LeaderElection {
  /** The leader gave a sign of life. */
  heard(): void;
  /** Somebody else leads by now: what this tab was doing ends. */
  deposed(): void;
  /** Resolves when what this tab was doing has ended. */
  stop(): Promise<void>;
}

export interface ElectionPorts {
  readonly name: string;
  readonly locks: Locks;
  readonly clock: Clock;
  /** So that several tabs do not lose patience in the same moment. */
  readonly jitterMs: number;
  /** Asks the leader for a sign of life. Only one that is frozen, or gone, gives none: messages are never throttled. */
  probe(): void;
  /** Leads until the signal; everything has been put down when it resolves. */
  lead(until: AbortSignal): Promise<void>;
}

const quietMs = 10_000;
const answerMs = 5_000;
const pauseMs = { first: 2_000, longest: 60_000 };

type Phase = 'following' | 'leading' | 'pausing' | 'stopped';

/**
 * One tab of a browser profile leads: it holds a Web Lock, which the browser frees when the tab dies. A tab that the
 * browser froze keeps the lock and answers nobody: then the lock is stolen. The frozen one may wake and still believe
 * that it leads; its writes carry an older fencing number and are refused by the store.
 */
export function electLeader(ports: ElectionPorts): LeaderElection {
  const { clock } = ports;
  let phase: Phase = 'following';
  let queued = new AbortController();
  let term = new AbortController();
  let led: Promise<void> = Promise.resolve();
  let failures = 0;
  let cancelTimer: () => void = () => undefined;
  const isStopped = (): boolean => phase === 'stopped';

  const after = (ms: number, task: () => void): void => {
    cancelTimer();
    cancelTimer = clock.after(ms, task);
  };
  const listen = (): void => {
    if (phase !== 'following') return;
    after(quietMs + ports.jitterMs, () => {
      ports.probe();
      after(answerMs, () => {
        // The request that waits in line would be granted later, beside the stolen lock.
        queued.abort();
        void campaign(true);
      });
    });
  };
  const begin = (): Promise<void> => {
    if (isStopped()) return Promise.resolve();
    phase = 'leading';
    cancelTimer();
    term = new AbortController();
    led = ports.lead(term.signal);
    return led;
  };
  const campaign = async (steal: boolean): Promise<void> => {
    const own = new AbortController();
    queued = own;
    const options = steal ? { steal } : { signal: own.signal };
    try {
      await ports.locks.request(ports.name, options, begin);
      failures = 0;
    } catch (error) {
      // AbortError: given up while waiting in line, or another tab stole the lock.
      if (!isAbort(error)) {
        failures += 1;
        reportBug('leading the tabs', error);
      }
    }
    // A request that was given up for another one has nothing to put down.
    if (queued !== own) return;
    term.abort();
    await led.catch(() => undefined);
    if (isStopped()) return;
    // Never at once: where leading fails it would fail again, and another tab may do better.
    phase = 'pausing';
    const { first, longest } = pauseMs;
    after(Math.min(longest, first * 2 ** failures), follow);
  };
  const follow = (): void => {
    phase = 'following';
    void campaign(false);
    listen();
  };
  follow();
  return {
    heard: listen,
    deposed() {
      term.abort();
    },
    async stop() {
      phase = 'stopped';
      cancelTimer();
      queued.abort();
      term.abort();
      await led.catch(() => undefined);
    },
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
