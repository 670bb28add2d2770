import { type Bytes, type DeviceKey, unwrap } from '@minga/base';
import {
  type FramePredecessor,
  decodeFrame,
  encodeRelayMessage,
  encodeWireFrame,
  frameIds,
  framePredecessor,
  slowLineBytes,
} from '@minga/protocol';
import { encodeEntry, joinBytes } from './hot-messages.ts';
import type { Page } from './page-cache.ts';
import type { SnapshotPointer, StoredEntry } from './relay-log.ts';
import type { Room } from './room.ts';
import { type Services, sha256 } from './services.ts';
import type { DocumentState, Space } from './space.ts';
import type { Subscription } from './subscription.ts';

/** A page is one encoded message for all who ask for it, however slow their line. */
const pageBytes = slowLineBytes;
/** A slow connection is sent the next page when less than this waits: a live socket stays usable meanwhile. */
const paceBytes = 512 * 1024;

export interface CatchUpRequest {
  readonly since: number;
  readonly withoutSnapshot: boolean;
}

/**
 * [P15] From SUBBED to HEAD. The subscription is live from the very turn in which it was found to have everything:
 * nothing can be stored between that look and the change of state.
 */
export async function catchUp(
  services: Services,
  space: Space,
  room: Room,
  subscription: Subscription,
  request: CatchUpRequest,
): Promise<void> {
  const { channel, doc } = room;
  const { outbox } = subscription;
  const document = space.documents.get(doc);
  const { since, covering } = startOf(document, request);
  const from = covering?.covers ?? since;
  const run = subscription.restart(from);
  const isCurrent = () => subscription.state === run;
  announce(room, subscription, document);
  if (covering !== null) {
    const request = {
      space,
      room,
      subscription,
      pointer: covering,
      isCurrent,
    };
    const isKept = await sendSnapshot(services, request);
    if (!isKept) throw new Error('the snapshot in force is not in the log');
  }
  const sender = createPageSender(services, space, room, subscription, from);
  while (isCurrent()) {
    const nowHead = space.documents.get(doc)?.head ?? 0;
    if (sender.sentUpTo >= nowHead) {
      subscription.goLive();
      outbox.push(encodeRelayMessage({ kind: 'head', channel, seq: nowHead }));
      return;
    }
    await sender.sendNext(nowHead);
    if (outbox.waiting > paceBytes) await outbox.drained();
  }
}

function announce(
  { doc, channel }: Room,
  { outbox }: Subscription,
  document: DocumentState | undefined,
): void {
  const head = document?.head ?? 0;
  outbox.push(encodeRelayMessage({ kind: 'subbed', doc, channel, head }));
  if (document !== undefined)
    outbox.push(encodeRelayMessage({ kind: 'doc', header: document.header }));
}

/** Where to begin, and the snapshot to begin with when it covers entries that the client lacks. */
function startOf(
  document: DocumentState | undefined,
  request: CatchUpRequest,
): { since: number; covering: SnapshotPointer | null } {
  const { head = 0, snapshot = null } = document ?? {};
  // A cursor beyond the head comes from a log that was since restored: what it stood for is not here.
  const since = request.since > head ? 0 : request.since;
  const isWanted =
    snapshot !== null && snapshot.covers > since && !request.withoutSnapshot;
  return { since, covering: isWanted ? snapshot : null };
}

interface SnapshotRequest {
  readonly space: Space;
  readonly room: Room;
  readonly subscription: Subscription;
  readonly pointer: SnapshotPointer;
  readonly isCurrent: () => boolean;
}

/** A storm shares the encoding of a snapshot up to this size. */
const sharedSnapshotBytes = 1024 * 1024;

/** False when the log no longer holds it. */
export async function sendSnapshot(
  { log, pages }: Services,
  { space, room, subscription, pointer, isCurrent }: SnapshotRequest,
): Promise<boolean> {
  const { channel, outbox } = subscription;
  const { hash, covers } = pointer;
  const key = `snapshot/${covers}/${hash}`;
  const shared = pages.get(room, key);
  if (shared !== null) {
    for (const message of shared.messages) outbox.push(message);
    return true;
  }
  const snapshot = await log.snapshot(space.id, hash);
  if (snapshot === null) return false;
  const total = snapshot.length;
  const parts: Bytes[] = [];
  for (let offset = 0; offset < total; offset += slowLineBytes) {
    if (!isCurrent()) return true;
    const part = snapshot.subarray(offset, offset + slowLineBytes);
    const message = encodeRelayMessage({
      kind: 'snap',
      channel,
      covers,
      hash,
      total,
      offset,
      part,
    });
    outbox.push(message);
    parts.push(message);
    if (outbox.waiting > paceBytes) await outbox.drained();
  }
  if (total <= sharedSnapshotBytes)
    pages.offer(room, key, {
      messages: parts,
      entries: 0,
      upTo: covers,
      chains: new Map(),
    });
  return true;
}

