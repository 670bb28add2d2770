import { ByteWriter, type DocumentId, bytesToId, unwrap } from '@minga/base';
import {
  decodeWireFrame,
  encodeWireFrame,
  framePredecessor,
  nackCodes,
} from '@minga/protocol';
import { describe, expect, it } from 'vitest';
import { createLinkChannel } from './link-channel.ts';
import type { AppendAnswer } from './relay-link.ts';
import {
  type ChainedFrame,
  aDocument,
  aSpace,
  deviceNamed,
  frameChain,
} from './test-support/frames.ts';
import { settle } from './test-support/manual-clock.ts';

const scope = { space: aSpace, doc: aDocument, device: deviceNamed(1) };
const isWhole = (wire: Uint8Array) => ((wire[0] ?? 0) & 1) === 1;

function openChannel() {
  const sent: Uint8Array<ArrayBuffer>[] = [];
  const channel = createLinkChannel({
    ...scope,
    send: (_number, wire) => {
      sent.push(wire);
    },
  });
  return { channel, sent };
}

const ack = (seq: number): AppendAnswer => ({ kind: 'acked', seq, back: 1 });

describe('appends of one channel', () => {
  it('[P18] go out whole first, then short, and the relay rebuilds the same bytes', async () => {
    const { channel, sent } = openChannel();
    const next = frameChain(deviceNamed(1));
    const frames = [await next(), await next(), await next()];
    channel.opened(1);
    for (const { bytes } of frames) void channel.append(bytes);
    await settle();
    expect(sent.map(isWhole)).toEqual([true, false, false]);
    expectSameOrder(sent, frames);
  });

  it('[P18] of other devices go whole and pass between without counting', async () => {
    const { channel, sent } = openChannel();
    const own = frameChain(deviceNamed(1));
    const other = frameChain(deviceNamed(2));
    channel.opened(1);
    for (const next of [own, other, other, own])
      void channel.append((await next()).bytes);
    await settle();
    expect(sent.map(isWhole)).toEqual([true, true, true, false]);
  });

  it('[P18] keep the order of the calls when SUB is sent again while they are being hashed', async () => {
    const { channel, sent } = openChannel();
    const next = frameChain(deviceNamed(1));
    const frames = await many(next, 6);
    channel.opened(1);
    for (const { bytes } of frames.slice(0, 3)) void channel.append(bytes);
    channel.reopening();
    for (const { bytes } of frames.slice(3)) void channel.append(bytes);
    await settle();
    expect(sent).toEqual([]);
    channel.opened(1);
    await settle();
    expect(sent.map(isWhole)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(sent[0]?.length).toBeGreaterThan(sent[1]?.length ?? 0);
    expectSameOrder(sent, frames);
  });

  it('[P18] start with a whole frame after SUB was sent again', async () => {
    const { channel, sent } = openChannel();
    const next = frameChain(deviceNamed(1));
    channel.opened(1);
    void channel.append((await next()).bytes);
    await settle();
    channel.reopening();
    channel.opened(1);
    void channel.append((await next()).bytes);
    await settle();
    expect(sent.map(isWhole)).toEqual([true, true]);
  });

  it('[P21] an answer after UNSUB and SUB belongs to the append before UNSUB', async () => {
    const { channel } = openChannel();
    const next = frameChain(deviceNamed(1));
    const [first, second] = await many(next, 2);
    channel.opened(1);
    const firstAnswer = channel.append(first!.bytes);
    await settle();
    channel.abandon();
    expect(await firstAnswer).toEqual({ kind: 'lost' });
    channel.reopening();
    channel.opened(2);
    const secondAnswer = channel.append(second!.bytes);
    await settle();
    expect(channel.answered(ack(10), null)).toBe(true);
    expect(channel.answered(ack(11), null)).toBe(true);
    expect(await secondAnswer).toEqual(ack(11));
  });

  it('[P21] an answer that names another entry, or answers nothing, is the relay’s mistake', async () => {
    const { channel } = openChannel();
    const next = frameChain(deviceNamed(1));
    const [first, second] = await many(next, 2);
    expect(channel.answered(ack(1), null)).toBe(false);
    channel.opened(1);
    void channel.append(first!.bytes);
    await settle();
    const refused: AppendAnswer = { kind: 'refused', code: 4403 };
    expect(channel.answered(refused, second!.entryId)).toBe(false);
  });

  it('what the connection’s end leaves unanswered is lost, once', async () => {
    const { channel } = openChannel();
    const next = frameChain(deviceNamed(1));
    channel.opened(1);
    const inFlight = channel.append((await next()).bytes);
    await settle();
    channel.reopening();
    const waiting = channel.append((await next()).bytes);
    channel.lost();
    const after = channel.append((await next()).bytes);
    expect(await Promise.all([inFlight, waiting, after])).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'lost' })),
    );
  });

  it('damage on this device is refused here, not offered', async () => {
    const { channel, sent } = openChannel();
    channel.opened(1);
    const { code } = (await channel.append(new Uint8Array(50))) as {
      code: number;
    };
    expect(code).toBe(nackCodes.malformed);
    expect(sent).toEqual([]);
  });
});

