import { type Bytes, systemRandom, unwrap } from '@minga/base';
import type {
  LocalStore,
  StoreGuard,
  StoreRange,
  StoreTable,
  StoreWrite,
} from './local-store.ts';

/** One profile on one device, on which several stores can be open at once. */
export interface StoreHarness {
  /** Another tab, or the same one after a reload. */
  open(): Promise<LocalStore>;
  /** The write to this key fails inside the transaction, until the returned function is called. */
  breakWritesTo(key: string): () => void;
  /** Less room than the 8 MB that the test is going to ask for, until the returned function is called. */
  limitRoom(): Promise<() => Promise<void>>;
}

/** What each test finds: a fresh profile and a store open on it. */
export interface StoreScene {
  readonly harness: StoreHarness;
  readonly store: LocalStore;
  /** Open until the test ends. */
  readonly openAnother: () => Promise<LocalStore>;
}

export function put(
  table: StoreTable,
  key: string,
  value = bytes(0),
): StoreWrite {
  return { kind: 'put', table, key, value };
}

export function deleteRange(from: string, to: string): StoreWrite {
  return { kind: 'delete-range', table: 'log', from, to };
}

export function absent(key: string): StoreGuard {
  return { kind: 'absent', table: 'log', key };
}

export function fence(number: number): StoreGuard {
  return { kind: 'fence', name: 'leader', number };
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function bytes(...values: number[]): Bytes {
  return Uint8Array.from(values);
}

/** `getRandomValues` gives at most 64 KiB at a time. */
export function randomBytes(length: number): Bytes {
  const all = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    all.set(systemRandom.bytes(Math.min(65_536, length - at)), at);
  return all;
}

export async function keysOf(
  store: LocalStore,
  table: StoreTable,
  range: StoreRange = { prefix: '' },
): Promise<string[]> {
  return unwrap(await store.list(table, range)).map((row) => row.key);
}

export async function signingKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
}
