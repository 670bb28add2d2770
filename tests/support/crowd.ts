import {
  type DocumentId,
  type SpaceId,
  err,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type Ulid,
  createUlidSource,
  editIndex,
  startProblem,
} from '@minga/documents';
import type { LocalStore, MemoryDisk, MemoryStoreOptions } from '@minga/store';
import {
  type EntryDecoder,
  type OpenDocument,
  type Space,
  type SpaceView,
  type Transport,
  faultyTransport,
  websocketTransport,
} from '@minga/sync';
import * as Y from 'yjs';
import type { FastClock } from './fast-clock.ts';
import {
  type HeadlessMember,
  copyOfDisk,
  isLive,
  openMember,
  until,
} from './member.ts';
import type { Dice } from './seeds.ts';
import { watch } from './watch.ts';
import { repeatingTransport } from './wires.ts';

/** What the wire does to everybody; changed while a story runs. */
export interface WireFaults {
  cut: number;
  delayMs: number;
  repeat: number;
}

export interface Person {
  readonly name: string;
  readonly dice: Dice;
  readonly disk: MemoryDisk;
  readonly member: HeadlessMember;
  readonly space: Space;
  readonly problem: OpenDocument;
  readonly index: OpenDocument;
  readonly undo: Y.UndoManager;
  /** Nothing reaches her and nothing leaves her. */
  away: boolean;
  readonly view: () => SpaceView;
  readonly newId: () => Ulid;
  /** The tab dies; what was on the disk comes up again. */
  restart(): Promise<void>;
}

export interface Crowd {
  readonly space: SpaceId;
  readonly problem: DocumentId;
  readonly people: readonly Person[];
  readonly faults: WireFaults;
  readonly clock: FastClock;
  /** Somebody else joins, by the same link. */
  welcome(name: string): Promise<Person>;
  /** What is on her disk wakes up a second time, keys and all, out of reach of the relay. */
  copy(person: Person, name: string, memory?: Faults): Promise<Person>;
  close(): Promise<void>;
}

/** What a disk does wrong, until the process is started again. */
type Faults = Omit<MemoryStoreOptions, 'disk'>;

export interface CrowdOptions {
  readonly relay: string;
  readonly clock: FastClock;
  readonly dice: Dice;
  readonly names: readonly string[];
  readonly group?: string;
  readonly decoder?: EntryDecoder;
  readonly transport?: (name: string) => Transport;
  /** The founder is alone in her space yet. */
  readonly beforeJoining?: () => Promise<void>;
}

/** Members of one space with one problem, all of them live in it. */
export async function gather(options: CrowdOptions): Promise<Crowd> {
  const faults: WireFaults = { cut: 0, delayMs: 0, repeat: 0 };
  const [first = '', ...others] = options.names;
  const founder = await open(options, faults, first);
  const space = await founder.member.createSpace(options.group ?? 'Cordillera');
  await until(space.view, isLive);
  const created = await space.createDocument((doc) => {
    startProblem(doc, options.clock.now());
  });
  const problem = unwrap(created);
  const people = [await sit(options, founder, space.id, problem)];
  const index = people[0]?.index;
  if (index === undefined) throw new Error('nobody');
  editIndex(index.doc, founder.newId).list({
    id: problem,
    kind: 'problem',
    createdAt: options.clock.now(),
    title: 'Leen y no preguntan',
  });
  const { link } = unwrap(await space.invite({ days: 7, uses: 50 }));
  await untilReadable(founder.member, link);
  await options.beforeJoining?.();
  const welcome = async (name: string): Promise<Person> => {
    const opened = await open(options, faults, name);
    await opened.member.join(link);
    return sit(options, opened, space.id, problem);
  };
  people.push(...(await Promise.all(others.map(welcome))));
  return {
    space: space.id,
    problem,
    people,
    faults,
    clock: options.clock,
    async welcome(name) {
      const person = await welcome(name);
      people.push(person);
      return person;
    },
    async copy({ disk }, name, memory = {}) {
      const opened = await open(options, faults, name, {
        disk: copyOfDisk(disk),
        away: true,
        memory,
      });
      const twin = await sit(options, opened, space.id, problem);
      people.push(twin);
      return twin;
    },
    async close() {
      for (const person of people) person.away = true;
      await Promise.all(people.map(({ member }) => member.close()));
    },
  };
}

