import { type Bytes, unwrap } from '@minga/base';
import {
  type ClientMessage,
  type RelayMessage,
  decodeClientMessages,
  defaultLimits,
  encodeRelayMessage,
  joinMessages,
} from '@minga/protocol';
import type { Transport } from '../transport.ts';

type Kind = ClientMessage['kind'];

/** The other end of one connection: it says what the test has it say, in the protocol or out of it. */
export interface ScriptedConnection {
  /** What came, in order. */
  readonly heard: ClientMessage[];
  /** How many socket messages it came in. */
  readonly writes: readonly number[];
  readonly isOpen: boolean;
  open(): void;
  say(...messages: readonly RelayMessage[]): void;
  sayBytes(bytes: Bytes): void;
  close(code: number): void;
  /** The last one of its kind; throws when there is none. */
  last<K extends Kind>(kind: K): Extract<ClientMessage, { kind: K }>;
  kinds(): readonly Kind[];
}

export interface ScriptedRelay {
  readonly transport: Transport;
  readonly connections: readonly ScriptedConnection[];
  readonly last: ScriptedConnection;
  /** Bytes that the socket says it has not sent yet. */
  waiting: number;
}

export function scriptedRelay(): ScriptedRelay {
  const connections: ScriptedConnection[] = [];
  const relay: ScriptedRelay = {
    connections,
    waiting: 0,
    get last() {
      const last = connections.at(-1);
      if (last === undefined) throw new Error('nobody has connected');
      return last;
    },
    transport: {
      connect(_url, events) {
        const heard: ClientMessage[] = [];
        const writes: number[] = [];
        let isOpen = true;
        const end = (code: number): void => {
          if (!isOpen) return;
          isOpen = false;
          events.closed(code);
        };
        connections.push({
          heard,
          writes,
          get isOpen() {
            return isOpen;
          },
          open: () => {
            events.opened();
          },
          say: (...messages) => {
            for (const bytes of joinMessages(messages.map(encodeRelayMessage)))
              events.message(bytes);
          },
          sayBytes: (bytes) => {
            events.message(bytes);
          },
          close: end,
          last<K extends Kind>(kind: K) {
            const found = heard.findLast(
              (one): one is Extract<ClientMessage, { kind: K }> =>
                one.kind === kind,
            );
            if (found === undefined) throw new Error(`no ${kind} was heard`);
            return found;
          },
          kinds: () => heard.map(({ kind }) => kind),
        });
        return {
          send(message) {
            const messages = unwrap(
              decodeClientMessages(message, defaultLimits),
            );
            writes.push(messages.length);
            heard.push(...messages);
          },
          close() {
            queueMicrotask(() => {
              end(1000);
            });
          },
          waiting: () => relay.waiting,
        };
      },
    },
  };
  return relay;
}
