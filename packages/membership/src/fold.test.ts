import { describe, expect, test } from 'vitest';
import { mayWrite } from './rights.ts';
import type { Signer } from './sign.ts';
import { deviceInForceAt, epochInForceAt, rightAt } from './state.ts';
import {
  anaAndRosa,
  anaFounds,
  boxKeyNumber,
  cast,
  inviteNumber,
  newDevice,
  removal,
} from './story.ts';

const { ana, rosa, luis, tablet } = await cast();
const withRosa = () => anaAndRosa(ana, rosa);

describe('a space from its first day', () => {
  test('[E16] Ana founds it and takes care of it; its id is the hash of create', async () => {
    const story = await anaFounds(ana);
    expect(rightAt(story.state, ana.device, 0)).toBe('steward');
    expect(story.state.hashes[0]).toBe(story.state.space);
    expect(epochInForceAt(story.state, 0)).toMatchObject({ epoch: 0, from: 0 });
  });

  test('[E16] Rosa joins by invitation and writes from that position on, not before', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1);
    expect(await story.join(rosa, 1)).toBe('effective');
    expect(rightAt(story.state, rosa.device, 1)).toBeNull();
    expect(rightAt(story.state, rosa.device, 2)).toBe('writer');
    expect(story.state.invitations.get(inviteNumber(1))?.usesLeft).toBe(0);
    expect(story.memberOf(rosa)).not.toBe(story.memberOf(ana));
  });

  test('[E16] an invitation for one lets one in', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1);
    await story.join(rosa, 1);
    expect(await story.join(luis, 1)).toBe('invitation');
    expect(story.state.members.size).toBe(2);
  });

  test('[E16] a revoked or unknown invitation lets nobody in, nor does a proof by another key', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1);
    await story.act(ana, { kind: 'revoke-invite', invite: inviteNumber(1) });
    expect(await story.join(rosa, 1)).toBe('invitation');
    expect(await story.join(rosa, 2)).toBe('invitation');
    await story.invite(ana, 3);
    const forged = await story.act(rosa, {
      kind: 'join',
      invite: inviteNumber(3),
      boxKey: boxKeyNumber(3),
      proof: new Uint8Array(64),
    });
    expect(forged).toBe('proof');
  });
});

