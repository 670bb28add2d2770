import { type Result, err, ok, systemClock, systemRandom } from '@minga/base';
import {
  type LocalStore,
  createMemoryStore,
  openDexieStore,
  openLocalKey,
  requestPersistence,
  sealedStore,
  storageEstimate,
} from '@minga/store';
import {
  type Minga,
  type StorageHealth,
  type TabBus,
  createProfileCore,
  openMinga,
  threadDecoder,
  websocketTransport,
} from '@minga/sync';
import { onDataSaverChange, savesData } from '#lib/shared/data-saver.ts';
import { isDark } from '#lib/shared/this-device.ts';
import { shapeColour } from '#lib/shared/person-look.ts';
import { countingTransport } from './data-used.ts';
import { followShapes } from './follow-shapes.ts';
import { paceOfTyping } from './pace-of-typing.ts';
import { type KeptDevices, keepPersonDevices } from './person-devices.ts';
import { followPublicOrigin } from './public-origin.ts';
import { type Room, tellingFull } from './telling-full.ts';
import type { Profile } from './who-is-here.ts';
import { holdOpen } from './windows.ts';

export { whoIsHere, withoutPin } from './who-is-here.ts';
export { windowsOfThisBrowser } from './windows.ts';

export interface OpenedMinga {
  readonly minga: Minga;
  readonly devices: KeptDevices;
  /** After the first write, in the course of something the person did. */
  askToKeep(): Promise<void>;
  isNearlyFull(): Promise<boolean>;
  /** Everything written is on this device when it resolves, and this window has let go of it. */
  close(): Promise<void>;
}

export type OpeningFailure = 'newer-storage' | 'failed';

interface OpeningEvents {
  /** The browser closed the database: this tab cannot go on. */
  readonly onLost: () => void;
  /** A newer version of the app, in another tab, needs the database to itself. */
  readonly onNewer: () => void;
  /** The browser has no room for what is written, or has again. */
  readonly onRoom: (room: Room) => void;
}

const nearlyFullShare = 0.95;

/** The composition root: every service of the app is built here and nowhere else. */
export async function openMingaHere(
  events: OpeningEvents,
  { database, kept: keeper }: Profile,
): Promise<Result<OpenedMinga, OpeningFailure>> {
  const letGo = await holdOpen(database);
  const kept = await openStore(events, database);
  if (!kept.ok) {
    letGo();
    return kept;
  }
  const { inner, storage } = kept.value;
  const rowKey =
    keeper === null ? await openLocalKey(inner) : ok(keeper.rowKey);
  if (!rowKey.ok) {
    inner.close();
    letGo();
    return err('failed');
  }
  const store = tellingFull(sealedStore(inner, rowKey.value), events.onRoom);

  const shapes = followShapes();
  const publicOrigin = followPublicOrigin();
  const minga = await openMinga({
    store,
    storage,
    clock: systemClock,
    random: systemRandom,
    lead: (fence) =>
      createProfileCore({
        store,
        guard: { kind: 'fence', ...fence },
        clock: systemClock,
        random: systemRandom,
        transport: countingTransport(websocketTransport()),
        decoder: threadDecoder(systemClock),
        relayAddress,
        publicOrigin,
        dataSaver: { isOn: savesData, onChange: onDataSaverChange },
        look: (member) => {
          const shape = shapes.of(member);
          return { shape, color: shapeColour(shape, isDark()) };
        },
      }),
    pace: paceOfTyping(systemClock),
    tabs: storage === 'memory-only' ? null : tabsOfThisBrowser(database),
  });
  shapes.follow(minga);
  const devices = keepPersonDevices(minga);
  return ok({
    minga,
    devices,
    async close() {
      devices.stop();
      await minga.close();
      store.close();
      letGo();
    },
    askToKeep: async () => {
      if (storage === 'best-effort') await requestPersistence();
    },
    isNearlyFull: async () => {
      const estimate = await storageEstimate();
      return (
        estimate !== null &&
        estimate.usedBytes > estimate.quotaBytes * nearlyFullShare
      );
    },
  });
}

interface KeptIn {
  readonly inner: LocalStore;
  readonly storage: StorageHealth;
}

async function openStore(
  events: OpeningEvents,
  name: string,
): Promise<Result<KeptIn, OpeningFailure>> {
  const opened = await openDexieStore({
    name,
    onVersionChange: (wish) => {
      if (wish === 'upgrade') events.onNewer();
      else events.onLost();
    },
    onLost: events.onLost,
  });
  if (opened.ok) {
    const storage = (await isKept()) ? 'persistent' : 'best-effort';
    return ok({ inner: opened.value, storage });
  }
  switch (opened.error.reason) {
    case 'newer':
      return err('newer-storage');
    case 'failed':
      return err('failed');
    case 'no-api':
    case 'denied':
    case 'quota':
      // A banner says that nothing is kept; better than a page that refuses.
      return ok({ inner: createMemoryStore(), storage: 'memory-only' });
  }
}

async function isKept(): Promise<boolean> {
  try {
    return await navigator.storage.persisted();
  } catch {
    return false;
  }
}

function tabsOfThisBrowser(name: string): {
  name: string;
  bus: TabBus;
  locks: LockManager;
} | null {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis))
    return null;
  return {
    name,
    bus: new BroadcastChannel(name),
    locks: navigator.locks,
  };
}

/** `home`: '' for where the app came from, otherwise the origin of another relay, as an invitation names it. */
function relayAddress(home: string): { url: string; audience: string } {
  const url = new URL(home === '' ? location.origin : home);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  return { url: url.href, audience: url.host };
}
