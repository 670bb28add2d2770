import type { Bytes, DeviceKey } from '@minga/base';
import { deviceInForceAt, lastIndex } from '@minga/membership';
import { closeCodes, encodeRelayMessage } from '@minga/protocol';
import { waitingHasChanged } from './asking.ts';
import { eraseSpentKeys } from './invitations.ts';
import type { Outbox } from './outbox.ts';
import type { Services } from './services.ts';
import type { Space } from './space.ts';

/** [P26] Gives an action its position and tells everybody, or tells who sent it why not. True: it has one. */
export async function placeAction(
  services: Services,
  space: Space,
  bytes: Bytes,
  sender: Outbox,
  bringer: DeviceKey | null,
): Promise<boolean> {
  const placed = await space.membership.place(bytes, bringer);
  if (!placed.ok) {
    services.metrics.count('actions_total{outcome="refused"}');
    sender.push(encodeRelayMessage({ kind: 'action-nack', ...placed.error }));
    return false;
  }
  const { index, action } = placed.value;
  const message = encodeRelayMessage({ kind: 'action', index, action: bytes });
  sender.push(message);
  if (action === null) return true;
  services.metrics.count('actions_total{outcome="placed"}');
  for (const { outbox } of space.members)
    if (outbox !== sender) outbox.push(message);
  eraseSpentKeys(services, space, action);
  waitingHasChanged(services, space);
  dismissRemoved(space);
  return true;
}

/** Whose device is no longer in force hears of it and is off: whatever took it away, a removal above all. */
function dismissRemoved(space: Space): void {
  const { state } = space.membership;
  for (const member of space.members)
    if (deviceInForceAt(state, member.device, lastIndex(state)) === null)
      member.dismiss(closeCodes.notMember);
}
