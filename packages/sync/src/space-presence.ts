import type { Bytes, DocumentId } from '@minga/base';
import { createOthersPresence } from './others-presence.ts';
import type { OthersPresencePorts, RemoteClient } from './others-presence.ts';
import { type OwnPresence, createOwnPresence } from './own-presence.ts';
import type { OwnPresencePorts } from './own-presence.ts';
import type { ClientPresence } from './presence-state.ts';
import { reportBug } from './report-bug.ts';

export type { RemoteClient } from './others-presence.ts';

/** Who is where, in all documents of a space: sealed, never stored, dropped first when the wire is full. */
export interface SpacePresence {
  /** Clients of this browser, per document; an empty list: nobody here has it open any more. */
  setLocal(doc: DocumentId, clients: readonly ClientPresence[]): void;
  receive(doc: DocumentId, presence: Bytes): void;
  others(doc: DocumentId): readonly RemoteClient[];
  /** A batch of edits is about to be sealed: a cursor that waits goes in the same socket write. */
  withAppend(doc: DocumentId): void;
  /** The document is subscribed on a connection, from now on: the others see us again, and tell us where they are. */
  linkUp(doc: DocumentId): void;
  /** The connection has ended; others are shown for a moment longer, since most come back at once. */
  linkDown(): void;
  /** Says goodbye, as far as the link still carries it. */
  stop(): void;
}

export type SpacePresencePorts = OwnPresencePorts &
  Omit<OthersPresencePorts, 'self'> & {
    readonly changed: (doc: DocumentId) => void;
  };

const heartbeatMs = 45_000;
/** Others answer a newcomer within so many ms, not all in the same one, and each of them not oftener than this. */
const greeting = { withinMs: 1_500, apartMs: 5_000 };
const absentMs = 10_000;
/** Of one document; what comes faster than it can be verified is dropped. */
const mostUnread = 64;

export function createSpacePresence(ports: SpacePresencePorts): SpacePresence {
  const { clock } = ports;
  const others = createOthersPresence({ ...ports, self: ports.signer.device });
  const ownByDoc = new Map<DocumentId, OwnPresence>();
  const readingByDoc = new Map<DocumentId, { count: number }>();
  const greetingIn = new Set<DocumentId>();
  let reading: Promise<void> = Promise.resolve();
  let isOver = false;
  let cancelAbsence: () => void = () => undefined;

  const changed = (docs: readonly DocumentId[]): void => {
    if (isOver) return;
    for (const doc of docs) ports.changed(doc);
  };
  const beat = (): (() => void) =>
    clock.after(heartbeatMs, () => {
      for (const [doc, own] of ownByDoc) {
        if (own.isOver) ownByDoc.delete(doc);
        else own.tellAgain();
      }
      changed(others.forgetSilent());
      cancelBeat = beat();
    });
  let cancelBeat = beat();

  /** A newcomer sees us now instead of at the next heartbeat. */
  const greet = (doc: DocumentId): void => {
    if (greetingIn.has(doc) || !ownByDoc.has(doc)) return;
    greetingIn.add(doc);
    const drawn = (ports.random.bytes(1)[0] ?? 0) / 256;
    clock.after(drawn * greeting.withinMs, () => {
      if (!isOver) ownByDoc.get(doc)?.tellAgain();
    });
    clock.after(greeting.apartMs, () => {
      greetingIn.delete(doc);
    });
  };
  const read = async (doc: DocumentId, presence: Bytes): Promise<void> => {
    const taken = await others.take(doc, presence);
    if (taken === 'ignored') return;
    if (taken === 'new-session') greet(doc);
    changed([doc]);
  };

  return {
    setLocal(doc, clients) {
      if (isOver || (clients.length === 0 && !ownByDoc.has(doc))) return;
      const own = ownByDoc.get(doc) ?? createOwnPresence(ports, doc);
      ownByDoc.set(doc, own);
      own.set(clients);
    },
    receive(doc, presence) {
      const unread = readingByDoc.get(doc) ?? { count: 0 };
      readingByDoc.set(doc, unread);
      if (isOver || unread.count >= mostUnread) return;
      unread.count += 1;
      // In the order of the wire: verifying a signed frame takes longer than opening one that is not.
      reading = reading
        .then(() => read(doc, presence))
        .catch((error: unknown) => {
          reportBug('reading presence', error);
        })
        .then(() => {
          unread.count -= 1;
        });
    },
    others: (doc) => others.in(doc),
    withAppend(doc) {
      ownByDoc.get(doc)?.withAppend();
    },
    linkUp(doc) {
      cancelAbsence();
      ownByDoc.get(doc)?.renew();
    },
    linkDown() {
      cancelAbsence();
      if (isOver) return;
      cancelAbsence = clock.after(absentMs, () => {
        changed(others.hideAll());
      });
    },
    stop() {
      isOver = true;
      cancelBeat();
      cancelAbsence();
      for (const own of ownByDoc.values()) own.stop();
    },
  };
}
