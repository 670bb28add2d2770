import { type Hash, utf8 } from '@minga/base';
import { zeroHash } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import { type Scene, afterAction, createScenes, letIn } from './test-relay.ts';
import {
  type Known,
  type Person,
  createInvitation,
  createPerson,
  joinAction,
  signedAction,
} from './test-story.ts';

const { anaFounds } = createScenes({ onTestFinished, vi });

const note = utf8('sealed: I am Rosa');
const nothing = new Uint8Array();

/** Ana invites with approval; Rosa comes with the link and waits. */
async function rosaWaits(scene: Scene, from: Known = scene.known) {
  const { relay, ana, client } = scene;
  const invitation = await createInvitation({ approval: true, uses: 2 });
  const invite = await signedAction(ana.signer, from, invitation.body);
  client.send({ kind: 'action', action: invite.bytes });
  await client.next('action');
  const invited = await afterAction(from, invite.hash);
  const rosa = await createPerson();
  const join = await joinAction(rosa, invited, invitation);
  const come = async () => {
    const door = await TestClient.invited(relay.url, invitation, from.space);
    await door.next('card');
    door.send({ kind: 'action', action: join.bytes });
    await door.next('action');
    return door;
  };
  const door = await come();
  await client.next('action');
  const known = await afterAction(invited, join.hash);
  return { rosa, join: join.hash, door, come, known, invitation };
}

function ask({ device }: Person, status: 'waits' | 'let-in' = 'waits') {
  return { kind: 'ask' as const, device, status, note };
}

async function act(
  { ana, client }: Scene,
  known: Known,
  body: Parameters<typeof signedAction>[2],
): Promise<Hash> {
  const action = await signedAction(ana.signer, known, body);
  client.send({ kind: 'action', action: action.bytes });
  await client.next('action');
  return action.hash;
}

function approval({ device }: Person) {
  const lockbox = utf8('the key, for Rosa');
  return { kind: 'approve' as const, device, epoch: 0, lockbox };
}

describe('Somebody who has to be let in', () => {
  it('[P39] waits, is let in while she looks, and may then connect', async () => {
    const scene = await anaFounds();
    const { rosa, door, known } = await rosaWaits(scene);
    const { device } = rosa;
    const told = { kind: 'ask', device, status: 'waits', note: nothing };
    expect(await door.next('ask')).toEqual(told);
    const { url } = scene.relay;
    const early = await TestClient.connect(url);
    const nowhere = { haveActions: 0, haveHash: zeroHash };
    await early.authenticate(known.space, 'member', rosa, nowhere);
    expect(await early.closed).toBe(4403);

    door.send(ask(rosa));
    expect(await scene.client.next('ask')).toEqual({ ...told, note });
    await act(scene, known, approval(rosa));
    expect(await door.next('ask')).toEqual({ ...told, status: 'let-in' });
    await TestClient.member(url, rosa, known.space);
  });

  it('[P39] hears on a later connection that she was turned away, and no other', async () => {
    const scene = await anaFounds();
    const { rosa, door, come, join, known } = await rosaWaits(scene);
    await door.close();
    await act(scene, known, { kind: 'cancel', action: join });
    const later = await come();
    expect(await later.next('ask')).toMatchObject({ status: 'turned-away' });
    later.send(ask(rosa));
    expect(await later.next('nack')).toMatchObject({ channel: 0, code: 4403 });
  });

  it('[P39] her note waits for who may let her in, outlives a restart, and is erased when she is in', async () => {
    const scene = await anaFounds();
    const reader = await letIn(scene, scene.known, 'reader');
    const { rosa, door, known } = await rosaWaits(scene, reader.known);
    door.send(ask(rosa));
    await scene.client.next('ask');
    expect(await reader.client.settled()).not.toContainEqual(
      expect.objectContaining({ kind: 'ask' }),
    );
    await scene.relay.restart();
    const { url } = scene.relay;
    const ana = await TestClient.member(url, scene.ana, known.space);
    expect((await ana.next('ask')).note).toEqual(note);
    ana.received.length = 0;
    await act({ ...scene, client: ana }, known, approval(rosa));
    await scene.relay.restart();
    const again = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    expect(await again.settled()).not.toContainEqual(
      expect.objectContaining({ kind: 'ask' }),
    );
  });

  it('[P39] notes come from who waits only, and are not endless', async () => {
    const scene = await anaFounds();
    const { door, come } = await rosaWaits(scene);
    const marta = await createPerson();
    door.send(ask(marta));
    expect(await door.next('nack')).toMatchObject({ channel: 0, code: 4403 });
    const { rosa } = await rosaWaits(await anaFounds());
    const other = await come();
    other.send(ask(rosa));
    expect(await other.next('nack')).toMatchObject({ channel: 0, code: 4403 });
    for (let i = 0; i < 5; i++) other.send(ask(marta));
    expect(await other.closed).toBe(4400);
  });
});
