import { type Bytes, ownBytes } from '@minga/base';
import {
  type NackCode,
  type Register,
  closeCodes,
  decodeRegister,
  encodeRelayMessage,
  nackCodes,
  registerSigningBytes,
} from '@minga/protocol';
import { type Services, sha256 } from './services.ts';
import { type Handled, refuseOnConnection } from './session.ts';
import type { Space, SpaceMember } from './space.ts';

/** [P30] Everything that is kept. */
export async function sendRegisters(
  { log }: Services,
  space: Space,
  { outbox }: SpaceMember,
): Promise<Handled> {
  for (const register of await log.registers(space.id))
    outbox.push(encodeRelayMessage({ kind: 'reg', register }));
  return null;
}

/** [P30] An older one changes nothing; a newer one is told to those who have asked for registers. */
export async function putRegister(
  services: Services,
  space: Space,
  member: SpaceMember,
  message: Bytes,
): Promise<Handled> {
  const register = ownBytes(message);
  const read = decodeRegister(register);
  if (!read.ok || read.value.header.space !== space.id)
    return closeCodes.protocol;
  const refusal = await judge(services, space, member, read.value);
  if (refusal !== null)
    return refuseOnConnection(services, member.outbox, refusal);
  const { device, counter } = read.value.header;
  const outcome = await services.commits.commit({
    kind: 'register',
    space: space.id,
    device,
    counter,
    register,
  });
  if (outcome === null)
    return refuseOnConnection(services, member.outbox, nackCodes.busy);
  if (outcome.kind === 'done') {
    const told = encodeRelayMessage({ kind: 'reg', register });
    for (const other of space.members)
      if (other !== member && other.wantsRegisters) other.outbox.push(told);
  }
  return null;
}

async function judge(
  { clock, verify }: Services,
  space: Space,
  member: SpaceMember,
  { header, ciphertext, signature }: Register,
): Promise<NackCode | null> {
  const { device } = header;
  if (!space.membership.state.devices.has(device)) return nackCodes.noRight;
  const { frames } = space.bucketsOf(member.device);
  const now = clock.now();
  if (frames.wait(1, now) > 0) return nackCodes.tooMany;
  frames.take(1, now);
  const signed = registerSigningBytes(header, sha256(ciphertext));
  const isSigned =
    device === member.device || (await verify(device, signed, signature));
  return isSigned ? null : nackCodes.signature;
}
