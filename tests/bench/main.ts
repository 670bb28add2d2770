// `pnpm bench [section …] [--quick] [--whole] [--rounds n] [--only scenario]`: JSON on stdout, tables on stderr. Figures are a
// bench, never a test: nothing here passes or fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isPinned, loadCore, onCore } from './measure/cores.ts';
import { installPeers } from './peers/install.ts';
import { goals, judge } from './report/goals.ts';
import { medians } from './report/results.ts';
import { type Effort, type Sample, defaultEffort } from './report/sample.ts';
import { tables } from './report/table.ts';

/** Each is a process of its own; the load of a server is pinned to the other core. */
const sections: Readonly<
  Record<string, { readonly file: string; readonly isLoad: boolean }>
> = {
  'fan-out': { file: 'fan-out/main.ts', isLoad: true },
  ingest: { file: 'ingest/main.ts', isLoad: true },
  client: { file: 'client/main.ts', isLoad: true },
  link: { file: 'link/main.ts', isLoad: false },
  browser: { file: 'browser/main.ts', isLoad: false },
  search: { file: 'search/main.ts', isLoad: false },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    repeats: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const { quick, whole, rounds, repeats, only } = values;
const effort: Effort = {
  ...defaultEffort,
  ...(quick ? { rounds: 1, repeats: 0, isQuick: true } : {}),
  ...(rounds === undefined ? {} : { rounds: Number(rounds) }),
  ...(repeats === undefined ? {} : { repeats: Number(repeats) }),
  isWhole: whole,
  only,
};

installPeers();
const samples: Sample[] = [];
for (const name of wanted(positionals)) samples.push(...(await run(name)));
const results = medians(samples);
const verdicts = judge(goals, samples);
const machine = {
  cores: cpus().length,
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  isPinned,
};
process.stdout.write(
  `${JSON.stringify({ machine, effort, results, goals: verdicts, samples }, null, 1)}\n`,
);
console.error(`\n${tables(results, verdicts)}`);

function wanted(names: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => !(name in sections));
  if (unknown.length > 0)
    throw new Error(
      `No section ${unknown.join(', ')}: there are ${Object.keys(sections).join(', ')}`,
    );
  return Object.keys(sections).filter(
    (name) => names.length === 0 || names.includes(name),
  );
}

async function run(name: string): Promise<readonly Sample[]> {
  const { file = '', isLoad = false } = sections[name] ?? {};
  const path = fileURLToPath(new URL(file, import.meta.url));
  const node = [process.execPath, path, JSON.stringify(effort)];
  const [command = '', ...args] = isLoad ? onCore(loadCore, node).flat() : node;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const found: Sample[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const sample = JSON.parse(line) as Sample;
    found.push(sample);
    const { scenario, subject, round } = sample;
    console.error(`${name}: ${scenario} · ${subject} · round ${round}`);
  }
  const [code] = (await ended) as [number | null];
  // The other sections are worth having all the same.
  if (code !== 0) console.error(`${name} ended before its time`);
  return found;
}
