import type { Dialect } from './dialect.ts';
import { type Room, openRoom } from './room.ts';

/** Updates on their way at most: enough that no server waits for the load, few enough that memory is no matter. */
const inFlight = 1_000;

export interface Saturation {
  readonly [figure: string]: number;
  readonly deliveriesPerSecond: number;
  readonly cpuMsPer10k: number;
  /** What a core of its own would give: the figure that others cannot disturb much. */
  readonly deliveriesPerCpuSecond: number;
  readonly loadBusy: number;
  readonly bytesPerDelivery: number;
  readonly others: number;
}

/** One person writes as fast as the server passes it on to the slowest reader. */
export async function saturate(
  dialect: Dialect,
  size: number,
  updates: { readonly warmUp: number; readonly measured: number },
): Promise<Saturation> {
  const room = await openRoom(dialect, size, 1);
  try {
    await pump(room, 0, updates.warmUp);
    const bytesBefore = receivedByReaders(room);
    const cost = await room.watch();
    const startedAt = performance.now();
    await pump(room, updates.warmUp, updates.warmUp + updates.measured);
    const ms = performance.now() - startedAt;
    const { serverCpuMs, loadCpuMs, others } = await cost();
    const deliveries = updates.measured * (size - 1);
    const bytes = receivedByReaders(room) - bytesBefore;
    return {
      deliveriesPerSecond: (deliveries * 1000) / ms,
      cpuMsPer10k: (serverCpuMs * 10_000) / deliveries,
      deliveriesPerCpuSecond: (deliveries * 1000) / serverCpuMs,
      loadBusy: loadCpuMs / ms,
      bytesPerDelivery: bytes / (updates.measured * room.readers.length),
      others,
    };
  } finally {
    await room.dispose();
  }
}

function receivedByReaders({ members, readers }: Room): number {
  let sum = 0;
  for (const reader of readers) sum += members[reader]?.received ?? 0;
  return sum;
}

/** Sends updates `from` to `to` and resolves when every reader has the last one. */
function pump(room: Room, from: number, to: number): Promise<void> {
  return new Promise((resolve) => {
    const heardBy = room.readers.map(() => from);
    let sent = from;
    const send = (heard: number): void => {
      while (sent < to && sent - heard < inFlight) room.send(0, sent++);
    };
    room.onHeard((reader, _pen, upTo) => {
      heardBy[reader] = upTo;
      const heard = Math.min(...heardBy);
      if (heard >= to) resolve();
      // Refilled by halves: a write per update heard would make the load the slower of the two.
      else if (sent - heard <= inFlight / 2) send(heard);
    });
    send(from);
  });
}
