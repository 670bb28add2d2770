import type {
  Bytes,
  Clock,
  DeviceKey,
  DocumentId,
  EntryId,
  Hash,
  LogId,
  Random,
  Result,
  SpaceId,
} from '@minga/base';
import type { Keyring } from '@minga/crypto';
import type { MembershipState, Seen, Signer, Verify } from '@minga/membership';
import type { LocalStore, StoreError } from '@minga/store';
import type * as Y from 'yjs';
import type { Authored } from './authorship.ts';
import type { HeldCode, QuarantineCode, Unapplied } from './document-rows.ts';
import type { EngineSnapshots } from './engine-snapshots.ts';
import type { EntryDecoder } from './entry-decoder.ts';
import type { Said } from './lacks.ts';
import type { LeftOutFrame } from './left-out.ts';
import type { AppendAnswer, ReceivedEntry } from './relay-link.ts';
import type { SpaceCuts } from './space-cuts.ts';

/** Everything one document needs from the world. Whoever builds an engine closes it. */
export interface DocumentEnginePorts {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly store: LocalStore;
  /** Every write is guarded by it, so that a leader that froze and woke writes nothing. */
  readonly fence: { readonly name: string; readonly number: number };
  readonly clock: Clock;
  readonly random: Random;
  readonly decoder: EntryDecoder;
  readonly signer: Signer;
  readonly verify: Verify;
  readonly keyring: Keyring;
  /** What a frame sealed now is sealed under; null while nothing can be. */
  sealing(): { readonly epoch: number; readonly generation: number } | null;
  membership(): MembershipState;
  /** [E6] What this device knows of the membership log, as its next frame says it. */
  seen(): Seen;
  /** [E29] Whether it lies beyond what a removal, a demotion or a farewell lets count. */
  readonly cuts: SpaceCuts;
  /** Write class of the document; null while its record has not come. */
  headerClass(): number | null;
  append(frame: Bytes): Promise<AppendAnswer>;
  /** [P11] SUB again from here: something in between is missing. */
  resubscribe(since: number): void;
  /** [P17] Hand over again what lies after `from` and up to `to`. */
  fetch(from: number, to: number): void;
  readonly events: EngineEvents;
}

export interface EngineEvents {
  /** `status()` may answer something else now. */
  changed(): void;
  /** [E5] A frame of this device's own chain that this device did not write. Nothing is appended from here on. */
  deviceDuplicated(): void;
  refused(refusal: Refusal): void;
  /** [E22] What was shown of a snapshot is not what the log makes: documents opened meanwhile are to be opened anew. */
  replaced(): void;
  /** Content on screen that was in no row: a bug of ours, counted; the content has been saved. */
  salvaged(bytes: number): void;
  /** The store does not take writes (no room); tried again. Null: it does again. */
  storeFailed(error: StoreError | null): void;
  /** Another leader has the document: this engine does nothing any more. */
  stopped(error: StoreError): void;
}

/** What the relay refused for good. Kept and shown. */
export interface Refusal {
  /** Key in the table `sent`: names the refusal. */
  readonly key: string;
  readonly code: number;
  readonly bytes: number;
}

export interface QuarantinedFrame {
  readonly device: DeviceKey | null;
  readonly frameHash: Hash;
  readonly code: QuarantineCode;
}

export interface HeldFrame {
  readonly device: DeviceKey | null;
  readonly frameHash: Hash;
  readonly reason: Exclude<Unapplied, { kind: 'quarantined' }>;
}

export interface EngineStatus {
  /** Rows written here that no frame carries yet. */
  readonly unsent: number;
  /** Frames on their way. */
  readonly unacknowledged: number;
  readonly refused: number;
  readonly setAside: number;
  readonly held: Readonly<Partial<Record<HeldCode, number>>>;
  readonly quarantined: number;
  /** Of those, whose right does not reach here: the device of each. */
  readonly beyondRight: readonly DeviceKey[];
  /** [P34] Others hold more of it than the relay hands over when it is asked. */
  readonly isWithheld: boolean;
  /** The log's head has been reached since the link came up. */
  readonly atHead: boolean;
  readonly cursor: number;
  /** [E5] Devices that wrote two frames with one counter. */
  readonly duplicated: readonly DeviceKey[];
}

