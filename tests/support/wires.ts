import type { Bytes } from '@minga/base';
import {
  type ClientMessage,
  type RelayMessage,
  decodeClientMessages,
  decodeRelayMessages,
  defaultLimits,
} from '@minga/protocol';
import type { Transport, TransportSocket } from '@minga/sync';
import type { Dice } from './seeds.ts';

/** Everything that crosses, as it crosses. */
export function tappedTransport(
  inner: Transport,
  tap: (message: Bytes, way: 'up' | 'down') => void,
): Transport {
  return {
    connect(url, events): TransportSocket {
      const socket = inner.connect(url, {
        ...events,
        message(message) {
          tap(message, 'down');
          events.message(message);
        },
      });
      return {
        ...socket,
        send(message) {
          tap(message, 'up');
          socket.send(message);
        },
      };
    },
  };
}

/** A wire that can be cut from outside, and knows what is open. */
export interface CuttableWire extends Transport {
  readonly open: number;
  /** Connections begun so far. */
  readonly begun: number;
  cut(): void;
}

export function cuttableTransport(inner: Transport): CuttableWire {
  const ends = new Set<() => void>();
  let begun = 0;
  return {
    get open() {
      return ends.size;
    },
    get begun() {
      return begun;
    },
    cut() {
      for (const end of [...ends]) end();
    },
    connect(url, events): TransportSocket {
      begun += 1;
      let over = false;
      const finish = (code: number): void => {
        if (over) return;
        over = true;
        ends.delete(end);
        events.closed(code);
      };
      const socket = inner.connect(url, {
        opened() {
          if (!over) events.opened();
        },
        message(message) {
          if (!over) events.message(message);
        },
        closed: finish,
      });
      const end = (): void => {
        finish(1006);
        socket.close();
      };
      ends.add(end);
      return socket;
    },
  };
}

/**
 * Repeats what the protocol lets come twice on one connection. APPEND is not among it, nor is a short frame: they are
 * relative to what went before, and TCP does not repeat. Their duplicates come of a cut before the answer.
 */
export function repeatingTransport(
  inner: Transport,
  dice: Dice,
  probability: () => number,
): Transport {
  return {
    connect(url, events): TransportSocket {
      const socket = inner.connect(url, {
        ...events,
        message(message) {
          events.message(message);
          if (dice.chance(probability()) && mayComeTwiceDown(message))
            events.message(message);
        },
      });
      return {
        ...socket,
        send(message) {
          socket.send(message);
          if (dice.chance(probability()) && mayComeTwiceUp(message))
            socket.send(message);
        },
      };
    },
  };
}

const twiceUp: readonly ClientMessage['kind'][] = [
  'sync',
  'sub',
  'doc',
  'action',
  'keybox',
  'reg',
  'eph',
  'ping',
];
const twiceDown: readonly RelayMessage['kind'][] = [
  'doc',
  'action',
  'head',
  'reg',
  'eph',
  'pong',
];

function mayComeTwiceUp(message: Bytes): boolean {
  const decoded = decodeClientMessages(message, defaultLimits);
  return (
    decoded.ok && decoded.value.every(({ kind }) => twiceUp.includes(kind))
  );
}

function mayComeTwiceDown(message: Bytes): boolean {
  const decoded = decodeRelayMessages(message, defaultLimits);
  if (!decoded.ok) return false;
  const bound = new Set<string>();
  return decoded.value.every((one) => {
    if (one.kind === 'changes') return one.live;
    if (one.kind !== 'entry') return twiceDown.includes(one.kind);
    const author = `${one.channel}/${one.alias}`;
    const isWhole = ((one.wireFrame[0] ?? 0) & 1) === 1;
    if (isWhole) bound.add(author);
    return bound.has(author);
  });
}
