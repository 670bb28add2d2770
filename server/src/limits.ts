import { type Limits, defaultLimits } from '@minga/protocol';

/** What READY tells (`wire`, PROTOCOL §7) and what only this relay needs to know. */
export interface RelayLimits {
  readonly wire: Limits;
  /** [P5] From the upgrade to AUTH. */
  readonly authMs: number;
  /** Clients send a heartbeat every 45 s; who is silent for longer than this is gone. */
  readonly idleMs: number;
  /** How often silence and expiry are looked for. */
  readonly sweepMs: number;
  /** An invite connection serves one visit. */
  readonly inviteMs: number;
  /** From our close frame to cutting the socket: a removed device is off within 2 s. */
  readonly closeMs: number;
  /** [P9] Failed handshakes per address. */
  readonly failures: BucketSize;
  /** New spaces per address. */
  readonly creates: BucketSize;
  /** [P23] Bytes appended per device; its frames are in `wire`. */
  readonly bytes: BucketSize;
  /** Presence per device; what is beyond it is dropped, never answered. */
  readonly presence: BucketSize;
  /** [P29] Waiting bytes from which presence is dropped, and from which the connection is. */
  readonly presenceBacklog: number;
  readonly backlog: number;
  /** The longest a group commit waits for company when the relay is busy. */
  readonly commitWindowMs: number;
  /** Snapshots being put, all connections together. */
  readonly uploadBytes: number;
  /** How long a snapshot lease lasts. */
  readonly leaseMs: number;
  /** Entries are purged once a snapshot that covers them is this old. */
  readonly ripeMs: number;
  /** How long a space stays in memory after its last connection. */
  readonly spaceIdleMs: number;
}

export interface BucketSize {
  readonly perMinute: number;
  readonly burst: number;
}

export const defaultRelayLimits: RelayLimits = {
  wire: defaultLimits,
  authMs: 10_000,
  idleMs: 120_000,
  sweepMs: 15_000,
  inviteMs: 600_000,
  closeMs: 1_500,
  failures: { perMinute: 60, burst: 120 },
  creates: { perMinute: 600, burst: 2_000 },
  bytes: { perMinute: 16 * 1024 * 1024, burst: 64 * 1024 * 1024 },
  presence: { perMinute: 1_200, burst: 200 },
  presenceBacklog: 1024 * 1024,
  backlog: 8 * 1024 * 1024,
  commitWindowMs: 10,
  uploadBytes: 128 * 1024 * 1024,
  leaseMs: 60_000,
  ripeMs: 7 * 24 * 3600 * 1000,
  spaceIdleMs: 60_000,
};

export class TokenBucket {
  readonly #size: BucketSize;
  #tokens: number;
  #at: number;

  constructor(size: BucketSize, now: number) {
    this.#size = size;
    this.#tokens = size.burst;
    this.#at = now;
  }

  /** Milliseconds until `amount` would be there; 0 when it is. Takes nothing. */
  wait(amount: number, now: number): number {
    this.#refill(now);
    const missing = Math.min(amount, this.#size.burst) - this.#tokens;
    return missing <= 0
      ? 0
      : Math.ceil((missing * 60_000) / this.#size.perMinute);
  }

  /** Takes `amount`, if need be into debt: what is larger than the whole bucket must pass some day. */
  take(amount: number, now: number): void {
    this.#refill(now);
    this.#tokens -= amount;
  }

  isFull(now: number): boolean {
    this.#refill(now);
    return this.#tokens >= this.#size.burst;
  }

  #refill(now: number): void {
    const gained = ((now - this.#at) * this.#size.perMinute) / 60_000;
    // A clock set back gives nothing and takes nothing.
    if (gained > 0)
      this.#tokens = Math.min(this.#size.burst, this.#tokens + gained);
    this.#at = now;
  }
}

/** One bucket per name, forgotten once it is full again. */
export class BucketsByName {
  readonly #size: BucketSize;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(size: BucketSize) {
    this.#size = size;
  }

  isSpent(name: string, now: number): boolean {
    return (this.#buckets.get(name)?.wait(1, now) ?? 0) > 0;
  }

  take(name: string, now: number): void {
    let bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      bucket = new TokenBucket(this.#size, now);
      this.#buckets.set(name, bucket);
    }
    bucket.take(1, now);
  }

  sweep(now: number): void {
    for (const [name, bucket] of this.#buckets)
      if (bucket.isFull(now)) this.#buckets.delete(name);
  }
}
