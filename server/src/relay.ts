import { type IncomingMessage, createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Bytes, type Clock, systemClock, systemRandom } from '@minga/base';
import { createVerifier } from '@minga/membership';
import { closeCodes } from '@minga/protocol';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type BlobStore, unfinishedKeptMs } from './blob-store.ts';
import { type RelayClock, createRelayClock } from './clock.ts';
import { Connection } from './connection.ts';
import { FanOut } from './fan-out.ts';
import { GroupCommit } from './group-commit.ts';
import { Metrics } from './health.ts';
import { createHost } from './host.ts';
import {
  BucketsByName,
  type RelayLimits,
  defaultRelayLimits,
} from './limits.ts';
import { createMemoryBlobs } from './memory-blobs.ts';
import { Flusher } from './outbox.ts';
import { PageCache } from './page-cache.ts';
import type { RelayLog } from './relay-log.ts';
import type { Services } from './services.ts';
import { eraseDueSpaces } from './erasing.ts';
import { Spaces } from './spaces.ts';
import { openSqliteBlobs } from './sqlite-blobs.ts';
import { openSqliteLog } from './sqlite-log.ts';
import {
  addressOf,
  audiencesOf,
  isForeign,
  offersSubprotocol,
  refuseUpgrade,
  subprotocol,
} from './upgrade.ts';

export interface RelayOptions {
  /** Where the log lies; or the log itself, which the relay then closes. */
  readonly dataDir?: string;
  readonly log?: RelayLog;
  /** 127.0.0.1 unless said otherwise. */
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  /** The address people use, if it is not the one the relay is bound to. */
  readonly publicUrl?: string;
  /** The built app. */
  readonly webRoot?: string;
  readonly clock?: Clock;
  readonly limits?: Partial<RelayLimits>;
  /** The data was put back from a copy ([P12]). */
  readonly restored?: boolean;
}

export interface Relay {
  /** http://host:port, as bound. */
  readonly url: string;
  readonly port: number;
  /** [P32] Finishes what is under way, then closes everything. */
  close(): Promise<void>;
}

/** Raw bytes read from somebody who has not shown who it is; ws itself would collect a whole message first. */
const maxBytesBeforeReady = 512 * 1024;

