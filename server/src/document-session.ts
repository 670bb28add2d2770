import type { DeviceKey, DocumentId } from '@minga/base';
import {
  type ClientMessage,
  type GetEntries,
  type GetSnapshot,
  type NackCode,
  type Sub,
  closeCodeFor,
  closeCodes,
  nackCodes,
} from '@minga/protocol';
import { append } from './append.ts';
import { catchUp, sendEntries, sendSnapshot } from './catch-up.ts';
import type { Outbox } from './outbox.ts';
import type { Room } from './room.ts';
import type { Services } from './services.ts';
import { type Handled, refuseOnConnection } from './session.ts';
import { SnapshotUploads } from './snapshots.ts';
import type { Space } from './space.ts';
import { Subscription } from './subscription.ts';

type DocumentMessage = Extract<
  ClientMessage,
  {
    kind: 'sub' | 'unsub' | 'append' | 'eph' | 'get' | 'lease' | 'snap-put';
  }
>;

const documentKinds = new Set<ClientMessage['kind']>([
  'sub',
  'unsub',
  'append',
  'eph',
  'get',
  'lease',
  'snap-put',
]);

export function isDocumentMessage(
  message: ClientMessage,
): message is DocumentMessage {
  return documentKinds.has(message.kind);
}

interface OpenDocument {
  readonly subscription: Subscription;
  readonly room: Room;
}

/** The documents of one connection: subscriptions, appends, presence. */
export class DocumentSession {
  readonly #services: Services;
  readonly #space: Space;
  readonly #device: DeviceKey;
  readonly #outbox: Outbox;
  readonly #close: (code: number) => void;
  readonly #snapshots: SnapshotUploads;
  readonly #openByChannel = new Map<number, OpenDocument>();
  /** Kept over UNSUB: answers still due and the author's chain belong to the connection. */
  readonly #subscriptions = new Map<DocumentId, Subscription>();

  constructor(
    services: Services,
    space: Space,
    device: DeviceKey,
    outbox: Outbox,
    close: (code: number) => void,
  ) {
    this.#services = services;
    this.#space = space;
    this.#device = device;
    this.#outbox = outbox;
    this.#close = close;
    this.#snapshots = new SnapshotUploads(services, space, device, outbox);
  }

  isSubscribed(doc: DocumentId): boolean {
    const subscription = this.#subscriptions.get(doc);
    return subscription !== undefined && subscription.state.kind !== 'ended';
  }

  end(): void {
    for (const open of this.#openByChannel.values()) this.#leave(open);
    this.#openByChannel.clear();
    this.#snapshots.end();
  }

  handle(message: DocumentMessage): Handled | Promise<Handled> {
    switch (message.kind) {
      case 'sub':
        return this.#subscribe(message);
      case 'unsub':
        return this.#unsubscribe(message.channel);
      case 'append': {
        const open = this.#openByChannel.get(message.channel);
        if (open === undefined) return closeCodes.protocol;
        const appended = append(this.#services, this.#target(open), message);
        if (!appended.ok) return closeCodeFor(appended.error);
        return appended.value?.then(() => null) ?? null;
      }
      case 'eph':
        return this.#presence(message.channel, message.presence);
      case 'get':
        return this.#get(message);
      case 'lease':
        this.#snapshots.lease(message.doc);
        return null;
      case 'snap-put':
        return this.#snapshots.put(message);
    }
  }

  #target({ room, subscription }: OpenDocument) {
    return {
      space: this.#space,
      room,
      subscription,
      device: this.#device,
    };
  }

  #subscribe(message: Sub): Handled {
    // Asking for documents that are not there must cost something too.
    if (this.#subscriptions.size >= this.#services.limits.wire.documents)
      return this.#refuse(nackCodes.quota);
    const room = this.#space.roomOf(message.doc);
    const subscription =
      this.#subscriptions.get(message.doc) ??
      new Subscription(room.channel, this.#outbox);
    this.#subscriptions.set(message.doc, subscription);
    this.#openByChannel.set(room.channel, { room, subscription });
    room.enter(subscription);
    this.#run(
      catchUp(this.#services, this.#space, room, subscription, message),
    );
    return null;
  }

  #unsubscribe(channel: number): Handled {
    const open = this.#openByChannel.get(channel);
    if (open === undefined) return null;
    this.#openByChannel.delete(channel);
    this.#leave(open);
    return null;
  }

  #leave({ room, subscription }: OpenDocument): void {
    room.leave(subscription);
    this.#space.closeRoomIfEmpty(room);
  }

  /** [P29] Never stored, never answered; what is beyond the bucket is dropped. */
  #presence(channel: number, presence: Uint8Array<ArrayBuffer>): Handled {
    const open = this.#openByChannel.get(channel);
    if (open === undefined) return null;
    const { clock, commits, metrics } = this.#services;
    const bucket = this.#space.bucketsOf(this.#device).presence;
    const now = clock.now();
    if (bucket.wait(1, now) > 0) {
      metrics.count('presence_dropped_total');
      return null;
    }
    bucket.take(1, now);
    open.room.presence(open.subscription, presence);
    commits.wake();
    return null;
  }

  #get(message: GetEntries | GetSnapshot): Handled | Promise<Handled> {
    const room = this.#space.openRoom(message.doc);
    const open =
      room === null ? undefined : this.#openByChannel.get(room.channel);
    if (open === undefined) return this.#refuse(nackCodes.noDocument);
    if (message.what === 'entries') {
      this.#run(
        sendEntries(
          this.#services,
          this.#space,
          open.room,
          open.subscription,
          message,
        ),
      );
      return null;
    }
    return this.#getSnapshot(open, message);
  }

  async #getSnapshot(
    { room, subscription }: OpenDocument,
    { doc, hash }: GetSnapshot,
  ): Promise<Handled> {
    const inForce = this.#space.documents.get(doc)?.snapshot ?? null;
    // What the previous snapshot covers is nobody's cursor any more: 0 moves none.
    const covers = inForce?.hash === hash ? inForce.covers : 0;
    const isKept = await sendSnapshot(this.#services, {
      space: this.#space,
      room,
      subscription,
      pointer: { hash, covers },
      isCurrent: () => subscription.state.kind !== 'ended',
    });
    return isKept ? null : this.#refuse(nackCodes.noDocument);
  }

  /** Long answers run beside the connection's other messages; what fails there is the log, so the client comes again. */
  #run(answering: Promise<void>): void {
    answering.catch((error: unknown) => {
      this.#services.report(error);
      this.#close(closeCodes.draining);
    });
  }

  #refuse(code: NackCode): Handled {
    return refuseOnConnection(this.#services, this.#outbox, code);
  }
}
