import type { MemberId } from '@minga/base';
import { choiceSchema, cutText } from '@minga/domain';
import * as Y from 'yjs';
import {
  type Migration,
  isFromNewerClient,
  readCreatedAt,
  startDocument,
} from './document-schema.ts';
import type { FieldPath } from './presence.ts';
import { toPlainLines } from './paragraphs.ts';
import {
  type RegisterReading,
  longestRegisterText,
  readRegister,
  settledValue,
  writeRegister,
} from './register.ts';
import { type Ulid, isUlid, ulidTime } from './ulid.ts';

/**
 * Comments on one document, beside it and of write class 2, so that whoever may only read may still ask. It has an id of its own
 * and is listed, with `about`, in the index of that class. Two people who begin it while apart make two: all of them are read
 * (`joinComments`), and each thread goes on where it began. Roots of its Y.Doc:
 *
 *   meta      map: schema, kind, createdAt
 *   threads   map: <ulid> → map: `kind` ('question' | 'meToo'), `field`, register `resolved`, `messages` map: <ulid> → map: `text`, `deleted`
 *   meToo     map: <memberId> → boolean
 *
 * No name and no author is written: who wrote is whoever claimed the clientID ([E9]) that wrote the text as it stands. So a text
 * changed by somebody else is shown as hers, and a "me too" counts only where its key is the member who set it.
 */
export const commentsSchema = 1;
export const commentsMigrations: readonly Migration[] = [];

export const threadKinds = ['question', 'meToo'] as const;
export type ThreadKind = (typeof threadKinds)[number];

export interface MessageView {
  readonly id: Ulid;
  /** Empty when it was taken back. */
  readonly text: string;
  readonly isDeleted: boolean;
  /** ClientID that wrote the text, or took it back; the claims tell who that is. */
  readonly clientId: number;
  /** By the clock of whoever wrote it. */
  readonly writtenAt: number;
}

export interface ThreadView {
  readonly id: Ulid;
  readonly kind: ThreadKind;
  /** Null: about the whole document. */
  readonly field: FieldPath | null;
  readonly messages: readonly MessageView[];
  /** Several: one opened it again while another, apart, settled it. Open until they choose. */
  readonly resolved: RegisterReading<boolean>;
  readonly isOpen: boolean;
}

export interface CommentsView {
  readonly readOnly: boolean;
  readonly createdAt: number | null;
  /** The oldest first. */
  readonly threads: readonly ThreadView[];
  /** To be counted only where `clientId` is that member's: `membersWhoToo`. */
  readonly meToo: readonly {
    readonly member: string;
    readonly clientId: number;
  }[];
}

const resolvedKey = { name: 'resolved', check: choiceSchema };

export function startComments(doc: Y.Doc, createdAt: number): void {
  startDocument(doc, { kind: 'comments', schema: commentsSchema, createdAt });
}

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readComments(doc: Y.Doc): CommentsView {
  const meToo: { member: string; clientId: number }[] = [];
  meTooOf(doc).forEach((on, member) => {
    if (on === true)
      meToo.push({ member, clientId: writerOf(meTooOf(doc), member) });
  });
  return {
    readOnly: isFromNewerClient(doc, commentsSchema),
    createdAt: readCreatedAt(doc),
    threads: mapsIn(threadsOf(doc)).flatMap(toThread),
    meToo: meToo.sort((a, b) => (a.member < b.member ? -1 : 1)),
  };
}

/** Of all the documents with comments on one thing, as one. */
export function joinComments(views: readonly CommentsView[]): {
  readonly threads: readonly ThreadView[];
  readonly meToo: CommentsView['meToo'];
} {
  return {
    threads: views
      .flatMap(({ threads }) => threads)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    meToo: views.flatMap(({ meToo }) => meToo),
  };
}

/** Each once. `memberOf` tells whose a clientID is: null where nobody, or more than one, has claimed it. */
export function membersWhoToo(
  { meToo }: Pick<CommentsView, 'meToo'>,
  memberOf: (clientId: number) => MemberId | null,
): readonly MemberId[] {
  const members = meToo.flatMap(({ member, clientId }) => {
    const writer = memberOf(clientId);
    return writer !== null && writer === member ? [writer] : [];
  });
  return [...new Set(members)];
}

