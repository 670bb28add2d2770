import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Hash, bytesToId } from '@minga/base';
import { zeroHash } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sha256 } from './services.ts';
import { TestClient } from './test-client.ts';
import { type Scene, createScenes, skewedClock } from './test-relay.ts';
import {
  type Known,
  type Person,
  signedAction,
  wholeFrame,
} from './test-story.ts';

const { together } = createScenes({ onTestFinished, vi });

const dayMs = 86_400_000;
// Days pass at once here: nobody is silent for too long.
const limits = { sweepMs: 50, idleMs: 100 * dayMs };

async function deleteIn(
  { ana, client }: Scene,
  known: Known,
  due: number,
): Promise<Hash> {
  const body = { kind: 'delete' as const, due };
  const action = await signedAction(ana.signer, known, body);
  client.send({ kind: 'action', action: action.bytes });
  await client.next('action');
  return action.hash;
}

async function refusalOf(
  url: string,
  { space }: Known,
  person: Person,
): Promise<number> {
  const client = await TestClient.connect(url);
  await client.authenticate(space, 'member', person, {
    haveActions: 0,
    haveHash: zeroHash,
  });
  return client.closed;
}

/** Ana and Luis have written, and Ana has put an attachment. */
async function aGroup() {
  const clock = skewedClock();
  const all = await together({ clock, limits });
  const { scene, ana, ofAna, channel } = all;
  const { frame } = await ofAna.next({ size: 4_000 });
  ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
  await ana.next('ack');
  const part = crypto.getRandomValues(new Uint8Array(3_000));
  const name = bytesToId<Hash>(sha256(part));
  const total = part.length;
  ana.send({ kind: 'blob-put', name, total, offset: 0, part });
  await ana.next('blob-ack');
  const marks = [frame.ciphertext, part].map((bytes) =>
    Buffer.from(bytes.subarray(1_000, 1_032)),
  );
  /** Which of them lie in any file of the relay's folder. */
  const found = () =>
    marks.map((mark) =>
      readdirSync(scene.relay.dir).some((file) =>
        readFileSync(join(scene.relay.dir, file)).includes(mark),
      ),
    );
  return { ...all, clock, found };
}

describe('A space that who looks after it has deleted', () => {
  it('[P40] goes on until its day; then nothing of it is in any file, and it cannot be begun again', async () => {
    const { scene, luis, known, clock, found } = await aGroup();
    expect(found()).toEqual([true, true]);
    await deleteIn(scene, known, clock.now() + 7 * dayMs);
    clock.skip(6 * dayMs);
    const { url } = scene.relay;
    await TestClient.member(url, luis.person, known.space);
    clock.skip(dayMs);
    expect(await luis.client.closed).toBe(4410);
    await vi.waitFor(
      () => {
        expect(found()).toEqual([false, false]);
      },
      { timeout: 15_000 },
    );
    expect(await refusalOf(url, known, luis.person)).toBe(4410);
    const again = await TestClient.connect(url);
    const { create } = scene.space;
    await again.authenticate(known.space, 'create', scene.ana, {
      action: create,
    });
    expect(await again.closed).toBe(4410);
    await scene.relay.restart({ clock, limits });
    expect(await refusalOf(scene.relay.url, known, scene.ana)).toBe(4410);
  });

  it('[P40] whose day comes while the relay is away is gone before anybody can ask', async () => {
    const { scene, luis, known, clock, found } = await aGroup();
    await deleteIn(scene, known, clock.now() + 7 * dayMs);
    await scene.relay.stop();
    clock.skip(8 * dayMs);
    await scene.relay.restart({ clock, limits: {} });
    expect(await refusalOf(scene.relay.url, known, luis.person)).toBe(4410);
    expect(found()).toEqual([false, false]);
  });

  it('[P40] stays when it is taken back in time, through a restart too', async () => {
    const { scene, luis, known, clock, found } = await aGroup();
    const action = await deleteIn(scene, known, clock.now() + 7 * dayMs);
    const cancel = await signedAction(scene.ana.signer, known, {
      kind: 'cancel',
      action,
    });
    scene.client.send({ kind: 'action', action: cancel.bytes });
    await scene.client.next('action');
    await scene.relay.stop();
    clock.skip(8 * dayMs);
    await scene.relay.restart({ clock, limits });
    await TestClient.member(scene.relay.url, luis.person, known.space);
    expect(found()).toEqual([true, true]);
  });
});
