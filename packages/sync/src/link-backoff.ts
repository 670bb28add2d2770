import type { Random } from '@minga/base';
import { closeCodes } from '@minga/protocol';

const firstMs = 1_000;
const longestMs = 30_000;

/**
 * How long to wait before the next connection; `attempt` counts from 1. Full jitter: after an outage a whole school does
 * not come back in the same second.
 */
export function backoffMs(
  random: Random,
  attempt: number,
  code: number,
): number {
  const window = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  const drawn = new DataView(random.bytes(4).buffer).getUint32(0) / 2 ** 32;
  return drawn * window + (asksForTime(code) ? firstMs : 0);
}

/** A relay that is overloaded, or about to stop, has said so (PROTOCOL §7). */
function asksForTime(code: number): boolean {
  return code === closeCodes.tooSlow || (code >= 4500 && code < 4600);
}
