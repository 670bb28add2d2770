import { type Bytes, type SpaceId, idToBytes, unwrap } from '@minga/base';
import type { Signer } from '@minga/membership';
import {
  type Auth,
  type AuthMode,
  type ClientMessage,
  type RelayMessage,
  authSigningBytes,
  decodeRelayMessages,
  defaultLimits,
  encodeClientMessage,
} from '@minga/protocol';
import { WebSocket } from 'ws';

type Kind = RelayMessage['kind'];
type Of<K extends Kind> = Extract<RelayMessage, { kind: K }>;

/** A socket that speaks the protocol and nothing above it: what a client made by somebody else could say. */
export interface RawSocket {
  /** Everything received and not taken yet, in order. */
  readonly received: RelayMessage[];
  readonly closed: Promise<number>;
  send(...messages: readonly ClientMessage[]): void;
  sendBytes(bytes: Bytes): void;
  /** Takes the first message of those kinds; what came before it stays. */
  next<K extends Kind>(...kinds: readonly K[]): Promise<Of<K>>;
  /** Everything that came before the answer to a PING. */
  settled(): Promise<readonly RelayMessage[]>;
  close(): void;
}

const patienceMs = 10_000;

export async function openRawSocket(relay: string): Promise<RawSocket> {
  const url = `${relay.replace(/^http/, 'ws')}/ws`;
  const socket = new WebSocket(url, ['minga.v1'], { perMessageDeflate: false });
  const received: RelayMessage[] = [];
  let wake: () => void = () => undefined;
  let isClosed = false;
  socket.on('message', (data: Buffer) => {
    received.push(
      ...unwrap(decodeRelayMessages(new Uint8Array(data), defaultLimits)),
    );
    wake();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      isClosed = true;
      resolve(code);
      wake();
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const next = async <K extends Kind>(
    ...kinds: readonly K[]
  ): Promise<Of<K>> => {
    const isOfKind = (message: RelayMessage): message is Of<K> =>
      kinds.some((kind) => kind === message.kind);
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = received.findIndex(isOfKind);
      const found = received[at];
      if (found !== undefined && isOfKind(found)) {
        received.splice(at, 1);
        return found;
      }
      if (isClosed)
        throw new Error(`closed with ${await closed}, no ${kinds.join()}`);
      if (Date.now() > deadline) throw new Error(`no ${kinds.join()}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 250);
      });
    }
  };
  const send = (...messages: readonly ClientMessage[]): void => {
    for (const message of messages) socket.send(encodeClientMessage(message));
  };
  return {
    received,
    closed,
    send,
    sendBytes: (bytes) => {
      socket.send(bytes);
    },
    next,
    async settled() {
      send({ kind: 'ping', clientTimeMs: 0 });
      await next('pong');
      return received.splice(0);
    },
    close() {
      socket.close();
    },
  };
}

/** HELLO, CHALLENGE, AUTH; what comes after it is for the caller to see. */
export async function authenticateRaw(
  socket: RawSocket,
  relay: string,
  claim: {
    readonly space: SpaceId;
    readonly mode: AuthMode;
    readonly signer: Signer;
    auth(signature: Bytes): Auth;
  },
): Promise<void> {
  const { space, mode, signer } = claim;
  socket.send({ kind: 'hello', version: 1, space, suites: [1] });
  const { nonce } = await socket.next('challenge');
  const signature = await signer.sign(
    authSigningBytes({
      mode,
      audience: new URL(relay).host,
      space,
      nonce,
      subject: idToBytes(signer.device),
    }),
  );
  socket.send({ kind: 'auth', auth: claim.auth(signature) });
}
