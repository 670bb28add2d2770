import { type Bytes, concatBytes, ownBytes, unwrap } from '@minga/base';
import {
  type ClientMessage,
  type RelayMessage,
  decodeClientMessages,
  decodeRelayMessages,
  defaultLimits,
  encodeClientMessage,
} from '@minga/protocol';
import { type Transport, websocketTransport } from '@minga/sync';

export interface Tap {
  readonly transport: Transport;
  /** Everything that came, in order. */
  readonly received: RelayMessage[];
  count(kind: RelayMessage['kind']): number;
}

/** A real wire on which a test listens, and may lose what the client says. */
export function tapWire(
  passes: (message: ClientMessage) => boolean = () => true,
): Tap {
  const wire = websocketTransport();
  const received: RelayMessage[] = [];
  const passing = (bytes: Bytes): Bytes => {
    const messages = unwrap(decodeClientMessages(bytes, defaultLimits));
    return messages.every(passes)
      ? bytes
      : concatBytes(...messages.filter(passes).map(encodeClientMessage));
  };
  return {
    received,
    count: (kind) => received.filter((one) => one.kind === kind).length,
    transport: {
      connect(url, events) {
        const socket = wire.connect(url, {
          ...events,
          message(bytes) {
            const copy = ownBytes(bytes);
            received.push(...unwrap(decodeRelayMessages(copy, defaultLimits)));
            events.message(bytes);
          },
        });
        return {
          send(bytes) {
            const rest = passing(bytes);
            if (rest.length > 0) socket.send(rest);
          },
          close() {
            socket.close();
          },
          waiting: () => socket.waiting(),
        };
      },
    },
  };
}
