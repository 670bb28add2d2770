import { type InviteId, utf8 } from '@minga/base';
import type { InviteBody } from '@minga/membership';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { databaseName } from './sqlite-log.ts';
import { TestClient } from './test-client.ts';
import {
  type Scene,
  afterAction,
  letIn,
  skewedClock,
  createScenes,
} from './test-relay.ts';
import {
  type Known,
  type TestInvitation,
  createInvitation,
  createPerson,
  joinAction,
  randomId,
  signedAction,
} from './test-story.ts';

const { anaFounds } = createScenes({ onTestFinished, vi });

const sealedKeys = utf8('sealed keys');
const sealedCard = utf8('sealed card');

/** Ana publishes an invitation and leaves keys and card beside the log. */
async function invite(
  { ana, client }: Scene,
  known: Known,
  changes: Partial<InviteBody> = {},
): Promise<{ invitation: TestInvitation; known: Known }> {
  const invitation = await createInvitation(changes);
  const action = await signedAction(ana.signer, known, invitation.body);
  const inviteId = invitation.invite;
  client.send(
    { kind: 'action', action: action.bytes },
    { kind: 'keybox', inviteId, sealedKeys, sealedCard },
  );
  await client.next('action');
  expect(await client.settled()).toEqual([]);
  return { invitation, known: await afterAction(known, action.hash) };
}

/** Comes with the link, joins as a new device. */
async function comeIn(scene: Scene, invitation: TestInvitation, known: Known) {
  const door = await TestClient.invited(
    scene.relay.url,
    invitation,
    known.space,
  );
  await door.next('card');
  const person = await createPerson();
  const action = await joinAction(person, known, invitation);
  door.send({ kind: 'action', action: action.bytes });
  return { door, person, action };
}

function keyboxesOnDisk({ relay }: Scene): number {
  const database = new DatabaseSync(join(relay.dir, databaseName));
  const row = database.prepare('SELECT count(*) AS n FROM keyboxes').get();
  database.close();
  return Number(row?.['n']);
}

describe('Invitations', () => {
  it('[P7] [P27] CARD, join, KEYBOX, and the joiner is in', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const door = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    expect(await door.next('card')).toEqual({
      kind: 'card',
      inviteId: invitation.invite,
      status: 'live',
      sealedCard,
    });
    const rosa = await createPerson();
    const action = await joinAction(rosa, known, invitation);
    door.send({ kind: 'action', action: action.bytes });
    expect(await door.next('action')).toMatchObject({ index: 2 });
    expect(await door.next('keybox')).toMatchObject({
      inviteId: invitation.invite,
      sealedKeys,
    });
    expect(await scene.client.next('action')).toMatchObject({ index: 2 });
    await TestClient.member(scene.relay.url, rosa, known.space);
  });

  it('[P27] reading the card uses nothing up', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    for (let i = 0; i < 5; i++) {
      const door = await TestClient.invited(
        scene.relay.url,
        invitation,
        known.space,
      );
      expect((await door.next('card')).status).toBe('live');
      await door.close();
    }
  });

  it('[P27] serves the keys to nobody before a join', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const door = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    await door.next('card');
    const request = {
      kind: 'keybox' as const,
      inviteId: invitation.invite,
      sealedKeys: new Uint8Array(),
      sealedCard: new Uint8Array(),
    };
    door.send(request);
    expect(await door.next('nack')).toMatchObject({ channel: 0, code: 4444 });
    expect(await door.settled()).toEqual([]);
  });

  it('[P7] serves nothing else on an invite connection', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const open = () =>
      TestClient.invited(scene.relay.url, invitation, known.space);
    const doc = randomId<Parameters<TestClient['subscribe']>[0]>(16);
    const curious = await open();
    await curious.next('card');
    curious.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
    expect(await curious.closed).toBe(4400);
    const other = await open();
    await other.next('card');
    const profile = await signedAction(scene.ana.signer, known, {
      kind: 'home',
      homeRelay: 'ws://elsewhere',
    });
    other.send({ kind: 'action', action: profile.bytes });
    expect(await other.closed).toBe(4400);
  });

  it('[P27] is used up by its last use, and its keys are erased', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    expect(keyboxesOnDisk(scene)).toBe(1);
    const first = await comeIn(scene, invitation, known);
    await first.door.next('keybox');
    const second = await comeIn(scene, invitation, known);
    expect(await second.door.next('action-nack')).toEqual({
      kind: 'action-nack',
      actionHash: second.action.hash,
      final: true,
      code: 4444,
    });
    expect(await second.door.settled()).toEqual([]);
    const later = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    expect(await later.next('card')).toMatchObject({
      status: 'used-up',
      sealedCard: new Uint8Array(),
    });
    expect(keyboxesOnDisk(scene)).toBe(0);
  });

  it('[P26] [P27] gives the keys again to who joined and lost the line, and to nobody else', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const { door, action } = await comeIn(scene, invitation, known);
    await door.next('action');
    door.socket.terminate();
    const again = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    expect((await again.next('card')).status).toBe('used-up');
    again.send({ kind: 'action', action: action.bytes });
    expect(await again.next('action')).toMatchObject({ index: 2 });
    expect(await again.next('keybox')).toMatchObject({ sealedKeys });
  });

  it('[P27] may have several uses', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known, { uses: 2 });
    for (let i = 0; i < 2; i++) {
      const { door } = await comeIn(scene, invitation, known);
      await door.next('keybox');
    }
    const late = await comeIn(scene, invitation, known);
    expect(await late.door.next('action-nack')).toMatchObject({ code: 4444 });
  });

  it('[P27] expires, judged once, and then its keys are erased', async () => {
    const clock = skewedClock();
    const scene = await anaFounds({ clock, limits: { sweepMs: 50 } });
    const expires = Date.now() + 60_000;
    const { invitation, known } = await invite(scene, scene.known, {
      expires,
      uses: 9,
    });
    const early = await comeIn(scene, invitation, known);
    await early.door.next('keybox');
    clock.skip(61_000);
    const late = await comeIn(scene, invitation, known);
    expect(await late.door.next('action-nack')).toMatchObject({
      code: 4444,
      final: true,
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(keyboxesOnDisk(scene)).toBe(0);
    const door = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    expect((await door.next('card')).status).toBe('expired');
    await TestClient.member(scene.relay.url, early.person, known.space);
  });

  it('[P27] is revoked, and then its keys are erased', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const revoke = await signedAction(scene.ana.signer, known, {
      kind: 'revoke-invite',
      invite: invitation.invite,
    });
    scene.client.send({ kind: 'action', action: revoke.bytes });
    await scene.client.next('action');
    const door = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    expect((await door.next('card')).status).toBe('revoked');
    await scene.client.settled();
    expect(keyboxesOnDisk(scene)).toBe(0);
  });

  it('[P9] an unknown invitation and a wrong key look the same', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const wrongKey = { ...invitation, key: await createPerson() };
    const unknown = { ...invitation, invite: randomId<InviteId>(16) };
    for (const guess of [wrongKey, unknown]) {
      const door = await TestClient.invited(
        scene.relay.url,
        guess,
        known.space,
      );
      expect(await door.next('card')).toMatchObject({
        status: 'unknown',
        sealedCard: new Uint8Array(),
      });
    }
  });

  it('[P27] takes keys only from the inviter or a steward, for a live invitation', async () => {
    const scene = await anaFounds();
    const luis = await letIn(scene, scene.known);
    const { invitation } = await invite(scene, luis.known);
    await luis.client.next('action');
    const put = (inviteId: InviteId) => {
      luis.client.send({ kind: 'keybox', inviteId, sealedKeys, sealedCard });
      return luis.client.next('nack');
    };
    expect(await put(invitation.invite)).toMatchObject({ code: 4403 });
    expect(await put(randomId<InviteId>(16))).toMatchObject({ code: 4444 });
  });

  it('[P27] keeps keys and card over a restart', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    await scene.relay.restart();
    const { door } = await comeIn(scene, invitation, known);
    expect(await door.next('keybox')).toMatchObject({ sealedKeys });
  });
});

