import type { Clock } from '@minga/base';
import type { TabRole } from './api.ts';
import type { CoreEvent, CorePort } from './core-api.ts';
import { callMethod, methodsFrom } from './core-methods.ts';
import { type Writable, writable } from './observable.ts';
import {
  type Leader,
  type TabBus,
  type TabMessage,
  coreOverTabs,
  isSameLeader,
  serveTabs,
  tell,
} from './tab-calls.ts';
import { type Locks, electLeader } from './tab-leader.ts';

/** The core as one tab uses it, whoever leads. */
export interface TabCore extends CorePort {
  readonly role: Writable<TabRole>;
  /** Another core serves from now on: virtual sockets must connect anew. */
  onLeaderChange(listener: () => void): () => void;
  /** Resolves when this tab leads no more and its core has stopped. */
  stop(): Promise<void>;
}

/** What a tab runs while it leads. */
export interface LeadingCore extends CorePort {
  stop(): Promise<void>;
}

export interface TabCorePorts {
  readonly tab: string;
  readonly name: string;
  readonly bus: TabBus;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly nextId: () => string;
  /** Raises the fencing number, which is the number of the term, and builds the core. */
  lead(): Promise<{ readonly term: number; readonly core: LeadingCore }>;
}

interface Leading {
  readonly leader: Leader;
  readonly core: LeadingCore;
  readonly serving: ReturnType<typeof serveTabs>;
}

const longestJitterMs = 3_000;

export function createTabCore(ports: TabCorePorts): TabCore {
  const { bus, tab } = ports;
  const role = writable<TabRole>('follower');
  const listeners = new Set<(event: CoreEvent) => void>();
  const leaderListeners = new Set<() => void>();
  const remote = coreOverTabs(bus, tab, ports.nextId);
  let leading: Leading | null = null;
  let isStarting = false;
  /** Whose core knows the virtual sockets of this tab. */
  let served: Leader | null = null;

  const post = (message: TabMessage): void => {
    bus.postMessage(message);
  };
  const emit = (event: CoreEvent): void => {
    tell(listeners, event);
  };
  const servedBy = (next: Leader | null): void => {
    if (next === null || isSameLeader(next, served)) return;
    const isAnother = served !== null;
    served = next;
    if (isAnother) for (const listener of [...leaderListeners]) listener();
  };
  remote.listen((event) => {
    if (leading === null) emit(event);
  });

  const lead = async (until: AbortSignal): Promise<void> => {
    isStarting = true;
    // Loading may take longer than the others have patience.
    post({ kind: 'starting' });
    const { term, core } = await ports.lead().finally(() => {
      isStarting = false;
    });
    if (!until.aborted) await serve(until, { tab, term }, core);
    await core.stop();
  };
  const serve = async (
    until: AbortSignal,
    leader: Leader,
    core: LeadingCore,
  ): Promise<void> => {
    const stopListening = core.listen(emit);
    const serving = serveTabs(bus, leader, core, ports.clock);
    leading = { leader, core, serving };
    remote.handOver(core);
    role.set('leader');
    servedBy(leader);
    await aborted(until);
    leading = null;
    role.set('follower');
    stopListening();
    serving.stop();
    remote.forget();
  };
  const election = electLeader({
    name: ports.name,
    locks: ports.locks,
    clock: ports.clock,
    jitterMs: jitterOf(tab),
    probe: () => {
      post({ kind: 'who-leads' });
    },
    lead,
  });
  bus.onmessage = ({ data }) => {
    if (leading !== null && !isDeposedBy(leading, data)) {
      leading.serving.receive(data);
      return;
    }
    if (leading !== null) election.deposed();
    if (isStarting && data.kind === 'who-leads') post({ kind: 'starting' });
    if (isSignOfLife(data)) election.heard();
    remote.receive(data);
    servedBy(remote.leader);
  };
  return {
    role,
    methods: methodsFrom((method, args) =>
      callMethod(
        leading === null ? remote.methods : leading.core.methods,
        method,
        args,
      ),
    ),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onLeaderChange(listener) {
      leaderListeners.add(listener);
      return () => leaderListeners.delete(listener);
    },
    async stop() {
      await election.stop();
      remote.stop();
      bus.onmessage = null;
      bus.close();
    },
  };
}

/** This tab was frozen, and another one took over. */
function isDeposedBy({ leader }: Leading, message: TabMessage): boolean {
  return message.kind === 'leader' && message.leader.term > leader.term;
}

function isSignOfLife({ kind }: TabMessage): boolean {
  return kind !== 'who-leads' && kind !== 'call' && kind !== 'here';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

function jitterOf(tab: string): number {
  let sum = 0;
  for (let i = 0; i < tab.length; i++)
    sum = (sum * 31 + tab.charCodeAt(i)) % longestJitterMs;
  return sum;
}
