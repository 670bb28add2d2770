import {
  type Bytes,
  type DocumentId,
  type SpaceId,
  ownBytes,
  systemRandom,
} from '@minga/base';
import { createDoc, isRowOrigin } from '@minga/documents';
import type { Signer } from '@minga/membership';
import { type MemoryDisk, createMemoryStore } from '@minga/store';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentEngine } from '../engine-ports.ts';
import {
  encodeLocalRow,
  localRowKey,
  localRowOrdinal,
  nextOrdinal,
} from '../local-row.ts';
import { createRowWriter } from '../row-writer.ts';
import { startIdentity } from '../session-identity.ts';
import {
  type AwarenessEntry,
  type YServer,
  serveYWebsocket,
} from '../y-websocket-server.ts';

/** A tab as the app has it: rows, and an unmodified y-websocket provider on a socket that never leaves the browser. */
export interface ProviderTab {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly awareness: Awareness;
  readonly provider: WebsocketProvider;
  /** How often the provider has opened a socket. */
  readonly sockets: number;
  readonly asserted: number;
  readonly told: readonly AwarenessEntry[];
  settled(): Promise<void>;
  show(entries: readonly AwarenessEntry[]): void;
  close(): void;
}

export async function openProviderTab(ports: {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly signer: Signer;
  readonly disk: MemoryDisk;
  readonly engine: () => DocumentEngine;
  readonly keepAliveMs: number;
  /** Between the tab and its leader. */
  readonly delayMs?: () => number;
}): Promise<ProviderTab> {
  const doc = createDoc();
  const identity = await startIdentity(
    systemRandom,
    ports.signer.device,
    ports.doc,
    doc,
  );
  const told: AwarenessEntry[] = [];
  let sockets = 0;
  let asserted = 0;
  let server: YServer | null = null;
  const writer = createRowWriter({
    store: createMemoryStore({ disk: ports.disk }),
    clock: { now: Date.now, after: () => () => undefined },
    space: ports.space,
    doc: ports.doc,
    nextOrdinal,
    rowKey: localRowKey,
    rowOrdinal: localRowOrdinal,
    stored: (key, row) => void ports.engine().rowStored(key, row),
    failed: () => undefined,
  });
  class Socket {
    readonly OPEN = 1;
    binaryType = 'arraybuffer';
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: (() => void) | null = null;
    readonly #server: YServer;
    readonly #timer: ReturnType<typeof setInterval>;
    #down: Promise<void> = Promise.resolve();

    constructor() {
      sockets++;
      const engine = ports.engine();
      const send = (message: Bytes): void => {
        this.#later(() => this.onmessage?.({ data: message.buffer }));
      };
      this.#server = serveYWebsocket({
        shadow: {
          answer: (stateVector) => engine.answer(stateVector),
          stateVector: () => Y.encodeStateVector(engine.shadow),
          onUpdate: (listener) => engine.onUpdate(listener),
        },
        send,
        asserted: (update) => {
          asserted++;
          void writer.settled().then(() => engine.checkAssertion(update));
        },
        presence: (entries) => told.push(...entries),
      });
      server = this.#server;
      this.#timer = setInterval(() => {
        this.#server.keepAlive();
      }, ports.keepAliveMs);
      void engine.whenOpen().then(() => {
        this.#later(() => {
          this.readyState = 1;
          this.onopen?.();
        });
      });
    }

    /** In order, as a port between two tabs is. */
    #later(work: () => void): void {
      const ms = ports.delayMs?.() ?? 0;
      this.#down = this.#down
        .then(() => new Promise((resolve) => setTimeout(resolve, ms)))
        .then(work);
    }

    send(data: Uint8Array): void {
      this.#server.receive(ownBytes(data));
    }

    close(): void {
      clearInterval(this.#timer);
      this.#server.stop();
      this.readyState = 3;
      queueMicrotask(() => this.onclose?.({ code: 1000, reason: '' }));
    }
  }
  const awareness = new Awareness(doc);
  const provider = new WebsocketProvider('ws://minga.invalid', 'doc', doc, {
    WebSocketPolyfill: Socket as unknown as typeof WebSocket,
    awareness,
    connect: false,
    disableBc: true,
    maxBackoffTime: 30_000,
  });
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (isRowOrigin(origin, provider))
      writer.write(encodeLocalRow(identity.nonce(), update));
  });
  provider.connect();
  return {
    doc,
    text: doc.getText('t'),
    awareness,
    provider,
    told,
    get sockets() {
      return sockets;
    },
    get asserted() {
      return asserted;
    },
    settled: () => writer.settled(),
    show: (entries) => server?.show(entries),
    close() {
      provider.destroy();
      awareness.destroy();
    },
  };
}
