import { type Bytes, concatBytes, ownBytes, unwrap } from '@minga/base';
import {
  type RelayMessage,
  decodeClientMessages,
  decodeRelayMessages,
  defaultLimits,
  encodeRelayMessage,
} from '@minga/protocol';
import {
  type Transport,
  type TransportEvents,
  websocketTransport,
} from '@minga/sync';

/** What a member is told in place of `messages`; null: the truth. */
export type Lie = (
  messages: readonly RelayMessage[],
) => readonly RelayMessage[] | null;

/**
 * The wire of one member to a relay that is hostile to her when a test says so. Behind it stands a real one, so that what
 * she is told otherwise is true, and honesty can come back at any time.
 */
export interface HostileWire {
  readonly transport: Transport;
  lie: Lie | null;
  /** Where she gets when she dials, and does not know it; null: where she wants. */
  detour: string | null;
  /** How often it has lied. */
  readonly told: number;
  /** Everything true that has come for her. */
  readonly received: RelayMessage[];
  /** Registers that she sent, oldest first: what another path may carry to somebody else. */
  readonly registers: Bytes[];
  /** Says something of its own. */
  say(...messages: readonly RelayMessage[]): void;
  /** Ends what stands, as a network does; she comes again. */
  cut(): void;
}

export function hostileWire(): HostileWire {
  const inner = websocketTransport();
  const standing = new Map<TransportEvents, { close(): void }>();
  let told = 0;
  const wire: HostileWire = {
    lie: null,
    detour: null,
    get told() {
      return told;
    },
    received: [],
    registers: [],
    say(...messages) {
      for (const events of standing.keys()) events.message(encoded(messages));
    },
    cut() {
      for (const socket of [...standing.values()]) socket.close();
    },
    transport: {
      connect(url, events) {
        const socket = inner.connect(wire.detour ?? url, {
          ...events,
          message(bytes) {
            const messages = unwrap(
              decodeRelayMessages(ownBytes(bytes), defaultLimits),
            );
            wire.received.push(...messages);
            const lied = wire.lie?.(messages) ?? null;
            if (lied !== null) told += 1;
            if (lied === null) events.message(bytes);
            else if (lied.length > 0) events.message(encoded(lied));
          },
          closed(code) {
            standing.delete(events);
            events.closed(code);
          },
        });
        standing.set(events, socket);
        return {
          ...socket,
          send(bytes) {
            const messages = decodeClientMessages(bytes, defaultLimits);
            for (const one of messages.ok ? messages.value : [])
              if (one.kind === 'reg' && one.register !== null)
                wire.registers.push(ownBytes(one.register));
            socket.send(bytes);
          },
        };
      },
    },
  };
  return wire;
}

function encoded(messages: readonly RelayMessage[]): Bytes {
  return concatBytes(...messages.map(encodeRelayMessage));
}
