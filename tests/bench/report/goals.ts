import { type Place, type Read, figure, ratio } from './results.ts';
import type { Sample } from './sample.ts';

/** One line of the table of goals. */
export interface Goal {
  readonly id: string;
  readonly metric: string;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly read: Read;
}

export interface Verdict {
  readonly id: string;
  readonly metric: string;
  readonly goal: string;
  readonly value: number;
  readonly met: boolean;
}

/** Goals of which this run measured something. */
export function judge(
  goals: readonly Goal[],
  samples: readonly Sample[],
): readonly Verdict[] {
  return goals.flatMap(({ id, metric, unit, atMost, atLeast, read }) => {
    const value = read(samples);
    if (Number.isNaN(value)) return [];
    const goal =
      atMost === undefined ? `≥ ${atLeast ?? 0}${unit}` : `≤ ${atMost}${unit}`;
    const met = value <= (atMost ?? Infinity) && value >= (atLeast ?? 0);
    return [{ id, metric, goal, value, met }];
  });
}

const at =
  (section: string) =>
  (scenario: string, name: string): Place => ({
    section,
    scenario,
    figure: name,
  });
const fanOut = at('fan-out');
const ingest = at('ingest');
const client = at('client');
const link = at('link');
const browser = at('browser');

const busy = 'busy N=200';

const g1: readonly Goal[] = [
  {
    id: 'G1',
    metric: 'N=200, 1,000 upd/s: delivered',
    unit: '',
    atLeast: 0.99,
    read: figure(fanOut(busy, 'deliveredShare')),
  },
  {
    id: 'G1',
    metric: 'N=200, 1,000 upd/s: p99',
    unit: ' ms',
    atMost: 30,
    read: figure(fanOut(busy, 'p99')),
  },
  {
    id: 'G1',
    metric: 'N=200, 1,000 upd/s: CPU / hocuspocus',
    unit: '×',
    atMost: 0.4,
    read: ratio(fanOut(busy, 'cpuMsPer10k'), 'hocuspocus'),
  },
  {
    id: 'G1',
    metric: 'N=200, 1,000 upd/s: CPU / ws-coalesced',
    unit: '×',
    atMost: 2,
    read: ratio(fanOut(busy, 'cpuMsPer10k'), 'ws-coalesced'),
  },
];

const g2: readonly Goal[] = [50, 200].flatMap((size) =>
  (
    [
      ['hocuspocus', 0.9],
      ['ws-coalesced', 1.5],
      ['y-websocket', 0.25],
    ] as const
  ).map(([against, atMost]) => ({
    id: 'G2',
    metric: `saturation N=${size}: CPU / ${against}`,
    unit: '×',
    atMost,
    read: ratio(fanOut(`saturation N=${size}`, 'cpuMsPer10k'), against),
  })),
);

const rates = [
  [2, 'hocuspocus', 2],
  [2, 'ws-sqlite', 0.7],
  [10, 'hocuspocus', 2],
  [10, 'ws-naive', 2],
] as const;

const g3: readonly Goal[] = (
  [
    ['deliveriesPerSecond', 'deliveries/s'],
    // The same, on a machine whose cores nobody else uses: what is compared is the work per delivery.
    ['deliveriesPerCpuSecond', 'deliveries per second of CPU'],
  ] as const
).flatMap(([name, words]) =>
  rates.map(([size, against, atLeast]) => ({
    id: 'G3',
    metric: `saturation N=${size}: ${words} / ${against}`,
    unit: '×',
    atLeast,
    read: ratio(fanOut(`saturation N=${size}`, name), against),
  })),
);

const g4: readonly Goal[] = [2, 10, 50].flatMap((size) =>
  (
    [
      ['p50', 1],
      ['p99', 1.5],
    ] as const
  ).map(([name, atMost]) => ({
    id: 'G4',
    metric: `quiet N=${size}: ${name} / hocuspocus`,
    unit: '×',
    atMost,
    read: ratio(fanOut(`quiet N=${size}`, name), 'hocuspocus'),
  })),
);

