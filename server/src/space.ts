import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type InviteId,
  type LogId,
  type SpaceId,
} from '@minga/base';
import {
  type DocumentClass,
  type DocumentHead,
  type LogPosition,
  changesPageSize,
  decodeDocumentHeader,
  encodeRelayMessage,
  joinMessages,
} from '@minga/protocol';
import { TokenBucket } from './limits.ts';
import type { MembershipLog } from './membership-log.ts';
import type { Outbox } from './outbox.ts';
import type { Keybox, SnapshotPointer, SpaceRecord } from './relay-log.ts';
import { type NewEntry, Room } from './room.ts';
import type { Services } from './services.ts';

export interface DocumentState {
  readonly doc: DocumentId;
  readonly documentClass: DocumentClass;
  generation: number;
  header: Bytes;
  head: number;
  snapshot: SnapshotPointer | null;
}

/** A connection whose device is in force, as its space sees it. */
export interface SpaceMember {
  readonly device: DeviceKey;
  readonly outbox: Outbox;
  /** [P30] Has asked for the registers, and hears of newer ones from then on. */
  readonly wantsRegisters: boolean;
  /** [P14] True once per document, when it is to be told that the document moved on. */
  wantsChange(doc: DocumentId): boolean;
  dismiss(code: number): void;
}

/** [P39] A connection of somebody who waits to be let in. */
export interface Door {
  /** Tells her what has become of her, if that is news. */
  tell(): void;
  dismiss(code: number): void;
}

export interface Lease {
  readonly member: object;
  readonly until: number;
}

interface Buckets {
  readonly frames: TokenBucket;
  readonly bytes: TokenBucket;
  readonly presence: TokenBucket;
}

/** Everything the relay holds in memory of one space while somebody is connected to it. */
export class Space {
  readonly id: SpaceId;
  readonly logId: LogId;
  readonly membership: MembershipLog;
  readonly documents = new Map<DocumentId, DocumentState>();
  /** [E20] Documents whose id is derived from their class. */
  readonly classByIndexDocument: ReadonlyMap<DocumentId, DocumentClass>;
  readonly keyboxes = new Map<InviteId, Keybox>();
  /** Sealed keys of invitations that were just used up, for who did so. */
  readonly lastJoins = new Map<InviteId, Bytes>();
  /** [P28] Who is making the next snapshot of a document; it only saves work. */
  readonly leases = new Map<DocumentId, Lease>();
  readonly members = new Set<SpaceMember>();
  readonly doors = new Set<Door>();
  /** [P39] Of who waits, by device. */
  readonly notes = new Map<DeviceKey, Bytes>();
  readonly #services: Services;
  readonly #rooms = new Map<DocumentId, Room>();
  readonly #channels = new Map<DocumentId, number>();
  readonly #buckets = new Map<DeviceKey, Buckets>();
  readonly #moved = new Set<DocumentId>();
  #head: LogPosition;
  #bytes: number;
  /** Connections, and writes under way: while there are any, the space must stay in memory. */
  #holds = 0;

  constructor(
    id: SpaceId,
    record: SpaceRecord,
    membership: MembershipLog,
    classByIndexDocument: ReadonlyMap<DocumentId, DocumentClass>,
    services: Services,
  ) {
    this.id = id;
    this.classByIndexDocument = classByIndexDocument;
    this.logId = record.logId;
    this.membership = membership;
    this.#services = services;
    this.#head = { seq: record.head, entryId: record.headEntryId };
    this.#bytes = record.bytes;
    // Erasing one is not waited for: it may have been left behind.
    for (const { device, note } of record.notes)
      if (membership.state.waiting.has(device)) this.notes.set(device, note);
    for (const box of record.keyboxes) this.keyboxes.set(box.invite, box);
    for (const {
      doc,
      generation,
      header,
      head,
      snapshot,
    } of record.documents) {
      const read = decodeDocumentHeader(header);
      if (!read.ok) throw new Error('our own log holds a malformed record');
      const documentClass = read.value.header.class;
      this.documents.set(doc, {
        doc,
        documentClass,
        generation,
        header,
        head,
        snapshot,
      });
    }
  }