/** Each is one untagged transaction. False or null, and nothing written: it stood so already, it is not possible, or the document is newer than we are. */
export interface CommentsEdits {
  /** Null for an empty text, too. */
  ask(
    text: string,
    place?: { readonly kind?: ThreadKind; readonly field?: FieldPath },
  ): Ulid | null;
  answer(thread: Ulid, text: string): Ulid | null;
  /** One's own: a text changed by another is shown as written by that other. */
  change(thread: Ulid, message: Ulid, text: string): boolean;
  takeBack(thread: Ulid, message: Ulid): boolean;
  /** After all. */
  putBack(thread: Ulid, message: Ulid): boolean;
  setResolved(thread: Ulid, resolved: boolean): boolean;
  /** `me` is the member this device belongs to: for anybody else it does not count. */
  setMeToo(me: MemberId, on: boolean): boolean;
}

export function editComments(doc: Y.Doc, newId: () => Ulid): CommentsEdits {
  const threads = threadsOf(doc);
  const may = () => !isFromNewerClient(doc, commentsSchema);
  const messagesOf = (thread: Ulid) =>
    mapAt(mapAt(threads, thread), 'messages');
  const add = (messages: Y.Map<unknown>, text: string): Ulid => {
    const id = newId();
    const message = messages.set(id, new Y.Map<unknown>());
    message.set('text', text);
    return id;
  };
  const setTaken = (thread: Ulid, id: Ulid, taken: boolean): boolean => {
    const message = mapAt(messagesOf(thread), id);
    if (message === null || !may()) return false;
    if ((message.get('deleted') === true) === taken) return false;
    message.set('deleted', taken);
    return true;
  };
  return {
    ask(text, { kind = 'question', field } = {}) {
      const tidy = tidyMessage(text);
      if (tidy === '' || !may()) return null;
      const id = newId();
      doc.transact(() => {
        const thread = threads.set(id, new Y.Map<unknown>());
        thread.set('kind', kind);
        if (field !== undefined) thread.set('field', field);
        add(thread.set('messages', new Y.Map<unknown>()), tidy);
      });
      return id;
    },
    answer(thread, text) {
      const tidy = tidyMessage(text);
      const messages = messagesOf(thread);
      if (tidy === '' || messages === null || !may()) return null;
      return doc.transact(() => add(messages, tidy));
    },
    change(thread, id, text) {
      const tidy = tidyMessage(text);
      const message = mapAt(messagesOf(thread), id);
      if (message === null || tidy === '' || !may()) return false;
      if (message.get('text') === tidy) return false;
      message.set('text', tidy);
      return true;
    },
    takeBack: (thread, id) => setTaken(thread, id, true),
    putBack: (thread, id) => setTaken(thread, id, false),
    setResolved(id, resolved) {
      const thread = mapAt(threads, id);
      return (
        thread !== null &&
        may() &&
        writeRegister(thread, resolvedKey, resolved || null, newId)
      );
    },
    setMeToo(me, on) {
      const set = meTooOf(doc);
      if ((set.get(me) === true) === on || !may()) return false;
      set.set(me, on);
      return true;
    },
  };
}

function toThread([id, thread]: readonly [Ulid, Y.Map<unknown>]): ThreadView[] {
  const messages = thread.get('messages');
  if (!(messages instanceof Y.Map)) return [];
  const kind = threadKinds.find((one) => one === thread.get('kind'));
  const field = thread.get('field');
  const resolved = readRegister(thread, resolvedKey);
  return [
    {
      id,
      kind: kind ?? 'question',
      field: typeof field === 'string' ? field : null,
      messages: mapsIn(messages).flatMap(toMessage),
      resolved,
      isOpen: settledValue(resolved) !== true,
    },
  ];
}

function toMessage([id, message]: readonly [
  Ulid,
  Y.Map<unknown>,
]): MessageView[] {
  const text = message.get('text');
  if (typeof text !== 'string') return [];
  const isDeleted = message.get('deleted') === true;
  return [
    {
      id,
      text: isDeleted ? '' : cutText(text, longestRegisterText),
      isDeleted,
      clientId: writerOf(message, isDeleted ? 'deleted' : 'text'),
      writtenAt: ulidTime(id),
    },
  ];
}

function tidyMessage(text: string): string {
  return cutText(toPlainLines(text).trim(), longestRegisterText);
}

/** In the order of their ids, hence of time. */
function mapsIn(map: Y.Map<unknown>): (readonly [Ulid, Y.Map<unknown>])[] {
  const found: (readonly [Ulid, Y.Map<unknown>])[] = [];
  map.forEach((value, key) => {
    if (isUlid(key) && value instanceof Y.Map) found.push([key, value]);
  });
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

function mapAt(map: Y.Map<unknown> | null, key: string): Y.Map<unknown> | null {
  const value = map?.get(key);
  return value instanceof Y.Map ? value : null;
}

function writerOf(map: Y.Map<unknown>, key: string): number {
  return map._map.get(key)?.id.client ?? 0;
}

function threadsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('threads');
}

function meTooOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('meToo');
}
