import { hash } from 'node:crypto';
import type { Bytes, Clock, Random } from '@minga/base';
import type { Verify } from '@minga/membership';
import type { BlobStore } from './blob-store.ts';
import type { FanOut } from './fan-out.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Metrics } from './health.ts';
import type { RelayLimits } from './limits.ts';
import type { Flusher } from './outbox.ts';
import type { PageCache } from './page-cache.ts';
import type { RelayLog } from './relay-log.ts';

/** What every part of the relay is given; built once, in relay.ts. */
export interface Services {
  readonly log: RelayLog;
  readonly blobs: BlobStore;
  readonly commits: GroupCommit;
  readonly fanOut: FanOut;
  readonly flusher: Flusher;
  readonly pages: PageCache;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: RelayLimits;
  readonly metrics: Metrics;
  readonly verify: Verify;
  /** Bytes of snapshots that are being put, all connections together. */
  readonly uploads: { bytes: number };
  /** Something threw that should not have: the connection it concerned is closed, the rest goes on. */
  report(error: unknown): void;
}

/** WebCrypto hashes too, but not in the same turn, and order matters here. */
export function sha256(bytes: Uint8Array): Bytes {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}
