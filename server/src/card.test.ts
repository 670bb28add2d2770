import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type SpaceId, bytesToId, idToBytes, utf8 } from '@minga/base';
import { deviceProofBytes, memberOfFirstDevice } from '@minga/membership';
import { zeroHash } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { databaseName } from './sqlite-log.ts';
import { TestClient } from './test-client.ts';
import { type Scene, afterAction, createScenes } from './test-relay.ts';
import {
  type Known,
  type Person,
  createPerson,
  signedAction,
} from './test-story.ts';

const { anaFounds } = createScenes({ onTestFinished, vi });
const nowhere = bytesToId<SpaceId>(new Uint8Array(32));

/** Ana's device registers the key of her card. */
async function registerCard(
  { ana, client }: Scene,
  known: Known,
  card: Person,
): Promise<Known> {
  const { boxKey } = card.keys;
  const member = await memberOfFirstDevice(ana.device);
  const proof = await card.signer.sign(
    deviceProofBytes(known.space, member, card.device, boxKey),
  );
  const action = await signedAction(ana.signer, known, {
    kind: 'device',
    device: card.device,
    boxKey,
    proof,
    epoch: 0,
    lockbox: utf8('lockbox'),
  });
  client.send({ kind: 'action', action: action.bytes });
  await client.next('action');
  return afterAction(known, action.hash);
}

async function show({ relay }: Scene, card: Person, space = nowhere) {
  const client = await TestClient.connect(relay.url);
  const cardKey = idToBytes(card.device);
  await client.authenticate(space, 'card', card, { cardKey });
  return client;
}

describe('A rescue card', () => {
  it('[P7] finds the spaces where its key is in force, and comes in as a member there', async () => {
    const scene = await anaFounds();
    const card = await createPerson();
    const known = await registerCard(scene, scene.known, card);
    const client = await show(scene, card);
    expect(await client.next('found')).toEqual({
      kind: 'found',
      spaces: [known.space],
    });
    expect(await client.closed).toBe(1000);
    await scene.relay.restart();
    expect((await (await show(scene, card)).next('found')).spaces).toEqual([
      known.space,
    ]);
    await TestClient.member(scene.relay.url, card, known.space);
  });

  it('[P7] that nobody registered, or that was replaced, finds nothing', async () => {
    const scene = await anaFounds();
    const card = await createPerson();
    expect(await (await show(scene, card)).closed).toBe(4403);
    const known = await registerCard(scene, scene.known, card);
    const replaced = await signedAction(scene.ana.signer, known, {
      kind: 'device-remove',
      device: card.device,
      cut: new Uint8Array(),
    });
    scene.client.send({ kind: 'action', action: replaced.bytes });
    await scene.client.next('action');
    expect(await (await show(scene, card)).closed).toBe(4403);
  });

  it('[P6] [P7] shows its own key, in no space', async () => {
    const scene = await anaFounds();
    const card = await createPerson();
    await registerCard(scene, scene.known, card);
    const there = await show(scene, card, scene.known.space);
    expect(await there.closed).toBe(4400);
    const thief = await TestClient.connect(scene.relay.url);
    await thief.authenticate(nowhere, 'card', await createPerson(), {
      cardKey: idToBytes(card.device),
    });
    expect(await thief.closed).toBe(4401);
    // A device that came by `create` or `join` was registered by no action `device`.
    expect(await (await show(scene, scene.ana)).closed).toBe(4403);
    const member = await TestClient.connect(scene.relay.url);
    await member.authenticate(nowhere, 'member', card, {
      haveActions: 0,
      haveHash: zeroHash,
    });
    expect(await member.closed).toBe(4404);
  });

  it('[P7] is found in a log that an older relay wrote', async () => {
    const scene = await anaFounds();
    const card = await createPerson();
    const known = await registerCard(scene, scene.known, card);
    await scene.relay.stop();
    const database = new DatabaseSync(join(scene.relay.dir, databaseName));
    database.exec(
      'DROP TABLE registered; DROP TABLE notes; DROP TABLE tombstones; DROP INDEX spaces_erasing; ALTER TABLE actions DROP COLUMN at; ALTER TABLE spaces DROP COLUMN erasing; PRAGMA user_version = 2;',
    );
    database.close();
    await scene.relay.restart();
    expect((await (await show(scene, card)).next('found')).spaces).toEqual([
      known.space,
    ]);
  });
});
