import { type Bytes, ownBytes } from '@minga/base';
import * as Y from 'yjs';
import { applyAll, copyOf, hasPending } from './shadow.ts';

/**
 * What `update` holds and neither the shadow nor any row does; null when there is nothing. Judged on a copy: the shadow
 * itself takes nothing from a provider.
 */
export function missingFrom(
  shadow: Y.Doc,
  rows: readonly Bytes[],
  update: Bytes,
): Bytes | null {
  const scratch = copyOf(shadow);
  // A row that stands on something missing is no reason to call it missing too.
  for (const row of rows) Y.applyUpdate(scratch, row);
  const emitted: Uint8Array[] = [];
  scratch.on('update', (one: Uint8Array) => void emitted.push(one));
  const applied = applyAll(scratch, [update]);
  const missing = !applied && hasPending(scratch) ? update : emitted[0];
  scratch.destroy();
  return missing === undefined ? null : ownBytes(missing);
}

/** Cheap, and true nearly always: a provider that has synchronised says only what it was told. */
export function holdsAll(shadow: Y.Doc, update: Bytes): boolean {
  return Y.snapshotContainsUpdate(Y.snapshot(shadow), update);
}