/** The keys of an invitation follow it to the relay a moment later. */
async function untilReadable(
  { minga }: HeadlessMember,
  link: string,
): Promise<void> {
  for (let left = 100; ; left--) {
    const card = await minga.readInvitation(link);
    if (card.ok) return;
    if (left === 0) throw new Error(`the link is not read: ${card.error.code}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Opened {
  readonly name: string;
  readonly dice: Dice;
  readonly isAway: { now: boolean };
  readonly faults: WireFaults;
  readonly member: HeadlessMember;
  readonly store: Breakable;
  readonly newId: () => Ulid;
}

async function open(
  options: CrowdOptions,
  faults: WireFaults,
  name: string,
  before: {
    readonly disk?: MemoryDisk;
    readonly away?: boolean;
    readonly memory?: Faults;
  } = {},
): Promise<Opened> {
  const dice = options.dice.fork(name);
  const { disk, away = false, memory = {} } = before;
  const isAway = { now: away };
  const wire = faultyTransport(
    repeatingTransport(
      options.transport?.(name) ?? websocketTransport(),
      dice.fork('repeats'),
      () => faults.repeat,
    ),
    {
      random: dice.fork('wire').next,
      get cut() {
        return faults.cut;
      },
      get delayMs() {
        return faults.delayMs;
      },
      partitioned: () => isAway.now,
    },
  );
  const store = breakable();
  const member = await openMember({
    name,
    relay: options.relay,
    clock: options.clock,
    transport: wire,
    ...(disk === undefined ? {} : { disk }),
    ...(options.decoder === undefined ? {} : { decoder: options.decoder }),
    memory,
    wrapStore: store.wrap,
  });
  const newId = createUlidSource({
    clock: options.clock,
    random: systemRandom,
  });
  return { name, dice, isAway, faults, member, store, newId };
}

async function sit(
  options: CrowdOptions,
  first: Opened,
  space: SpaceId,
  problem: DocumentId,
): Promise<Person> {
  let now = await openDocuments(first, space, problem);
  return {
    name: first.name,
    dice: first.dice,
    disk: first.member.disk,
    get member() {
      return now.opened.member;
    },
    get space() {
      return now.space;
    },
    get problem() {
      return now.problem;
    },
    get index() {
      return now.index;
    },
    get undo() {
      return now.undo;
    },
    get away() {
      return now.opened.isAway.now;
    },
    set away(away) {
      now.opened.isAway.now = away;
    },
    view: () => now.view.now,
    newId: first.newId,
    async restart() {
      const { opened } = now;
      const wasAway = opened.isAway.now;
      await Promise.all([now.problem.settled(), now.index.settled()]);
      opened.store.break();
      opened.isAway.now = true;
      await opened.member.close();
      const { disk } = opened.member;
      const again = await open(options, opened.faults, opened.name, {
        disk,
        away: wasAway,
      });
      now = await openDocuments(again, space, problem);
    },
  };
}

async function openDocuments(opened: Opened, id: SpaceId, problem: DocumentId) {
  const space = opened.member.space(id);
  const view = watch(space.view);
  const problemDocument = await space.openDocument(problem);
  const undo = new Y.UndoManager([problemDocument.doc.getXmlFragment('need')], {
    captureTimeout: 0,
  });
  return {
    opened,
    space,
    view,
    problem: problemDocument,
    index: await space.openIndex(),
    undo,
  };
}

interface Breakable {
  readonly wrap: (store: LocalStore) => LocalStore;
  /** The process is gone: nothing it begins reaches the disk any more. */
  break(): void;
}

export function breakable(): Breakable {
  let broken = false;
  const closed = err({ code: 'closed' as const });
  return {
    break() {
      broken = true;
    },
    wrap: (store) => ({
      get: async (table, key) => (broken ? closed : store.get(table, key)),
      list: async (table, range) =>
        broken ? closed : store.list(table, range),
      commit: async (writes, guards) =>
        broken ? closed : store.commit(writes, guards),
      raiseFence: async (name) => (broken ? closed : store.raiseFence(name)),
      loadKeys: async (name) => (broken ? closed : store.loadKeys(name)),
      saveKeys: async (name, keys) =>
        broken ? closed : store.saveKeys(name, keys),
      close: () => {
        store.close();
      },
    }),
  };
}