const g9: readonly Goal[] = [
  ...(
    [
      ['totalMs', ''],
      // The same where others use the machine too.
      ['cpuMs', ', CPU'],
    ] as const
  ).flatMap(([name, words]) =>
    (
      [
        ['y-indexeddb', 1.3],
        ['apply-only', 2.5],
      ] as const
    ).map(([against, atMost]) => ({
      id: 'G9',
      metric: `cold open in Chromium${words} / ${against}`,
      unit: '×',
      atMost,
      read: ratio(browser('cold open, CPU ×1', name), against),
    })),
  ),
  {
    id: 'G9',
    metric: 'cold open in Chromium, CPU ×4',
    unit: ' ms',
    atMost: 500,
    read: figure(browser('cold open, CPU ×4', 'totalMs')),
  },
];

const g10: Goal = {
  id: 'G10',
  metric: 'entries after the last snapshot, trace typed',
  unit: '',
  atMost: 500,
  read: figure(client('trace', 'entriesAfterSnapshot')),
};

const g11: readonly Goal[] = (
  [
    ['10 keys/s with cursor', 0.4],
    ['10 keys/s without cursor', 1.8],
  ] as const
).map(([scenario, atMost]) => ({
  id: 'G11',
  metric: `bytes up per key, ${scenario} / y-websocket`,
  unit: '×',
  atMost,
  read: ratio(client(scenario, 'bytesUpPerKey'), 'y-websocket'),
}));

const g12: Goal = {
  id: 'G12',
  metric: 'echo to the author per batch, all bytes of the ACK',
  unit: ' B',
  atMost: 12,
  read: figure(fanOut('quiet N=2', 'echoBytes')),
};

const g13: readonly Goal[] = [
  {
    id: 'G13',
    metric: '50 kbit/s, 500 ms, 20 KB: cold / y-websocket',
    unit: '×',
    atMost: 0.5,
    read: ratio(link('cold', 'caughtUpMs'), 'y-websocket'),
  },
  {
    id: 'G13',
    metric: '50 kbit/s, 500 ms, 20 KB: bytes down, cold / y-websocket',
    unit: '×',
    atMost: 0.35,
    read: ratio(link('cold', 'bytesDown'), 'y-websocket'),
  },
  {
    id: 'G13',
    metric: '50 kbit/s, 500 ms, 20 KB: warm / y-websocket',
    unit: '×',
    atMost: 1.1,
    read: ratio(link('warm', 'caughtUpMs'), 'y-websocket'),
  },
];

const g14: readonly Goal[] = [
  {
    id: 'G14',
    metric: 'durable ingest / node:sqlite FULL batch-50',
    unit: '×',
    atLeast: 0.5,
    read: ratio(ingest('saturated', 'perSecond'), 'sqlite-batch-50'),
  },
  {
    id: 'G14',
    metric: 'ACK p99 at 1,000 appends/s',
    unit: ' ms',
    atMost: 15,
    read: figure(ingest('1,000/s', 'p99')),
  },
  {
    id: 'G14',
    metric: 'acknowledged entries lost by SIGKILL',
    unit: '',
    atMost: 0,
    read: figure(ingest('killed', 'lost')),
  },
];

const kb = 1024;
const g15: readonly Goal[] = [
  {
    id: 'G15',
    metric: 'JS gz until plain fields take letters',
    unit: ' B',
    atMost: 120 * kb,
    read: figure(browser('weight of problem', 'plainTypingGz')),
  },
  {
    id: 'G15',
    metric: 'JS gz until the editor stands',
    unit: ' B',
    atMost: 260 * kb,
    read: figure(browser('weight of problem', 'editorGz')),
  },
  {
    id: 'G15',
    metric: 'bytes from the network when opened again',
    unit: ' B',
    atMost: 0,
    read: figure(browser('weight when opened again', 'wireBytes')),
  },
];

const typing: Goal = {
  id: 'client',
  metric: 'CPU ×4, 30 pages, three others typing: p95 of a letter',
  unit: ' ms',
  atMost: 50,
  read: figure(browser('typing among three, CPU ×4', 'p95')),
};

const searching: Goal = {
  id: 'search',
  metric: '5,000 items: p95 of a search',
  unit: ' ms',
  atMost: 50,
  read: figure(at('search')('5,000 items', 'p95')),
};

export const goals: readonly Goal[] = [
  ...g1,
  ...g2,
  ...g3,
  ...g4,
  ...g9,
  g10,
  ...g11,
  g12,
  ...g13,
  ...g14,
  ...g15,
  typing,
  searching,
];
