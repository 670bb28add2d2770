import { decodeWireFrame } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import { createDocument, createScenes } from './test-relay.ts';
import { Chain, Wire, wholeFrame } from './test-story.ts';

const { together } = createScenes({ onTestFinished, vi });

describe('Append', () => {
  it('[P21] acknowledges each, in order, with its place', async () => {
    const { ana, channel, ofAna } = await together();
    const wire = new Wire();
    const frames = [await ofAna.next(), await ofAna.next(), await ofAna.next()];
    for (const one of frames)
      ana.send({ kind: 'append', channel, wireFrame: wire.encode(one) });
    expect(await ana.take(3, 'ack')).toEqual([
      { kind: 'ack', channel, seq: 1, back: 1 },
      { kind: 'ack', channel, seq: 2, back: 1 },
      { kind: 'ack', channel, seq: 3, back: 1 },
    ]);
  });

  it('[P22] fans out what is durable, to others and never back', async () => {
    const { ana, luis, channel, ofAna } = await together();
    const one = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(one.frame) });
    await ana.next('ack');
    expect(await luis.client.next('entry')).toMatchObject({
      channel,
      seq: 1,
      back: 1,
    });
    expect(await ana.settled()).toEqual([]);
    expect(await luis.client.settled()).toEqual([]);
  });

  it('[P22] brings ACK and ENTRY of a document to each connection in the order of seq', async () => {
    const { ana, luis, channel, ofAna, ofLuis } = await together();
    const rounds = 40;
    const mine = [];
    const his = [];
    for (let i = 0; i < rounds; i++) {
      mine.push(await ofAna.next());
      his.push(await ofLuis.next());
    }
    for (let i = 0; i < rounds; i++) {
      ana.send({
        kind: 'append',
        channel,
        wireFrame: wholeFrame(mine[i]!.frame),
      });
      luis.client.send({
        kind: 'append',
        channel,
        wireFrame: wholeFrame(his[i]!.frame),
      });
    }
    const everything = Array.from({ length: 2 * rounds }, (_, i) => i + 1);
    for (const client of [ana, luis.client]) {
      const received = await client.take(2 * rounds, 'ack', 'entry');
      expect(received.map(({ seq }) => seq)).toEqual(everything);
      const acks = received.filter(({ kind }) => kind === 'ack');
      expect(acks).toHaveLength(rounds);
    }
  });

  it('[P18] [P19] sends an author whole first and short after, to each connection by what it knows', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    const wire = new Wire();
    const sizes = async (client: TestClient) => {
      const { wireFrame } = await client.next('entry');
      return (wireFrame[0]! & 1) === 1 ? 'whole' : 'short';
    };
    const send = async () => {
      const wireFrame = wire.encode(await ofAna.next());
      ana.send({ kind: 'append', channel, wireFrame });
      await ana.next('ack');
    };
    await send();
    expect(await sizes(luis.client)).toBe('whole');
    await send();
    expect(await sizes(luis.client)).toBe('short');
    const late = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    await late.subscribe(doc, 2);
    await send();
    expect(await sizes(luis.client)).toBe('short');
    expect(await sizes(late)).toBe('whole');
    await send();
    expect(await sizes(late)).toBe('short');
    const later = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    await later.subscribe(doc);
    expect(await sizes(later)).toBe('whole');
    for (let i = 0; i < 3; i++) expect(await sizes(later)).toBe('short');
    await send();
    expect(await sizes(later)).toBe('short');
  });

  it('[P18] rebuilds the canonical bytes that were signed', async () => {
    const { ana, luis, known, doc, channel, ofAna } = await together();
    const wire = new Wire();
    const first = await ofAna.next();
    const second = await ofAna.next();
    for (const one of [first, second])
      ana.send({ kind: 'append', channel, wireFrame: wire.encode(one) });
    const context = { space: known.space, doc, from: 'relay' as const };
    const whole = await luis.client.next('entry');
    const decoded = decodeWireFrame(whole.wireFrame, context, null);
    expect(decoded.ok && decoded.value.frame.bytes).toEqual(first.frame.bytes);
    // What Luis gets is Ana's own short form again.
    const short = await luis.client.next('entry');
    const twin = new Wire();
    twin.encode(first);
    expect(short.wireFrame).toEqual(twin.encode(second));
  });

  it('[P18] closes with 4400 for a short frame without one before it, and one of another document', async () => {
    const { scene, ana, luis, known, channel, ofAna, ofLuis } =
      await together();
    const wire = new Wire();
    wire.encode(await ofAna.next());
    const short = wire.encode(await ofAna.next());
    ana.send({ kind: 'append', channel, wireFrame: short });
    expect(await ana.closed).toBe(4400);
    const again = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    const other = await createDocument({ ...scene, client: again }, known);
    const elsewhere = await luis.client.subscribe(other);
    const wireFrame = wholeFrame((await ofLuis.next()).frame);
    luis.client.send({ kind: 'append', channel: elsewhere, wireFrame });
    expect(await luis.client.closed).toBe(4400);
  });

  it('[P21] acknowledges what it already holds with its seq and back 0, from whomever', async () => {
    const { ana, luis, channel, ofAna } = await together();
    const wireFrame = wholeFrame((await ofAna.next()).frame);
    const append = { kind: 'append' as const, channel, wireFrame };
    ana.send(append, append);
    expect(await ana.next('ack')).toMatchObject({ seq: 1, back: 1 });
    expect(await ana.next('ack')).toMatchObject({ seq: 1, back: 0 });
    luis.client.send(append);
    expect(await luis.client.next('ack')).toMatchObject({ seq: 1, back: 0 });
    ana.send(append);
    expect(await ana.next('ack')).toMatchObject({ seq: 1, back: 0 });
    expect(await ana.settled()).toEqual([]);
  });

  it('[P21] knows after a restart what it held before', async () => {
    const { scene, ana, known, doc, channel, ofAna } = await together();
    const wireFrame = wholeFrame((await ofAna.next()).frame);
    ana.send({ kind: 'append', channel, wireFrame });
    await ana.next('ack');
    await scene.relay.restart();
    const again = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    const anew = await again.subscribe(doc);
    again.send({ kind: 'append', channel: anew, wireFrame });
    expect(await again.next('ack')).toMatchObject({ seq: 1, back: 0 });
  });

  it('[P22] answers an APPEND made while the document is still catching up in its place among the entries', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    for (let i = 0; i < 30; i++)
      ana.send({
        kind: 'append',
        channel,
        wireFrame: wholeFrame((await ofAna.next({ size: 20_000 })).frame),
      });
    await ana.take(30, 'ack');
    const late = await TestClient.member(
      scene.relay.url,
      luis.person,
      known.space,
    );
    await late.settled();
    const chain = new Chain(luis.person, known, doc);
    const mine = wholeFrame((await chain.next()).frame);
    late.send(
      { kind: 'sub', doc, since: 0, withoutSnapshot: false },
      { kind: 'append', channel, wireFrame: mine },
      { kind: 'append', channel, wireFrame: mine },
    );
    await late.next('head');
    const order = (await late.settled()).flatMap((message) =>
      message.kind === 'entry' || message.kind === 'ack'
        ? [`${message.kind} ${message.seq}`]
        : [],
    );
    const entries = Array.from({ length: 30 }, (_, i) => `entry ${i + 1}`);
    expect(order).toEqual([...entries, 'ack 31', 'ack 31']);
  });
});
