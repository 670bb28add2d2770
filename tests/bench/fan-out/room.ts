import { loadCore, serverCore } from '../measure/cores.ts';
import { watchOthers } from '../measure/disturbance.ts';
import { type BenchedServer, startServer } from '../servers/start.ts';
import type { Dialect, Heard } from './dialect.ts';
import type { LoadSocket } from './load-socket.ts';
import { copyOf } from './relay-template.ts';

/** How many of the members read what they receive; the others count bytes, which costs the load next to nothing. */
const mostReaders = 4;

/** A fresh server with everybody connected to one document. */
export interface Room {
  readonly server: BenchedServer;
  readonly members: readonly LoadSocket[];
  /** Members that read; the first of them is the last to be served. */
  readonly readers: readonly number[];
  send(pen: number, index: number): void;
  /** From now on. */
  onHeard(listen: (reader: number, pen: number, upTo: number) => void): void;
  /** What a stretch of time cost, from the call to the call of the answer. */
  watch(): Promise<() => Promise<Cost>>;
  dispose(): Promise<void>;
}

export interface Cost {
  readonly serverCpuMs: number;
  readonly loadCpuMs: number;
  readonly rssMb: number;
  /** The share of our cores that went to somebody else. */
  readonly others: number;
}

/** `writers`: the first so many members write. */
export async function openRoom(
  dialect: Dialect,
  size: number,
  writers: number,
): Promise<Room> {
  const folder =
    dialect.template === null ? undefined : copyOf(dialect.template);
  const server = await startServer(dialect.subject, { folder });
  const members: LoadSocket[] = [];
  for (let member = 0; member < size; member++)
    members.push(await dialect.join(server.port, member));
  const readers = readersOf(size, writers);
  let listen: (reader: number, pen: number, upTo: number) => void = () =>
    undefined;
  for (const [member, socket] of members.entries()) {
    const reader = readers.indexOf(member);
    if (reader < 0) socket.countOnly();
    else {
      const heard: Heard = (pen, upTo) => {
        listen(reader, pen, upTo);
      };
      socket.onMessage(dialect.reader(heard));
    }
  }
  return {
    server,
    members,
    readers,
    send(pen, index) {
      members[pen]?.send(dialect.frame(pen, index));
    },
    onHeard(next) {
      listen = next;
    },
    watch: () => watch(server),
    async dispose() {
      for (const socket of members) socket.close();
      await server.dispose();
    },
  };
}

/** Who writes does not read, save in a room where all write. The last members are served last: they are the measure. */
function readersOf(size: number, writers: number): readonly number[] {
  const count = Math.max(1, Math.min(mostReaders, size - writers));
  return Array.from({ length: count }, (_, i) => size - 1 - i);
}

async function watch(server: BenchedServer): Promise<() => Promise<Cost>> {
  const before = await server.usage();
  const loadBefore = process.cpuUsage();
  const others = watchOthers();
  return async () => {
    const { user, system } = process.cpuUsage(loadBefore);
    const after = await server.usage();
    const serverCpuMs = after.cpuMs - before.cpuMs;
    const loadCpuMs = (user + system) / 1000;
    const own = new Map([
      [serverCore, serverCpuMs],
      [loadCore, loadCpuMs],
    ]);
    return { serverCpuMs, loadCpuMs, rssMb: after.rssMb, others: others(own) };
  };
}