/** The relay and the static host in one process. Throws when it cannot start. */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const clock = createRelayClock(options.clock ?? systemClock);
  const limits = { ...defaultRelayLimits, ...options.limits };
  const log = options.log ?? openLog(options);
  const blobs =
    options.log === undefined ? openBlobs(options) : createMemoryBlobs();
  const services = createServices(log, blobs, clock, limits);
  const spaces = new Spaces(services);
  const publicUrl =
    options.publicUrl === undefined ? null : new URL(options.publicUrl);
  const connections = new Set<Connection>();
  const failures = new BucketsByName(limits.failures);
  const creates = new BucketsByName(limits.creates);
  let isDraining = false;

  const host = createHost({
    webRoot: options.webRoot ?? null,
    publicUrl,
    isHealthy: () => !isDraining && !services.metrics.isLogFailing,
    metrics: () =>
      services.metrics.text({
        connections: () => connections.size,
        spaces: () => spaces.count,
        channels: () => spaces.openChannels,
      }),
  });
  const server = createServer(host);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // A little more than allowed, so that the decoder answers an oversized message with its own close code ([P2]).
    maxPayload: limits.wire.socketMessage + 64 * 1024,
    handleProtocols: () => subprotocol,
  });

  const accept = (
    socket: WebSocket,
    request: IncomingMessage,
    audiences: readonly string[],
  ): void => {
    const address = addressOf(request);
    const stopCounting = countBytes(request, socket);
    const connection = new Connection({
      services,
      spaces,
      socket,
      audiences,
      failed: () => {
        failures.take(address, clock.now());
      },
      ready: stopCounting,
      bytesRead: () => request.socket.bytesRead,
      mayCreate: () => {
        if (creates.isSpent(address, clock.now())) return false;
        creates.take(address, clock.now());
        return true;
      },
    });
    connections.add(connection);
    socket.on('message', (data, isBinary) => {
      connection.receive(isBinary ? bytesOf(data) : new Uint8Array());
    });
    socket.on('close', () => {
      connections.delete(connection);
      connection.closed();
    });
    // What goes wrong on a socket also closes it.
    socket.on('error', () => undefined);
  };

  const refusalOf = (
    request: IncomingMessage,
    audiences: readonly string[],
  ) => {
    if (isDraining) return 'draining';
    if (isForeign(request, audiences)) return 'origin';
    if (!offersSubprotocol(request)) return 'subprotocol';
    return failures.isSpent(addressOf(request), clock.now())
      ? 'too-many-failures'
      : null;
  };

  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => undefined);
    const audiences = audiencesOf(request, publicUrl);
    const refusal = refusalOf(request, audiences);
    services.metrics.count(`upgrades_total{outcome="${refusal ?? 'opened'}"}`);
    if (refusal !== null) {
      refuseUpgrade(socket, refusal);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      accept(opened, request, audiences);
    });
  });

  clock.every(limits.sweepMs, () => {
    const now = clock.now();
    for (const connection of connections) connection.closeIfIdle(now);
    failures.sweep(now);
    creates.sweep(now);
    spaces.forgetExpiredKeyboxes(now);
    eraseDue();
    services.commits.add({ kind: 'keyboxes-expired', now }, () => undefined);
    blobs.forgetUnfinished(now - unfinishedKeptMs).catch((error: unknown) => {
      services.report(error);
    });
  });

  // One after the other: erasing much takes longer than the time between two looks.
  let erasing: Promise<void> = Promise.resolve();
  let isErasing = false;
  const eraseDue = (): void => {
    if (isErasing || isDraining) return;
    isErasing = true;
    erasing = eraseDueSpaces(services, spaces)
      .catch((error: unknown) => {
        services.report(error);
      })
      .finally(() => {
        isErasing = false;
      });
  };
  // What was to be erased while we were away is gone before anybody can ask for it.
  eraseDue();
  await erasing;

  const bindTo = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port ?? 0, bindTo).catch(
    async (error: unknown) => {
      clock.stop();
      await blobs.close();
      await log.close();
      throw error;
    },
  );
  let closing: Promise<void> | null = null;

  const close = async (): Promise<void> => {
    isDraining = true;
    const stopped = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    await erasing;
    await services.commits.drain();
    services.flusher.flush();
    for (const connection of connections) connection.close(closeCodes.draining);
    server.closeIdleConnections();
    clock.after(limits.closeMs, () => {
      server.closeAllConnections();
    });
    await stopped;
    await blobs.close();
    await log.close();
    services.pages.clear();
    clock.stop();
  };
  const shownHost = bindTo.includes(':') ? `[${bindTo}]` : bindTo;
  return {
    url: `http://${shownHost}:${port}`,
    port,
    close: () => (closing ??= close()),
  };
}

function openLog({ dataDir, restored }: RelayOptions): RelayLog {
  if (dataDir === undefined) throw new Error('a relay needs dataDir or log');
  return openSqliteLog(dataDir, { restored: restored === true });
}

function openBlobs({ dataDir }: RelayOptions): BlobStore {
  if (dataDir === undefined) throw new Error('a relay needs dataDir or log');
  return openSqliteBlobs(dataDir);
}

function createServices(
  log: RelayLog,
  blobs: BlobStore,
  clock: RelayClock,
  limits: RelayLimits,
): Services {
  const metrics = new Metrics();
  const report = (error: unknown): void => {
    metrics.count('errors_total');
    // Where, never what: a message could hold what somebody sent.
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const at = stack.split('\n').filter((line) => /^ +at /.test(line));
    console.error('unexpected error', at.join(''));
  };
  const flusher = new Flusher();
  const fanOut = new FanOut(flusher, report);
  const commits = new GroupCommit(
    log,
    metrics,
    limits.commitWindowMs,
    () => {
      fanOut.run();
    },
    report,
  );
  return {
    log,
    blobs,
    commits,
    fanOut,
    flusher,
    pages: new PageCache(clock),
    clock,
    random: systemRandom,
    limits,
    metrics,
    verify: createVerifier(4096),
    uploads: { bytes: 0 },
    report,
  };
}

function countBytes(request: IncomingMessage, socket: WebSocket): () => void {
  let left = maxBytesBeforeReady;
  const count = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) socket.terminate();
  };
  request.socket.on('data', count);
  return () => {
    request.socket.off('data', count);
  };
}

/** ws hands over one Buffer, or several for a message in fragments. */
function bytesOf(data: RawData): Bytes {
  const whole = Array.isArray(data) ? Buffer.concat(data) : data;
  if (whole instanceof ArrayBuffer) return new Uint8Array(whole);
  return whole.buffer instanceof ArrayBuffer
    ? new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength)
    : new Uint8Array(whole);
}

function listen(
  server: ReturnType<typeof createServer>,
  port: number,
  host: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
