import type { Clock } from '@minga/base';
import type {
  ChannelId,
  CoreEvent,
  CoreMethods,
  CorePort,
} from './core-api.ts';
import { callMethod, mayRepeat, methodsFrom } from './core-methods.ts';
import { reportBug } from './report-bug.ts';
import { watchTabs } from './tabs-watch.ts';

/** The part of BroadcastChannel that is used; Node's own serves in tests. */
export interface TabBus {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<TabMessage>) => void) | null;
  close(): void;
}

/** A tab while it leads. `term` rises from leader to leader: a frozen one that wakes is known by its lower one. */
export interface Leader {
  readonly tab: string;
  readonly term: number;
}

/** Messages between the tabs of one browser profile: our own code on both ends, same origin. */
export type TabMessage =
  | { readonly kind: 'leader'; readonly leader: Leader }
  /** Leads soon: it holds the lock and is still loading. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'who-leads' }
  /** Asked of the tabs that have virtual sockets. */
  | { readonly kind: 'who-is-there'; readonly leader: Leader }
  | { readonly kind: 'here'; readonly tab: string }
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly tab: string;
      readonly leader: Leader;
      readonly method: keyof CoreMethods;
      readonly args: readonly unknown[];
    }
  | {
      readonly kind: 'answer';
      readonly id: string;
      readonly leader: Leader;
      readonly value: unknown;
    }
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly leader: Leader;
      readonly reason: string;
    }
  | {
      readonly kind: 'event';
      readonly leader: Leader;
      readonly event: CoreEvent;
    };

export function isSameLeader(a: Leader | null, b: Leader | null): boolean {
  return a?.tab === b?.tab && a?.term === b?.term;
}

/** Serves the core of the leader tab to the others, until `stop`. */
export function serveTabs(
  bus: TabBus,
  leader: Leader,
  core: CorePort,
  clock: Clock,
): { receive(message: TabMessage): void; stop(): void } {
  let isOver = false;
  const post = (message: TabMessage): void => {
    if (!isOver) bus.postMessage(message);
  };
  const stopListening = core.listen((event) => {
    // Most of what there is to tell are letters for this very tab: to post them costs as much as to show them.
    if (!('channel' in event) || watch.hasOpened(event.channel))
      post({ kind: 'event', leader, event });
  });
  const announce = (): void => {
    post({ kind: 'leader', leader });
  };
  const watch = watchTabs({
    clock,
    ask: () => {
      post({ kind: 'who-is-there', leader });
    },
    lost: (channels) => {
      for (const channel of channels) {
        core.methods.closeChannel(channel).catch((error: unknown) => {
          reportBug('closing the socket of a tab that is gone', error);
        });
        const event = { kind: 'channel-closed', channel, code: 1006 } as const;
        post({ kind: 'event', leader, event });
      }
    },
  });
  const take = (call: Extract<TabMessage, { kind: 'call' }>): void => {
    const { id, tab, method, args } = call;
    // The first argument of these two is the channel's id.
    const channel = args[0] as ChannelId;
    watch.heard(tab);
    if (method === 'openChannel') watch.opened(tab, channel);
    if (method === 'closeChannel') watch.closed(tab, channel);
    void answer(id, method, args);
  };
  const answer = async (
    id: string,
    method: keyof CoreMethods,
    args: readonly unknown[],
  ): Promise<void> => {
    try {
      const value = await callMethod(core.methods, method, args);
      post({ kind: 'answer', id, leader, value });
    } catch (error) {
      reportBug(`${method}, called by another tab,`, error);
      post({ kind: 'failed', id, leader, reason: String(error) });
    }
  };
  announce();
  return {
    receive(message) {
      if (message.kind === 'who-leads') announce();
      if (message.kind === 'here') watch.heard(message.tab);
      if (message.kind === 'call' && isSameLeader(message.leader, leader))
        take(message);
    },
    stop() {
      stopListening();
      watch.stop();
      isOver = true;
    },
  };
}

export interface CoreOverTabs extends CorePort {
  receive(message: TabMessage): void;
  /** This tab leads now: what was asked of the last leader is asked of our own core. */
  handOver(core: CorePort): void;
  /** Nobody leads any more as far as we know. */
  forget(): void;
  /** Who leads, as far as this tab has heard. */
  readonly leader: Leader | null;
  /** Every call that waits fails. */
  stop(): void;
}