describe('who may do what', () => {
  test('[E16] a writer invites up to writer, revokes her own, and leaves home and settings alone', async () => {
    const story = await withRosa();
    expect(await story.invite(rosa, 2)).toBe('effective');
    expect(await story.invite(rosa, 3, { right: 'steward' })).toBe('no-right');
    expect(await story.invite(ana, 4)).toBe('effective');
    expect(
      await story.act(rosa, { kind: 'revoke-invite', invite: inviteNumber(4) }),
    ).toBe('no-right');
    expect(
      await story.act(rosa, { kind: 'revoke-invite', invite: inviteNumber(2) }),
    ).toBe('effective');
    expect(
      await story.act(rosa, {
        kind: 'home',
        homeRelay: 'wss://elsewhere.example',
      }),
    ).toBe('no-right');
    expect(
      await story.act(rosa, {
        kind: 'settings',
        epoch: 0,
        sealed: new Uint8Array(3),
      }),
    ).toBe('no-right');
    expect(
      await story.act(ana, {
        kind: 'home',
        homeRelay: 'wss://elsewhere.example',
      }),
    ).toBe('effective');
    expect(story.state.home).toBe('wss://elsewhere.example');
  });

  test('[E16] a reader and a companion invite nobody', async () => {
    for (const right of ['reader', 'companion'] as const) {
      const story = await anaFounds(ana);
      await story.invite(ana, 1, { right });
      await story.join(rosa, 1);
      expect(await story.invite(rosa, 2, { right: 'reader' })).toBe('no-right');
      expect(
        await story.act(rosa, {
          kind: 'profile',
          epoch: 0,
          sealed: Uint8Array.of(7),
        }),
      ).toBe('effective');
    }
  });

  test('[E16] who is here until a day invites nobody beyond it', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1, { until: 5000 });
    await story.join(rosa, 1);
    expect(await story.invite(rosa, 2)).toBe('no-right');
    expect(await story.invite(rosa, 3, { until: 5001 })).toBe('no-right');
    expect(await story.invite(rosa, 4, { until: 5000 })).toBe('effective');
  });

  test('[E16] nobody acts before joining or with a signature that is not theirs', async () => {
    const story = await anaFounds(ana);
    expect(
      await story.act(rosa, {
        kind: 'profile',
        epoch: 0,
        sealed: Uint8Array.of(7),
      }),
    ).toBe('device-not-in-force');
    const mine: Signer = {
      device: ana.device,
      sign: (bytes) => rosa.sign(bytes),
    };
    expect(
      await story.act(mine, { kind: 'home', homeRelay: 'wss://rosa.example' }),
    ).toBe('signature');
  });

  test('[E16] the same bytes at a second position do nothing: a relay cannot bring an old name back', async () => {
    const story = await anaFounds(ana);
    const old = await story.sign(ana, {
      kind: 'profile',
      epoch: 0,
      sealed: Uint8Array.of(1),
    });
    await story.place(old.bytes);
    await story.act(ana, {
      kind: 'profile',
      epoch: 0,
      sealed: Uint8Array.of(2),
    });
    expect(await story.place(old.bytes)).toBe('repeated');
    expect(story.state.profiles.get(story.memberOf(ana))?.sealed).toEqual(
      Uint8Array.of(2),
    );
    expect(story.state.indexByAction.get(old.hash)).toBe(1);
  });

  test('[E19] the table of rights by class', () => {
    const classes = [0, 1, 2, 3, 4, -1, 1.5];
    expect(classes.map((c) => mayWrite('steward', c))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(classes.map((c) => mayWrite('writer', c))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(classes.map((c) => mayWrite('companion', c))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(classes.map((c) => mayWrite('reader', c))).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('devices', () => {
  test('[E16] Ana links a tablet and takes the phone away; the past of the phone stays judged as it was', async () => {
    const story = await anaFounds(ana);
    expect(await story.link(ana, tablet)).toBe('effective');
    expect(story.memberOf(tablet)).toBe(story.memberOf(ana));
    expect(story.state.devices.get(tablet.device)?.lockbox?.epoch).toBe(0);
    expect(await story.act(tablet, removal(ana))).toBe('effective');
    expect(deviceInForceAt(story.state, ana.device, 1)).not.toBeNull();
    expect(deviceInForceAt(story.state, ana.device, 2)).toBeNull();
    expect(rightAt(story.state, tablet.device, 2)).toBe('steward');
    expect(await story.act(ana, { kind: 'home', homeRelay: '' })).toBe(
      'device-not-in-force',
    );
  });

  test('[E16] a removed key never returns, neither linked again nor by an invitation', async () => {
    const story = await anaFounds(ana);
    await story.link(ana, tablet);
    await story.act(ana, removal(tablet));
    expect(await story.link(ana, tablet)).toBe('device-known');
    await story.invite(ana, 1);
    expect(await story.join(tablet, 1)).toBe('device-known');
  });

  test("[E16] the last steward's last device is never removed", async () => {
    const story = await withRosa();
    expect(await story.act(ana, removal(ana))).toBe('last-steward');
    expect(await story.act(rosa, removal(rosa))).toBe('effective');
    await story.invite(ana, 5, { right: 'steward' });
    await story.join(luis, 5);
    expect(await story.act(ana, removal(ana))).toBe('effective');
    expect(await story.act(luis, removal(luis))).toBe('last-steward');
  });

  test("[E16] nobody removes another member's device by itself, not even a steward", async () => {
    const story = await withRosa();
    expect(await story.act(ana, removal(rosa))).toBe('no-right');
    expect(await story.act(rosa, removal(ana))).toBe('no-right');
    expect(await story.act(ana, removal(luis))).toBe('device-not-in-force');
  });

  test('[E16] a device is linked only with its own consent, and to the member it consented to', async () => {
    const story = await withRosa();
    const consentToAna = await story.sign(
      ana,
      newDevice(tablet.device, boxKeyNumber(9), new Uint8Array(64)),
    );
    expect(await story.place(consentToAna.bytes)).toBe('proof');
    const other = await anaFounds(ana);
    await other.link(ana, tablet);
    const linked = other.entries[1]?.action?.body;
    if (linked?.kind !== 'device') throw new Error('the tablet was not linked');
    expect(await story.act(rosa, linked)).toBe('proof');
  });
});
