import { describe, expect, test } from 'vitest';
import type { ActionBody, ActionKind } from './action-body.ts';
import { type Right, maySign } from './rights.ts';
import { type Signer, deviceProofBytes } from './sign.ts';
import {
  type Story,
  boxKeyNumber,
  inviteNumber,
  newDevice,
  removal,
} from './story.ts';

import {
  ana,
  rosa,
  luis,
  tablet,
  marta,
  noCut,
  removeOf,
  roleOf,
  rotation,
  hashAt,
  three,
  vouchFor,
} from './test-access.ts';
describe('[E16] who may sign what', () => {
  const bodies: Readonly<
    Record<
      Exclude<ActionKind, 'create' | 'join'>,
      (story: Story, signer: Signer) => ActionBody | Promise<ActionBody>
    >
  > = {
    home: () => ({ kind: 'home', homeRelay: 'wss://other.example' }),
    profile: () => ({ kind: 'profile', epoch: 0, sealed: noCut }),
    settings: () => ({ kind: 'settings', epoch: 0, sealed: noCut }),
    invite: () => ({
      kind: 'invite',
      invite: inviteNumber(50),
      inviteKey: marta.device,
      right: 'reader',
      until: 0,
      expires: 2_000_000_000_000,
      uses: 1,
      approval: false,
    }),
    'revoke-invite': () => ({
      kind: 'revoke-invite',
      invite: inviteNumber(40),
    }),
    approve: () => ({
      kind: 'approve',
      device: marta.device,
      epoch: 0,
      lockbox: noCut,
    }),
    device: async (story, signer) => {
      const proof = await tablet.sign(
        deviceProofBytes(
          story.state.space,
          story.memberOf(signer),
          tablet.device,
          boxKeyNumber(9),
        ),
      );
      return newDevice(tablet.device, boxKeyNumber(9), proof);
    },
    'device-remove': (_story, signer) => removal(signer),
    role: (story) => roleOf(story, rosa, 'reader'),
    remove: (story) => removeOf(story, rosa),
    rotate: ({ state }) => rotation(state),
    leave: () => ({ kind: 'leave', cut: noCut }),
    vouch: (story) => vouchFor(story, rosa, tablet),
    close: () => ({ kind: 'close', cut: noCut }),
    delete: () => ({ kind: 'delete', due: 5 }),
    cancel: (story) => ({
      kind: 'cancel',
      action: story.state.waiting.get(marta.device)?.action ?? hashAt(story, 0),
    }),
  };
  const allowed: Readonly<Record<Right, readonly ActionKind[]>> = {
    steward: Object.keys(bodies) as ActionKind[],
    writer: [
      'profile',
      'invite',
      'approve',
      'device',
      'device-remove',
      'leave',
      'vouch',
    ],
    companion: ['profile', 'device', 'device-remove', 'leave'],
    reader: ['profile', 'device', 'device-remove', 'leave'],
  };
  for (const [given, kinds] of Object.entries(allowed) as [
    Right,
    readonly ActionKind[],
  ][])
    for (const [kind, bodyOf] of Object.entries(bodies) as [
      ActionKind,
      (typeof bodies)['home'],
    ][])
      test(`${given}: ${kind}`, async () => {
        const story = await three(given);
        // Somebody waits at the door of Ana, by an invitation of hers that only she may revoke or turn down.
        await story.invite(ana, 40, { right: 'reader', approval: true });
        await story.join(marta, 40);
        const verdict = await story.act(luis, await bodyOf(story, luis));
        if (kinds.includes(kind)) expect(verdict).toBe('effective');
        else expect(verdict).toBe('no-right');
        if (verdict === 'effective') expect(maySign(given, kind)).toBe(true);
      });
});
