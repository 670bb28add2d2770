import {
  type Clock,
  type Random,
  type SpaceId,
  toBase64Url,
} from '@minga/base';
import type { LocalStore } from '@minga/store';
import type { Minga, SpaceSummary, StorageHealth, TabRole } from './api.ts';
import type { Pace } from './channel-socket.ts';
import type { CorePort } from './core-api.ts';
import { type Writable, writable } from './observable.ts';
import { createSpaceHandle } from './space-handle.ts';
import { type LeadingCore, createTabCore } from './tab-core.ts';
import type { TabBus } from './tab-calls.ts';
import type { WaitingView } from './waiting-api.ts';
import type { Locks } from './tab-leader.ts';

export interface MingaPorts {
  /** Rows are sealed by the caller (`sealedStore`); one store per profile, shared by its tabs. */
  readonly store: LocalStore;
  readonly storage: StorageHealth;
  readonly clock: Clock;
  readonly random: Random;
  /** Builds the core when this tab leads. `fence`: its term's number, checked in every transaction of the leader. */
  lead(fence: {
    readonly name: string;
    readonly number: number;
  }): Promise<LeadingCore>;
  /** Null where there is only ever one tab: a headless member, a browser without Web Locks. */
  readonly tabs: {
    readonly name: string;
    readonly bus: TabBus;
    readonly locks: Locks;
  } | null;
  /** When what others wrote is put into open documents: the screen may have something better to do. At once without it. */
  readonly pace?: Pace;
}

const fenceName = 'leader';

/** Opens Minga in this tab: it leads the browser's tabs or follows the one that does. */
export async function openMinga(ports: MingaPorts): Promise<Minga> {
  const { store, clock, random } = ports;
  const tab = toBase64Url(random.bytes(9));
  let count = 0;
  const nextId = (): string => `${tab}.${String((count += 1))}`;
  const lead = async (): Promise<{
    readonly term: number;
    readonly core: LeadingCore;
  }> => {
    const raised = await store.raiseFence(fenceName);
    // Without a number no write would pass the guard; memory-only browsers raise it in memory.
    if (!raised.ok)
      throw new Error(
        `the store gives no fencing number: ${raised.error.code}`,
      );
    const term = raised.value;
    return { term, core: await ports.lead({ name: fenceName, number: term }) };
  };
  const core =
    ports.tabs === null
      ? await onlyTab(lead)
      : createTabCore({ tab, ...ports.tabs, clock, nextId, lead });
  const spaces = writable<readonly SpaceSummary[]>(await core.methods.spaces());
  const waiting = writable<readonly WaitingView[]>(
    await core.methods.waiting(),
  );
  core.listen((event) => {
    if (event.kind === 'spaces') spaces.set(event.spaces);
    if (event.kind === 'waiting') waiting.set(event.waiting);
  });
  const handles = new Map<SpaceId, ReturnType<typeof createSpaceHandle>>();
  return {
    role: core.role,
    storage: ports.storage,
    spaces,
    createSpace: (input) => core.methods.createSpace(input),
    readInvitation: (link) => core.methods.readInvitation(link),
    join: (link, personName) => core.methods.join(link, personName),
    waiting,
    forgetWaiting: (space) => core.methods.forgetWaiting(space),
    devices: (kind, request) => core.methods.devices(kind, request),
    space(id) {
      const known = handles.get(id);
      if (known !== undefined) return known;
      if (!spaces.value.some((space) => space.id === id)) return null;
      const handle = createSpaceHandle({
        core,
        store,
        clock,
        random,
        nextId,
        id,
        pace: ports.pace,
      });
      handles.set(id, handle);
      return handle;
    },
    async close() {
      for (const handle of handles.values()) await handle.close();
      await core.stop();
    },
  };
}

interface OneCore extends CorePort {
  readonly role: Writable<TabRole>;
  onLeaderChange(listener: () => void): () => void;
  stop(): Promise<void> | void;
}

async function onlyTab(
  lead: () => Promise<{ readonly core: LeadingCore }>,
): Promise<OneCore> {
  const { core } = await lead();
  return {
    role: writable<TabRole>('leader'),
    methods: core.methods,
    listen: (listener) => core.listen(listener),
    onLeaderChange: () => () => undefined,
    stop: () => core.stop(),
  };
}
