import type {
  Bytes,
  DeviceKey,
  DocumentId,
  Hash,
  InviteId,
  LogId,
} from '@minga/base';
import type {
  AskStatus,
  BlobAck,
  BlobSent,
  CardStatus,
  GetBlob,
  LogPosition,
  PutBlob,
  StatBlob,
} from '@minga/protocol';

/** Where the one real connection of a space stands. Each phase carries only its own fields. */
export type LinkState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'waiting'; readonly retryAt: number }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'listing'; readonly logId: LogId }
  | { readonly phase: 'live'; readonly logId: LogId }
  /** Final until somebody acts: 4403 no longer a member, 4404 unknown space, 4409 newer client needed. */
  | { readonly phase: 'refused'; readonly code: number };

/** The relay's answer to one frame. `lost`: the connection ended first; the same bytes are sent again later. */
export type AppendAnswer =
  | { readonly kind: 'acked'; readonly seq: number; readonly back: number }
  | { readonly kind: 'retry'; readonly code: number; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'lost' };

/** An entry of the log as the relay handed it over: canonical bytes, rebuilt from the wire form, not yet verified. */
export interface ReceivedEntry {
  readonly seq: number;
  readonly back: number;
  readonly frame: Bytes;
  /** The device whose connection brought it, when that is not the author's. */
  readonly via: DeviceKey | null;
}

export interface DocumentHead {
  readonly doc: DocumentId;
  readonly head: number;
}

/** A completed SYNC: what changed since the space's cursor, and the cursor it moves to. */
export interface SyncAnswer {
  readonly reset: boolean;
  readonly logId: LogId;
  readonly upTo: LogPosition;
  readonly changed: readonly DocumentHead[];
}

/** What the link tells the core. Called in the order of the wire; none of them may throw. */
export interface LinkEvents {
  stateChanged(state: LinkState): void;
  /** Only on a connection opened with an invitation. */
  card(status: CardStatus, sealedCard: Bytes): void;
  keys(invite: InviteId, sealedKeys: Bytes): void;
  /** [P39] What has become of who waits; to members, what she says of herself. */
  ask(device: DeviceKey, status: AskStatus, note: Bytes): void;
  ready(info: {
    readonly logId: LogId;
    readonly serverTimeMs: number;
    readonly actionCount: number;
    readonly spaceHead: number;
  }): void;
  action(index: number, bytes: Bytes): void;
  actionRefused(actionHash: Hash, final: boolean, code: number): void;
  synced(answer: SyncAnswer): void;
  /** A document this connection is not subscribed to has moved on. */
  changed(heads: readonly DocumentHead[]): void;
  subscribed(doc: DocumentId, head: number): void;
  header(record: Bytes): void;
  headerRefused(doc: DocumentId, final: boolean, code: number): void;
  snapshot(doc: DocumentId, covers: number, hash: Hash, snapshot: Bytes): void;
  entry(doc: DocumentId, entry: ReceivedEntry): void;
  head(doc: DocumentId, seq: number): void;
  channelClosed(doc: DocumentId, code: number): void;
  presence(doc: DocumentId, presence: Bytes): void;
  register(register: Bytes): void;
  leased(doc: DocumentId, granted: boolean, ms: number): void;
  snapshotAnswer(doc: DocumentId, accepted: boolean, hashInForce: Hash): void;
  serverTime(ms: number): void;
  /** NACK on channel 0: something that belongs to no channel was refused (keys, a register, a snapshot). */
  nack(code: number, final: boolean): void;
  /** A part of an attachment, or where one stands at the relay ([P36], [P38]). The part is a view. */
  blob(message: BlobSent | BlobAck): void;
}

/**
 * The one real connection of a space (PROTOCOL §3–6): handshake, backoff with full jitter 1–30 s, channels,
 * wire frames. Knows nothing of keys that open anything, nor of Yjs.
 */
export interface RelayLink {
  readonly state: LinkState;
  /** Connects and stays connected until `stop`. */
  start(): void;
  stop(): void;
  /**
   * Try now instead of after the backoff (the browser says it is online, the page is shown again, the person taps). A
   * connection that only seems to be there is found out within seconds.
   */
  hurry(): void;
  /** What was to be said before the list of changed documents is waited for has been said. */
  listing(): void;
  subscribe(doc: DocumentId, since: number): void;
  unsubscribe(doc: DocumentId): void;
  /** `frame`: canonical bytes. Answers come in the order of the calls for one document. */
  append(doc: DocumentId, frame: Bytes): Promise<AppendAnswer>;
  putHeader(record: Bytes): void;
  putAction(action: Bytes): void;
  putKeys(invite: InviteId, sealedKeys: Bytes, sealedCard: Bytes): void;
  /** [P39] On a connection opened with an invitation, behind the join. */
  putNote(device: DeviceKey, note: Bytes): void;
  sendPresence(doc: DocumentId, presence: Bytes): void;
  sendRegister(register: Bytes): void;
  requestRegisters(): void;
  lease(doc: DocumentId): void;
  putSnapshot(doc: DocumentId, hash: Hash, snapshot: Bytes): void;
  /** Entries with from < seq ≤ to, handed over through `entry` then `head`. */
  getEntries(doc: DocumentId, from: number, to: number): void;
  getSnapshot(doc: DocumentId, hash: Hash): void;
  /** Each is answered by one `blob`, in order; not when the connection ends first. */
  askBlob(message: PutBlob | GetBlob | StatBlob): void;
}
