import { type SpaceId, bytesToId, idToBytes } from '@minga/base';
import { authSigningBytes, zeroHash } from '@minga/protocol';
import { WebSocket } from 'ws';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import { letIn, skewedClock, createScenes } from './test-relay.ts';
import { createPerson, foundSpace } from './test-story.ts';

const { anaFounds, startRelay } = createScenes({ onTestFinished, vi });

const somewhere = bytesToId<SpaceId>(new Uint8Array(32).fill(9));
const mebibyte = 1024 * 1024;

describe('Opening the socket', () => {
  it('refuses a page of another site, takes its own and who names no origin', async () => {
    const { url } = await startRelay({ publicUrl: 'https://minga.example' });
    const from = (origin: string) =>
      TestClient.connect(url, { headers: { origin } });
    await expect(from('https://evil.example')).rejects.toThrow('403');
    await expect(from('null')).rejects.toThrow('403');
    await (await from('https://minga.example')).close();
    await (await from(url)).close();
    await (await TestClient.connect(url)).close();
  });

  it('speaks minga.v1 and nothing else', async () => {
    const { url } = await startRelay();
    await expect(
      TestClient.connect(url, { protocols: ['y.v1'] }),
    ).rejects.toThrow('400');
    const client = await TestClient.connect(url, {
      protocols: ['y.v1', 'minga.v1'],
    });
    expect(client.socket.protocol).toBe('minga.v1');
    await client.close();
  });

  it('[P9] refuses an address after too many failures, and nobody who is in', async () => {
    const failures = { perMinute: 1, burst: 3 };
    const { relay, ana, space, client } = await anaFounds({
      limits: { failures },
    });
    for (let i = 0; i < 3; i++) {
      const guest = await TestClient.connect(relay.url);
      guest.socket.send('garbage');
      expect(await guest.closed).toBe(4400);
    }
    await expect(
      TestClient.member(relay.url, ana, space.space),
    ).rejects.toThrow('429');
    expect(await client.settled()).toEqual([]);
  });
});

