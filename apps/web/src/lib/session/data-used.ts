import type { Transport } from '@minga/sync';
import { readSetting, writeSetting } from '#lib/shared/device-settings.ts';

/** What this device has sent and received through its WebSockets in one month of the calendar, bytes. */
export interface DataUsed {
  /** yyyy-mm */
  readonly month: string;
  readonly bytes: number;
}

/** A setting is written now and then, not with every message. */
const saveEveryMs = 5_000;

export function readDataUsed(today: Date): DataUsed {
  const month = monthOf(today);
  const [of = '', bytes = ''] = (readSetting('data-used') ?? '').split(' ');
  return { month, bytes: of === month ? Number(bytes) || 0 : 0 };
}

/** Counts what crosses. The other tabs of this browser send through the same one, so nothing is counted twice. */
export function countingTransport(
  inner: Transport,
  now: () => Date = () => new Date(),
): Transport {
  let unsaved = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const save = (): void => {
    timer = null;
    const { month, bytes } = readDataUsed(now());
    writeSetting('data-used', `${month} ${bytes + unsaved}`);
    unsaved = 0;
  };
  const count = ({ length }: { readonly length: number }): void => {
    unsaved += length;
    timer ??= setTimeout(save, saveEveryMs);
  };
  return {
    connect(url, events) {
      const socket = inner.connect(url, {
        ...events,
        message(message) {
          count(message);
          events.message(message);
        },
      });
      return {
        ...socket,
        send(message) {
          count(message);
          socket.send(message);
        },
      };
    },
  };
}

function monthOf(day: Date): string {
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
}
