import {
  type ActionBody,
  type Right,
  memberOfFirstDevice,
  mayWrite,
} from '@minga/membership';
import { zeroHash } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import {
  type Joined,
  type Scene,
  afterAction,
  createDocument,
  createScenes,
  letIn,
  skewedClock,
} from './test-relay.ts';
import {
  Chain,
  type Known,
  createInvitation,
  createPerson,
  joinAction,
  signedAction,
  wholeFrame,
} from './test-story.ts';

const { anaFounds, together } = createScenes({ onTestFinished, vi });
const noCut = new Uint8Array(0);
const cut = Uint8Array.of(1, 2, 3);
const rights: readonly Right[] = ['steward', 'writer', 'companion', 'reader'];

/** Ana signs it on what is known, and it gets its position. */
async function anaActs(
  { ana, client }: Scene,
  known: Known,
  body: ActionBody,
): Promise<Known> {
  const signed = await signedAction(ana.signer, known, body);
  client.send({ kind: 'action', action: signed.bytes });
  await client.next('action');
  return afterAction(known, signed.hash);
}

async function removalOf({ person }: Joined): Promise<ActionBody> {
  const member = await memberOfFirstDevice(person.device);
  return { kind: 'remove', member, cut };
}

/** The answer to one more frame of theirs. */
async function writes(
  client: TestClient,
  channel: number,
  chain: Chain,
): Promise<number | 'acknowledged'> {
  const { frame } = await chain.next();
  client.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
  const [answer] = await client.take(1, 'ack', 'nack');
  return answer?.kind === 'nack' ? answer.code : 'acknowledged';
}

describe('[P23] [E19] who may write which documents', () => {
  for (const right of rights)
    for (const documentClass of [0, 1, 2, 3] as const)
      it(`${right}, class ${String(documentClass)}: over her own connection, and brought by another`, async () => {
        const scene = await anaFounds();
        const luis = await letIn(scene, scene.known, right);
        const doc = await createDocument(scene, luis.known, {
          class: documentClass,
        });
        const channel = await luis.client.subscribe(doc);
        const chain = new Chain(luis.person, luis.known, doc);
        const may = mayWrite(right, documentClass);
        expect(await writes(luis.client, channel, chain)).toBe(
          may ? 'acknowledged' : 4403,
        );
        const anas = await scene.client.subscribe(doc);
        expect(await writes(scene.client, anas, chain)).toBe(
          may ? 'acknowledged' : 4403,
        );
      });
});

describe('[P26] somebody is removed', () => {
  it('is off at once, and neither old frames, an old link nor a new login bring her back', async () => {
    const { scene, luis, known, channel, doc, ofLuis } = await together();
    const early = await ofLuis.next();
    luis.client.send({
      kind: 'append',
      channel,
      wireFrame: wholeFrame(early.frame),
    });
    await luis.client.next('ack');
    const direct = await createInvitation();
    const made = await signedAction(luis.person.signer, known, direct.body);
    luis.client.send(
      { kind: 'action', action: made.bytes },
      {
        kind: 'keybox',
        inviteId: direct.invite,
        sealedKeys: cut,
        sealedCard: cut,
      },
    );
    await scene.client.next('action');
    const invited = await afterAction(known, made.hash);
    await anaActs(scene, invited, await removalOf(luis));
    expect(await luis.client.closed).toBe(4403);

    const { relay } = scene;
    const back = await TestClient.connect(relay.url);
    await back.authenticate(known.space, 'member', luis.person, {
      haveActions: 0,
      haveHash: zeroHash,
    });
    expect(await back.closed).toBe(4403);

    const door = await TestClient.invited(relay.url, direct, known.space);
    expect(await door.next('card')).toMatchObject({ status: 'revoked' });
    const other = await createPerson();
    const join = await joinAction(other, invited, direct);
    door.send({ kind: 'action', action: join.bytes });
    expect(await door.next('action-nack')).toMatchObject({ code: 4444 });

    // Somebody who is in brings what she had written before: it counts, up to the cut that receivers know.
    const late = await ofLuis.next();
    const anas = await scene.client.subscribe(doc);
    scene.client.send({
      kind: 'append',
      channel: anas,
      wireFrame: wholeFrame(late.frame),
    });
    await scene.client.next('ack');
  });

  it('what she signs from then on gets no position', async () => {
    const { scene, luis, known } = await together();
    const own = await signedAction(luis.person.signer, known, {
      kind: 'profile',
      epoch: 0,
      sealed: noCut,
    });
    await anaActs(scene, known, await removalOf(luis));
    scene.client.send({ kind: 'action', action: own.bytes });
    expect(await scene.client.next('action-nack')).toMatchObject({
      code: 4403,
      final: true,
    });
  });
});

