import { type Bytes, utf8, unwrap } from '@minga/base';
import {
  type RegisterHeader,
  decodeRegister,
  encodeRegister,
  registerSigningBytes,
} from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sha256 } from './services.ts';
import { TestClient } from './test-client.ts';
import { letIn, createScenes } from './test-relay.ts';
import { type Known, type Person, Wire, createPerson } from './test-story.ts';

const { anaFounds, together } = createScenes({ onTestFinished, vi });

describe('Presence', () => {
  it('[P29] goes to others on the document, never back, and is not kept', async () => {
    const { scene, ana, luis, known, doc, channel } = await together();
    const presence = utf8('ana is here');
    ana.send({ kind: 'eph', channel, presence });
    expect(await luis.client.next('eph')).toEqual({
      kind: 'eph',
      channel,
      presence,
    });
    expect(await ana.settled()).toEqual([]);
    const late = await TestClient.member(
      scene.relay.url,
      luis.person,
      known.space,
    );
    await late.subscribe(doc);
    const kinds = (await late.settled()).map(({ kind }) => kind);
    expect(kinds).not.toContain('eph');
  });

  it('[P4] arrives in the same socket write as the entry it was sent with', async () => {
    const { ana, luis, channel, ofAna } = await together();
    const wireFrame = new Wire().encode(await ofAna.next());
    luis.client.sizes.length = 0;
    ana.send(
      { kind: 'append', channel, wireFrame },
      { kind: 'eph', channel, presence: utf8('cursor') },
    );
    await luis.client.next('entry');
    await luis.client.next('eph');
    expect(luis.client.sizes).toHaveLength(1);
  });

  it('[P29] beyond the bucket is dropped and nothing else is', async () => {
    const { ana, luis, channel, ofAna } = await together({
      limits: { presence: { perMinute: 1, burst: 3 } },
    });
    for (let i = 0; i < 10; i++)
      ana.send({ kind: 'eph', channel, presence: utf8(String(i)) });
    const wireFrame = new Wire().encode(await ofAna.next());
    ana.send({ kind: 'append', channel, wireFrame });
    await luis.client.next('entry');
    const kinds = luis.client.received.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'eph')).toHaveLength(3);
  });

  it('[P2] over its limit closes with 4400', async () => {
    const { ana, channel } = await together();
    ana.send({ kind: 'eph', channel, presence: new Uint8Array(4097) });
    expect(await ana.closed).toBe(4400);
  });

  it('[P29] is dropped first for who reads slowly; every entry still comes', async () => {
    const limits = { presenceBacklog: 100_000, backlog: 1e9 };
    const { ana, luis, channel, ofAna } = await together({ limits });
    const rounds = 60;
    luis.client.socket.pause();
    const wire = new Wire();
    for (let i = 0; i < rounds; i++) {
      // The kernel's own buffers take some megabytes before anything waits here.
      const wireFrame = wire.encode(await ofAna.next({ size: 200_000 }));
      const presence = utf8('cursor');
      ana.send(
        { kind: 'append', channel, wireFrame },
        { kind: 'eph', channel, presence },
      );
      await ana.next('ack');
    }
    luis.client.socket.resume();
    await luis.client.take(rounds, 'entry');
    const kinds = (await luis.client.settled()).map(({ kind }) => kind);
    const presences = kinds.filter((kind) => kind === 'eph').length;
    expect(presences).toBeGreaterThan(0);
    expect(presences).toBeLessThan(rounds);
  });

  it('[P29] and who lets too much wait is cut off with 1013, alone', async () => {
    const { ana, luis, channel, ofAna } = await together({
      limits: { backlog: 1_000_000 },
    });
    luis.client.socket.pause();
    const wire = new Wire();
    for (let i = 0; i < 60; i++) {
      const wireFrame = wire.encode(await ofAna.next({ size: 200_000 }));
      ana.send({ kind: 'append', channel, wireFrame });
      await ana.next('ack');
    }
    luis.client.socket.resume();
    // 1013 if the close frame found its way behind what waited, 1006 if the relay had to cut.
    expect([1013, 1006]).toContain(await luis.client.closed);
    expect(await ana.settled()).toEqual([]);
  });
});

async function register(
  person: Person,
  { space }: Known,
  counter: number,
): Promise<Bytes> {
  const header: RegisterHeader = {
    space,
    device: person.device,
    counter,
    epoch: 0,
    keyTag: new Uint8Array(8),
    nonce: crypto.getRandomValues(new Uint8Array(12)),
  };
  const ciphertext = crypto.getRandomValues(new Uint8Array(64));
  const signature = await person.signer.sign(
    registerSigningBytes(header, sha256(ciphertext)),
  );
  return encodeRegister({ header, ciphertext, signature });
}

const counterOf = (bytes: Bytes) =>
  unwrap(decodeRegister(bytes)).header.counter;

describe('Registers', () => {
  it('[P30] are kept one per device, the newest counter wins', async () => {
    const scene = await anaFounds();
    const { client, person, known } = await letIn(scene, scene.known);
    for (const counter of [2, 5, 3])
      scene.client.send({
        kind: 'reg',
        register: await register(scene.ana, known, counter),
      });
    await scene.client.settled();
    client.send({ kind: 'reg', register: await register(person, known, 1) });
    await client.settled();
    client.send({ kind: 'reg', register: null });
    const kept = await client.take(2, 'reg');
    const counters = kept.map((each) => counterOf(each.register));
    expect(counters.sort()).toEqual([1, 5]);
  });

  it('[P30] are told to who has asked, as they change, not to their author', async () => {
    const scene = await anaFounds();
    const { client, known } = await letIn(scene, scene.known);
    client.send({ kind: 'reg', register: null });
    await client.settled();
    const newer = await register(scene.ana, known, 1);
    scene.client.send(
      { kind: 'reg', register: newer },
      { kind: 'reg', register: newer },
    );
    expect((await client.next('reg')).register).toEqual(newer);
    expect(await scene.client.settled()).toEqual([]);
    expect(await client.settled()).toEqual([]);
  });

  it('[P20] of another device are verified, of a stranger refused', async () => {
    const scene = await anaFounds();
    const { client, person, known } = await letIn(scene, scene.known);
    const his = await register(person, known, 1);
    const forged = his.slice();
    forged[forged.length - 1]! ^= 1;
    scene.client.send({ kind: 'reg', register: forged });
    expect(await scene.client.next('nack')).toMatchObject({ code: 4442 });
    scene.client.send({ kind: 'reg', register: his });
    expect(await scene.client.settled()).toEqual([]);
    const stranger = await register(await createPerson(), known, 1);
    scene.client.send({ kind: 'reg', register: stranger });
    expect(await scene.client.next('nack')).toMatchObject({ code: 4403 });
    client.send({ kind: 'reg', register: null });
    expect((await client.next('reg')).register).toEqual(his);
  });
});
