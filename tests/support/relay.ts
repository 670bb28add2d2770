import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(
  new URL('../../server/src/main.ts', import.meta.url),
);

/** Whatever becomes of the tests, no relay of theirs stays behind. */
const ender = new URL('../../tools/stop-with-parent.mjs', import.meta.url).href;

/** The real relay process over a data folder of its own, serving the built app. */
export interface Relay {
  readonly url: string;
  readonly dataFolder: string;
  /** What the process has printed so far, both streams. */
  output: () => string;
  /** Ends the process as Ctrl-C would, or at once; its data and its port are kept for `start`. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  start: () => Promise<void>;
  /** Stops and removes the data. */
  dispose: () => Promise<void>;
}

export async function startRelay(
  settings: Readonly<Record<string, string>> = {},
): Promise<Relay> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'minga-relay-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = '';

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ['--import', ender, main], {
      env: {
        PATH: process.env['PATH'],
        HOST: '127.0.0.1',
        PORT: String(port),
        MINGA_DATA: dataFolder,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    started.channel?.unref();
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    started.stdout?.on('data', collect);
    started.stderr?.on('data', collect);
    child = started;
    await untilItAnswers(url, started, () => output);
  };

  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    const running = child;
    child = undefined;
    if (running === undefined || hasEnded(running)) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  };

  await start();
  return {
    url,
    dataFolder,
    output: () => output,
    start,
    stop,
    dispose: async () => {
      await stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(
  url: string,
  child: ChildProcess,
  output: () => string,
): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await answers(url))) {
    if (hasEnded(child) || Date.now() > deadline)
      throw new Error(`The relay did not start:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('No free port');
  return address.port;
}
