import { type Result, err } from '@minga/base';
import type { StoreError } from '@minga/store';
import { emptyMeta } from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { type StoredDocument, readStored } from './load.ts';
import { takeBackWrites } from './sending.ts';

/**
 * [E5] What the store has of a document, as the present key of this device goes on with it. Under another key than
 * before a new chain begins; what the old one had not brought into the log, as far as is known here, is unsealed
 * again. Should one of those frames have arrived all the same, its content comes twice and stands once.
 */
export async function readAsWritten(
  context: EngineContext,
): Promise<Result<StoredDocument, StoreError>> {
  const { ports } = context;
  const { device } = ports.signer;
  const stored = await readStored(ports);
  const meta = stored.ok ? stored.value.meta : null;
  if (!stored.ok || meta === null || meta.author === device) return stored;
  const { chain, isDuplicated } = emptyMeta;
  context.meta = { ...meta, author: device, chain, isDuplicated };
  const unsealed = stored.value.sent.flatMap((one) =>
    takeBackWrites(ports, one),
  );
  return (await context.commit(unsealed))
    ? readStored(ports)
    : err({ code: 'closed' });
}
