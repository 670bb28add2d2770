import type { DeviceKey } from '@minga/base';
import { decodeFrame } from '@minga/protocol';
import { contiguous } from './device-chain.ts';
import type { EngineContext } from './engine-context.ts';

/**
 * [E21], [E24] Per device the highest counter up to which every frame is in the document or quarantined: it stops before
 * the first hole and before the first frame that is held or set aside.
 */
export function frontierOf(
  context: EngineContext,
): ReadonlyMap<DeviceKey, number> {
  const frontier = new Map<DeviceKey, number>();
  for (const [device, chain] of context.book.chains)
    frontier.set(device, contiguous(chain));
  for (const { row } of context.waiting.values()) {
    const frame = decodeFrame(row.frame);
    if (row.reason.kind === 'quarantined' || !frame.ok) continue;
    const { device, counter } = frame.value.header;
    const reached = frontier.get(device) ?? 0;
    if (reached >= counter) frontier.set(device, counter - 1);
  }
  return new Map([...frontier].filter(([, counter]) => counter > 0));
}
