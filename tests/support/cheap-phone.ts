import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import type { Page } from '@playwright/test';

/** What a journey on a cheap phone with a poor line has cost so far. */
export interface CheapPhone {
  readonly taps: () => number;
  readonly tap: (target: { tap(): Promise<void> }) => Promise<void>;
}

const slowdown = 4;
const lineBytesPerSecond = 400_000 / 8;
const latencyMs = 400;

/** A processor four times slower and, for what the page fetches, 400 kbit/s with 400 ms. */
export async function onCheapPhone(page: Page): Promise<CheapPhone> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: lineBytesPerSecond,
    uploadThroughput: lineBytesPerSecond,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  let taps = 0;
  return {
    taps: () => taps,
    async tap(target) {
      taps += 1;
      await target.tap();
    },
  };
}

/** A line to a relay on which every byte is counted: of the page, its WebSockets and its service worker, both ways. */
export interface CountedLine {
  readonly url: string;
  readonly bytes: () => number;
  close(): Promise<void>;
}

export async function countedLine(to: string): Promise<CountedLine> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let bytes = 0;
  const count = ({ length }: Buffer): void => {
    bytes += length;
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.on('data', count).pipe(far);
    far.on('data', count).pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    bytes: () => bytes,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