describe('Handshake', () => {
  it('[P5] HELLO, CHALLENGE, AUTH, READY', async () => {
    const { relay, ana, space } = await anaFounds();
    const client = await TestClient.connect(relay.url);
    await client.authenticate(space.space, 'member', ana, {
      haveActions: 0,
      haveHash: zeroHash,
    });
    const ready = await client.next('ready');
    expect(ready).toMatchObject({ actionCount: 1, spaceHead: 0 });
    expect(ready.limits).toContainEqual({ id: 2, value: mebibyte });
    expect(Math.abs(ready.serverTimeMs - Date.now())).toBeLessThan(5_000);
  });

  it('[P5] closes with 4400 when anything else comes before READY', async () => {
    const { url } = await startRelay();
    const first = await TestClient.connect(url);
    first.send({ kind: 'ping', clientTimeMs: 0 });
    expect(await first.closed).toBe(4400);
    const twice = await TestClient.connect(url);
    await twice.challenge(somewhere);
    twice.send({ kind: 'hello', version: 1, space: somewhere, suites: [1] });
    expect(await twice.closed).toBe(4400);
  });

  it('[P5] CHALLENGE comes before it is asked for', async () => {
    const { url } = await startRelay();
    const client = await TestClient.connect(url);
    expect((await client.next('challenge')).nonce).toHaveLength(32);
  });

  it('[P5] what stands behind AUTH in the same message waits until it is let in', async () => {
    const { relay, ana, space } = await anaFounds();
    const ping = { kind: 'ping', clientTimeMs: 7 } as const;
    const client = await TestClient.connect(relay.url);
    const nonce = await client.challenge(space.space);
    const auth = await memberAuth(ana, relay.url, space.space, nonce);
    client.send({ kind: 'auth', auth }, ping);
    const answers = await client.take(2, 'ready', 'pong');
    expect(answers.map(({ kind }) => kind)).toEqual(['ready', 'pong']);

    const stranger = await TestClient.connect(relay.url);
    await stranger.challenge(space.space);
    const old = { ...auth, signature: auth.signature.slice().reverse() };
    stranger.send({ kind: 'auth', auth: old }, ping);
    expect(await stranger.closed).toBe(4401);
    expect(stranger.received).toEqual([]);
  });

  it('[P5] closes with 4400 what comes behind AUTH in a message of its own before READY', async () => {
    const { relay, ana, space } = await anaFounds();
    const client = await TestClient.connect(relay.url);
    const nonce = await client.challenge(space.space);
    const auth = await memberAuth(ana, relay.url, space.space, nonce);
    client.send({ kind: 'auth', auth });
    client.send({ kind: 'ping', clientTimeMs: 0 });
    expect(await client.closed).toBe(4400);
  });

  it('[P5] closes with 4401 who does not come to AUTH in time', async () => {
    const { url } = await startRelay({ limits: { authMs: 50 } });
    const client = await TestClient.connect(url);
    expect(await client.closed).toBe(4401);
  });

  it('[P5] closes with 4409 for a version or suites it does not know', async () => {
    const { url } = await startRelay();
    const version = await TestClient.connect(url);
    version.send({ kind: 'hello', version: 2, space: somewhere, suites: [1] });
    expect(await version.closed).toBe(4409);
    const suite = await TestClient.connect(url);
    suite.send({ kind: 'hello', version: 1, space: somewhere, suites: [2, 7] });
    expect(await suite.closed).toBe(4409);
  });

  it('[P6] takes no signature made for another relay', async () => {
    const { relay, ana, space } = await anaFounds();
    const client = await TestClient.connect(relay.url);
    const fields = { haveActions: 0, haveHash: zeroHash };
    await client.authenticate(
      space.space,
      'member',
      ana,
      fields,
      'other.example',
    );
    expect(await client.closed).toBe(4401);
  });

  it('[P6] takes one made for its public address', async () => {
    const publicUrl = 'https://minga.example';
    const { relay, ana, space } = await anaFounds({ publicUrl });
    const client = await TestClient.connect(relay.url);
    const fields = { haveActions: 0, haveHash: zeroHash };
    await client.authenticate(
      space.space,
      'member',
      ana,
      fields,
      'minga.example',
    );
    await client.next('ready');
  });

  it('[P6] takes none that another relay obtained and passes on under its own name', async () => {
    const publicUrl = 'https://minga.example';
    const { relay, ana, space } = await anaFounds({ publicUrl });
    const headers = { host: 'evil.example' };
    const thief = await TestClient.connect(relay.url, { headers });
    const fields = { haveActions: 0, haveHash: zeroHash };
    await thief.authenticate(
      space.space,
      'member',
      ana,
      fields,
      'evil.example',
    );
    expect(await thief.closed).toBe(4401);
  });

  it('[P6] takes no signature made for another challenge, another space or by another key', async () => {
    const { relay, ana, space } = await anaFounds();
    const earlier = await TestClient.connect(relay.url);
    const nonce = await earlier.challenge(space.space);
    const replayed = await memberAuth(ana, relay.url, space.space, nonce);
    const elsewhere = await TestClient.connect(relay.url);
    const fresh = await elsewhere.challenge(space.space);
    const forOther = await memberAuth(ana, relay.url, somewhere, fresh);
    elsewhere.send({ kind: 'auth', auth: forOther });
    expect(await elsewhere.closed).toBe(4401);
    const later = await TestClient.connect(relay.url);
    await later.challenge(space.space);
    later.send({ kind: 'auth', auth: replayed });
    expect(await later.closed).toBe(4401);
    const stranger = await createPerson();
    const thief = await TestClient.connect(relay.url);
    await thief.authenticate(space.space, 'member', stranger, {
      device: ana.device,
      haveActions: 0,
      haveHash: zeroHash,
    });
    expect(await thief.closed).toBe(4401);
  });

  it('[P7] closes with 4404 for an unknown space, 4403 for a key not in force', async () => {
    const { relay, ana, space } = await anaFounds();
    const fields = { haveActions: 0, haveHash: zeroHash };
    const lost = await TestClient.connect(relay.url);
    await lost.authenticate(somewhere, 'member', ana, fields);
    expect(await lost.closed).toBe(4404);
    const stranger = await TestClient.connect(relay.url);
    const person = await createPerson();
    await stranger.authenticate(space.space, 'member', person, fields);
    expect(await stranger.closed).toBe(4403);
  });

  it('[P7] creates a space once, and lets its founder in again when READY was lost', async () => {
    const { relay, ana, space } = await anaFounds();
    const again = await TestClient.creator(relay.url, ana, space);
    expect(await again.settled()).toEqual([]);
    await relay.restart();
    await TestClient.creator(relay.url, ana, space);
  });

  it('[P7] creates no space under a name that is not that of its create', async () => {
    const { url } = await startRelay();
    const ana = await createPerson();
    const luis = await createPerson();
    const space = await foundSpace(ana);
    const wrongName = await TestClient.connect(url);
    await wrongName.authenticate(somewhere, 'create', ana, {
      action: space.create,
    });
    expect(await wrongName.closed).toBe(4400);
    const notHis = await TestClient.connect(url);
    await notHis.authenticate(space.space, 'create', luis, {
      action: space.create,
    });
    expect(await notHis.closed).toBe(4400);
    const spoiled = await TestClient.connect(url);
    const action = space.create.slice();
    action[action.length - 1]! ^= 1;
    await spoiled.authenticate(space.space, 'create', ana, { action });
    expect(await spoiled.closed).toBe(4400);
  });

  it('[P8] sends the positions the client lacks, all of them to who knows another log', async () => {
    const scene = await anaFounds();
    const { person, known } = await letIn(scene, scene.known);
    const indexesFor = async (actions: number, hash = known.seenHash) => {
      const client = await TestClient.member(
        scene.relay.url,
        person,
        scene.space.space,
        { actions, hash },
      );
      const received = await client.settled();
      await client.close();
      return received.map((message) =>
        message.kind === 'action' ? message.index : message.kind,
      );
    };
    expect(await indexesFor(0, zeroHash)).toEqual([0, 1, 2]);
    expect(await indexesFor(1, scene.space.seenHash)).toEqual([1, 2]);
    expect(await indexesFor(3)).toEqual([]);
    expect(await indexesFor(2)).toEqual([0, 1, 2]);
    expect(await indexesFor(9)).toEqual([0, 1, 2]);
  });
});

