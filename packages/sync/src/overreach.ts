import type { Bytes, DeviceKey, MemberId } from '@minga/base';
import { type MembershipState, decodeAction } from '@minga/membership';

/**
 * [E16], [E19] What came from a member beyond her right. An honest relay lets none of it pass, and an honest app signs
 * none: she has an app of her own making, and a relay that helps her. Nothing of it counts.
 */
export interface OverreachView {
  readonly member: MemberId;
  /** Changes in documents, kept apart. */
  readonly entries: number;
  /** Of who belongs and what they may do: without effect. */
  readonly actions: number;
}

/** `actionsFrom`: the log of members from a position on. `entries`: one device for each frame kept apart for it. */
export function overreaching(
  state: MembershipState,
  actionsFrom: (index: number) => readonly Bytes[],
  entries: readonly DeviceKey[],
): readonly OverreachView[] {
  const found = new Map<MemberId, OverreachView>();
  const count = (device: DeviceKey, kind: 'entries' | 'actions'): void => {
    const member = state.devices.get(device)?.member;
    if (member === undefined) return;
    const known = found.get(member) ?? { member, entries: 0, actions: 0 };
    found.set(member, { ...known, [kind]: known[kind] + 1 });
  };
  for (const device of entries) count(device, 'entries');
  for (const [index, reason] of state.voids) {
    if (reason !== 'no-right') continue;
    const [bytes] = actionsFrom(index);
    const action = bytes === undefined ? null : decodeAction(bytes);
    if (action?.ok === true) count(action.value.device, 'actions');
  }
  return [...found.values()];
}
