import type {
  Bytes,
  DocumentId,
  EntryId,
  Hash,
  InviteId,
  LogId,
  SpaceId,
} from '@minga/base';

import type { Auth } from './auth.ts';
import type {
  AskMessage,
  DocMessage,
  EphMessage,
  LogPosition,
  SnapshotPart,
} from './message-codec.ts';
import type { GetBlob, PutBlob, StatBlob } from './messages-blob.ts';

/** What a device says to a relay. Byte fields of a decoded message are views into the socket's message. */
export type ClientMessage =
  | Hello
  | { readonly kind: 'auth'; readonly auth: Auth }
  | Sync
  | Sub
  | { readonly kind: 'unsub'; readonly channel: number }
  | Append
  | DocMessage
  | { readonly kind: 'action'; readonly action: Bytes }
  | PutKeys
  | AskMessage
  | { readonly kind: 'lease'; readonly doc: DocumentId }
  | PutSnapshot
  | GetEntries
  | GetSnapshot
  | EphMessage
  | PutRegister
  | Report
  | { readonly kind: 'ping'; readonly clientTimeMs: number }
  | PutBlob
  | GetBlob
  | StatBlob
  | BlobRequest;

export interface Hello {
  readonly kind: 'hello';
  /** Decoding answers `version-unknown` for any but `protocolVersion`: its body may have another shape. */
  readonly version: number;
  readonly space: SpaceId;
  /** Suite bytes the client can verify, most wanted first. */
  readonly suites: readonly number[];
}

export interface Sync {
  readonly kind: 'sync';
  /** The incarnation in which `since` was read. */
  readonly logId: LogId;
  readonly since: LogPosition;
}

export interface Sub {
  readonly kind: 'sub';
  readonly doc: DocumentId;
  readonly since: number;
  readonly withoutSnapshot: boolean;
}

export interface Append {
  readonly kind: 'append';
  readonly channel: number;
  /** Undecoded: what a short one leaves out is known to the channel (`decodeWireFrame`). */
  readonly wireFrame: Bytes;
}

export interface PutKeys {
  readonly kind: 'keybox';
  readonly inviteId: InviteId;
  readonly sealedKeys: Bytes;
  readonly sealedCard: Bytes;
}

export interface PutSnapshot extends SnapshotPart {
  readonly kind: 'snap-put';
  readonly doc: DocumentId;
}

/** Entries with `from < seq ≤ to`. */
export interface GetEntries {
  readonly kind: 'get';
  readonly what: 'entries';
  readonly doc: DocumentId;
  readonly from: number;
  readonly to: number;
}

export interface GetSnapshot {
  readonly kind: 'get';
  readonly what: 'snapshot';
  readonly doc: DocumentId;
  readonly hash: Hash;
}

export interface PutRegister {
  readonly kind: 'reg';
  /** Null asks for the registers of all devices. */
  readonly register: Bytes | null;
}

export interface Report {
  readonly kind: 'report';
  readonly doc: DocumentId;
  readonly entryId: EntryId;
  readonly code: number;
}

/** Reserved for more about attachments; a relay answers NACK final 4409 on channel 0, with zeros for the entry. */
export interface BlobRequest {
  readonly kind: 'blob';
  /** 65 to 67. */
  readonly type: number;
  readonly body: Bytes;
}

export const protocolVersion = 1;
