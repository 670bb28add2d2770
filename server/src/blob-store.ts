import type { Bytes, Hash, Result, SpaceId } from '@minga/base';
import type { LogFailure } from './relay-log.ts';

/**
 * Where the relay keeps attachments: sealed bytes under their SHA-256, put in parts. One suite, `blobs.conformance.ts`, says
 * what every implementation does. What `put` answered is durable.
 */
export interface BlobStore {
  stat(space: SpaceId, name: Hash): Promise<BlobState>;
  /**
   * Takes the part if it begins where the upload has come to; what is held already, or lies beyond a gap, changes nothing, and
   * the state says where to go on. Offset 0 with another `total` begins anew. The last part counts only if all bytes together
   * have the hash they are named by: otherwise the upload is gone, 'false'.
   */
  put(write: BlobWrite): Promise<Result<BlobState, LogFailure | 'false'>>;
  /** At most `maxBytes` from `offset` of a whole blob; null when there is no such blob, or it ends before `offset`. */
  read(query: BlobQuery): Promise<BlobPart | null>;
  /** What the space's blobs take, unfinished ones at full length. */
  bytes(space: SpaceId): Promise<number>;
  /** Drops uploads that nobody has gone on with since. */
  forgetUnfinished(before: number): Promise<void>;
  /** [P40] Every blob of the space, whole or not. */
  erase(space: SpaceId): Promise<void>;
  close(): Promise<void>;
}

export interface BlobState {
  /** 0 when there is nothing. */
  readonly total: number;
  /** Equal to `total` when the blob is whole. */
  readonly received: number;
}

export interface BlobWrite {
  readonly space: SpaceId;
  readonly name: Hash;
  readonly total: number;
  readonly offset: number;
  readonly part: Bytes;
  readonly at: number;
}

export interface BlobQuery {
  readonly space: SpaceId;
  readonly name: Hash;
  readonly offset: number;
  readonly maxBytes: number;
}

export interface BlobPart {
  readonly total: number;
  readonly part: Bytes;
}

export const noBlob: BlobState = { total: 0, received: 0 };

/** [P35] How long an upload waits for its next part. */
export const unfinishedKeptMs = 7 * 24 * 3600 * 1000;
