import { type DocumentId, type Hash, bytesToId } from '@minga/base';
import { decodeWireFrame, defaultLimits } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import {
  createDocument,
  letIn,
  skewedClock,
  createScenes,
} from './test-relay.ts';
import { Chain, Wire, randomId, wholeFrame } from './test-story.ts';

const { anaFounds, together } = createScenes({ onTestFinished, vi });

describe('What is refused', () => {
  const nackOf = async (
    client: TestClient,
    channel: number,
    made: Awaited<ReturnType<Chain['next']>>,
  ) => {
    const wireFrame = wholeFrame(made.frame);
    client.send({ kind: 'append', channel, wireFrame });
    const nack = await client.next('nack');
    expect(nack).toMatchObject({ channel, entryId: made.entryId });
    return [nack.code, nack.final ? 'final' : 'retry'];
  };

  it('[P23] 4404 retry: no document record', async () => {
    const { client, ana, known } = await anaFounds();
    const doc = randomId<DocumentId>(16);
    const channel = await client.subscribe(doc);
    const chain = new Chain(ana, known, doc);
    expect(await nackOf(client, channel, await chain.next())).toEqual([
      4404,
      'retry',
    ]);
  });

  it('[P23] 4413 final: a frame over the limit, and only that frame', async () => {
    const { ana, channel, ofAna } = await together();
    const large = await ofAna.next({ size: 1024 * 1024 });
    expect(await nackOf(ana, channel, large)).toEqual([4413, 'final']);
    const voids = large.frameHash;
    const small = await ofAna.next({ voids });
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(small.frame) });
    await ana.next('ack');
  });

  it('[P23] 4403 final: a right that does not reach the class, whatever was once seen', async () => {
    const scene = await anaFounds();
    const reader = await letIn(scene, scene.known, 'reader');
    const { known } = reader;
    const school = await createDocument(scene, known);
    const comments = await createDocument(scene, known, { class: 2 });
    const chains = [school, comments].map(
      (doc) => new Chain(reader.person, known, doc),
    );
    const channels = [
      await reader.client.subscribe(school),
      await reader.client.subscribe(comments),
    ];
    expect(
      await nackOf(reader.client, channels[0]!, await chains[0]!.next()),
    ).toEqual([4403, 'final']);
    const wireFrame = wholeFrame((await chains[1]!.next()).frame);
    reader.client.send({ kind: 'append', channel: channels[1]!, wireFrame });
    await reader.client.next('ack');
  });

  it('[P23] 4440 final: another epoch than the one in force at what it has seen, or an old generation', async () => {
    const { ana, channel, ofAna } = await together();
    expect(await nackOf(ana, channel, await ofAna.next({ epoch: 1 }))).toEqual([
      4440,
      'final',
    ]);
  });

  it('[P23] 4441: a log it does not know yet (retry), another log (final)', async () => {
    const { ana, channel, known, ofAna } = await together();
    const ahead = { seenIndex: known.seenIndex + 1 };
    expect(await nackOf(ana, channel, await ofAna.next(ahead))).toEqual([
      4441,
      'retry',
    ]);
    const pending = [bytesToId<Hash>(new Uint8Array(32).fill(7))];
    expect(await nackOf(ana, channel, await ofAna.next({ pending }))).toEqual([
      4441,
      'retry',
    ]);
    const fork = { seenHash: bytesToId<Hash>(new Uint8Array(32).fill(8)) };
    expect(await nackOf(ana, channel, await ofAna.next(fork))).toEqual([
      4441,
      'final',
    ]);
  });

  it('[P20] 4442 final: a frame of another device that the other device did not sign', async () => {
    const { ana, luis, channel, ofAna } = await together();
    const forged = await ofAna.next({ device: luis.person.device });
    expect(await nackOf(ana, channel, forged)).toEqual([4442, 'final']);
    expect(await luis.client.settled()).toEqual([]);
  });

  it('[P20] stores what another device signed, names who carried it and does not echo it', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna, ofLuis } =
      await together();
    const his = await ofLuis.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(his.frame) });
    expect(await ana.next('ack')).toMatchObject({ seq: 1, back: 1 });
    const { wireFrame } = await luis.client.next('entry');
    const context = { space: known.space, doc, from: 'relay' as const };
    const decoded = decodeWireFrame(wireFrame, context, null);
    const via = scene.ana.device;
    expect(decoded).toMatchObject({ ok: true, value: { via } });
    // Ana's own chain goes on where it was.
    const wire = new Wire();
    for (const one of [await ofAna.next(), await ofAna.next()])
      ana.send({ kind: 'append', channel, wireFrame: wire.encode(one) });
    await ana.next('ack');
    await ana.next('ack');
  });

  it('[P20] refuses a carried frame whose author never had the right', async () => {
    const { scene, ana, known } = await together();
    const reader = await letIn(scene, known, 'reader');
    const doc = await createDocument(scene, reader.known);
    const channel = await ana.subscribe(doc);
    const chain = new Chain(reader.person, reader.known, doc);
    expect(await nackOf(ana, channel, await chain.next())).toEqual([
      4403,
      'final',
    ]);
  });

  it('[P21] keeps refusals in their place among the answers', async () => {
    const { ana, channel, ofAna } = await together();
    const good = await ofAna.next();
    const bad = await ofAna.next({ epoch: 4 });
    const better = await ofAna.next();
    for (const { frame } of [good, bad, better])
      ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    const answers = await ana.take(3, 'ack', 'nack');
    expect(answers.map(({ kind }) => kind)).toEqual(['ack', 'nack', 'ack']);
  });

  it('[P23] [P24] 4429 retry: more than the bucket of the device holds, on all its connections', async () => {
    const clock = skewedClock();
    const { scene, ana, known, doc, channel, ofAna } = await together({
      clock,
      limits: {
        wire: { ...defaultLimits, frameBurst: 10, framesPerMinute: 60 },
      },
    });
    for (let i = 0; i < 12; i++) {
      const wireFrame = wholeFrame((await ofAna.next()).frame);
      ana.send({ kind: 'append', channel, wireFrame });
    }
    const answers = (await ana.take(12, 'ack', 'nack')).map((message) =>
      message.kind === 'nack' ? message.code : 'ack',
    );
    // The document's record and the two actions of letting Luis in were paid from the same bucket.
    expect(answers.filter((each) => each === 'ack').length).toBeLessThan(10);
    expect(answers.at(-1)).toBe(4429);
    const second = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    await second.subscribe(doc);
    expect(await nackOf(second, channel, await ofAna.next())).toEqual([
      4429,
      'retry',
    ]);
    clock.skip(60_000);
    const wireFrame = wholeFrame((await ofAna.next()).frame);
    second.send({ kind: 'append', channel, wireFrame });
    await second.next('ack');
  });

  it('[P23] 4413 retry: the space is full', async () => {
    const { ana, channel, ofAna } = await together({
      limits: { wire: { ...defaultLimits, spaceBytes: 1_000 } },
    });
    const first = await ofAna.next({ size: 500 });
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(first.frame) });
    await ana.next('ack');
    const second = await ofAna.next({ size: 500 });
    expect(await nackOf(ana, channel, second)).toEqual([4413, 'retry']);
  });
});
