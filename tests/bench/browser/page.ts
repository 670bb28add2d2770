// Runs in Chromium, served by the real relay: opens documents from IndexedDB as the app does, and as others do.
import {
  type DocumentId,
  type SpaceId,
  systemClock,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type LocalStore,
  openDexieStore,
  openLocalKey,
  sealedStore,
} from '@minga/store';
import {
  type Minga,
  type OpenDocument,
  type Transport,
  createProfileCore,
  inlineDecoder,
  openMinga,
  websocketTransport,
} from '@minga/sync';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { textOf } from '../client/document.ts';

const profile = 'minga';

/** The composition root of the app (apps/web/src/lib/session), without its screens. */
async function open(transport: Transport): Promise<{
  readonly store: LocalStore;
  readonly minga: Minga;
  readonly storeMs: number;
}> {
  const startedAt = performance.now();
  const ignore = () => undefined;
  const inner = unwrap(
    await openDexieStore({
      name: profile,
      onVersionChange: ignore,
      onLost: ignore,
    }),
  );
  const store = sealedStore(inner, unwrap(await openLocalKey(inner)));
  const storeMs = performance.now() - startedAt;
  const { origin, host } = location;
  const minga = await openMinga({
    store,
    storage: 'persistent',
    clock: systemClock,
    random: systemRandom,
    lead: (fence) =>
      createProfileCore({
        store,
        guard: { kind: 'fence', ...fence },
        clock: systemClock,
        random: systemRandom,
        transport,
        decoder: inlineDecoder(),
        relayAddress: () => ({ url: `ws://${host}`, audience: host }),
        publicOrigin: { origin, onlyThisMachine: true },
        look: () => ({ color: '#2e3f8f', shape: 'circle' }),
      }),
    tabs: {
      name: profile,
      bus: new BroadcastChannel(profile),
      locks: navigator.locks,
    },
  });
  return { store, minga, storeMs };
}

/** Never gets anywhere: the relay is not there. */
const nowhere: Transport = {
  connect: () => ({
    send: () => undefined,
    close: () => undefined,
    waiting: () => 0,
  }),
};

let visited: { readonly minga: Minga; readonly store: LocalStore } | null =
  null;

/** Kept open: who writes seals more often when somebody is there. */
let following: OpenDocument | null = null;

export const bench = {
  /** Joins and stays, until there is so much text. */
  async join(link: string): Promise<void> {
    const { minga, store } = await open(websocketTransport());
    unwrap(await minga.join(link, 'Rosa'));
    visited = { minga, store };
  },
  async receive(
    space: SpaceId,
    doc: DocumentId,
    letters: number,
  ): Promise<void> {
    following ??=
      (await visited?.minga.space(space)?.openDocument(doc)) ?? null;
    if (following === null) throw new Error('not in that space');
    await untilLong(following.doc, letters);
    // What the client does with a long log, it does in its own time.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  },
  /** How the document lies on this device. */
  async shape(): Promise<{
    log: number;
    logBytes: number;
    stateBytes: number;
  }> {
    const store = visited?.store;
    if (store === undefined) throw new Error('nobody is here');
    const rows = async (table: 'log' | 'state') =>
      unwrap(await store.list(table, { prefix: '' }));
    const sum = (values: readonly { readonly value: Uint8Array }[]) =>
      values.reduce((bytes, { value }) => bytes + value.length, 0);
    const log = await rows('log');
    return {
      log: log.length,
      logBytes: sum(log),
      stateBytes: sum(await rows('state')),
    };
  },
  async leave(): Promise<void> {
    following?.close();
    await visited?.minga.close();
  },
  async openMinga(space: SpaceId, doc: DocumentId, letters: number) {
    const startedAt = performance.now();
    const { minga, storeMs } = await open(nowhere);
    const mingaMs = performance.now() - startedAt;
    const opened = await minga.space(space)?.openDocument(doc);
    if (opened === undefined) throw new Error('not in that space');
    await untilLong(opened.doc, letters);
    const totalMs = performance.now() - startedAt;
    return { totalMs, storeMs, documentMs: totalMs - mingaMs };
  },
  async fillYIndexeddb(updates: readonly string[]): Promise<void> {
    const doc = new Y.Doc();
    const persistence = new IndexeddbPersistence('bench', doc);
    await persistence.whenSynced;
    for (const update of updates.map(bytesOf)) Y.applyUpdate(doc, update);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await persistence.destroy();
  },
  async openYIndexeddb(letters: number) {
    const startedAt = performance.now();
    const doc = new Y.Doc();
    const persistence = new IndexeddbPersistence('bench', doc);
    await persistence.whenSynced;
    await untilLong(doc, letters);
    return { totalMs: performance.now() - startedAt };
  },
  /** The limit: everything is in memory and in clear. The first update is in version 2, the others in version 1. */
  async applyOnly(state: string, updates: readonly string[], letters: number) {
    const first = bytesOf(state);
    const others = updates.map(bytesOf);
    const startedAt = performance.now();
    const doc = new Y.Doc();
    doc.transact(() => {
      Y.applyUpdateV2(doc, first);
      for (const update of others) Y.applyUpdate(doc, update);
    });
    await untilLong(doc, letters);
    return { totalMs: performance.now() - startedAt };
  },
};

export type PageBench = typeof bench;
Object.assign(globalThis, { bench });

/** The text is asked for as an editor would: as a string. */
function untilLong(doc: Y.Doc, letters: number): Promise<void> {
  const text = textOf(doc);
  const isThere = () => text.toJSON().length >= letters;
  return new Promise((resolve) => {
    if (isThere()) {
      resolve();
      return;
    }
    const look = (): void => {
      if (!isThere()) return;
      doc.off('update', look);
      resolve();
    };
    doc.on('update', look);
  });
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
