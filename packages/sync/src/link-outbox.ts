import type { Clock } from '@minga/base';
import {
  type ClientMessage,
  type Limits,
  encodeClientMessage,
  joinMessages,
} from '@minga/protocol';
import type { TransportSocket } from './transport.ts';

/** What waits to be said on one connection. */
export interface LinkOutbox {
  send(message: ClientMessage): void;
  /** May wait a moment for something else to travel with. */
  sendSoon(message: ClientMessage): void;
  stop(): void;
}

const companyMs = 50;

/** What is said in one turn goes out in one socket write, order kept (PROTOCOL P4). */
export function createLinkOutbox(ports: {
  readonly clock: Clock;
  readonly socket: TransportSocket;
  /** What the relay takes now. */
  limits(): Limits;
  tooLong(kind: ClientMessage['kind']): void;
}): LinkOutbox {
  let waiting: ClientMessage[] = [];
  let isScheduled = false;
  let isOver = false;
  let cancelSoon: (() => void) | null = null;

  const flush = (): void => {
    isScheduled = false;
    cancelSoon?.();
    cancelSoon = null;
    const messages = waiting;
    waiting = [];
    if (isOver || messages.length === 0) return;
    const encoded = messages.map(encodeClientMessage);
    for (const bytes of joinMessages(encoded, ports.limits()))
      ports.socket.send(bytes);
  };
  const push = (message: ClientMessage): boolean => {
    if (isOver) return false;
    if (isWithin(message, ports.limits())) waiting.push(message);
    else ports.tooLong(message.kind);
    return true;
  };
  return {
    send(message) {
      if (!push(message) || isScheduled) return;
      isScheduled = true;
      // Not a timer: in a hidden tab those come once a minute.
      queueMicrotask(flush);
    },
    sendSoon(message) {
      if (!push(message)) return;
      cancelSoon ??= ports.clock.after(companyMs, flush);
    },
    stop() {
      flush();
      isOver = true;
    },
  };
}

/** [P2] A message over its limit ends the connection for good; better that one thing is not said. */
function isWithin(message: ClientMessage, limits: Limits): boolean {
  switch (message.kind) {
    case 'eph':
      return message.presence.length <= limits.presence;
    case 'reg':
      return (message.register?.length ?? 0) <= limits.register;
    case 'doc':
      return message.header.length <= limits.record;
    case 'action':
      return message.action.length <= limits.record;
    case 'keybox': {
      const { sealedKeys, sealedCard } = message;
      return Math.max(sealedKeys.length, sealedCard.length) <= limits.sealed;
    }
    case 'snap-put':
      return message.total <= limits.snapshot;
    default:
      return true;
  }
}