describe('entries of one channel', () => {
  it('[P19] are rebuilt per alias, and 0 binds nothing', async () => {
    const { channel } = openChannel();
    channel.opened(1);
    const ana = await many(frameChain(deviceNamed(1)), 3);
    const rosa = await many(frameChain(deviceNamed(2)), 2);
    expect(await receive(channel, 1, ana[0]!, null)).toEqual(ana[0]!.bytes);
    expect(await receive(channel, 2, rosa[0]!, null)).toEqual(rosa[0]!.bytes);
    expect(await receive(channel, 0, ana[2]!, null)).toEqual(ana[2]!.bytes);
    expect(await receive(channel, 1, ana[1]!, ana[0]!)).toEqual(ana[1]!.bytes);
    expect(await receive(channel, 2, rosa[1]!, rosa[0]!)).toEqual(
      rosa[1]!.bytes,
    );
    const short = wireOf(ana[1]!, ana[0]!);
    expect(await channel.receive(0, short)).toMatchObject({ ok: false });
  });

  it('[P18] a short one without the one before asks for SUB; after SUBBED all starts anew', async () => {
    const { channel } = openChannel();
    channel.opened(1);
    const [first, second] = await many(frameChain(deviceNamed(1)), 2);
    const short = wireOf(second!, first!);
    const noPredecessor = { ok: false, error: 'no-predecessor' };
    expect(await channel.receive(1, short)).toEqual(noPredecessor);
    await receive(channel, 1, first!, null);
    channel.reopening();
    channel.opened(1);
    expect(await channel.receive(1, short)).toEqual(noPredecessor);
  });

  it('a whole frame that does not decode is handed on: the relay must not blame us, nor we the relay', async () => {
    const { channel } = openChannel();
    channel.opened(1);
    const elsewhere = bytesToId<DocumentId>(new Uint8Array(16).fill(1));
    const foreign = frameChain(deviceNamed(1), { doc: elsewhere });
    const one = await foreign();
    expect(await receive(channel, 1, one, null)).toEqual(one.bytes);
    const damaged = one.bytes.slice();
    damaged[20] = (damaged[20] ?? 0) ^ 255;
    const wire = new ByteWriter().u8(1).blob(damaged).done();
    expect(await channel.receive(1, wire)).toEqual({
      ok: true,
      value: { frame: damaged, via: null },
    });
    expect(await channel.receive(1, new Uint8Array([64]))).toEqual({
      ok: false,
      error: 'malformed',
    });
  });
});

function wireOf(one: ChainedFrame, before: ChainedFrame | null) {
  return encodeWireFrame(
    one.frame,
    before === null ? null : framePredecessor(before.frame, before.frameHash),
    null,
  );
}

async function receive(
  channel: ReturnType<typeof createLinkChannel>,
  alias: number,
  one: ChainedFrame,
  before: ChainedFrame | null,
) {
  return unwrap(await channel.receive(alias, wireOf(one, before))).frame;
}

async function many(
  next: () => Promise<ChainedFrame>,
  count: number,
): Promise<ChainedFrame[]> {
  const frames: ChainedFrame[] = [];
  for (let i = 0; i < count; i++) frames.push(await next());
  return frames;
}

function expectSameOrder(
  sent: readonly Uint8Array<ArrayBuffer>[],
  frames: readonly ChainedFrame[],
): void {
  let before = null;
  for (const [i, wire] of sent.entries()) {
    const context = { ...scope, from: 'client' } as const;
    const { frame } = unwrap(decodeWireFrame(wire, context, before));
    expect(frame.bytes).toEqual(frames[i]!.bytes);
    before = framePredecessor(frame, frames[i]!.frameHash);
  }
}