/** Where a document stands in the relay's log. */
export interface DocumentPlace {
  /** Null before the first contact. */
  readonly logId: LogId | null;
  readonly cursor: number;
  /** The entry at `cursor`, where it is known. */
  readonly last: EntryId | null;
  /** [P12] That log is known to have all that this device has. */
  readonly isOffered: boolean;
  /** [P33] When the relay is to be asked again for a place of it, ms. Null: for none. */
  readonly asksAt: number | null;
}

/** One document in the leader tab, or in a headless member. */
export interface DocumentEngine {
  /**
   * What the log holds, verified and applied, and what was written on this device. It never holds pending structs and
   * never makes appends. Another Y.Doc may take its place: read it anew each time.
   */
  readonly shadow: Y.Doc;
  readonly cursor: number;
  readonly place: DocumentPlace;
  /** From the store. Before it resolves nothing else may be called. */
  load(): Promise<Result<void, StoreError>>;
  /** A row is durable in `local` under `key`. May be said twice. */
  rowStored(key: string, row: Bytes): Promise<void>;
  /** Whatever is durable in `local` is in the shadow when it resolves, also what `rowStored` has not told yet. */
  takeRows(): Promise<void>;
  /** The document is subscribed on a live connection. */
  linkUp(): void;
  linkDown(): void;
  /** Somebody else is here: seal sooner. */
  setCompany(company: boolean): void;
  /** Seal what waits now (the page is being hidden). Resolves when it is stored and given to the link. */
  flush(): Promise<void>;
  receive(entry: ReceivedEntry): void;
  /** HEAD: everything up to `seq` has been handed to `receive`. */
  reachedHead(seq: number): void;
  /** [P12] Which log the cursor is to count in; another one than before resets. Answers where to subscribe from. */
  enterLog(logId: LogId): Promise<number>;
  /** [P12] A new log: count from 0, and at its head offer again what it lacks. */
  resetLog(): Promise<void>;
  keysChanged(): void;
  membershipChanged(): void;
  /** What somebody with this state vector lacks of the shadow (v1). */
  answer(stateVector: Uint8Array): Bytes;
  /** Every change of the shadow (v1), in order. */
  onUpdate(listener: (update: Bytes) => void): () => void;
  /** Resolves at the log's head, or at once without a connection. */
  whenOpen(): Promise<void>;
  /** What a provider says its document holds; anything that is neither in the shadow nor in a row is saved. */
  checkAssertion(update: Bytes): Promise<void>;
  refusals(): readonly Refusal[];
  /** Offers again, in new frames, what was refused. */
  retryRefusals(): Promise<void>;
  quarantined(): readonly QuarantinedFrame[];
  held(): readonly HeldFrame[];
  status(): EngineStatus;
  /** [P34] What the registers of other members say they hold of it. */
  heard(said: readonly Said[]): void;
  /** [E21] Per device the counter up to which every frame is in the document or quarantined: what a register tells. */
  frontier(): ReadonlyMap<DeviceKey, number>;
  /** Rises when `authors` answers something else. */
  authorsEdition(): number;
  /** [E9] Who wrote under which clientID, own rows that no frame carries yet included. */
  authors(): readonly Authored[];
  /** [E3] The counter of the last frame sealed here; 0 before the first. */
  readonly sealedUpTo: number;
  /** [E29] Frames beyond a cut that are not in the document. */
  leftOut(): Promise<readonly LeftOutFrame[]>;
  /** [E29] Writes them anew, as far as what they stand on is here. Answers how many. */
  adopt(frames: readonly Hash[]): Promise<number>;
  /** [E29] What was in the document here before its cut was known, and nobody has brought since, is written anew. False: not all of it. */
  carryOver(): Promise<boolean>;
  readonly snapshots: EngineSnapshots;
  /** Resolves when nothing is under way that does not wait for the relay. */
  idle(): Promise<void>;
  close(): Promise<void>;
}
