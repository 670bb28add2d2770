import {
  type Bytes,
  type DocumentId,
  type Random,
  type SpaceId,
  bytesToId,
  u32Bytes,
} from '@minga/base';
import {
  type Signer,
  type Verify,
  createVerifier,
  signerFromSeed,
} from '@minga/membership';
import { type Keyring, type SpaceKeys, createKeyring } from './keys.ts';

/** For tests: the same bytes in every run; the only place where a nonce is not left to chance. */
export function seededRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  return { bytes: (length) => Uint8Array.from({ length }, next) };
}

export function filled(length: number, value: number): Bytes {
  return new Uint8Array(length).fill(value);
}

export const spaceA = bytesToId<SpaceId>(filled(32, 0xa1));
export const spaceB = bytesToId<SpaceId>(filled(32, 0xb2));
export const docA = bytesToId<DocumentId>(filled(16, 0x0a));
export const docB = bytesToId<DocumentId>(filled(16, 0x0b));
export const epochKey0 = filled(32, 0xe0);
export const epochKey1 = filled(32, 0xe1);

export const keysOfA: SpaceKeys = {
  space: spaceA,
  epochs: new Map([
    [0, epochKey0],
    [1, epochKey1],
  ]),
};

/** A device that is the same in every run. */
export function signerNumber(n: number): Promise<Signer> {
  const seed = new Uint8Array(32);
  seed.set(u32Bytes(n));
  return signerFromSeed(seed);
}

export interface Bench {
  readonly random: Random;
  readonly signer: Signer;
  readonly keyring: Keyring;
  readonly verify: Verify;
}

export async function bench(
  keys: SpaceKeys = keysOfA,
  seed = 1,
): Promise<Bench> {
  return {
    random: seededRandom(seed),
    signer: await signerNumber(1),
    keyring: createKeyring(keys),
    verify: createVerifier(),
  };
}

export function changed(bytes: Bytes, at: number): Bytes {
  const copy = bytes.slice();
  const i = at < 0 ? bytes.length + at : at;
  copy[i] = (copy[i] ?? 0) ^ 1;
  return copy;
}