describe('Actions', () => {
  it('[P26] reach everybody, author included, with their position', async () => {
    const scene = await anaFounds();
    const luis = await letIn(scene, scene.known);
    await luis.client.settled();
    const { bytes } = await signedAction(scene.ana.signer, luis.known, {
      kind: 'home',
      homeRelay: 'ws://other.test',
    });
    scene.client.send({ kind: 'action', action: bytes });
    const placed = { kind: 'action', index: 3, action: bytes };
    expect(await scene.client.next('action')).toEqual(placed);
    expect(await luis.client.next('action')).toEqual(placed);
  });

  it('[P26] already in the log come back with their position, to the sender only', async () => {
    const scene = await anaFounds();
    const luis = await letIn(scene, scene.known);
    await luis.client.settled();
    luis.client.send({ kind: 'action', action: scene.space.create });
    expect(await luis.client.next('action')).toMatchObject({ index: 0 });
    expect(await scene.client.settled()).toEqual([]);
  });

  it('[P26] that stand on another log, or on one not known yet, are refused', async () => {
    const scene = await anaFounds();
    const refusalOf = async (known: Known) => {
      const { bytes } = await signedAction(scene.ana.signer, known, {
        kind: 'home',
        homeRelay: 'ws://other.test',
      });
      scene.client.send({ kind: 'action', action: bytes });
      const { code, final } = await scene.client.next('action-nack');
      return [code, final];
    };
    const fork = await afterAction(scene.known, scene.known.seenHash);
    expect(await refusalOf({ ...fork, seenIndex: 0 })).toEqual([4441, true]);
    expect(await refusalOf(fork)).toEqual([4441, false]);
  });

  it('[P26] without the right, unsigned, or not carried out here are refused for good', async () => {
    const scene = await anaFounds();
    const luis = await letIn(scene, scene.known, 'reader');
    const home = { kind: 'home' as const, homeRelay: 'ws://other.test' };
    const refusalOf = async (action: Uint8Array<ArrayBuffer>) => {
      luis.client.send({ kind: 'action', action });
      const { code, final } = await luis.client.next('action-nack');
      expect(final).toBe(true);
      return code;
    };
    const { signer } = luis.person;
    const noRight = await signedAction(signer, luis.known, home);
    expect(await refusalOf(noRight.bytes)).toBe(4403);
    const forged = (
      await signedAction(scene.ana.signer, luis.known, home)
    ).bytes.slice();
    forged[forged.length - 1]! ^= 1;
    expect(await refusalOf(forged)).toBe(4442);
    const later = await signedAction(scene.ana.signer, luis.known, {
      kind: 'unknown',
      code: 19,
      body: new Uint8Array(3),
    });
    expect(await refusalOf(later.bytes)).toBe(4409);
    expect(await refusalOf(new Uint8Array(50))).toBe(4409);
  });

  it('[P26] of two at the same moment, one is judged after the other', async () => {
    const scene = await anaFounds();
    const { invitation, known } = await invite(scene, scene.known);
    const doors = await Promise.all(
      Array.from({ length: 4 }, () => comeIn(scene, invitation, known)),
    );
    const answers = await Promise.all(
      doors.map(async ({ door }) => {
        const [first] = await door.take(1, 'action', 'action-nack');
        return first?.kind;
      }),
    );
    expect(answers.filter((kind) => kind === 'action')).toHaveLength(1);
  });
});
