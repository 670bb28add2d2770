import type { Bytes, Result } from '@minga/base';

/**
 * One table per purpose, all of them declared from version 1: adding one later means an upgrade, and an upgrade
 * waits for every open tab. Keys start with `<spaceId>/`, so one range is one space.
 */
export const storeTables = [
  'meta', // small facts of the profile and of each space: cursors, settings
  'spaces', // the spaces this profile belongs to
  'actions', // membership actions, as received
  'keys', // wrapped epoch and document keys
  'log', // canonical frames, in log order
  'state', // compacted documents
  'local', // rows of local origin, not yet sealed into a frame
  'sent', // own frames: sealed, acknowledged or refused
  'base', // what a document was before a catch-up or an import touched it
  'held', // entries set aside or quarantined
  'registers', // the latest register of each device
  'headers', // headers of frames whose bodies a snapshot covers
] as const;

export type StoreTable = (typeof storeTables)[number];

/** `key` is clear text such as `<spaceId>/<docId>/<zero-padded number>`; `value` is opaque. */
export interface StoreRow {
  readonly key: string;
  readonly value: Bytes;
}

export type StoreWrite =
  | {
      readonly kind: 'put';
      readonly table: StoreTable;
      readonly key: string;
      readonly value: Bytes;
    }
  | {
      readonly kind: 'delete';
      readonly table: StoreTable;
      readonly key: string;
    }
  | {
      readonly kind: 'delete-range';
      readonly table: StoreTable;
      readonly from: string;
      /** Exclusive. `prefixEnd` gives it for a prefix. */
      readonly to: string;
    };

export type StoreGuard =
  /**
   * Refused ('fenced') unless `number` is the highest raised for `name`: lower means somebody took over, higher
   * means that the database it was raised in is gone.
   */
  | { readonly kind: 'fence'; readonly name: string; readonly number: number }
  /** Refused ('present') when the key exists. */
  | {
      readonly kind: 'absent';
      readonly table: StoreTable;
      readonly key: string;
    };

/** Keys ascend by UTF-16 code unit, in IndexedDB and in JavaScript alike. `to` is exclusive. */
export type StoreRange =
  | { readonly prefix: string }
  | { readonly from: string; readonly to: string; readonly limit?: number };

export type StoreError =
  | {
      readonly code: 'fenced' | 'present' | 'quota' | 'closed' | 'failed';
      readonly detail?: string;
    }
  /** Some rows do not open. Nothing is hidden and nothing is blocked: `rows` are the others, in order. */
  | {
      readonly code: 'corrupt';
      readonly detail?: string;
      readonly damagedKeys: readonly string[];
      readonly rows: readonly StoreRow[];
    };

/**
 * Where a profile rests on this device. Every implementation runs `conformance.ts`.
 *
 * - Commits of one store take effect in the order they were issued, whether awaited or not.
 * - A read sees every commit that had resolved when the read was issued; it may or may not see later ones.
 * - Bytes are copied in and out: the caller may reuse its buffers as soon as a call returns its promise.
 * - After 'closed' nothing works again on this store; open a new one. Await commits before `close`.
 */
export interface LocalStore {
  get(
    table: StoreTable,
    key: string,
  ): Promise<Result<Bytes | null, StoreError>>;

  /** Ascending keys. */
  list(
    table: StoreTable,
    range: StoreRange,
  ): Promise<Result<readonly StoreRow[], StoreError>>;

  /** One transaction: all writes, in order, or none. Guards are checked inside it, before the writes. */
  commit(
    writes: readonly StoreWrite[],
    guards?: readonly StoreGuard[],
  ): Promise<Result<void, StoreError>>;

  /** A number higher than any raised before for `name`, on disk before it is returned. The first is 1. */
  raiseFence(name: string): Promise<Result<number, StoreError>>;

  loadKeys(
    name: string,
  ): Promise<Result<readonly CryptoKey[] | null, StoreError>>;

  /**
   * Kept as they are, by structured clone, so that they never exist as bytes in our hands. Refused ('present') when
   * the name has keys already: two tabs that make a key at the same time must end with one, and what was sealed
   * under it must never lose it. An empty list erases. An extractable secret is a bug and throws.
   */
  saveKeys(
    name: string,
    keys: readonly CryptoKey[],
  ): Promise<Result<void, StoreError>>;

  close(): void;
}
