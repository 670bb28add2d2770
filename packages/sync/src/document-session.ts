import {
  type Clock,
  type DocumentId,
  type Hash,
  type Random,
  type SpaceId,
  bytesToId,
  ownBytes,
} from '@minga/base';
import { createDoc, isRowOrigin, origins } from '@minga/documents';
import { sha256 } from '@minga/protocol';
import type { LocalStore, StoreError } from '@minga/store';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type {
  DocumentStatus,
  MemberOf,
  OpenDocument,
  Peer,
  WhyOpen,
} from './api.ts';
import { type Pace, channelSocketClass } from './channel-socket.ts';
import type { Authors, CorePort } from './core-api.ts';
import {
  encodeLocalRow,
  localRowKey,
  localRowOrdinal,
  nextOrdinal,
} from './local-row.ts';
import { writable } from './observable.ts';
import { createRowWriter } from './row-writer.ts';
import { startIdentity } from './session-identity.ts';
import { createStatementReader } from './statement-reader.ts';

/** y-websocket insists on an address; the socket class never dials it. */
const nowhere = 'ws://minga.invalid';

export interface SessionPorts {
  readonly core: CorePort & {
    onLeaderChange(listener: () => void): () => void;
  };
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly nextId: () => string;
  readonly space: SpaceId;
  /** When what others wrote is put into open documents; at once if it is not said. */
  readonly pace?: Pace | undefined;
}

/** One open document in one tab: Y.Doc, rows of what is written here, and an unmodified y-websocket provider. */
export async function openDocumentSession(
  ports: SessionPorts,
  doc: DocumentId,
  why?: WhyOpen,
): Promise<OpenDocument> {
  const { core, space } = ports;
  const loaded = await core.methods.loadDocument(space, doc, why);
  if (!loaded.ok)
    throw new Error(`the document does not open: ${loaded.error.code}`);
  const { state, device, me } = loaded.value;
  const ydoc = createDoc();
  const identity = await startIdentity(ports.random, device, doc, ydoc, () => {
    followDocument(awareness, ydoc);
    ownIds.add(ydoc.clientID);
  });
  // Before its first row is in the log nobody else could say whose it is.
  const ownIds = new Set([ydoc.clientID]);
  Y.applyUpdateV2(ydoc, state, origins.stored);

  const awareness = new Awareness(ydoc);
  let told = loaded.value.status;
  let unkept: DocumentStatus['unkept'] = null;
  const status = writable<DocumentStatus>(told);
  const showStatus = (): void => {
    status.set(withUnkept(told, unkept));
  };
  const peers = writable<readonly Peer[]>([]);
  const replaced = writable(false);
  const knownBy = (authors: Authors): MemberOf => {
    const members = new Map(authors);
    return (clientId) =>
      members.get(clientId) ??
      (ownIds.has(clientId) && !members.has(clientId) ? me : null);
  };
  const memberOf = writable(knownBy(loaded.value.authors));
  const reader = createStatementReader(async (statements) => {
    const read = await core.methods.readStatements(space, doc, statements);
    return read.ok ? read.value : [];
  });
  const stopListening = core.listen((event) => {
    if (event.kind === 'view' && event.view.id === space) reader.lookAgain();
    if (!('doc' in event) || event.space !== space || event.doc !== doc) return;
    if (event.kind === 'replaced') leaveBehind();
    if (event.kind === 'authors') memberOf.set(knownBy(event.authors));
    if (event.kind === 'status') {
      told = event.status;
      showStatus();
    }
    if (event.kind === 'peers')
      peers.set(event.peers.filter((peer) => peer.clientId !== ydoc.clientID));
  });
  const rows = createRowWriter({
    ...ports,
    doc,
    nextOrdinal,
    rowKey: localRowKey,
    rowOrdinal: localRowOrdinal,
    stored: (key, row) => void core.methods.rowStored(space, doc, key, row),
    failed: (error) => {
      const before = unkept;
      unkept = unkeptFor(error);
      if (unkept !== before) showStatus();
    },
  });
  const provider = new WebsocketProvider(nowhere, doc, ydoc, {
    WebSocketPolyfill: channelSocketClass({
      ...ports,
      doc,
      why,
      opened: (key) => void identity.writeAs(key),
      pace: ports.pace ?? ((task) => task()),
    }),
    awareness,
    connect: false,
    disableBc: true,
    maxBackoffTime: 30_000,
  });
  const leaveBehind = (): void => {
    provider.disconnect();
    replaced.set(true);
  };
  const write = (update: Uint8Array, origin: unknown): void => {
    if (isRowOrigin(origin, provider))
      rows.write(encodeLocalRow(identity.nonce(), update));
  };
  ydoc.on('update', write);
  provider.connect();

  return {
    id: doc,
    doc: ydoc,
    awareness,
    status,
    peers,
    memberOf,
    replaced,
    statements: reader.statements,
    sign: async (kind, subject, body) =>
      core.methods.signStatement(space, doc, {
        kind,
        subject: ownBytes(subject),
        bodyHash: bytesToId<Hash>(await sha256(ownBytes(body))),
      }),
    settled: () => rows.settled(),
    close() {
      stopListening();
      provider.destroy();
      awareness.destroy();
      ydoc.off('update', write);
      rows.stop();
      ydoc.destroy();
    },
  };
}

function unkeptFor(error: StoreError | null): DocumentStatus['unkept'] {
  if (error === null) return null;
  return error.code === 'quota' ? 'no-room' : 'failed';
}

/** The core has never heard of what is only in this window. */
function withUnkept(
  status: DocumentStatus,
  unkept: DocumentStatus['unkept'],
): DocumentStatus {
  return unkept === null
    ? status
    : { ...status, word: 'here', unsent: status.unsent + 1, unkept };
}

/** Presence goes by the document's clientID; y-websocket and the editor take the two for one. */
function followDocument(awareness: Awareness, { clientID }: Y.Doc): void {
  const state = awareness.getLocalState();
  awareness.setLocalState(null);
  awareness.clientID = clientID;
  awareness.setLocalState(state);
}
