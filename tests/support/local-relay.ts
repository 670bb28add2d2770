import { copyFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '@minga/base';
import {
  type Relay,
  type RelayLimits,
  createRelay,
  openSqliteLog,
} from '@minga/server';

/** The real relay over real SQLite, in this process so that hundreds fit; `relay.ts` runs it as a process of its own. */
export interface LocalRelay {
  readonly url: string;
  readonly dataFolder: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops, and keeps a copy of the files as they are; starts again. */
  backUp(): Promise<void>;
  /**
   * Puts the copy back and starts. `silently`: nobody tells the relay, and the file keeps its inode, so that only what
   * clients name can betray it ([P12]).
   */
  restore(how: 'silently' | 'openly'): Promise<void>;
  /** Another relay over a copy of the files as they are, that answers to the name of this one: how a log is forked. */
  twin(): Promise<LocalRelay>;
  dispose(): Promise<void>;
}

export interface LocalRelayOptions {
  readonly clock?: Clock;
  readonly limits?: Partial<RelayLimits>;
  /** `PRAGMA max_page_count`: how a disk gets full. Asked at every start. */
  readonly maxPages?: () => number | undefined;
  /** The files it begins with, and the name it answers to. */
  readonly twinOf?: { readonly file: string; readonly url: string };
}

const database = 'relay.db';

export async function startLocalRelay(
  options: LocalRelayOptions = {},
): Promise<LocalRelay> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'minga-local-relay-'));
  const live = join(dataFolder, database);
  const copy = join(dataFolder, 'backup.db');
  const { twinOf } = options;
  if (twinOf !== undefined) copyFileSync(twinOf.file, live);
  let relay: Relay | null = null;
  let port = 0;
  let isCopy = false;

  const start = async (): Promise<void> => {
    const maxPages = options.maxPages?.();
    relay = await createRelay({
      log: openSqliteLog(dataFolder, {
        restored: isCopy,
        ...(maxPages === undefined ? {} : { maxPages }),
      }),
      clock: options.clock ?? systemClock,
      port,
      limits: options.limits ?? {},
      ...(twinOf === undefined ? {} : { publicUrl: twinOf.url }),
    });
    isCopy = false;
    port = relay.port;
  };
  const stop = async (): Promise<void> => {
    await relay?.close();
    relay = null;
  };
  const backUp = async (): Promise<void> => {
    await stop();
    copyFileSync(live, copy);
    await start();
  };
  await start();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    dataFolder,
    start,
    stop,
    backUp,
    async twin() {
      await backUp();
      return startLocalRelay({ ...options, twinOf: { file: copy, url } });
    },
    async restore(how) {
      await stop();
      for (const end of ['-wal', '-shm']) rmSync(live + end, { force: true });
      // Copied over, not moved: a moved file has another inode, which the relay notices by itself.
      copyFileSync(copy, live);
      isCopy = how === 'openly';
      await start();
    },
    async dispose() {
      await stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
