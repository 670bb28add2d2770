import type { Locks } from '../tab-leader.ts';

/** Web Locks as the specification has them, for one origin; the browser's own are tested in the journeys. */
export interface LocksTwin {
  forTab(): TabLocks;
  /** How many requests hold the lock or wait for it. */
  line(name: string): number;
}

export interface TabLocks extends Locks {
  /** The tab is gone: what it held is free, what it waited for is forgotten, and nobody tells it. */
  die(): void;
}

interface Request {
  readonly tab: TabLocks;
  readonly name: string;
  readonly grant: () => void;
  readonly fail: (error: DOMException) => void;
}

export function locksTwin(): LocksTwin {
  const holders = new Map<string, Request>();
  const waiting: Request[] = [];

  const abort = (why: string) => new DOMException(why, 'AbortError');
  const grantNext = (name: string): void => {
    if (holders.has(name)) return;
    const at = waiting.findIndex((one) => one.name === name);
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (next === undefined) return;
    holders.set(name, next);
    next.grant();
  };
  const release = (request: Request): void => {
    if (holders.get(request.name) !== request) return;
    holders.delete(request.name);
    grantNext(request.name);
  };
  const forTab = (): TabLocks => {
    const tab: TabLocks = {
      request(name, { steal = false, signal }, run) {
        return new Promise((resolve, reject) => {
          const whenGranted = async (): Promise<void> => {
            try {
              await run();
              resolve(undefined);
            } catch (error) {
              reject(error instanceof Error ? error : new Error('no error'));
            }
            release(line);
          };
          const line: Request = {
            tab,
            name,
            grant: () => void whenGranted(),
            fail: reject,
          };
          if (steal) {
            const robbed = holders.get(name);
            holders.delete(name);
            robbed?.fail(abort('stolen'));
            waiting.unshift(line);
          } else waiting.push(line);
          signal?.addEventListener('abort', () => {
            const at = waiting.indexOf(line);
            if (at < 0) return;
            waiting.splice(at, 1);
            reject(abort('given up'));
          });
          queueMicrotask(() => {
            grantNext(name);
          });
        });
      },
      die() {
        for (const one of [...waiting])
          if (one.tab === tab) waiting.splice(waiting.indexOf(one), 1);
        for (const one of [...holders.values()]) {
          if (one.tab !== tab) continue;
          holders.delete(one.name);
          grantNext(one.name);
        }
      },
    };
    return tab;
  };
  return {
    forTab,
    line: (name) =>
      (holders.has(name) ? 1 : 0) +
      waiting.filter((one) => one.name === name).length,
  };
}
