import type { Bytes } from '@minga/base';
import type { EntryHeader } from '@minga/protocol';
import type { StoreWrite } from '@minga/store';
import { recoveredKey } from './authorship.ts';
import { decodeUpdate } from './decode-update.ts';
import type { EngineContext } from './engine-context.ts';

/** [E10] A salvage may hold what somebody else wrote, and nobody can check that she did. */
export function noteSalvage(
  batch: { readonly context: EngineContext; readonly writes: StoreWrite[] },
  { kind, device }: Pick<EntryHeader, 'kind' | 'device'>,
  update: Bytes,
): void {
  if (kind !== 'salvage') return;
  const { authorship, ports } = batch.context;
  const decoded = decodeUpdate({ codec: 'v1', update });
  const runs = decoded.ok ? decoded.value.runs : [];
  const clients = new Set(runs.map(({ client }) => client));
  const value = authorship.recovered(
    [...clients].map((clientId) => ({ clientId, device })),
  );
  if (value === null) return;
  const key = recoveredKey(ports.space, ports.doc);
  batch.writes.push({ kind: 'put', table: 'state', key, value });
}
