import { ownBytes } from '@minga/base';
import * as Y from 'yjs';
import { encodeCompactedLog } from './document-book.ts';
import { stateKey } from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { readStored } from './load.ts';
import { rebuild } from './rebuild.ts';

/** So many rows of `log` are read again at opening before they are compacted; they are kept all the same. */
export const rowsToCompact = 500;

/** Opening stays fast: the log so far as one state. Inside a turn. False: not now. */
export async function compactLog(context: EngineContext): Promise<boolean> {
  const { space, doc } = context.ports;
  const stored = await readStored(context.ports);
  if (!stored.ok || stored.value.damage > 0) return false;
  const { compacted, log } = stored.value;
  const built = rebuild(
    compacted?.state ?? null,
    log.map(({ row }) => row.update),
  );
  // Own frames may have been acknowledged out of order; the next time they will all be there.
  if (built.left.length > 0) return false;
  const before = context.meta.next;
  const state = ownBytes(Y.encodeStateAsUpdateV2(built.doc));
  built.doc.destroy();
  return context.commit([
    {
      kind: 'put',
      table: 'state',
      key: stateKey(space, doc),
      value: encodeCompactedLog(before, state, context.book),
    },
  ]);
}
