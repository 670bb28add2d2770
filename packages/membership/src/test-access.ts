// For tests: who is let in, put down and shown out.
import { type Hash, type MemberId, bytesToId, idToBytes } from '@minga/base';
import { compareBytes } from '@minga/protocol';
import type { ActionBody } from './action-body.ts';
import { type Right } from './rights.ts';
import { type Signer, deviceProofBytes } from './sign.ts';
import {
  type MembershipState,
  devicesInForce,
  lastIndex,
  rightAt,
} from './state.ts';
import {
  type Story,
  anaFounds,
  boxKeyNumber,
  cast,
  signerNumber,
} from './story.ts';

export const { ana, rosa, luis, tablet } = await cast();
export const marta = await signerNumber(7);
export const cut = Uint8Array.of(1, 2, 3);
export const noCut = new Uint8Array(0);
export const nobody = bytesToId<MemberId>(new Uint8Array(16).fill(9));

/** Ana looks after the group, Rosa writes, Luis has `right`. */
export async function three(right: Right = 'writer'): Promise<Story> {
  const story = await anaFounds(ana);
  await story.invite(ana, 1);
  await story.join(rosa, 1);
  await story.invite(ana, 2, { right });
  await story.join(luis, 2);
  return story;
}

export const removeOf = (story: Story, who: Signer): ActionBody => ({
  kind: 'remove',
  member: story.memberOf(who),
  cut,
});
export const roleOf = (
  story: Story,
  who: Signer,
  right: Right,
  until = 0,
): ActionBody => ({
  kind: 'role',
  member: story.memberOf(who),
  right,
  until,
  cut: noCut,
});
export const rotation = (
  state: MembershipState,
  devices = devicesInForce(state).map(({ key }) => key),
  epoch = (state.epochs.at(-1)?.epoch ?? 0) + 1,
): ActionBody => ({
  kind: 'rotate',
  epoch,
  commitment: new Uint8Array(32).fill(epoch),
  previousKey: Uint8Array.of(epoch),
  lockboxes: devices
    .toSorted((a, b) => compareBytes(idToBytes(a), idToBytes(b)))
    .map((device) => ({ device, sealed: Uint8Array.of(7) })),
});
export async function vouchFor(
  story: Story,
  who: Signer,
  fresh: Signer,
): Promise<ActionBody> {
  const member = story.memberOf(who);
  const boxKey = boxKeyNumber(8);
  const proof = await fresh.sign(
    deviceProofBytes(story.state.space, member, fresh.device, boxKey),
  );
  return {
    kind: 'vouch',
    member,
    device: fresh.device,
    boxKey,
    proof,
    epoch: 0,
    lockbox: Uint8Array.of(5),
  };
}
export const right = (story: Story, who: Signer) =>
  rightAt(story.state, who.device, lastIndex(story.state));
export const hashAt = (story: Story, index: number): Hash => {
  const hash = story.entries[index]?.actionHash;
  if (hash === undefined) throw new Error('no such action');
  return hash;
};
