// The load of the fan-out: started by ../main.ts on a core of its own, prints a line of JSON per run.
import { effortOfArguments, emit, undisturbed } from '../report/sample.ts';
import type { Dialect } from './dialect.ts';
import { type Pace, paced } from './pace.ts';
import { rawDialect } from './raw-dialect.ts';
import { relayDialect } from './relay-dialect.ts';
import { relayTemplate, removeTemplate } from './relay-template.ts';
import { saturate } from './saturation.ts';
import { type SealedSpace, sealSpace } from './sealed-space.ts';
import { hocuspocusDialect, yWebsocketDialect } from './yjs-dialects.ts';

const effort = effortOfArguments();
const scale = effort.isQuick ? 0.1 : 1;

/** Updates per room size: seconds, not minutes, of work for the fastest server. */
const saturations = [
  { size: 2, warmUp: 8_000, measured: 24_000 },
  { size: 10, warmUp: 5_000, measured: 15_000 },
  { size: 50, warmUp: 2_000, measured: 6_000 },
  { size: 200, warmUp: 500, measured: 2_000 },
]
  .map(({ size, ...counts }) => ({
    scenario: `saturation N=${size}`,
    size,
    warmUp: Math.ceil(counts.warmUp * scale),
    measured: Math.ceil(counts.measured * scale),
  }))
  .filter(isWanted);

const warmUpMs = 1_500;
const measuredMs = effort.isQuick ? 1_000 : 4_000;
const paces: readonly (Pace & { readonly scenario: string })[] = [
  { scenario: 'quiet N=2', size: 2, writers: 1, perSecond: 50 },
  { scenario: 'quiet N=10', size: 10, writers: 5, perSecond: 50 },
  { scenario: 'quiet N=50', size: 50, writers: 5, perSecond: 50 },
  { scenario: 'busy N=200', size: 200, writers: 10, perSecond: 1_000 },
]
  .map((pace) => ({ ...pace, warmUpMs, measuredMs }))
  .filter(isWanted);

const cast = await sealSpace({ devices: 200, docs: 1, pens: pens() });
const template = await relayTemplate(cast);
try {
  const dialects = dialectsOf(cast, template);
  for (let round = 1; round <= effort.rounds; round++)
    await runRound(dialects, round);
} finally {
  removeTemplate(template);
}

function isWanted({ scenario }: { readonly scenario: string }): boolean {
  return scenario.includes(effort.only);
}

/** As much as the longest run writes. */
function pens(): { doc: number; letters: number }[] {
  const one = saturations.map(({ warmUp, measured }) => warmUp + measured);
  const each = paces.map(
    ({ writers, perSecond }) =>
      Math.ceil(((warmUpMs + measuredMs) / 1000) * (perSecond / writers)) + 2,
  );
  const writers = Math.max(1, ...paces.map((pace) => pace.writers));
  return Array.from({ length: writers }, (_, pen) => ({
    doc: 0,
    letters: Math.max(0, ...each, ...(pen === 0 ? one : [])),
  }));
}

function dialectsOf(space: SealedSpace, folder: string): readonly Dialect[] {
  return [
    relayDialect(space, folder),
    hocuspocusDialect(space),
    rawDialect('ws-naive')(space),
    rawDialect('ws-coalesced')(space),
    rawDialect('ws-sqlite')(space),
    yWebsocketDialect(space),
  ];
}

/** Subject after subject in each scenario, so that what disturbs one is likely to disturb its neighbours. */
async function runRound(
  dialects: readonly Dialect[],
  round: number,
): Promise<void> {
  for (const { scenario, size, ...updates } of saturations)
    for (const dialect of dialects) {
      const run = () => saturate(dialect, size, updates);
      tell(scenario, dialect, round, await undisturbed(effort, run));
    }
  for (const { scenario, ...pace } of paces)
    for (const dialect of dialects) {
      const run = () => paced(dialect, pace);
      tell(scenario, dialect, round, await undisturbed(effort, run));
    }
}

function tell(
  scenario: string,
  { subject }: Dialect,
  round: number,
  figures: Readonly<Record<string, number>>,
): void {
  emit({ section: 'fan-out', scenario, subject, round, figures });
}
