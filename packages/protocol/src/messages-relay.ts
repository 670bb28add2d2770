import type {
  Bytes,
  DocumentId,
  EntryId,
  Hash,
  InviteId,
  LogId,
  SpaceId,
} from '@minga/base';

import type { LimitValue } from './limits.ts';
import type {
  AskMessage,
  DocMessage,
  EphMessage,
  LogPosition,
  SnapshotPart,
} from './message-codec.ts';
import type { BlobAck, BlobSent } from './messages-blob.ts';

/** What a relay says to a device. Byte fields of a decoded message are views into the socket's message. */
export type RelayMessage =
  | Challenge
  | Ready
  | Card
  | Found
  | Changes
  | Subbed
  | Entry
  | { readonly kind: 'head'; readonly channel: number; readonly seq: number }
  | SnapshotSent
  | Ack
  | Nack
  | DocMessage
  | DocNack
  | { readonly kind: 'action'; readonly index: number; readonly action: Bytes }
  | ActionNack
  | KeysSent
  | AskMessage
  | Leased
  | SnapAck
  | EphMessage
  | { readonly kind: 'reg'; readonly register: Bytes }
  | ChannelClosed
  | Pong
  | BlobSent
  | BlobAck;

export interface Challenge {
  readonly kind: 'challenge';
  /** 32 random bytes. */
  readonly nonce: Bytes;
  readonly serverTimeMs: number;
}

export interface Ready {
  readonly kind: 'ready';
  readonly logId: LogId;
  readonly serverTimeMs: number;
  readonly actionCount: number;
  readonly spaceHead: number;
  /** Ascending by id; `limitsFromValues` reads them. */
  readonly limits: readonly LimitValue[];
}

export const cardStatuses = [
  'live',
  'expired',
  'used-up',
  'revoked',
  'unknown',
] as const;
export type CardStatus = (typeof cardStatuses)[number];

export interface Card {
  readonly kind: 'card';
  readonly inviteId: InviteId;
  readonly status: CardStatus;
  /** Empty when there is none to show. */
  readonly sealedCard: Bytes;
}

/** [P7] The answer to a rescue card. */
export interface Found {
  readonly kind: 'found';
  /** Where its key is in force: sorted, 1 to `mostFound`. */
  readonly spaces: readonly SpaceId[];
}

export const mostFound = 16;

export interface Changes {
  readonly kind: 'changes';
  /** The log is not the one the client knew: all documents are listed as from 0. */
  readonly reset: boolean;
  readonly more: boolean;
  /** Told without being asked: a document this connection is not subscribed to. */
  readonly live: boolean;
  readonly logId: LogId;
  readonly upTo: LogPosition;
  /** At most 500. */
  readonly documents: readonly DocumentHead[];
}

export interface DocumentHead {
  readonly doc: DocumentId;
  readonly head: number;
}

export interface Subbed {
  readonly kind: 'subbed';
  readonly doc: DocumentId;
  /** From 1; 0 stands for the connection itself. */
  readonly channel: number;
  readonly head: number;
}

export interface Entry {
  readonly kind: 'entry';
  readonly channel: number;
  readonly seq: number;
  /** seq minus that of the document's previous retained entry, or `seq` itself when there is none. */
  readonly back: number;
  /** The author's number within the channel; 0 binds nothing and goes with a whole frame only. */
  readonly alias: number;
  /** Undecoded: what a short one leaves out is known to the channel (`decodeWireFrame`). */
  readonly wireFrame: Bytes;
}

export interface SnapshotSent extends SnapshotPart {
  readonly kind: 'snap';
  readonly channel: number;
  /** Every entry up to this seq is in the snapshot. */
  readonly covers: number;
}

export interface Ack {
  readonly kind: 'ack';
  readonly channel: number;
  readonly seq: number;
  /** 0 when the log already held the entry. */
  readonly back: number;
}

export interface Nack {
  readonly kind: 'nack';
  readonly channel: number;
  /** `zeroEntryId` when it answers no entry. */
  readonly entryId: EntryId;
  readonly final: boolean;
  /** One of `nackCodes`; a newer relay may know others. */
  readonly code: number;
  readonly retryAfterMs: number;
}

export interface DocNack {
  readonly kind: 'doc-nack';
  readonly doc: DocumentId;
  readonly final: boolean;
  readonly code: number;
}

export interface ActionNack {
  readonly kind: 'action-nack';
  readonly actionHash: Hash;
  readonly final: boolean;
  readonly code: number;
}

export interface KeysSent {
  readonly kind: 'keybox';
  readonly inviteId: InviteId;
  readonly sealedKeys: Bytes;
}

export interface Leased {
  readonly kind: 'leased';
  readonly doc: DocumentId;
  readonly granted: boolean;
  /** How long the lease, or the wait for it, lasts. */
  readonly ms: number;
}

export interface SnapAck {
  readonly kind: 'snap-ack';
  readonly doc: DocumentId;
  readonly accepted: boolean;
  /** `zeroHash` when there is no snapshot. */
  readonly hashInForce: Hash;
}

export interface ChannelClosed {
  readonly kind: 'chan-close';
  readonly channel: number;
  readonly code: number;
}

export interface Pong {
  readonly kind: 'pong';
  readonly clientTimeMs: number;
  readonly serverTimeMs: number;
  readonly spaceHead: number;
}
