import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onCore, serverCore } from '../measure/cores.ts';
import { watchOthers } from '../measure/disturbance.ts';

const file = fileURLToPath(
  new URL('../servers/sqlite-limit.ts', import.meta.url),
);

interface Answer {
  readonly rows: number;
  readonly ms: number;
  readonly cpuMs: number;
}

/** The rate the relay's log could have if it were nothing but a table. */
export async function sqliteLimit(): Promise<{
  readonly [figure: string]: number;
  readonly perSecond: number;
  readonly cpuMsPer10k: number;
  readonly others: number;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'minga-bench-'));
  const others = watchOthers();
  const [command, args] = onCore(serverCore, [process.execPath, file, folder]);
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [answer] = (await once(child, 'message')) as [Answer];
  await ended;
  rmSync(folder, { recursive: true, force: true });
  const { rows, ms, cpuMs } = answer;
  return {
    perSecond: (rows * 1000) / ms,
    cpuMsPer10k: (cpuMs * 10_000) / rows,
    // Its start counts too, which is as good as free on a core of its own.
    others: others(new Map([[serverCore, cpuMs]])),
  };
}
