import type { Bytes } from '@minga/base';
import type { Transport, TransportSocket } from '@minga/sync';
import type { FastClock } from './fast-clock.ts';

export interface SlowWire extends Transport {
  readonly connections: number;
  /** Bytes that went over the wire, lost connections included. */
  readonly up: number;
  readonly down: number;
}

/** TCP, TLS and WebSocket take some of a slow wire; the frames of a message more. */
const overhead = 40;

/**
 * A narrow, distant wire: so many bits a second each way, shared by what is sent, and a delay. A message is there when
 * its last byte is. What a cut connection had on the way is gone. Times are of the clock, so that a fast one makes all
 * of it fast.
 */
export function slowTransport(
  inner: Transport,
  clock: FastClock,
  options: { readonly bitsPerSecond: number; readonly delayMs: number },
): SlowWire {
  let connections = 0;
  const sums = { up: 0, down: 0 };
  const bytesPerMs = options.bitsPerSecond / 8 / 1000;
  const way = (name: 'up' | 'down', isOver: () => boolean) => {
    let freeAt = 0;
    let waiting = 0;
    return {
      waiting: () => waiting,
      carry(bytes: Bytes, arrived: () => void): void {
        const size = bytes.length + overhead;
        const startsAt = Math.max(clock.now(), freeAt);
        freeAt = startsAt + size / bytesPerMs;
        waiting += size;
        const isThere = (): void => {
          waiting -= size;
          if (isOver()) return;
          sums[name] += size;
          arrived();
        };
        clock.after(freeAt + options.delayMs - clock.now(), isThere);
      },
    };
  };
  return {
    get connections() {
      return connections;
    },
    get up() {
      return sums.up;
    },
    get down() {
      return sums.down;
    },
    connect(url, events): TransportSocket {
      connections += 1;
      let over = false;
      const up = way('up', () => over);
      const down = way('down', () => over);
      // A TLS handshake takes two journeys there and back; nothing can be heard before it.
      let isOpen = false;
      let early: Bytes[] = [];
      const hear = (message: Bytes): void => {
        if (isOpen) events.message(message);
        else early.push(message);
      };
      const socket = inner.connect(url, {
        opened() {
          clock.after(4 * options.delayMs, () => {
            if (over) return;
            isOpen = true;
            events.opened();
            for (const message of early) events.message(message);
            early = [];
          });
        },
        message(message) {
          down.carry(message, () => {
            hear(message);
          });
        },
        closed(code) {
          if (over) return;
          over = true;
          events.closed(code);
        },
      });
      return {
        send(message) {
          up.carry(message, () => {
            socket.send(message);
          });
        },
        close() {
          if (over) return;
          over = true;
          socket.close();
          queueMicrotask(() => {
            events.closed(1000);
          });
        },
        waiting: () => up.waiting(),
      };
    },
  };
}
