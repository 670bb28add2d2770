import { unwrap } from '@minga/base';
import {
  decodeClientMessages,
  defaultLimits,
  encodeClientMessage,
} from '@minga/protocol';
import type { LocalStore } from '@minga/store';
import { type Transport, websocketTransport } from '@minga/sync';

/** What went over one member's connection, in whole WebSocket frames. */
export interface WireCount {
  up: number;
  down: number;
  /** Messages up, by kind. */
  readonly messages: Map<string, number>;
  /** Bytes up, by kind, without the WebSocket's own header. */
  readonly bytes: Map<string, number>;
}

export function countingTransport(): {
  readonly transport: Transport;
  readonly count: WireCount;
} {
  const count: WireCount = {
    up: 0,
    down: 0,
    messages: new Map(),
    bytes: new Map(),
  };
  const real = websocketTransport();
  const transport: Transport = {
    connect(url, events) {
      const socket = real.connect(url, {
        ...events,
        opened: () => {
          events.opened();
        },
        message(message) {
          count.down += message.length + frameHeader(message.length, false);
          events.message(message);
        },
        closed: (code) => {
          events.closed(code);
        },
      });
      return {
        ...socket,
        send(message) {
          count.up += message.length + frameHeader(message.length, true);
          for (const one of unwrap(decodeClientMessages(message, limits))) {
            const { length } = encodeClientMessage(one);
            add(count.messages, one.kind, 1);
            add(count.bytes, one.kind, length);
          }
          socket.send(message);
        },
      };
    },
  };
  return { transport, count };
}

const limits = { ...defaultLimits, socketMessage: 2 ** 30 };

/** RFC 6455 §5.2; only what comes from a client is masked. */
export function frameHeader(length: number, isMasked: boolean): number {
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  return size + (isMasked ? 4 : 0);
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

export interface StoreCount {
  commits: number;
  /** From a commit being asked for to its being durable, all of them together. */
  commitMs: number;
  /** Values put, before they are sealed for the disk. */
  bytes: number;
}

export function countingStore(): {
  readonly wrapStore: (store: LocalStore) => LocalStore;
  readonly count: StoreCount;
} {
  const count: StoreCount = { commits: 0, commitMs: 0, bytes: 0 };
  return {
    count,
    wrapStore: (store) => ({
      ...methodsOf(store),
      async commit(writes, guards) {
        const startedAt = performance.now();
        const answer = await store.commit(writes, guards);
        count.commitMs += performance.now() - startedAt;
        count.commits++;
        for (const write of writes)
          if (write.kind === 'put') count.bytes += write.value.length;
        return answer;
      },
    }),
  };
}

function methodsOf(store: LocalStore): LocalStore {
  return {
    get: (table, key) => store.get(table, key),
    list: (table, range) => store.list(table, range),
    commit: (writes, guards) => store.commit(writes, guards),
    raiseFence: (name) => store.raiseFence(name),
    loadKeys: (name) => store.loadKeys(name),
    saveKeys: (name, keys) => store.saveKeys(name, keys),
    close: () => store.close(),
  };
}
