import { type Bytes, ownBytes } from '@minga/base';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';

/** Message kinds of y-websocket 3.1. */
const kinds = { sync: 0, awareness: 1, queryAwareness: 3 } as const;

export interface AwarenessEntry {
  readonly clientId: number;
  /** Null: left. */
  readonly state: unknown;
}

/** The part of a document's engine that answers providers. */
export interface ShadowPort {
  /** What somebody with this state vector lacks (update v1). */
  answer(stateVector: Uint8Array): Bytes;
  stateVector(): Uint8Array;
  onUpdate(listener: (update: Bytes) => void): () => void;
}

export interface YServerPorts {
  readonly shadow: ShadowPort;
  /** Milliseconds since 1970; the platform's when nothing else is given. */
  readonly now?: () => number;
  send(message: Bytes): void;
  /** The provider's answer to our step 1: everything it holds that the shadow may lack. It should lack nothing. */
  asserted(update: Bytes): void;
  /** What this tab tells of where its people are. */
  presence(entries: readonly AwarenessEntry[]): void;
}

/**
 * The server side of one y-websocket connection, over the shadow of a document. `update` messages of the provider are
 * ignored: what is appended are the rows of the store, and a row reaches the shadow once it is durable.
 */
export interface YServer {
  receive(message: Bytes): void;
  /** Others' presence, as awareness states. This side owns the awareness clocks. */
  show(entries: readonly AwarenessEntry[]): void;
  /**
   * To be called more often than every 30 s: a provider closes a socket that is silent for so long, and an awareness
   * forgets whoever was not mentioned for so long.
   */
  keepAlive(): void;
  stop(): void;
}

export function serveYWebsocket(ports: YServerPorts): YServer {
  const { shadow } = ports;
  const now = ports.now ?? Date.now;
  const shown = new Map<number, string>();
  /** What the provider itself announced; nobody else's presence may take its place. */
  const own = new Set<number>();
  let lastClock = 0;
  let hasAnswered = false;

  const sendSync = (write: (encoder: encoding.Encoder) => void): void => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kinds.sync);
    write(encoder);
    ports.send(ownBytes(encoding.toUint8Array(encoder)));
  };
  const stopForwarding = shadow.onUpdate((update) => {
    // Earlier than the answer it would stand on what the provider does not have yet, and the answer holds it anyway.
    if (!hasAnswered) return;
    sendSync((encoder) => {
      syncProtocol.writeUpdate(encoder, update);
    });
  });

  const receiveSync = (decoder: decoding.Decoder): void => {
    const step = decoding.readVarUint(decoder);
    if (step === syncProtocol.messageYjsSyncStep1)
      answerStep1(decoding.readVarUint8Array(decoder));
    if (step === syncProtocol.messageYjsSyncStep2)
      ports.asserted(ownBytes(decoding.readVarUint8Array(decoder)));
  };
  const answerStep1 = (stateVector: Uint8Array): void => {
    hasAnswered = true;
    sendSync((encoder) => {
      encoding.writeVarUint(encoder, syncProtocol.messageYjsSyncStep2);
      encoding.writeVarUint8Array(encoder, shadow.answer(stateVector));
    });
    sendSync((encoder) => {
      encoding.writeVarUint(encoder, syncProtocol.messageYjsSyncStep1);
      encoding.writeVarUint8Array(encoder, shadow.stateVector());
    });
  };
  /**
   * The provider's awareness outlives this connection and keeps the clocks it has seen. Counting from the time of day
   * goes on where the server before us stopped, whichever tab it ran in.
   */
  const nextClock = (): number => {
    lastClock = Math.max(lastClock + 1, Math.floor(now()));
    return lastClock;
  };
  const sendAwareness = (
    states: readonly (readonly [clientId: number, json: string])[],
  ): void => {
    const clock = nextClock();
    const update = encoding.createEncoder();
    encoding.writeVarUint(update, states.length);
    for (const [clientId, json] of states) {
      encoding.writeVarUint(update, clientId);
      encoding.writeVarUint(update, clock);
      encoding.writeVarString(update, json);
    }
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kinds.awareness);
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(update));
    ports.send(ownBytes(encoding.toUint8Array(encoder)));
  };
  /** A provider also repeats what it was told of others; a tab speaks only for itself. */
  const receiveAwareness = (decoder: decoding.Decoder): void => {
    const update = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    const count = decoding.readVarUint(update);
    const entries: AwarenessEntry[] = [];
    for (let i = 0; i < count; i++) {
      const clientId = decoding.readVarUint(update);
      decoding.readVarUint(update);
      const state: unknown = JSON.parse(decoding.readVarString(update));
      if (shown.has(clientId)) continue;
      // Others may be forgotten by its awareness after we have told that they left.
      if (state === null && !own.has(clientId)) continue;
      own.add(clientId);
      entries.push({ clientId, state });
    }
    if (entries.length > 0) ports.presence(entries);
  };
  const hasChanged = ({ clientId, state }: AwarenessEntry): boolean => {
    if (own.has(clientId)) return false;
    return state === null
      ? shown.has(clientId)
      : shown.get(clientId) !== JSON.stringify(state);
  };
  return {
    receive(message) {
      const decoder = decoding.createDecoder(message);
      const kind = decoding.readVarUint(decoder);
      if (kind === kinds.sync) receiveSync(decoder);
      if (kind === kinds.awareness) receiveAwareness(decoder);
      if (kind === kinds.queryAwareness) sendAwareness([...shown]);
    },
    show(entries) {
      const changed = entries.filter(hasChanged);
      for (const { clientId, state } of changed) {
        if (state === null) shown.delete(clientId);
        else shown.set(clientId, JSON.stringify(state));
      }
      if (changed.length === 0) return;
      sendAwareness(
        changed.map(({ clientId, state }) => [clientId, JSON.stringify(state)]),
      );
    },
    keepAlive() {
      sendAwareness([...shown]);
    },
    stop() {
      stopForwarding();
    },
  };
}
