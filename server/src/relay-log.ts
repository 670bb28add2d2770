import type {
  Bytes,
  DeviceKey,
  DocumentId,
  EntryId,
  Hash,
  InviteId,
  LogId,
  Result,
  SpaceId,
} from '@minga/base';

/**
 * Where the relay keeps what it cannot read. One suite, `conformance.ts`, says what every implementation does.
 *
 * A log gives out `seq`: strictly increasing per space, opaque ([P10]). What `commit` answered is durable: a power cut
 * after the answer loses nothing of it. A commit that fails may have stored a part; nobody was told, the devices send
 * the same bytes again and are recognised by entryId.
 */
export interface RelayLog {
  /** Everything the relay holds in memory while somebody is connected; null when there is no such space. */
  space(space: SpaceId): Promise<SpaceRecord | null>;
  /** One outcome per write, in order. Later writes of a batch see the earlier ones. */
  commit(
    writes: readonly LogWrite[],
  ): Promise<Result<readonly LogOutcome[], LogFailure>>;
  /** In the order of seq; at least one if there is one, then until `maxBytes` of frames are reached. */
  entries(query: EntryQuery): Promise<readonly StoredEntry[]>;
  /** Also known for 90 days after the entry itself was purged ([P12]). */
  entryIdAt(space: SpaceId, seq: number): Promise<EntryId | null>;
  snapshot(space: SpaceId, hash: Hash): Promise<Bytes | null>;
  registers(space: SpaceId): Promise<readonly Bytes[]>;
  /** [P7] Where an action was kept that `registers` this device; whether it is still in force the log does not know. */
  spacesOfDevice(device: DeviceKey): Promise<readonly SpaceId[]>;
  /** [P40] Spaces whose day has come. */
  dueForErasing(now: number): Promise<readonly SpaceId[]>;
  /** [P40] Once there, erased, never to be again. */
  isErased(space: SpaceId): Promise<boolean>;
  close(): Promise<void>;
}

export interface SpaceRecord {
  /** Random per incarnation of the log. */
  readonly logId: LogId;
  readonly head: number;
  /** Zeros while there is no entry. */
  readonly headEntryId: EntryId;
  /** Frames and snapshots, for the quota. */
  readonly bytes: number;
  readonly actions: readonly Bytes[];
  /** When each got its position, ms; 0 where a build before this one gave it. */
  readonly placedAtMs: readonly number[];
  readonly documents: readonly DocumentRecord[];
  readonly keyboxes: readonly Keybox[];
  readonly notes: readonly Note[];
}

export interface DocumentRecord {
  readonly doc: DocumentId;
  readonly generation: number;
  readonly header: Bytes;
  /** seq of its last entry, 0 when there is none. */
  readonly head: number;
  readonly snapshot: SnapshotPointer | null;
}

export interface SnapshotPointer {
  readonly hash: Hash;
  /** Every retained entry up to this seq is in the snapshot. */
  readonly covers: number;
}

export interface Keybox {
  readonly invite: InviteId;
  /** When its invitation ends: the log erases it then even if nobody ever opens the space again. */
  readonly expires: number;
  readonly sealedKeys: Bytes;
  readonly sealedCard: Bytes;
}

/** [P39] What somebody who waits says of herself. */
export interface Note {
  readonly device: DeviceKey;
  readonly note: Bytes;
}

export interface EntryQuery {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  /** `after < seq ≤ upTo`. */
  readonly after: number;
  readonly upTo: number;
  readonly maxBytes: number;
}

export interface StoredEntry {
  readonly seq: number;
  /** The document's previous retained entry, 0 when there is none. */
  readonly prevSeq: number;
  readonly device: DeviceKey;
  readonly counter: number;
  /** The device whose connection carried it, when that is not the author's. */
  readonly via: DeviceKey | null;
  readonly frame: Bytes;
}

export type LogWrite =
  | {
      readonly kind: 'create';
      readonly space: SpaceId;
      readonly logId: LogId;
      readonly action: Bytes;
    }
  | EntryWrite
  | {
      readonly kind: 'action';
      readonly space: SpaceId;
      readonly index: number;
      readonly action: Bytes;
      /** The key that an action `device` gives; null for all others. */
      readonly registers: DeviceKey | null;
      readonly at: number;
      /** [P40] The day it sets for erasing the space, or takes back (null); 'as-it-was' for all others. */
      readonly erasing: number | null | 'as-it-was';
    }
  | ({ readonly kind: 'note'; readonly space: SpaceId } & Note)
  | {
      readonly kind: 'note-erased';
      readonly space: SpaceId;
      readonly device: DeviceKey;
    }
  /** [P40] Everything of the space goes; the signed `delete` stays in its place. */
  | {
      readonly kind: 'erased';
      readonly space: SpaceId;
      readonly tombstone: Bytes;
    }
  | {
      readonly kind: 'header';
      readonly space: SpaceId;
      readonly doc: DocumentId;
      /** 0 when there is no record, else one more than the record's ([P25]). */
      readonly generation: number;
      readonly header: Bytes;
    }
  | {
      readonly kind: 'register';
      readonly space: SpaceId;
      readonly device: DeviceKey;
      readonly counter: number;
      readonly register: Bytes;
    }
  | ({ readonly kind: 'keybox'; readonly space: SpaceId } & Keybox)
  | {
      readonly kind: 'keybox-erased';
      readonly space: SpaceId;
      readonly invite: InviteId;
    }
  | { readonly kind: 'keyboxes-expired'; readonly now: number }
  | SnapshotWrite
  | {
      /**
       * Drops the entries covered by a snapshot put before `coveredBefore`, never one after the previous snapshot ([P28]).
       * Keeps their (seq, entryId); forgets those of entries purged before `forgetBefore`.
       */
      readonly kind: 'purge';
      readonly space: SpaceId;
      readonly doc: DocumentId;
      readonly coveredBefore: number;
      readonly at: number;
      readonly forgetBefore: number;
    };

export interface EntryWrite {
  readonly kind: 'entry';
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly entryId: EntryId;
  readonly device: DeviceKey;
  readonly counter: number;
  readonly via: DeviceKey | null;
  readonly frame: Bytes;
}

export interface SnapshotWrite {
  readonly kind: 'snapshot';
  readonly space: SpaceId;
  readonly doc: DocumentId;
  /** The pointer it stands on: null when there is none ([P28]). The bytes of the one before that are dropped. */
  readonly previous: Hash | null;
  readonly hash: Hash;
  readonly covers: number;
  readonly at: number;
  readonly snapshot: Bytes;
}

export type LogOutcome =
  /** An entry got its place. */
  | {
      readonly kind: 'stored';
      readonly seq: number;
      readonly prevSeq: number;
    }
  /** An entry was there already. */
  | { readonly kind: 'held'; readonly seq: number }
  | { readonly kind: 'done' }
  /** A snapshot or a purge took effect; `bytes`: what the space holds after it. */
  | { readonly kind: 'sized'; readonly bytes: number }
  /** A compare-and-set found something else, or what is kept is newer. */
  | { readonly kind: 'lost' }
  /** No such space, or no such document in it. */
  | { readonly kind: 'absent' };

/** The relay answers all of them alike (retry, 4503); the code is for the metrics. */
export type LogFailure = 'full' | 'failed' | 'closed';

/** [P12] How long (seq, entryId) outlives a purged entry. */
export const entryIdsKeptMs = 90 * 24 * 3600 * 1000;
