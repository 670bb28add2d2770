import { type Bytes, type Hash, bytesToId, concatBytes } from '@minga/base';
import { defaultLimits, slowLineBytes } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { unfinishedKeptMs } from './blob-store.ts';
import { defaultRelayLimits } from './limits.ts';
import { sha256 } from './services.ts';
import { TestClient } from './test-client.ts';
import { createScenes, letIn, skewedClock } from './test-relay.ts';

const { anaFounds, together } = createScenes({ onTestFinished, vi });

interface Blob {
  readonly name: Hash;
  readonly bytes: Bytes;
}

function blobOf(length: number, seed = 1): Blob {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 253);
  return { name: bytesToId<Hash>(sha256(bytes)), bytes };
}

async function putPart(client: TestClient, { name, bytes }: Blob, at: number) {
  const part = bytes.subarray(at, at + slowLineBytes);
  const total = bytes.length;
  client.send({ kind: 'blob-put', name, total, offset: at, part });
  return client.next('blob-ack');
}

async function put(client: TestClient, blob: Blob, from = 0): Promise<void> {
  for (let at = from; at < blob.bytes.length; at += slowLineBytes)
    expect(await putPart(client, blob, at)).toMatchObject({ code: 0 });
}

async function get(client: TestClient, name: Hash): Promise<Bytes> {
  const parts: Bytes[] = [];
  let received = 0;
  for (;;) {
    client.send({ kind: 'blob-get', name, offset: received });
    const { total, part, offset } = await client.next('blob-part');
    expect(offset).toBe(received);
    expect(part.length).toBeLessThanOrEqual(slowLineBytes);
    parts.push(part);
    received += part.length;
    if (received === total) return concatBytes(...parts);
  }
}

describe('Attachments', () => {
  it('[P35] what one member put, another gets, also from a relay started again', async () => {
    const { scene, ana, luis } = await together();
    const photo = blobOf(100_000);
    await put(ana, photo);
    expect(await get(luis.client, photo.name)).toEqual(photo.bytes);
    await scene.relay.restart();
    const { space } = scene.known;
    const again = await TestClient.member(scene.relay.url, luis.person, space);
    expect(await get(again, photo.name)).toEqual(photo.bytes);
  });

  it('[P36] an upload goes on through another connection', async () => {
    const { ana, luis } = await together();
    const photo = blobOf(50_000);
    await putPart(ana, photo, 0);
    const { name } = photo;
    luis.client.send({ kind: 'blob-stat', name });
    expect(await luis.client.next('blob-ack')).toMatchObject({
      total: 50_000,
      received: slowLineBytes,
      code: 0,
    });
    await put(luis.client, photo, slowLineBytes);
    expect(await get(ana, name)).toEqual(photo.bytes);
  });

  it('[P35] bytes that are not those of the name are refused', async () => {
    const { client } = await anaFounds();
    const { bytes } = blobOf(300);
    const { name } = blobOf(300, 2);
    expect(await putPart(client, { name, bytes }, 0)).toMatchObject({
      total: 0,
      received: 0,
      code: 4400,
      retryAfterMs: 0,
    });
  });

  it('[P37] who only reads and comments may put; nobody fills more than the space has', async () => {
    const wire = { ...defaultLimits, blob: 40_000, blobBytes: 60_000 };
    const scene = await anaFounds({ limits: { wire } });
    const { client } = await letIn(scene, scene.known, 'reader');
    await put(client, blobOf(40_000));
    expect(await putPart(client, blobOf(30_000, 2), 0)).toMatchObject({
      code: 4413,
      retryAfterMs: 0,
      spaceBytes: 40_000,
    });
    await put(client, blobOf(20_000, 3));
  });

  it('[P37] too fast is told when to go on, and nothing is lost of it', async () => {
    const bytes = { perMinute: 60_000_000, burst: 17_000 };
    const { client } = await anaFounds({
      limits: { ...defaultRelayLimits, bytes },
    });
    const photo = blobOf(40_000);
    let at = 0;
    while (at < photo.bytes.length) {
      const answer = await putPart(client, photo, at);
      if (answer.code !== 0) {
        expect(answer.code).toBe(4429);
        expect(answer.retryAfterMs).toBeGreaterThan(0);
      }
      at = answer.received;
    }
    expect(await get(client, photo.name)).toEqual(photo.bytes);
  });

  it('[P38] what is not there is told, the connection goes on', async () => {
    const { client } = await anaFounds();
    const { name } = blobOf(300);
    client.send({ kind: 'blob-get', name, offset: 0 });
    expect(await client.next('blob-ack')).toMatchObject({
      total: 0,
      code: 4404,
      retryAfterMs: 0,
    });
    client.send({ kind: 'ping', clientTimeMs: 7 });
    await client.next('pong');
  });

  it('[P35] an upload nobody goes on with is gone after seven days', async () => {
    const clock = skewedClock();
    const { client } = await anaFounds({ clock, limits: { sweepMs: 20 } });
    const photo = blobOf(50_000);
    await putPart(client, photo, 0);
    clock.skip(unfinishedKeptMs + 60_000);
    await vi.waitFor(async () => {
      client.send({ kind: 'blob-stat', name: photo.name });
      expect((await client.next('blob-ack')).total).toBe(0);
    });
  });
});