interface WaitingCall {
  readonly method: keyof CoreMethods;
  readonly args: readonly unknown[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The core as a follower sees it. A call made while nobody leads, or whose leader goes before it answers, is made
 * again to the next leader, or fails when it may be made only once.
 */
export function coreOverTabs(
  bus: TabBus,
  tab: string,
  nextId: () => string,
): CoreOverTabs {
  const waiting = new Map<string, WaitingCall>();
  /** Of these nobody knows whether they were carried out. */
  const posted = new Set<string>();
  const listeners = new Set<(event: CoreEvent) => void>();
  let leader: Leader | null = null;
  let highestTerm = 0;
  let isOver = false;

  const post = (id: string, { method, args, reject }: WaitingCall): void => {
    if (leader === null) return;
    posted.add(id);
    const message: TabMessage = { kind: 'call', id, tab, leader, method, args };
    try {
      bus.postMessage(message);
    } catch (error) {
      // Something in it cannot be cloned.
      settle(id);
      reject(
        new Error(`${method} cannot be asked of another tab`, { cause: error }),
      );
    }
  };
  const settle = (id: string): WaitingCall | null => {
    const call = waiting.get(id) ?? null;
    waiting.delete(id);
    posted.delete(id);
    return call;
  };
  const call = (
    method: keyof CoreMethods,
    args: readonly unknown[],
  ): Promise<unknown> => {
    const result = new Promise((resolve, reject) => {
      if (isOver) {
        reject(new Error('this tab is closed'));
        return;
      }
      const id = nextId();
      const waitingCall = { method, args, resolve, reject };
      waiting.set(id, waitingCall);
      post(id, waitingCall);
    });
    // Much is asked without waiting for the answer; whoever waits still hears that it failed.
    result.catch(() => undefined);
    return result;
  };
  /** The leader that was asked is gone: answers what may be asked again. */
  const takeRepeatable = (): readonly [string, WaitingCall][] => {
    for (const [id, one] of waiting) {
      if (mayRepeat(one.method) || !posted.has(id)) continue;
      settle(id);
      one.reject(new Error('the leading tab went away'));
    }
    posted.clear();
    return [...waiting];
  };
  const leaderChanged = (next: Leader): void => {
    if (next.term < highestTerm || isSameLeader(next, leader)) return;
    highestTerm = next.term;
    const repeatable = takeRepeatable();
    leader = next;
    for (const [id, one] of repeatable) post(id, one);
  };
  bus.postMessage({ kind: 'who-leads' } satisfies TabMessage);
  return {
    methods: methodsFrom(call),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get leader() {
      return leader;
    },
    handOver(core) {
      const repeatable = takeRepeatable();
      leader = null;
      for (const [id, one] of repeatable) {
        settle(id);
        callMethod(core.methods, one.method, one.args).then(
          one.resolve,
          one.reject,
        );
      }
    },
    forget() {
      leader = null;
      bus.postMessage({ kind: 'who-leads' } satisfies TabMessage);
    },
    receive(message) {
      if (message.kind === 'leader') leaderChanged(message.leader);
      // One that was deposed may still speak: its store refuses it, and so do we.
      if (!('leader' in message) || !isSameLeader(message.leader, leader))
        return;
      if (message.kind === 'who-is-there')
        bus.postMessage({ kind: 'here', tab } satisfies TabMessage);
      if (message.kind === 'event') tell(listeners, message.event);
      if (message.kind === 'answer') settle(message.id)?.resolve(message.value);
      if (message.kind === 'failed')
        settle(message.id)?.reject(new Error(message.reason));
    },
    stop() {
      isOver = true;
      leader = null;
      for (const [id, { reject }] of [...waiting]) {
        settle(id);
        reject(new Error('this tab is closed'));
      }
    },
  };
}

/** What one listener throws keeps nothing from the others. */
export function tell(
  listeners: ReadonlySet<(event: CoreEvent) => void>,
  event: CoreEvent,
): void {
  for (const listener of [...listeners]) {
    try {
      listener(event);
    } catch (error) {
      reportBug('a listener of the core', error);
    }
  }
}
