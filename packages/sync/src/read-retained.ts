import { type DeviceKey, type Result, ok } from '@minga/base';
import { decodeFrame } from '@minga/protocol';
import type { StoreError } from '@minga/store';
import {
  type DeviceChain,
  contiguous,
  emptyChain,
  extendChain,
} from './device-chain.ts';
import { decodeLogRow } from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { frontierOf } from './frontier.ts';
import { documentPrefix } from './local-row.ts';
import type { Retained, RetainedEntry, RetainedFrame } from './retained.ts';
import type { StoredBase } from './snapshot-base.ts';

/** From the store: what this device could build the document from. Inside a turn. */
export async function readRetained(
  context: EngineContext,
  base: StoredBase | null,
  isBaseBelieved: boolean,
): Promise<Result<Retained, StoreError>> {
  const { store, space, doc } = context.ports;
  const listed = await store.list('log', {
    prefix: documentPrefix(space, doc),
  });
  if (!listed.ok) return listed;
  const entries: RetainedEntry[] = [];
  const cutOff: RetainedFrame[] = [];
  const chains = new Map<DeviceKey, DeviceChain>();
  for (const { key, value } of listed.value) {
    const row = decodeLogRow(value);
    const frame = row.ok ? decodeFrame(row.value.frame) : row;
    if (!row.ok || !frame.ok) continue;
    const { header } = frame.value;
    const { device, counter } = header;
    const { frameHash } = row.value;
    const chain = chains.get(device) ?? emptyChain;
    chains.set(device, extendChain(chain, { frameHash, header }));
    // [E29] It is here by a salvage too, or will be: others build the document without it.
    if ((await context.ports.cuts.judge(header)) === 'beyond') {
      cutOff.push({ device, counter, frameHash });
      continue;
    }
    const number = Number(key.slice(key.lastIndexOf('/') + 1));
    entries.push({ ...row.value, device, counter, number });
  }
  const quarantined = [...cutOff, ...quarantinedIn(context, chains)];
  return ok({
    base,
    isBaseBelieved: base === null || base.isVerified || isBaseBelieved,
    isWhole: (base?.frontier ?? []).every(
      ({ device, counter }) =>
        contiguous(chains.get(device) ?? emptyChain) >= counter,
    ),
    entries,
    quarantined,
    frontier: frontierOf(context),
    isDuplicated: [...context.book.chains.values()].some(
      ({ duplicated }) => duplicated,
    ),
  });
}

/** Those that count in their author's chain. */
function quarantinedIn(
  { waiting }: EngineContext,
  chains: Map<DeviceKey, DeviceChain>,
): readonly RetainedFrame[] {
  const frames: RetainedFrame[] = [];
  for (const { row, noted } of waiting.values()) {
    const frame = decodeFrame(row.frame);
    if (row.reason.kind !== 'quarantined' || !noted || !frame.ok) continue;
    const { frameHash } = row;
    const { header } = frame.value;
    const { device, counter } = header;
    frames.push({ device, counter, frameHash });
    const chain = chains.get(device) ?? emptyChain;
    chains.set(device, extendChain(chain, { frameHash, header }));
  }
  return frames;
}