it('[P23] a role changes what a live connection may do, and ends on its day without anybody signing', async () => {
  const clock = skewedClock();
  const scene = await anaFounds({ clock });
  const luis = await letIn(scene, scene.known);
  const doc = await createDocument(scene, luis.known, { class: 1 });
  const channel = await luis.client.subscribe(doc);
  const chain = new Chain(luis.person, luis.known, doc);
  const member = await memberOfFirstDevice(luis.person.device);
  const until = clock.now() + 60_000;
  await anaActs(scene, luis.known, {
    kind: 'role',
    member,
    right: 'companion',
    until,
    cut: noCut,
  });
  await luis.client.next('action');
  expect(await writes(luis.client, channel, chain)).toBe('acknowledged');
  clock.skip(61_000);
  expect(await writes(luis.client, channel, chain)).toBe(4403);
});

it('[E32] closed, nobody writes any more', async () => {
  const { scene, luis, known, channel, ofLuis } = await together();
  await anaActs(scene, known, { kind: 'close', cut: noCut });
  await luis.client.next('action');
  expect(await writes(luis.client, channel, ofLuis)).toBe(4403);
});

it('[P7] [P26] with approval: who waits is not let in, and is once somebody approved', async () => {
  const scene = await anaFounds();
  const invitation = await createInvitation({ approval: true });
  const invited = await anaActs(scene, scene.known, invitation.body);
  const marta = await createPerson();
  const { url } = scene.relay;
  const door = await TestClient.invited(url, invitation, invited.space);
  await door.next('card');
  const join = await joinAction(marta, invited, invitation);
  door.send({ kind: 'action', action: join.bytes });
  await door.next('action');
  const have = { haveActions: 0, haveHash: zeroHash };
  const early = await TestClient.connect(url);
  await early.authenticate(invited.space, 'member', marta, have);
  expect(await early.closed).toBe(4403);
  await scene.client.next('action');
  await anaActs(scene, await afterAction(invited, join.hash), {
    kind: 'approve',
    device: marta.device,
    epoch: 0,
    lockbox: cut,
  });
  const inside = await TestClient.member(url, marta, invited.space);
  expect(await inside.settled()).toHaveLength(4);
});

it('[P27] a new period takes the sealed keys of every invitation away: they are not the ones in force', async () => {
  const scene = await anaFounds();
  const invitation = await createInvitation();
  const inviteId = invitation.invite;
  const known = await anaActs(scene, scene.known, invitation.body);
  const put = {
    kind: 'keybox',
    inviteId,
    sealedKeys: cut,
    sealedCard: cut,
  } as const;
  scene.client.send(put);
  expect(await scene.client.settled()).toEqual([]);
  const card = async () => {
    const door = await TestClient.invited(
      scene.relay.url,
      invitation,
      known.space,
    );
    const { sealedCard } = await door.next('card');
    await door.close();
    return sealedCard.length;
  };
  expect(await card()).toBe(3);
  await anaActs(scene, known, {
    kind: 'rotate',
    epoch: 1,
    commitment: new Uint8Array(32),
    previousKey: cut,
    lockboxes: [{ device: scene.ana.device, sealed: cut }],
  });
  expect(await card()).toBe(0);
  scene.client.send(put);
  expect(await scene.client.settled()).toEqual([]);
  expect(await card()).toBe(3);
});
