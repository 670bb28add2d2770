import type { Bytes } from '@minga/base';
import { type Limits, joinMessages, slowLineBytes } from '@minga/protocol';
import type { WebSocket } from 'ws';

/** Collects what the connections of a turn have to send, so that each gets one socket write for all of it. */
export class Flusher {
  readonly #dirty = new Set<Outbox>();
  #scheduled = false;

  touch(outbox: Outbox): void {
    this.#dirty.add(outbox);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  flush(): void {
    for (const outbox of this.#dirty) outbox.flush();
    this.#dirty.clear();
  }
}

/** What waits to be sent to one connection. [P4] Messages of one turn are joined, order kept. */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #flusher: Flusher;
  readonly #limits: Limits;
  readonly #maxWaiting: number;
  readonly #tooSlow: () => void;
  #queue: Bytes[] = [];
  #queued = 0;

  /** [P29] `tooSlow` is called when more than `maxWaiting` bytes wait for the network. */
  constructor(
    socket: WebSocket,
    flusher: Flusher,
    limits: Limits,
    maxWaiting: number,
    tooSlow: () => void,
  ) {
    this.#socket = socket;
    this.#flusher = flusher;
    this.#limits = limits;
    this.#maxWaiting = maxWaiting;
    this.#tooSlow = tooSlow;
  }

  /** Bytes not yet handed to the network. */
  get waiting(): number {
    return this.#queued + this.#socket.bufferedAmount;
  }

  /** `message`: one or more encoded messages; it may be shared with other connections and is not changed. */
  push(message: Bytes): void {
    if (this.#queue.length === 0) this.#flusher.touch(this);
    this.#queue.push(message);
    this.#queued += message.length;
  }

  flush(): void {
    const queue = this.#queue;
    if (queue.length === 0) return;
    this.#queue = [];
    this.#queued = 0;
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const [only] = queue;
    const joined =
      queue.length === 1 && only !== undefined
        ? [only]
        : joinMessages(queue, this.#limits, slowLineBytes);
    for (const message of joined) this.#socket.send(message);
    if (this.#socket.bufferedAmount > this.#maxWaiting) this.#tooSlow();
  }

  /** Resolves when everything pushed so far was handed to the network, or the connection is gone. */
  drained(): Promise<void> {
    this.flush();
    if (this.#socket.bufferedAmount === 0) return Promise.resolve();
    return new Promise((resolve) => {
      // An empty ping is queued behind the rest: its callback tells that they have left.
      this.#socket.ping('', false, () => {
        resolve();
      });
    });
  }
}
