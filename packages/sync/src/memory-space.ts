import {
  type Bytes,
  type DocumentId,
  type Hash,
  type MemberId,
  type Random,
  type SpaceId,
  bytesToId,
  err,
  ok,
} from '@minga/base';
import { createDoc, origins } from '@minga/documents';
import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type {
  DocumentStatus,
  MemberOf,
  MemberView,
  OpenDocument,
  Peer,
  ReadStatement,
  Space,
  SpaceAttachments,
  SpaceView,
  WriteClass,
} from './api.ts';
import { writable } from './observable.ts';

export interface MemorySpaceContent {
  readonly id: SpaceId;
  readonly name: string;
  readonly kind: string;
  readonly country: string;
  readonly members: readonly MemberView[];
  readonly index: Y.Doc;
  readonly commentsIndex: Y.Doc;
  readonly accompanimentIndex?: Y.Doc;
  readonly documents: ReadonlyMap<DocumentId, Y.Doc>;
  readonly memberOf: MemberOf;
  /** As whom one writes here. */
  readonly clientId: number;
  readonly random: Random;
}

/** A space in memory and nowhere else: no store, no relay, nobody to invite. What is written is gone with the page. */
export function createMemorySpace(content: MemorySpaceContent): Space {
  const { id, clientId, random } = content;
  const view = writable(viewOf(content));
  const documents = new Map(content.documents);
  const indexes: Readonly<Record<WriteClass, Y.Doc>> = {
    school: content.index,
    accompaniment: content.accompanimentIndex ?? createDoc(clientId),
    comments: content.commentsIndex,
    steward: content.index,
  };
  const indexId = bytesToId<DocumentId>(random.bytes(16));
  const statusOf = (): DocumentStatus => ({
    word: 'here',
    members: content.members.length,
    haveIt: 1,
    unsent: 0,
    refused: 0,
    unkept: null,
    caughtUp: true,
    unconfirmed: false,
    readOnly: false,
  });
  const open = (document: DocumentId, doc: Y.Doc): OpenDocument => {
    const awareness = new Awareness(doc);
    return {
      id: document,
      doc,
      awareness,
      status: writable(statusOf()),
      peers: writable<readonly Peer[]>([]),
      memberOf: writable<MemberOf>(content.memberOf),
      replaced: writable(false),
      // There is no key here that could sign.
      statements: writable<ReadStatement>(() => null),
      sign: () => Promise.resolve(err({ code: 'no-right' })),
      settled: () => Promise.resolve(),
      close() {
        awareness.destroy();
      },
    };
  };
  return {
    id,
    view,
    openIndex: (writeClass = 'school') =>
      Promise.resolve(open(indexId, indexes[writeClass])),
    openDocument(document) {
      const doc = documents.get(document);
      return doc === undefined
        ? Promise.reject(new Error('the space in memory has no such document'))
        : Promise.resolve(open(document, doc));
    },
    onDocumentChange(listener) {
      const stops = [...documents].map(([document, doc]) => {
        const tell = (): void => {
          listener(document);
        };
        doc.on('update', tell);
        return () => {
          doc.off('update', tell);
        };
      });
      return () => {
        for (const stop of stops) stop();
      };
    },
    createDocument(template) {
      const doc = createDoc(clientId);
      doc.transact(() => template?.(doc), origins.template);
      const document = bytesToId<DocumentId>(random.bytes(16));
      documents.set(document, doc);
      return Promise.resolve(ok(document));
    },
    createDocumentForFew: () => Promise.resolve(err({ code: 'no-right' })),
    changeFew: () => Promise.resolve(err({ code: 'no-right' })),
    invite: () => Promise.resolve(err({ code: 'no-right' })),
    rename(profile) {
      const said = typeof profile === 'string' ? { name: profile } : profile;
      const members = view.value.members.map((member) =>
        member.self ? { ...member, ...said } : member,
      );
      view.set({ ...view.value, members });
      return Promise.resolve(ok(undefined));
    },
    attachments: memoryAttachments(random),
    changeAccess: () => Promise.resolve(err({ code: 'no-right' })),
    leftOut: () => Promise.resolve(ok([])),
    adopt: () => Promise.resolve(err({ code: 'no-right' })),
    hurry: () => undefined,
    flush: () => undefined,
  };
}

function memoryAttachments(random: Random): SpaceAttachments {
  const contents = new Map<Hash, Bytes>();
  return {
    keep(content) {
      const name = bytesToId<Hash>(random.bytes(32));
      contents.set(name, content);
      const key = random.bytes(32);
      return Promise.resolve(ok({ name, key, size: content.length }));
    },
    read: ({ name }) => Promise.resolve(ok(contents.get(name) ?? null)),
    onChange: () => () => undefined,
  };
}

function viewOf(content: MemorySpaceContent): SpaceView {
  const { id, name, kind, country, members } = content;
  const me: MemberId | null = members.find(({ self }) => self)?.id ?? null;
  return {
    id,
    name,
    kind,
    country,
    me,
    members,
    former: [],
    invitations: [],
    waiting: [],
    closed: false,
    deletion: null,
    // There is nothing to wait for.
    connection: 'live',
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
    arrived: [],
    forFew: [],
    clockSkewMs: 0,
  };
}
