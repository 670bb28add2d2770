import type { DocumentId, MemberId } from '@minga/base';
import {
  type CommentsEdits,
  type CommentsView,
  type FieldPath,
  type IndexEdits,
  type MessageView,
  type ThreadView,
  type Ulid,
  editComments,
  editIndex,
  joinComments,
  membersWhoToo,
  observeIndex,
  readComments,
  readIndex,
  startComments,
} from '@minga/documents';
import type { MemberOf, OpenDocument, Space } from '@minga/sync';

export interface Message extends MessageView {
  /** Null while it is not certain who wrote it. */
  readonly author: MemberId | null;
}

export interface Thread extends Omit<ThreadView, 'messages'> {
  readonly messages: readonly Message[];
}

export interface BesideView {
  /** The oldest first. */
  readonly threads: readonly Thread[];
  readonly meToo: readonly MemberId[];
  /** A newer app wrote one of them: its threads are only read. */
  readonly readOnly: boolean;
}

/**
 * The comments on one document: all that lie beside it, as one. Who begins them while apart makes another document (decision
 * 0007), and whoever reads sees no difference.
 */
export interface Beside {
  view(): BesideView;
  ask(text: string, field?: FieldPath): Promise<Ulid | null>;
  answer(thread: Ulid, text: string): boolean;
  takeBack(thread: Ulid, message: Ulid): boolean;
  /** Takes back the taking back. */
  putBack(thread: Ulid, message: Ulid): boolean;
  setResolved(thread: Ulid, resolved: boolean): boolean;
  setMeToo(me: MemberId, on: boolean): Promise<boolean>;
  /** Resolves when everything written so far is durable on this device. */
  settled(): Promise<void>;
  close(): void;
}

export interface BesidePorts {
  readonly space: Pick<Space, 'openIndex' | 'openDocument' | 'createDocument'>;
  readonly about: DocumentId;
  readonly nowMs: () => number;
  readonly newId: () => Ulid;
  /** `view()` answers something else. */
  changed(): void;
}

/** One of the documents, open. */
interface Part {
  readonly document: OpenDocument;
  readonly edits: CommentsEdits;
  memberOf: MemberOf;
  stop(): void;
}