  get head(): LogPosition {
    return this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get isHeld(): boolean {
    return this.#holds > 0;
  }

  get openChannels(): number {
    return this.#rooms.size;
  }

  hold(): void {
    this.#holds++;
  }

  release(): void {
    this.#holds--;
  }

  /** [P16] The document's room, with the same channel for as long as the space is loaded. */
  roomOf(doc: DocumentId): Room {
    const open = this.#rooms.get(doc);
    if (open !== undefined) return open;
    const channel = this.#channels.get(doc) ?? this.#channels.size + 1;
    this.#channels.set(doc, channel);
    const room = new Room(doc, channel, this.#services);
    this.#rooms.set(doc, room);
    return room;
  }

  openRoom(doc: DocumentId): Room | null {
    return this.#rooms.get(doc) ?? null;
  }

  closeRoomIfEmpty(room: Room): void {
    if (room.size === 0) this.#rooms.delete(room.doc);
  }

  bucketsOf(device: DeviceKey): Buckets {
    const known = this.#buckets.get(device);
    if (known !== undefined) return known;
    const { limits, clock } = this.#services;
    const now = clock.now();
    const { framesPerMinute, frameBurst } = limits.wire;
    const buckets = {
      frames: new TokenBucket(
        { perMinute: framesPerMinute, burst: frameBurst },
        now,
      ),
      bytes: new TokenBucket(limits.bytes, now),
      presence: new TokenBucket(limits.presence, now),
    };
    this.#buckets.set(device, buckets);
    return buckets;
  }

  entryStored(room: Room, document: DocumentState, entry: NewEntry): void {
    document.head = entry.seq;
    this.#head = { seq: entry.seq, entryId: entry.ids.entryId };
    this.#bytes += entry.frame.bytes.length;
    room.entryStored(entry);
    this.#moved.add(room.doc);
    this.#services.fanOut.touch(this);
  }

  /** What the log says it holds. */
  sizedTo(bytes: number): void {
    this.#bytes = bytes;
  }

  /** [P14] Live CHANGES for who is not subscribed; one message for all who need the same. */
  flush(): void {
    const moved = [...this.#moved].flatMap((doc) => {
      const head = this.documents.get(doc)?.head;
      return head === undefined ? [] : { doc, head };
    });
    this.#moved.clear();
    const everybodySubscribed = moved.every(
      ({ doc }) => this.#rooms.get(doc)?.size === this.members.size,
    );
    if (everybodySubscribed) return;
    const messages = new Map<string, Bytes>();
    for (const member of this.members) {
      const wanted = moved.filter(({ doc }) => member.wantsChange(doc));
      if (wanted.length === 0) continue;
      const key = wanted.map(({ doc }) => doc).join();
      const message =
        messages.get(key) ?? this.#changes(wanted, { live: true });
      messages.set(key, message);
      member.outbox.push(message);
    }
  }

  /** [P13] What moved on since a position that the caller has found to be in this log, or everything after a reset. */
  changesSince(since: number, reset: boolean): readonly Bytes[] {
    const moved = [...this.documents.values()]
      .filter(({ head }) => head > (reset ? 0 : since))
      .map(({ doc, head }) => ({ doc, head }));
    const pages: Bytes[] = [];
    do {
      const page = moved.splice(0, changesPageSize);
      pages.push(this.#changes(page, { reset, more: moved.length > 0 }));
    } while (moved.length > 0);
    return pages;
  }

  broadcast(message: Bytes, except: SpaceMember | null = null): void {
    for (const member of this.members)
      if (member !== except) member.outbox.push(message);
  }

  #changes(
    documents: readonly DocumentHead[],
    flags: { live?: boolean; reset?: boolean; more?: boolean },
  ): Bytes {
    const { live = false, reset = false, more = false } = flags;
    const pages: Bytes[] = [];
    for (let at = 0; at === 0 || at < documents.length; at += changesPageSize)
      pages.push(
        encodeRelayMessage({
          kind: 'changes',
          reset,
          more,
          live,
          logId: this.logId,
          upTo: this.#head,
          documents: documents.slice(at, at + changesPageSize),
        }),
      );
    return joinMessages(pages)[0] ?? new Uint8Array();
  }
}