describe('Bytes that are not of the protocol', () => {
  const send = async (client: TestClient, bytes: Uint8Array | string) => {
    client.socket.send(bytes);
    return client.closed;
  };
  const bytesOfPing = Uint8Array.of(2, 50, 0);

  it.each([
    ['garbage', Uint8Array.of(9, 9, 9, 9)],
    ['text', 'hola'],
    ['nothing', new Uint8Array()],
    ['a truncated message', Uint8Array.of(5, 50)],
    ['a message with bytes left over', Uint8Array.of(3, 50, 0, 0)],
    ['an unknown type', Uint8Array.of(1, 99)],
    ['a number not in its shortest form', Uint8Array.of(3, 50, 128, 0)],
    ['a channel that was never opened', Uint8Array.of(3, 20, 7, 0)],
  ])('[P3] closes with 4400 for %s', async (_name, bytes) => {
    const { client } = await anaFounds();
    expect(await send(client, bytes)).toBe(4400);
  });

  it('[P3] does nothing of a WebSocket message that cannot be read to its end', async () => {
    const { client } = await anaFounds();
    const joined = new Uint8Array([...bytesOfPing, ...Uint8Array.of(1, 99)]);
    expect(await send(client, joined)).toBe(4400);
    expect(client.received).toEqual([]);
  });

  it('[P4] answers several messages in one, in order and in one', async () => {
    const { client } = await anaFounds();
    client.sizes.length = 0;
    client.send(
      { kind: 'ping', clientTimeMs: 1 },
      { kind: 'ping', clientTimeMs: 2 },
    );
    expect((await client.next('pong')).clientTimeMs).toBe(1);
    expect((await client.next('pong')).clientTimeMs).toBe(2);
    expect(client.sizes).toHaveLength(1);
  });

  it('[P2] closes with 4400 over the limit, a smaller one before READY', async () => {
    const { relay, client } = await anaFounds();
    const early = await TestClient.connect(relay.url);
    expect(await send(early, new Uint8Array(71 * 1024))).toBe(4400);
    expect(await send(client, new Uint8Array(4 * mebibyte + 1))).toBe(4400);
  });

  it('[P2] cuts off who floods before saying who it is', async () => {
    const { url } = await startRelay();
    const client = await TestClient.connect(url);
    expect(await send(client, new Uint8Array(3 * mebibyte))).toBe(1006);
  });

  it('leaves everybody else alone', async () => {
    const { relay, ana, space, client } = await anaFounds();
    const other = await TestClient.member(relay.url, ana, space.space);
    expect(await send(other, 'garbage')).toBe(4400);
    client.send({ kind: 'ping', clientTimeMs: 5 });
    expect((await client.next('pong')).clientTimeMs).toBe(5);
  });
});

describe('Silence', () => {
  it('ends when the peer stays silent for too long', async () => {
    const clock = skewedClock();
    const { client } = await anaFounds({ clock, limits: { sweepMs: 50 } });
    clock.skip(100_000);
    await client.settled();
    clock.skip(121_000);
    expect(await client.closed).toBe(1006);
    expect(client.socket.readyState).toBe(WebSocket.CLOSED);
  });
});

async function memberAuth(
  person: Awaited<ReturnType<typeof createPerson>>,
  url: string,
  space: SpaceId,
  nonce: Uint8Array<ArrayBuffer>,
) {
  const signature = await person.signer.sign(
    authSigningBytes({
      mode: 'member',
      audience: new URL(url).host,
      space,
      nonce,
      subject: idToBytes(person.device),
    }),
  );
  return {
    mode: 'member' as const,
    device: person.device,
    haveActions: 0,
    haveHash: zeroHash,
    signature,
  };
}