export async function openBeside(ports: BesidePorts): Promise<Beside> {
  const { space, about, newId } = ports;
  const parts = new Map<DocumentId, Part>();
  const opening = new Map<DocumentId, Promise<Part | null>>();
  let index: { document: OpenDocument; edits: IndexEdits; stop(): void };
  let isClosed = false;
  let beginning: Promise<Part | null> | null = null;

  const listed = (): readonly DocumentId[] =>
    readIndex(index.document.doc)
      .entries.filter((entry) => entry.kind === 'comments')
      .filter((entry) => entry.about === about)
      .map(({ id }) => id);
  /** In the order of the index, which is the same for everybody. */
  const inOrder = (): readonly Part[] =>
    listed().flatMap((id) => parts.get(id) ?? []);

  const openPart = async (id: DocumentId): Promise<Part | null> => {
    const known = parts.get(id);
    if (known !== undefined) return known;
    const waiting = opening.get(id) ?? openNew(id);
    opening.set(id, waiting);
    return waiting.finally(() => opening.delete(id));
  };
  const openNew = async (id: DocumentId): Promise<Part | null> => {
    const document = await space.openDocument(id);
    if (isClosed) {
      document.close();
      return null;
    }
    const part = follow(document);
    parts.set(id, part);
    ports.changed();
    return part;
  };
  const follow = (document: OpenDocument): Part => {
    const { doc } = document;
    // Reading comments is not being in the problem.
    document.awareness.setLocalState(null);
    const tell = (): void => {
      if (!isClosed) ports.changed();
    };
    doc.on('update', tell);
    const part: Part = {
      document,
      edits: editComments(doc, newId),
      memberOf: () => null,
      stop() {
        doc.off('update', tell);
        stopAuthors();
        stopReplaced();
        document.close();
      },
    };
    const stopAuthors = document.memberOf.subscribe((memberOf) => {
      part.memberOf = memberOf;
      tell();
    });
    const stopReplaced = document.replaced.subscribe((isReplaced) => {
      if (isReplaced) void openAgain(part);
    });
    return part;
  };
  const openAgain = async (part: Part): Promise<void> => {
    await part.document.settled();
    part.stop();
    parts.delete(part.document.id);
    if (!isClosed) await openPart(part.document.id);
  };
  const openIndex = async (): Promise<void> => {
    const document = await space.openIndex('comments');
    document.awareness.setLocalState(null);
    const stopIndex = observeIndex(document.doc, refresh);
    const stopReplaced = document.replaced.subscribe((isReplaced) => {
      if (!isReplaced || isClosed) return;
      const before = index;
      void openIndex()
        .then(() => document.settled())
        .then(() => {
          before.stop();
        });
    });
    index = {
      document,
      edits: editIndex(document.doc, newId),
      stop() {
        stopIndex();
        stopReplaced();
        document.close();
      },
    };
    refresh();
  };
  const refresh = (): void => {
    if (isClosed) return;
    for (const id of listed())
      openPart(id).catch((error: unknown) => {
        console.error('minga: comments do not open', error);
      });
  };

  const begin = async (): Promise<Part | null> => {
    const createdAt = ports.nowMs();
    const created = await space.createDocument((doc) => {
      startComments(doc, createdAt);
    }, 'comments');
    if (!created.ok) return null;
    const part = await openPart(created.value);
    index.edits.list({
      id: created.value,
      kind: 'comments',
      createdAt,
      title: '',
      about,
    });
    return part;
  };
  /** Where something new goes. */
  const target = async (): Promise<Part | null> => {
    const [first] = listed();
    if (first !== undefined) return openPart(first);
    beginning ??= begin().finally(() => (beginning = null));
    return beginning;
  };
  /** Where the thread lies; the others do not know it and do nothing. */
  const inSome = (write: (edits: CommentsEdits) => boolean): boolean =>
    inOrder().some(({ edits }) => write(edits));

  await openIndex();
  return {
    view() {
      const views = inOrder().map((part) => ({
        part,
        comments: readComments(part.document.doc),
      }));
      const authors = new Map(
        views.flatMap(({ part, comments }) =>
          comments.threads.map((thread) => [thread, part.memberOf] as const),
        ),
      );
      const { threads } = joinComments(views.map(({ comments }) => comments));
      const tooOf = (one: { part: Part; comments: CommentsView }) =>
        membersWhoToo(one.comments, one.part.memberOf);
      return {
        threads: threads.map((thread) => ({
          ...thread,
          messages: thread.messages.map((message) => ({
            ...message,
            author: authors.get(thread)?.(message.clientId) ?? null,
          })),
        })),
        meToo: [...new Set(views.flatMap(tooOf))],
        readOnly: views.some(({ comments }) => comments.readOnly),
      };
    },
    async ask(text, field) {
      const part = await target();
      return (
        part?.edits.ask(text, field === undefined ? {} : { field }) ?? null
      );
    },
    answer: (thread, text) =>
      inSome((edits) => edits.answer(thread, text) !== null),
    takeBack: (thread, message) =>
      inSome((edits) => edits.takeBack(thread, message)),
    putBack: (thread, message) =>
      inSome((edits) => edits.putBack(thread, message)),
    setResolved: (thread, resolved) =>
      inSome((edits) => edits.setResolved(thread, resolved)),
    async setMeToo(me, on) {
      if (on) return (await target())?.edits.setMeToo(me, true) ?? false;
      // Said in two of them while apart, it is taken back in both.
      return inOrder()
        .map(({ edits }) => edits.setMeToo(me, false))
        .includes(true);
    },
    async settled() {
      await index.document.settled();
      for (const { document } of parts.values()) await document.settled();
    },
    close() {
      isClosed = true;
      index.stop();
      for (const part of parts.values()) part.stop();
      parts.clear();
    },
  };
}
