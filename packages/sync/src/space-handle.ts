import type {
  Clock,
  DocumentId,
  MemberId,
  Random,
  Result,
  SpaceId,
} from '@minga/base';
import type { LocalStore } from '@minga/store';
import type * as Y from 'yjs';
import type {
  MingaError,
  OpenDocument,
  Space,
  SpaceView,
  WhyOpen,
  WriteClass,
} from './api.ts';
import type { Pace } from './channel-socket.ts';
import type { CorePort } from './core-api.ts';
import { openDocumentSession } from './document-session.ts';
import { writable } from './observable.ts';

/** A space as one tab sees it. */
export function createSpaceHandle(ports: {
  readonly core: CorePort & {
    onLeaderChange(listener: () => void): () => void;
  };
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly nextId: () => string;
  readonly id: SpaceId;
  readonly pace?: Pace | undefined;
}): Space & { close(): Promise<void> } {
  const { core, id } = ports;
  const { methods } = core;
  const view = writable<SpaceView>(emptyView(id));
  const open = new Set<OpenDocument>();
  const stopListening = core.listen((event) => {
    if (event.kind === 'view' && event.view.id === id) view.set(event.view);
  });
  const refresh = async (): Promise<void> => {
    const present = await methods.view(id);
    if (present !== null) view.set(present);
  };
  const stopFollowing = core.onLeaderChange(() => void refresh());
  void refresh();

  const openOne = async (
    doc: DocumentId,
    why?: WhyOpen,
  ): Promise<OpenDocument> => {
    const session = await openDocumentSession(
      { ...ports, space: id },
      doc,
      why,
    );
    open.add(session);
    return {
      ...session,
      close() {
        open.delete(session);
        session.close();
      },
    };
  };
  const create = async (
    writeClass: WriteClass,
    few: readonly MemberId[] | null,
    template: ((doc: Y.Doc) => void) | undefined,
  ): Promise<Result<DocumentId, MingaError>> => {
    const created = await methods.createDocument(id, writeClass, few);
    if (!created.ok || template === undefined) return created;
    const session = await openOne(created.value);
    template(session.doc);
    await session.settled();
    session.close();
    return created;
  };
  return {
    id,
    view,
    openDocument: openOne,
    onDocumentChange: (listener) =>
      core.listen((event) => {
        if (event.kind === 'status' && event.space === id) listener(event.doc);
      }),
    async openIndex(writeClass = 'school') {
      const doc = await methods.indexDocument(id, writeClass);
      if (!doc.ok) throw new Error(`no index document: ${doc.error.code}`);
      return openOne(doc.value);
    },
    createDocument: (template, writeClass = 'school') =>
      create(writeClass, null, template),
    createDocumentForFew: (members, template, writeClass = 'school') =>
      create(writeClass, members, template),
    changeFew: (doc, members) => methods.changeFew(id, doc, members),
    invite: (options) => methods.invite(id, options),
    rename: (profile) =>
      methods.rename(
        id,
        typeof profile === 'string' ? { name: profile } : profile,
      ),
    attachments: {
      keep: (content) => methods.keepAttachment(id, content),
      read: (ref) => methods.readAttachment(id, ref),
      onChange: (listener) =>
        core.listen((event) => {
          if (event.kind === 'attachment' && event.space === id)
            listener(event.name);
        }),
    },
    changeAccess: (change) => methods.changeAccess(id, change),
    leftOut: () => methods.leftOut(id),
    adopt: (leftOut) => methods.adopt(id, leftOut),
    hurry: () => void methods.hurry(id),
    flush: () => void methods.flush(id),
    async close() {
      stopListening();
      stopFollowing();
      for (const session of open) {
        await session.settled();
        session.close();
      }
      open.clear();
    },
  };
}

function emptyView(id: SpaceId): SpaceView {
  return {
    id,
    name: '',
    kind: '',
    country: '',
    me: null,
    members: [],
    former: [],
    invitations: [],
    waiting: [],
    closed: false,
    deletion: null,
    connection: 'offline',
    refusedCode: null,
    readOnly: false,
    deviceDuplicated: false,
    unsent: 0,
    refused: 0,
    held: 0,
    quarantined: 0,
    overreaching: [],
    withheld: 0,
    forked: false,
    differing: [],
    clockSkewMs: null,
    arrived: [],
    forFew: [],
  };
}
