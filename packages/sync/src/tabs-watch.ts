import type { Clock } from '@minga/base';
import type { ChannelId } from './core-api.ts';

/** Which tabs have virtual sockets, and whether they are still there: a tab that dies closes nothing. */
export interface TabsWatch {
  heard(tab: string): void;
  opened(tab: string, channel: ChannelId): void;
  closed(tab: string, channel: ChannelId): void;
  /** Whether it is a socket of one of these tabs. */
  hasOpened(channel: ChannelId): boolean;
  stop(): void;
}

const roundMs = 15_000;
/** Rounds without an answer: a phone freezes tabs, and a frozen one shows nobody anything. */
const mostUnheard = 2;

interface Watched {
  readonly channels: Set<ChannelId>;
  unheard: number;
}

export function watchTabs(ports: {
  readonly clock: Clock;
  /** Whoever has sockets is to say that it is there. */
  ask(): void;
  /** Its sockets are to be closed, and told so should it wake. */
  lost(channels: readonly ChannelId[]): void;
}): TabsWatch {
  const byTab = new Map<string, Watched>();
  const round = (): (() => void) =>
    ports.clock.after(roundMs, () => {
      for (const [tab, watched] of byTab) {
        watched.unheard += 1;
        if (watched.unheard <= mostUnheard) continue;
        byTab.delete(tab);
        ports.lost([...watched.channels]);
      }
      if (byTab.size > 0) ports.ask();
      cancel = round();
    });
  let cancel = round();
  return {
    heard(tab) {
      const watched = byTab.get(tab);
      if (watched !== undefined) watched.unheard = 0;
    },
    opened(tab, channel) {
      const watched = byTab.get(tab) ?? { channels: new Set(), unheard: 0 };
      watched.channels.add(channel);
      byTab.set(tab, watched);
    },
    closed(tab, channel) {
      const watched = byTab.get(tab);
      watched?.channels.delete(channel);
      if (watched?.channels.size === 0) byTab.delete(tab);
    },
    hasOpened: (channel) =>
      [...byTab.values()].some(({ channels }) => channels.has(channel)),
    stop() {
      cancel();
    },
  };
}
