import { type Bytes, fromBase64Url, ownBytes } from '@minga/base';
import type * as Y from 'yjs';

/**
 * What was sealed in a round ([E40]), beside what is talked through in it. Statements are opaque here and judged elsewhere; each
 * lies under its own hash, so that nobody's replaces another's and merging two copies keeps them all. Roots:
 *
 *   statements  map: <hash> → bytes of a signed statement
 *   bodies      map: <hash> → what a statement names by its hash: a charter, a ciphertext, a list of envelopes
 */
const largestStatement = 4096;
const largestBody = 65_536;
const hashLength = 32;

export interface RoundSeals {
  readonly statements: ReadonlyMap<string, Bytes>;
  readonly bodies: ReadonlyMap<string, Bytes>;
}

/** Passes over what cannot be one; that each really has that hash is for the reader to find out. */
export function readSeals(doc: Y.Doc): RoundSeals {
  return {
    statements: bytesIn(doc.getMap('statements'), largestStatement),
    bodies: bytesIn(doc.getMap('bodies'), largestBody),
  };
}

/** In one untagged transaction; what is there already is not written again. */
export function addSeal(
  doc: Y.Doc,
  seal: {
    readonly hash: string;
    readonly statement: Bytes;
    readonly body?: { readonly hash: string; readonly bytes: Bytes };
  },
): void {
  const { hash, statement, body } = seal;
  doc.transact(() => {
    if (body !== undefined) put(doc.getMap('bodies'), body.hash, body.bytes);
    put(doc.getMap('statements'), hash, statement);
  });
}

function put(map: Y.Map<unknown>, hash: string, bytes: Bytes): void {
  if (!map.has(hash)) map.set(hash, bytes);
}

function bytesIn(
  map: Y.Map<unknown>,
  largest: number,
): ReadonlyMap<string, Bytes> {
  const found = new Map<string, Bytes>();
  map.forEach((value, key) => {
    if (!(value instanceof Uint8Array) || value.length > largest) return;
    if (fromBase64Url(key)?.length === hashLength)
      found.set(key, ownBytes(value));
  });
  return found;
}
