import type { Clock, Random } from '@minga/base';
import { reportBug } from './report-bug.ts';
import type { SpaceCore } from './space-core.ts';

/** [E33] Sees to it, while this tab leads, that the lists of documents for a few say who belongs. */
export interface ListKeeping {
  /** The log of members has moved on, the connection stands, or a record has come. */
  check(): void;
}

export function createListKeeping(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly core: SpaceCore;
}): ListKeeping {
  const { core, clock } = ports;
  let phase: 'idle' | 'waiting' | 'working' | 'again' = 'idle';

  const hasLists = (): boolean =>
    core.headers.all().some((doc) => core.headers.get(doc)?.header.forFew);
  const work = async (): Promise<void> => {
    if (!hasLists() || core.link.state.phase !== 'live') return;
    const { keepListsCurrent } = await import('./few-documents.ts');
    await keepListsCurrent(ports);
  };
  const start = (): void => {
    phase = 'waiting';
    clock.after(0, () => {
      phase = 'working';
      work()
        .catch((error: unknown) => {
          reportBug('the list of a document for a few', error);
        })
        .finally(() => {
          const isWanted = phase === 'again';
          phase = 'idle';
          if (isWanted) start();
        });
    });
  };
  return {
    check() {
      if (phase === 'idle') start();
      else if (phase === 'working') phase = 'again';
    },
  };
}
