import type { Transport, TransportEvents } from '@minga/sync';
import { afterEach, expect, test, vi } from 'vitest';
import { writeSetting } from '#lib/shared/device-settings.ts';
import { countingTransport, readDataUsed } from './data-used.ts';

afterEach(() => {
  vi.useRealTimers();
  writeSetting('data-used', '');
});

/** A wire that takes everything, and lets the test say what arrives. */
function wire(): { transport: Transport; arrive: (size: number) => void } {
  const open: TransportEvents[] = [];
  return {
    transport: {
      connect(_url, events) {
        open.push(events);
        return {
          send: () => undefined,
          close: () => undefined,
          waiting: () => 0,
        };
      },
    },
    arrive(size) {
      for (const events of open) events.message(new Uint8Array(size));
    },
  };
}

const events: TransportEvents = {
  opened: () => undefined,
  message: () => undefined,
  closed: () => undefined,
};

test('what is sent and what arrives counts for its month, and a new month begins at nothing', () => {
  vi.useFakeTimers();
  let now = new Date(2026, 10, 30, 23, 0);
  const { transport, arrive } = wire();
  const socket = countingTransport(transport, () => now).connect('', events);
  socket.send(new Uint8Array(300));
  arrive(700);
  vi.advanceTimersByTime(5_000);
  expect(readDataUsed(now)).toEqual({ month: '2026-11', bytes: 1_000 });
  socket.send(new Uint8Array(24));
  vi.advanceTimersByTime(5_000);
  expect(readDataUsed(now).bytes).toBe(1_024);
  now = new Date(2026, 11, 1, 8, 0);
  expect(readDataUsed(now)).toEqual({ month: '2026-12', bytes: 0 });
  socket.send(new Uint8Array(5));
  vi.advanceTimersByTime(5_000);
  expect(readDataUsed(now)).toEqual({ month: '2026-12', bytes: 5 });
});
