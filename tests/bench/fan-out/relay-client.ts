import { type Bytes, type DocumentId, unwrap } from '@minga/base';
import { type Signer, signAuth } from '@minga/membership';
import {
  type Auth,
  type ClientMessage,
  type RelayMessage,
  decodeRelayMessages,
  defaultLimits,
  encodeClientMessage,
} from '@minga/protocol';
import { LoadSocket, clientFrame } from './load-socket.ts';
import type { SealedSpace } from './sealed-space.ts';

export function messageFrame(message: ClientMessage): Buffer {
  return clientFrame(encodeClientMessage(message));
}

export function readMessages(payload: Buffer): readonly RelayMessage[] {
  const bytes: Bytes = new Uint8Array(
    payload.buffer as ArrayBuffer,
    payload.byteOffset,
    payload.byteLength,
  );
  return unwrap(decodeRelayMessages(bytes, defaultLimits));
}

/** Speaks the protocol one message at a time, until its socket is handed to a reader. */
export class RelayClient {
  readonly socket: LoadSocket;
  readonly #received: RelayMessage[] = [];

  private constructor(socket: LoadSocket) {
    this.socket = socket;
  }

  /** A device that knows the whole membership log, after READY. */
  static async member(
    { space, signers, actionCount, lastHash }: SealedSpace,
    port: number,
    member: number,
  ): Promise<RelayClient> {
    const signer = signers[member];
    if (signer === undefined) throw new Error('no such member');
    const client = await RelayClient.#open(port);
    const mode = 'member';
    const signature = await client.#challenged(port, space, mode, signer);
    await client.#enter({
      mode,
      device: signer.device,
      haveActions: actionCount,
      haveHash: lastHash,
      signature,
    });
    return client;
  }

  /** The founder, whose connection makes the space. */
  static async creator(
    { space, signers, create }: SealedSpace,
    port: number,
  ): Promise<RelayClient> {
    const [signer] = signers;
    if (signer === undefined) throw new Error('a space has a founder');
    const client = await RelayClient.#open(port);
    const mode = 'create';
    const signature = await client.#challenged(port, space, mode, signer);
    const { device } = signer;
    await client.#enter({ mode, device, action: create, signature });
    await client.next('action');
    return client;
  }

  static async #open(port: number): Promise<RelayClient> {
    return new RelayClient(await LoadSocket.open(port, '/ws', 'minga.v1'));
  }

  send(message: ClientMessage): void {
    this.socket.send(messageFrame(message));
  }

  /** The next message of that kind; others before it are dropped. */
  async next<K extends RelayMessage['kind']>(
    kind: K,
  ): Promise<Extract<RelayMessage, { kind: K }>> {
    const isWanted = (
      message: RelayMessage,
    ): message is Extract<RelayMessage, { kind: K }> => message.kind === kind;
    for (;;) {
      const message = this.#received.shift();
      if (message === undefined)
        this.#received.push(...readMessages(await this.socket.next()));
      else if (isWanted(message)) return message;
    }
  }

  /** Resolves with the channel when everything older is here. */
  async subscribe(doc: DocumentId): Promise<number> {
    this.send({ kind: 'sub', doc, since: 0, withoutSnapshot: true });
    const { channel } = await this.next('subbed');
    await this.next('head');
    return channel;
  }

  async #challenged(
    port: number,
    space: SealedSpace['space'],
    mode: Auth['mode'],
    signer: Signer,
  ): Promise<Bytes> {
    this.send({ kind: 'hello', version: 1, space, suites: [1] });
    const { nonce } = await this.next('challenge');
    const audience = `127.0.0.1:${port}`;
    return signAuth(signer, mode, { audience, space, nonce });
  }

  async #enter(auth: Auth): Promise<void> {
    this.send({ kind: 'auth', auth });
    await this.next('ready');
  }
}
