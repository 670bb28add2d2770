import type { DeviceKey } from '@minga/base';
import { decodeFrame } from '@minga/protocol';
import { contiguous } from './device-chain.ts';
import { type Lack, decodeLogRow } from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { documentPrefix } from './local-row.ts';

/** What a register says of one document: the counter up to which each device's frames are held. */
export type Said = ReadonlyMap<DeviceKey, number>;

/**
 * [P34] Others hold frames that have not come here. Answers what was already known of it with what is new; a frame that
 * has come since is no lack.
 */
export function lacksBy(
  context: EngineContext,
  said: readonly Said[],
): readonly Lack[] {
  const { ports, meta } = context;
  const lacks = new Map(standingLacks(context).map((one) => [one.device, one]));
  for (const [device, counter] of said.flatMap((one) => [...one])) {
    const known = lacks.get(device);
    const isOwn = device === ports.signer.device;
    if (isOwn || counter <= (known?.counter ?? heldOf(context, device)))
      continue;
    const askAt = ports.clock.now() + soonMs;
    const fresh = { device, counter, askAt, waitMs: soonMs };
    // More of the same is no reason to ask sooner.
    lacks.set(device, known === undefined ? fresh : { ...known, counter });
  }
  const next = [...lacks.values()];
  return isSame(next, meta.lacks) ? meta.lacks : next;
}

export function standingLacks(context: EngineContext): readonly Lack[] {
  return context.meta.lacks.filter(
    ({ device, counter }) => counter > heldOf(context, device),
  );
}

/** Two asks have not brought it: that is told. */
export function isWithheld(context: EngineContext): boolean {
  return standingLacks(context).some(({ waitMs }) => waitMs > longMs);
}

/** Where in the log the first of what is lacking may lie: behind the last frame held of its author. Nowhere: infinity. */
export async function placeBefore(
  { ports, meta }: EngineContext,
  lacks: readonly Lack[],
): Promise<number> {
  if (lacks.length === 0) return Infinity;
  const last = new Map(lacks.map(({ device }) => [device, 0]));
  const prefix = documentPrefix(ports.space, ports.doc);
  const rows = await ports.store.list('log', { prefix });
  for (const { value } of rows.ok ? rows.value : []) {
    const row = decodeLogRow(value);
    const frame = row.ok ? decodeFrame(row.value.frame) : row;
    if (!row.ok || !frame.ok) continue;
    const { seq, incarnation } = row.value;
    const { device } = frame.value.header;
    const before = last.get(device);
    if (before !== undefined && incarnation === meta.incarnation)
      last.set(device, Math.max(before, seq));
  }
  return Math.min(...last.values());
}

function heldOf({ book }: EngineContext, device: DeviceKey): number {
  const chain = book.chains.get(device);
  return chain === undefined ? 0 : contiguous(chain);
}

function isSame(a: readonly Lack[], b: readonly Lack[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

const soonMs = 5_000;
const longMs = 60_000;
