import type { Random } from '@minga/base';
import * as Y from 'yjs';
import { createDoc } from './new-doc.ts';
import { origins } from './origin.ts';
import { type Ulid, createUlidSource } from './ulid.ts';

/** For tests: small, fast, seeded (mulberry32). */
export function seededNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export function seededRandom(seed: number): Random {
  const number = seededNumbers(seed);
  return {
    bytes: (length) => Uint8Array.from({ length }, () => number(256)),
  };
}

export interface Replica {
  readonly doc: Y.Doc;
  readonly newId: () => Ulid;
}

/** Replicas that start from the same state, each with its own clock of ids. */
export function createReplicas(
  count: number,
  start: (replica: Replica) => void = () => {},
): Replica[] {
  const replicas = Array.from({ length: count }, (_, i) => {
    let now = 1_700_000_000_000;
    return {
      doc: createDoc(1000 + i),
      newId: createUlidSource({
        // Clocks are never the same: the second replica lives a day behind, the third a day ahead, and so on.
        clock: { now: () => (now += 1) + (i % 2 === 0 ? i : -i) * 86_400_000 },
        random: seededRandom(77 + i),
      }),
    };
  });
  const [first, ...others] = replicas;
  if (first !== undefined) {
    start(first);
    for (const other of others) sync(first, other);
  }
  return replicas;
}

/** One way: `to` learns all that `from` knows. */
export function sync(from: Replica, to: Replica): void {
  const missing = Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));
  Y.applyUpdate(to.doc, missing, origins.remote);
}

export function syncAll(replicas: readonly Replica[]): void {
  for (const a of replicas) for (const b of replicas) if (a !== b) sync(a, b);
}
