import {
  type Bytes,
  type DocumentId,
  type Hash,
  type SpaceId,
  idToBytes,
  unwrap,
} from '@minga/base';
import {
  type AuthMode,
  type ClientMessage,
  type RelayMessage,
  authSigningBytes,
  decodeRelayMessages,
  defaultLimits,
  encodeClientMessage,
  joinMessages,
  zeroHash,
} from '@minga/protocol';
import { WebSocket } from 'ws';
import type { FoundedSpace, Person, TestInvitation } from './test-story.ts';

// What the relay's tests speak with: raw messages over a real socket. It checks nothing and hides nothing.

type Kind = RelayMessage['kind'];
type Of<K extends Kind> = Extract<RelayMessage, { kind: K }>;

export interface ConnectOptions {
  readonly headers?: Record<string, string>;
  readonly protocols?: readonly string[];
}

const patienceMs = 15_000;

export class TestClient {
  readonly socket: WebSocket;
  /** Everything received and not yet taken, in order. */
  readonly received: RelayMessage[] = [];
  /** Sizes of the WebSocket messages received. */
  readonly sizes: number[] = [];
  readonly closed: Promise<number>;
  readonly #host: string;
  #wake: () => void = () => undefined;
  #isClosed = false;

  private constructor(socket: WebSocket, host: string) {
    this.socket = socket;
    this.#host = host;
    socket.on('message', (data: Buffer) => {
      this.sizes.push(data.length);
      const limits = { ...defaultLimits, socketMessage: 64 * 1024 * 1024 };
      this.received.push(
        ...unwrap(decodeRelayMessages(new Uint8Array(data), limits)),
      );
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        this.#isClosed = true;
        resolve(code);
        this.#wake();
      });
    });
    socket.on('error', () => undefined);
  }

  /** Rejects with the HTTP status when the relay refuses the upgrade. */
  static connect(
    url: string,
    options: ConnectOptions = {},
  ): Promise<TestClient> {
    const { host } = new URL(url);
    const socket = new WebSocket(
      url.replace(/^http/, 'ws'),
      [...(options.protocols ?? ['minga.v1'])],
      { headers: options.headers ?? {}, perMessageDeflate: false },
    );
    const client = new TestClient(socket, host);
    return new Promise((resolve, reject) => {
      socket.once('open', () => {
        resolve(client);
      });
      socket.once('unexpected-response', (_request, response) => {
        reject(new Error(String(response.statusCode)));
      });
      socket.once('error', reject);
    });
  }

  static async member(
    url: string,
    person: Person,
    space: SpaceId,
    have: { actions: number; hash: Hash } = { actions: 0, hash: zeroHash },
  ): Promise<TestClient> {
    const client = await TestClient.connect(url);
    await client.authenticate(space, 'member', person, {
      haveActions: have.actions,
      haveHash: have.hash,
    });
    await client.next('ready');
    return client;
  }

  static async creator(
    url: string,
    person: Person,
    { space, create }: FoundedSpace,
  ): Promise<TestClient> {
    const client = await TestClient.connect(url);
    await client.authenticate(space, 'create', person, { action: create });
    await client.next('ready');
    await client.next('action');
    return client;
  }

  static async invited(
    url: string,
    { invite, key }: TestInvitation,
    space: SpaceId,
  ): Promise<TestClient> {
    const client = await TestClient.connect(url);
    await client.authenticate(space, 'invite', key, {
      inviteId: invite,
      inviteKey: idToBytes(key.device),
    });
    return client;
  }

  async challenge(space: SpaceId): Promise<Bytes> {
    this.send({ kind: 'hello', version: 1, space, suites: [1] });
    return (await this.next('challenge')).nonce;
  }

  /** HELLO and AUTH; what comes after it is for the test to see. */
  async authenticate(
    space: SpaceId,
    mode: AuthMode,
    person: Person,
    fields: Record<string, unknown>,
    audience = this.#host,
  ): Promise<void> {
    const nonce = await this.challenge(space);
    const subject = idToBytes(person.device);
    const signature = await person.signer.sign(
      authSigningBytes({ mode, audience, space, nonce, subject }),
    );
    const auth = { mode, device: person.device, signature, ...fields };
    this.send({ kind: 'auth', auth } as ClientMessage);
  }

  send(...messages: ClientMessage[]): void {
    for (const joined of joinMessages(messages.map(encodeClientMessage)))
      this.socket.send(joined);
  }

  /** Takes the first message of that kind; others before it stay where they are. */
  async next<K extends Kind>(kind: K): Promise<Of<K>> {
    const isOfKind = (message: RelayMessage): message is Of<K> =>
      message.kind === kind;
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = this.received.findIndex(isOfKind);
      const found = this.received[at];
      if (found !== undefined && isOfKind(found)) {
        this.received.splice(at, 1);
        return found;
      }
      if (this.#isClosed)
        throw new Error(`closed with ${await this.closed} instead of ${kind}`);
      await this.#news(deadline, kind);
    }
  }

  /** Takes the next `count` messages of these kinds, in order. */
  async take<K extends Kind>(count: number, ...kinds: K[]): Promise<Of<K>[]> {
    const taken: Of<K>[] = [];
    const isOfKinds = (message: RelayMessage): message is Of<K> =>
      kinds.some((kind) => kind === message.kind);
    const deadline = Date.now() + patienceMs;
    while (taken.length < count) {
      const at = this.received.findIndex(isOfKinds);
      const [found] = at < 0 ? [] : this.received.splice(at, 1);
      if (found !== undefined && isOfKinds(found)) taken.push(found);
      else await this.#news(deadline, kinds.join(' or '));
    }
    return taken;
  }

  /** Everything that came before the answer to a PING sent now, except that answer. */
  async settled(): Promise<RelayMessage[]> {
    this.send({ kind: 'ping', clientTimeMs: 0 });
    await this.next('pong');
    return this.received.splice(0);
  }

  async subscribe(doc: DocumentId, since = 0): Promise<number> {
    this.send({ kind: 'sub', doc, since, withoutSnapshot: false });
    const { channel } = await this.next('subbed');
    await this.next('head');
    return channel;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #news(deadline: number, wanted: string): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('closed'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          reject(new Error(`no ${wanted} within ${patienceMs} ms`));
        },
        Math.max(0, deadline - Date.now()),
      );
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
