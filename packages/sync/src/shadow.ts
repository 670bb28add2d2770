import { type Bytes, ownBytes } from '@minga/base';
import { type Origin, createDoc, origins } from '@minga/documents';
import * as Y from 'yjs';
import type { DecodedUpdate } from './decode-update.ts';

/** State vectors and needs: clientID → clock. */
export type Clocks = ReadonlyMap<number, number>;

/** [E11] What can be applied without anything staying pending. */
export function isReady(
  needs: Clocks,
  clockOf: (client: number) => number,
): boolean {
  for (const [client, clock] of needs)
    if (clockOf(client) < clock) return false;
  return true;
}

export function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** All in one transact. False: it threw or left something pending, and the document is to be thrown away. */
export function applyAll(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: Origin = origins.remote,
): boolean {
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, origin);
    }, origin);
    return !hasPending(doc);
  } catch {
    // Yjs throws errors of any kind for structs that cannot be where they say they are.
    return false;
  }
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = createDoc();
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(doc), origins.stored);
  return copy;
}

/** What a document would reach if updates that were found ready had been applied already. */
export interface ClockOverlay {
  isReady(update: DecodedUpdate): boolean;
  add(update: DecodedUpdate): void;
}

export function createOverlay(
  clockOf: (client: number) => number,
): ClockOverlay {
  const reached = new Map<number, number>();
  const clock = (client: number): number =>
    Math.max(reached.get(client) ?? 0, clockOf(client));
  return {
    isReady: ({ needs }) => isReady(needs, clock),
    add({ runs }) {
      for (const { client, to } of runs)
        reached.set(client, Math.max(reached.get(client) ?? 0, to));
    },
  };
}

/** The document that answers providers. It changes only here, and what it tells it tells after the whole has succeeded. */
export interface Shadow {
  readonly doc: Y.Doc;
  clockOf(client: number): number;
  isReady(update: DecodedUpdate): boolean;
  /** False: the document is spoilt; `replace` it. Nobody was told anything. */
  apply(updates: readonly Uint8Array[]): boolean;
  /** Everything in the new one is told again. */
  replace(doc: Y.Doc): void;
  onUpdate(listener: (update: Bytes) => void): () => void;
}

export function createShadow(): Shadow {
  let doc = createDoc();
  const listeners = new Set<(update: Bytes) => void>();
  const tell = (update: Uint8Array): void => {
    for (const listener of [...listeners]) listener(ownBytes(update));
  };
  const clockOf = (client: number): number => Y.getState(doc.store, client);
  return {
    get doc() {
      return doc;
    },
    clockOf,
    isReady: ({ needs }) => isReady(needs, clockOf),
    apply(updates) {
      const emitted: Uint8Array[] = [];
      const collect = (update: Uint8Array): void => void emitted.push(update);
      doc.on('update', collect);
      const applied = applyAll(doc, updates);
      doc.off('update', collect);
      if (applied) emitted.forEach(tell);
      return applied;
    },
    replace(next) {
      doc.destroy();
      doc = next;
      tell(Y.encodeStateAsUpdate(doc));
    },
    onUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
