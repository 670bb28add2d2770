import {
  type Clock,
  type Random,
  type SpaceId,
  systemClock,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type LocalStore,
  type MemoryDisk,
  type MemoryStoreOptions,
  createMemoryDisk,
  createMemoryStore,
  generateLocalKey,
  sealedStore,
} from '@minga/store';
import {
  type DataSaver,
  type EntryDecoder,
  type Minga,
  type Observable,
  type OpenDocument,
  type Space,
  type SpaceView,
  type Transport,
  createProfileCore,
  inlineDecoder,
  openMinga,
  websocketTransport,
} from '@minga/sync';

/** A member without a screen, under Node: the whole of Minga below the app, on a store in memory. */
export interface HeadlessMember {
  readonly name: string;
  readonly minga: Minga;
  /** What is on her "disk": survives `crash` and opens again with `restart`. */
  readonly disk: MemoryDisk;
  createSpace(group: string): Promise<Space>;
  join(link: string): Promise<Space>;
  space(id: SpaceId): Space;
  /** Ends in good order. */
  close(): Promise<void>;
}

export interface HeadlessOptions {
  readonly name: string;
  /** Address of the relay, http(s). */
  readonly relay: string;
  readonly disk?: MemoryDisk;
  readonly transport?: Transport;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly decoder?: EntryDecoder;
  readonly dataSaver?: DataSaver;
  /** What the disk does wrong: faults at commits, a quota. */
  readonly memory?: Omit<MemoryStoreOptions, 'disk'>;
  readonly wrapStore?: (store: LocalStore) => LocalStore;
}

const localKeys = new WeakMap<MemoryDisk, Promise<CryptoKey>>();

function localKeyOf(disk: MemoryDisk): Promise<CryptoKey> {
  const known = localKeys.get(disk) ?? generateLocalKey();
  localKeys.set(disk, known);
  return known;
}

/** A browser profile copied to another machine: rows, keys and all. */
export function copyOfDisk(disk: MemoryDisk): MemoryDisk {
  const copy: MemoryDisk = {
    tables: new Map(
      [...disk.tables].map(([table, rows]) => [table, new Map(rows)]),
    ),
    fences: new Map(disk.fences),
    keys: new Map(disk.keys),
    size: disk.size,
  };
  localKeys.set(copy, localKeyOf(disk));
  return copy;
}

export async function openMember(
  options: HeadlessOptions,
): Promise<HeadlessMember> {
  const { name, relay } = options;
  const disk = options.disk ?? createMemoryDisk();
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const sealed = sealedStore(
    createMemoryStore({ ...options.memory, disk }),
    await localKeyOf(disk),
  );
  const store = options.wrapStore?.(sealed) ?? sealed;
  const { host } = new URL(relay);
  const minga = await openMinga({
    store,
    storage: 'memory-only',
    clock,
    random,
    tabs: null,
    lead: (fence) =>
      createProfileCore({
        store,
        guard: { kind: 'fence', ...fence },
        clock,
        random,
        transport: options.transport ?? websocketTransport(),
        decoder: options.decoder ?? inlineDecoder(),
        ...(options.dataSaver && { dataSaver: options.dataSaver }),
        relayAddress: () => ({
          url: `${relay.replace(/^http/, 'ws')}/ws`,
          audience: host,
        }),
        publicOrigin: { origin: relay, onlyThisMachine: true },
        look: () => ({ color: '#2e3f8f', shape: 'circle' }),
      }),
  });
  const space = (id: SpaceId): Space => {
    const found = minga.space(id);
    if (found === null) throw new Error(`${name} is not in that space`);
    return found;
  };
  return {
    name,
    minga,
    disk,
    space,
    async createSpace(group) {
      return space(
        unwrap(
          await minga.createSpace({
            name: group,
            kind: 'escuela',
            country: 'CL',
            personName: name,
          }),
        ),
      );
    },
    async join(link) {
      return space(unwrap(await minga.join(link, name)));
    },
    close: () => minga.close(),
  };
}

/** Resolves with the first value that `holds`; fails after `ms` with the last one seen. */
export function until<T>(
  observable: Observable<T>,
  holds: (value: T) => boolean,
  ms = 15_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let last: T | undefined;
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop();
      reject(
        new Error(
          `did not happen within ${String(ms)} ms; last: ${JSON.stringify(last)}`,
        ),
      );
    }, ms);
    const run = (value: T): void => {
      last = value;
      if (!holds(value)) return;
      clearTimeout(timer);
      queueMicrotask(() => {
        stop();
      });
      resolve(value);
    };
    stop = observable.subscribe(run);
  });
}

export const isLive = (view: SpaceView): boolean => view.connection === 'live';

/** Everything written is with the relay. */
export async function sent(document: OpenDocument, ms?: number): Promise<void> {
  await document.settled();
  await until(
    document.status,
    (status) => status.unsent === 0 && status.word !== 'here',
    ms,
  );
}