/** [P17] Whole frames under alias 0, so that the chains of the live channel stay as they are. */
export async function sendEntries(
  services: Services,
  space: Space,
  room: Room,
  subscription: Subscription,
  range: { readonly from: number; readonly to: number },
): Promise<void> {
  const { channel, doc } = room;
  const { outbox } = subscription;
  const head = space.documents.get(doc)?.head ?? 0;
  const upTo = Math.min(range.to, head);
  let after = range.from;
  while (after < upTo && subscription.state.kind !== 'ended') {
    const page = await services.log.entries({
      space: space.id,
      doc,
      after,
      upTo,
      maxBytes: pageBytes,
    });
    for (const { seq, prevSeq, frame, via } of page)
      outbox.push(
        encodeRelayMessage({
          kind: 'entry',
          channel,
          seq,
          back: seq - prevSeq,
          alias: 0,
          wireFrame: encodeWireFrame(unwrap(decodeFrame(frame)), null, via),
        }),
      );
    after = page.at(-1)?.seq ?? upTo;
    if (outbox.waiting > paceBytes) await outbox.drained();
  }
  outbox.push(encodeRelayMessage({ kind: 'head', channel, seq: head }));
}

/** Sends a document's entries page by page; each author's first frame whole, later ones short ([P19]). */
function createPageSender(
  services: Services,
  space: Space,
  room: Room,
  subscription: Subscription,
  from: number,
) {
  let sentUpTo = from;
  let chains: ReadonlyMap<DeviceKey, FramePredecessor> = new Map();

  /** One message for everybody who comes this way, unless an own entry lies in it: that one is acknowledged instead. */
  const sendPage = async (upTo: number): Promise<void> => {
    const key = `${from}/${sentUpTo}`;
    const page =
      services.pages.get(room, key) ??
      encodePage(room, sentUpTo, upTo, chains, await readPage(upTo));
    services.pages.offer(room, key, page);
    for (const message of page.messages) subscription.outbox.push(message);
    sentUpTo = page.upTo;
    chains = page.chains;
  };

  const sendOneByOne = async (upTo: number): Promise<void> => {
    const entries = await readPage(upTo);
    for (const entry of entries) {
      const { due, isOwn } = subscription.answersUpTo(entry.seq);
      for (const message of due) subscription.outbox.push(message);
      if (!isOwn) {
        const one = encodePage(room, sentUpTo, entry.seq, chains, [entry]);
        for (const message of one.messages) subscription.outbox.push(message);
        chains = one.chains;
      }
      sentUpTo = entry.seq;
    }
    if (entries.length === 0) sentUpTo = upTo;
  };

  const readPage = (upTo: number) =>
    services.log.entries({
      space: space.id,
      doc: room.doc,
      after: sentUpTo,
      upTo,
      maxBytes: pageBytes,
    });

  return {
    get sentUpTo() {
      return sentUpTo;
    },
    sendNext: (upTo: number) =>
      subscription.hasAnswersWaiting ? sendOneByOne(upTo) : sendPage(upTo),
  };
}

function encodePage(
  room: Room,
  after: number,
  upTo: number,
  chains: ReadonlyMap<DeviceKey, FramePredecessor>,
  entries: readonly StoredEntry[],
): Page {
  const { channel } = room;
  const next = new Map(chains);
  const messages = entries.map(({ seq, prevSeq, device, via, frame }) => {
    const decoded = unwrap(decodeFrame(frame));
    const wireFrame = encodeWireFrame(decoded, next.get(device) ?? null, via);
    const { frameHash } = frameIds(sha256(frame));
    next.set(device, framePredecessor(decoded, frameHash));
    const back = seq - prevSeq;
    const alias = room.aliasOf(device);
    return encodeEntry({ channel, seq, back, alias, wireFrame });
  });
  return {
    messages: messages.length === 0 ? [] : [joinBytes(messages)],
    entries: entries.length,
    upTo: entries.at(-1)?.seq ?? Math.max(after, upTo),
    chains: next,
  };
}
