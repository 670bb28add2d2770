import { type Bytes, type DeviceKey, ownBytes } from '@minga/base';
import { deviceInForceAt, lastIndex, maySign } from '@minga/membership';
import {
  type AskMessage,
  type AskStatus,
  type NackCode,
  encodeRelayMessage,
  nackCodes,
} from '@minga/protocol';
import type { Services } from './services.ts';
import type { Space, SpaceMember } from './space.ts';

// [P39] Who came with an invitation with approval, and waits.

export function askStatusOf(
  { membership: { state } }: Space,
  device: DeviceKey,
): AskStatus {
  if (state.waiting.has(device)) return 'waits';
  const isIn = deviceInForceAt(state, device, lastIndex(state)) !== null;
  return isIn ? 'let-in' : 'turned-away';
}

/** Null when it was put, and is durable. */
export async function putNote(
  { commits, limits }: Services,
  space: Space,
  device: DeviceKey,
  message: AskMessage,
): Promise<NackCode | null> {
  const mayAsk =
    message.device === device &&
    message.status === 'waits' &&
    message.note.length > 0 &&
    space.membership.state.waiting.has(device);
  if (!mayAsk) return nackCodes.noRight;
  if (space.bytes >= limits.wire.spaceBytes) return nackCodes.quota;
  const note = ownBytes(message.note);
  const outcome = await commits.commit({
    kind: 'note',
    space: space.id,
    device,
    note,
  });
  if (outcome === null) return nackCodes.busy;
  space.notes.set(device, note);
  const told = noteMessage(device, note);
  for (const member of space.members)
    if (mayApprove(space, member.device)) member.outbox.push(told);
  return null;
}

/** After READY, to who may let somebody in. */
export function tellNotes(space: Space, member: SpaceMember): void {
  if (!mayApprove(space, member.device)) return;
  for (const [device, note] of space.notes)
    member.outbox.push(noteMessage(device, note));
}

/** An action has been placed: who no longer waits hears of it, and her note is erased. */
export function waitingHasChanged({ commits }: Services, space: Space): void {
  const { waiting } = space.membership.state;
  for (const device of [...space.notes.keys()]) {
    if (waiting.has(device)) continue;
    space.notes.delete(device);
    commits.add(
      { kind: 'note-erased', space: space.id, device },
      () => undefined,
    );
  }
  for (const door of [...space.doors]) door.tell();
}

function mayApprove({ membership }: Space, device: DeviceKey): boolean {
  const right = membership.rightNow(device)?.right;
  return right !== undefined && maySign(right, 'approve');
}

function noteMessage(device: DeviceKey, note: Bytes): Bytes {
  return encodeRelayMessage({ kind: 'ask', device, status: 'waits', note });
}
