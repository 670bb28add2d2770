import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onCore, serverCore } from '../measure/cores.ts';
import type { ServerNews } from './serve.ts';

/** Everything the fan-out is measured against, and ours. */
export const subjects = {
  minga: 'relay.ts',
  hocuspocus: '../peers/hocuspocus.ts',
  'y-websocket': '../peers/y-websocket.ts',
  'ws-naive': 'raw-ws.ts',
  'ws-coalesced': 'raw-ws-coalesced.ts',
  'ws-sqlite': 'raw-ws-sqlite.ts',
} as const;

export type Subject = keyof typeof subjects;

interface Given {
  readonly folder?: string | undefined;
  /** Pages for the relay to serve. */
  readonly webRoot?: string;
}

export interface BenchedServer {
  readonly port: number;
  readonly folder: string;
  usage(): Promise<{ readonly cpuMs: number; readonly rssMb: number }>;
  /** SIGKILL: what the operating system does to a process when the power of its owner is out. The folder stays. */
  kill(): Promise<void>;
  /** Kills and removes the folder. */
  dispose(): Promise<void>;
}

/** To see where a server spends its time: the folder that this names gets a profile per server. */
const profileFolder = process.env['MINGA_BENCH_PROFILES'];
const profiling =
  profileFolder === undefined
    ? []
    : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];

/** Starts a server alone on its core, in a folder of its own unless it is given one. */
export async function startServer(
  subject: Subject,
  { folder = mkdtempSync(join(tmpdir(), 'minga-bench-')), webRoot }: Given = {},
): Promise<BenchedServer> {
  const file = fileURLToPath(new URL(subjects[subject], import.meta.url));
  const args = webRoot === undefined ? [folder] : [folder, webRoot];
  const node = [process.execPath, ...profiling, file, ...args];
  const [command, options] = onCore(serverCore, node);
  const child = spawn(command, options, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const news = await nextNews(child);
  if (news.kind !== 'listening')
    throw new Error(`${subject} did not say where it listens`);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    port: news.port,
    folder,
    async usage() {
      child.send('usage');
      const answer = await nextNews(child);
      if (answer.kind !== 'usage') throw new Error('no usage');
      return answer;
    },
    kill,
    async dispose() {
      if (profiling.length > 0) await leaveAlone(child);
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It ends by itself, which gives it the time to write its profile. */
async function leaveAlone(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

function nextNews(child: ChildProcess): Promise<ServerNews> {
  return new Promise((resolve, reject) => {
    const ended = () => {
      reject(new Error('the server ended'));
    };
    child.once('exit', ended);
    child.once('message', (news: ServerNews) => {
      child.off('exit', ended);
      resolve(news);
    });
  });
}
