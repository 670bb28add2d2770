// Durable ingest: started by ../main.ts on the core of the load, prints a line of JSON per run.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  copyOf,
  relayTemplate,
  removeTemplate,
} from '../fan-out/relay-template.ts';
import { type SealedSpace, sealSpace } from '../fan-out/sealed-space.ts';
import { loadCore, serverCore } from '../measure/cores.ts';
import { watchOthers } from '../measure/disturbance.ts';
import { quantile } from '../measure/statistics.ts';
import { effortOfArguments, emit, undisturbed } from '../report/sample.ts';
import { startServer } from '../servers/start.ts';
import { sqliteLimit } from './sqlite-limit.ts';
import { type Writer, openWriters, readLog } from './writers.ts';

const effort = effortOfArguments();
const devices = 50;
/** [E3] What a client may have on its way in one document. */
const inFlight = 8;
const perSecond = 1_000;
const pacedMs = effort.isQuick ? 1_000 : 4_000;
const letters = effort.isQuick ? 80 : 600;
const kills = effort.isQuick ? 1 : 5;

const cast = await sealSpace({
  devices,
  docs: devices,
  pens: Array.from({ length: devices }, (_, doc) => ({ doc, letters })),
});
const template = await relayTemplate(cast);
try {
  for (let round = 1; round <= effort.rounds; round++) {
    const tell = (
      scenario: string,
      subject: string,
      figures: Readonly<Record<string, number>>,
    ) => {
      if (scenario.includes(effort.only))
        emit({ section: 'ingest', scenario, subject, round, figures });
    };
    const ingest = (rate: number | null) => () =>
      measured(cast, template, rate);
    tell('saturated', 'minga', await undisturbed(effort, ingest(null)));
    tell(
      'saturated',
      'sqlite-batch-50',
      await undisturbed(effort, sqliteLimit),
    );
    tell('1,000/s', 'minga', await undisturbed(effort, ingest(perSecond)));
    tell('killed', 'minga', await killed(cast, template));
  }
} finally {
  removeTemplate(template);
}

/** `rate`: appends per second of all together; null: as many as are acknowledged. */
async function measured(
  space: SealedSpace,
  folder: string,
  rate: number | null,
) {
  const server = await startServer('minga', { folder: copyOf(folder) });
  const writers = await openWriters(space, server.port);
  try {
    const before = await server.usage();
    const loadBefore = process.cpuUsage();
    const others = watchOthers();
    const startedAt = performance.now();
    if (rate === null) await appendAll(writers);
    else await appendPaced(writers, rate);
    const ms = performance.now() - startedAt;
    const cpuMs = (await server.usage()).cpuMs - before.cpuMs;
    const load = process.cpuUsage(loadBefore);
    const loadMs = (load.user + load.system) / 1000;
    const latencies = writers.flatMap((writer) => writer.latencies);
    const own = new Map([
      [serverCore, cpuMs],
      [loadCore, loadMs],
    ]);
    return {
      perSecond: (latencies.length * 1000) / ms,
      cpuMsPer10k: (cpuMs * 10_000) / latencies.length,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      others: others(own),
    };
  } finally {
    for (const writer of writers) writer.close();
    await server.dispose();
  }
}

/** Each writer keeps its window full; resolves when everything is acknowledged. */
async function appendAll(writers: readonly Writer[]): Promise<void> {
  const fill = (writer: Writer) => {
    while (
      writer.sent < writer.total &&
      writer.sent - writer.acked.length < inFlight
    )
      writer.append();
  };
  await Promise.all(
    writers.map(
      (writer) =>
        new Promise<void>((resolve) => {
          writer.onAck(() => {
            fill(writer);
            if (writer.acked.length === writer.total) resolve();
          });
          fill(writer);
        }),
    ),
  );
}

async function appendPaced(
  writers: readonly Writer[],
  rate: number,
): Promise<void> {
  const startedAt = performance.now();
  const total = Math.min((rate * pacedMs) / 1000, devices * letters);
  for (let i = 0; i < total;) {
    const due = ((performance.now() - startedAt) * rate) / 1000;
    for (; i < total && i <= due; i++) writers[i % writers.length]?.append();
    await sleep(1);
  }
  while (writers.some((writer) => writer.acked.length < writer.sent))
    await sleep(5);
}

/** The relay is killed in the middle of its work, again and again: what it had acknowledged must be there afterwards. */
async function killed(space: SealedSpace, folder: string) {
  let acked = 0;
  let lost = 0;
  for (let kill = 0; kill < kills; kill++) {
    const first = await startServer('minga', { folder: copyOf(folder) });
    const writers = await openWriters(space, first.port);
    void appendAll(writers);
    await sleep(100 + Math.random() * 400);
    await first.kill();
    await sleep(50);
    for (const writer of writers) writer.close();
    const second = await startServer('minga', { folder: first.folder });
    for (const [member, writer] of writers.entries()) {
      const kept = await readLog(space, second.port, member);
      acked += writer.acked.length;
      lost += writer.acked.filter((seq) => !kept.has(seq)).length;
    }
    await second.dispose();
  }
  return { kills, acked, lost };
}
