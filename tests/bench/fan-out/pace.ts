import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../measure/statistics.ts';
import type { Dialect } from './dialect.ts';
import { type Room, openRoom } from './room.ts';

export interface Pace {
  readonly size: number;
  readonly writers: number;
  /** All writers together. */
  readonly perSecond: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

export interface PaceFigures {
  readonly [figure: string]: number;
  readonly deliveredShare: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPer10k: number;
  readonly serverBusy: number;
  readonly loadBusy: number;
  /** What the first writer received for each of its own updates; only when it is the only one. */
  readonly echoBytes: number;
  readonly others: number;
}

/** How long after the end late deliveries still count. */
const graceMs = 1_000;

/** People write at a steady rate whatever the server does: how long each letter takes to everybody else. */
export async function paced(
  dialect: Dialect,
  pace: Pace,
): Promise<PaceFigures> {
  const room = await openRoom(dialect, pace.size, pace.writers);
  try {
    const run = createRun(room, pace);
    await run.write(pace.warmUpMs);
    await sleep(200);
    run.forget();
    const echoBefore = room.members[0]?.received ?? 0;
    const cost = await room.watch();
    const startedAt = performance.now();
    await run.write(pace.measuredMs);
    const ms = performance.now() - startedAt;
    const { serverCpuMs, loadCpuMs, others } = await cost();
    await run.settled(graceMs);
    const echo = (room.members[0]?.received ?? 0) - echoBefore;
    const { latencies, sent } = run;
    const deliveries = sent * (pace.size - 1);
    return {
      deliveredShare: latencies.length / (sent * room.readers.length),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      cpuMsPer10k: (serverCpuMs * 10_000) / deliveries,
      serverBusy: serverCpuMs / ms,
      loadBusy: loadCpuMs / ms,
      echoBytes: pace.writers === 1 ? echo / sent : NaN,
      others,
    };
  } finally {
    await room.dispose();
  }
}

function createRun(room: Room, { writers, perSecond }: Pace) {
  const sentAt: number[][] = Array.from({ length: writers }, () => []);
  const heard = room.readers.map(() => new Int32Array(writers));
  /** Where the measured part of each pen begins: what is still under way from before says nothing. */
  const measuredFrom = new Int32Array(writers);
  const latencies: number[] = [];
  let sent = 0;
  let turn = 0;
  room.onHeard((reader, pen, upTo) => {
    const heardUpTo = heard[reader];
    const times = sentAt[pen];
    if (heardUpTo === undefined || times === undefined) return;
    const now = performance.now();
    const from = Math.max(heardUpTo[pen] ?? 0, measuredFrom[pen] ?? 0);
    for (let i = from; i < upTo; i++) latencies.push(now - (times[i] ?? NaN));
    heardUpTo[pen] = upTo;
  });
  const sendNext = (): void => {
    const pen = turn++ % writers;
    const times = sentAt[pen];
    if (times === undefined) return;
    times.push(performance.now());
    room.send(pen, times.length - 1);
    sent++;
  };
  return {
    latencies,
    get sent(): number {
      return sent;
    },
    forget(): void {
      latencies.length = 0;
      sent = 0;
      for (const [pen, times] of sentAt.entries())
        measuredFrom[pen] = times.length;
    },
    async write(ms: number): Promise<void> {
      const startedAt = performance.now();
      const total = Math.round((perSecond * ms) / 1000);
      for (let i = 0; i < total;) {
        const due = ((performance.now() - startedAt) * perSecond) / 1000;
        for (; i < total && i <= due; i++) sendNext();
        await sleep(1);
      }
    },
    async settled(ms: number): Promise<void> {
      const deadline = performance.now() + ms;
      const all = sent * room.readers.length;
      while (latencies.length < all && performance.now() < deadline)
        await sleep(5);
    },
  };
}
