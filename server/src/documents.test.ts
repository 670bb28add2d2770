import type { DeviceKey, DocumentId } from '@minga/base';
import { type ForFew, indexDocumentId } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import { createDocument, letIn, createScenes } from './test-relay.ts';
import {
  Chain,
  documentHeader,
  randomId,
  signedAction,
  wholeFrame,
} from './test-story.ts';

const { anaFounds } = createScenes({ onTestFinished, vi });

describe('Document records', () => {
  it('[P25] are put by compare-and-set; the loser learns what is in force', async () => {
    const scene = await anaFounds();
    const { person, client, known } = await letIn(scene, scene.known);
    const doc = randomId<DocumentId>(16);
    const first = await documentHeader(scene.ana, known, doc);
    const rival = await documentHeader(person, known, doc);
    scene.client.send({ kind: 'doc', header: first });
    expect(await scene.client.next('doc')).toEqual({
      kind: 'doc',
      header: first,
    });
    client.send({ kind: 'doc', header: rival });
    expect(await client.next('doc-nack')).toEqual({
      kind: 'doc-nack',
      doc,
      final: true,
      code: 4443,
    });
    expect(await client.next('doc')).toEqual({ kind: 'doc', header: first });
    const skipping = await documentHeader(person, known, doc, {
      generation: 2,
    });
    client.send({ kind: 'doc', header: skipping });
    expect((await client.next('doc-nack')).code).toBe(4443);
  });

  it('[P25] are the same for who puts the same one again', async () => {
    const scene = await anaFounds();
    const doc = randomId<DocumentId>(16);
    const header = await documentHeader(scene.ana, scene.known, doc);
    scene.client.send({ kind: 'doc', header }, { kind: 'doc', header });
    expect(await scene.client.take(2, 'doc')).toHaveLength(2);
    expect(await scene.client.settled()).toEqual([]);
  });

  it('[P25] one wins when two are put in the same moment', async () => {
    const scene = await anaFounds();
    const { person, client, known } = await letIn(scene, scene.known);
    const doc = randomId<DocumentId>(16);
    const headers = [
      await documentHeader(scene.ana, known, doc),
      await documentHeader(person, known, doc),
    ];
    scene.client.send({ kind: 'doc', header: headers[0]! });
    client.send({ kind: 'doc', header: headers[1]! });
    const mine = (await scene.client.next('doc')).header;
    const his = (await client.next('doc')).header;
    expect(mine).toEqual(his);
  });

  it('[P15] [P25] reach who is subscribed, and a newer generation ends frames of the older', async () => {
    const scene = await anaFounds();
    const { person, client, known } = await letIn(scene, scene.known);
    const doc = await createDocument(scene, known);
    const channel = await client.subscribe(doc);
    client.received.length = 0;
    const next = await documentHeader(scene.ana, known, doc, { generation: 1 });
    scene.client.send({ kind: 'doc', header: next });
    expect((await client.next('doc')).header).toEqual(next);
    const chain = new Chain(person, known, doc);
    const old = wholeFrame((await chain.next()).frame);
    client.send({ kind: 'append', channel, wireFrame: old });
    expect(await client.next('nack')).toMatchObject({
      code: 4440,
      final: true,
    });
    const current = wholeFrame((await chain.next({ generation: 1 })).frame);
    client.send({ kind: 'append', channel, wireFrame: current });
    await client.next('ack');
  });

  it('[P25] [E33] for a few stay so, and one of them says who comes next', async () => {
    const scene = await anaFounds();
    const { person, client, known } = await letIn(scene, scene.known);
    const doc = randomId<DocumentId>(16);
    const listing = (...devices: DeviceKey[]): ForFew => ({
      commitment: new Uint8Array(32).fill(1),
      lockboxes: devices.map((device) => ({
        device,
        lockbox: new Uint8Array(93),
      })),
      earlierKeys: null,
    });
    const { device } = scene.ana;
    const first = await documentHeader(scene.ana, known, doc, {
      forFew: listing(device),
    });
    scene.client.send({ kind: 'doc', header: first });
    await scene.client.next('doc');
    const refusedTo = async (
      by: typeof person,
      on: typeof client,
      forFew: ForFew | null,
    ): Promise<number> => {
      const changes = { generation: 1, forFew };
      const header = await documentHeader(by, known, doc, changes);
      on.send({ kind: 'doc', header });
      return (await on.next('doc-nack')).code;
    };
    expect(await refusedTo(person, client, listing(person.device))).toBe(4403);
    expect(await refusedTo(scene.ana, scene.client, null)).toBe(4403);
    const next = await documentHeader(scene.ana, known, doc, {
      generation: 1,
      forFew: listing(device, person.device),
    });
    scene.client.send({ kind: 'doc', header: next });
    expect((await scene.client.next('doc')).header).toEqual(next);
  });

  it('[P25] keep the class, and that of a derived id', async () => {
    const scene = await anaFounds();
    const { ana, client, known } = scene;
    const codeOf = async (doc: DocumentId, changes: object) => {
      const header = await documentHeader(ana, known, doc, changes);
      client.send({ kind: 'doc', header });
      return (await client.next('doc-nack')).code;
    };
    const doc = await createDocument(scene, known);
    expect(await codeOf(doc, { class: 2, generation: 1 })).toBe(4400);
    const index = await indexDocumentId(known.space, 2);
    expect(await codeOf(index, { class: 0 })).toBe(4400);
    const header = await documentHeader(ana, known, index, { class: 2 });
    client.send({ kind: 'doc', header });
    expect((await client.next('doc')).header).toEqual(header);
  });

  it('[P23] need the right to write their class', async () => {
    const scene = await anaFounds();
    const { person, client, known } = await letIn(
      scene,
      scene.known,
      'companion',
    );
    const doc = randomId<DocumentId>(16);
    const school = await documentHeader(person, known, doc, { class: 0 });
    client.send({ kind: 'doc', header: school });
    expect(await client.next('doc-nack')).toMatchObject({ doc, code: 4403 });
    const plan = await documentHeader(person, known, doc, { class: 1 });
    client.send({ kind: 'doc', header: plan });
    await client.next('doc');
  });

  it('[P20] of another device are verified', async () => {
    const scene = await anaFounds();
    const { person, known } = await letIn(scene, scene.known);
    const doc = randomId<DocumentId>(16);
    const his = await documentHeader(person, known, doc);
    const forged = his.slice();
    forged[forged.length - 1]! ^= 1;
    scene.client.send({ kind: 'doc', header: forged });
    expect(await scene.client.next('doc-nack')).toMatchObject({ code: 4442 });
    scene.client.send({ kind: 'doc', header: his });
    expect((await scene.client.next('doc')).header).toEqual(his);
  });

  it('close the connection when they cannot be read', async () => {
    const { client } = await anaFounds();
    client.send({ kind: 'doc', header: new Uint8Array(40) });
    expect(await client.closed).toBe(4400);
  });
});

describe('A device that is removed', () => {
  it('[P23] is off with 4403 on all its connections within 2 s, and does not come back', async () => {
    const scene = await anaFounds();
    const luis = await letIn(scene, scene.known);
    const second = await TestClient.member(
      scene.relay.url,
      luis.person,
      scene.space.space,
    );
    const remove = await signedAction(luis.person.signer, luis.known, {
      kind: 'device-remove',
      device: luis.person.device,
      cut: new Uint8Array(),
    });
    const startedAt = Date.now();
    luis.client.send({ kind: 'action', action: remove.bytes });
    expect(await luis.client.closed).toBe(4403);
    expect(await second.closed).toBe(4403);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect((await second.next('action')).index).toBe(0);
    await expect(
      TestClient.member(scene.relay.url, luis.person, scene.space.space),
    ).rejects.toThrow('4403');
    // What she wrote before is still welcome from others; here: the record says who may still bring it.
    expect(await scene.client.next('action')).toMatchObject({ index: 3 });
  });
});
