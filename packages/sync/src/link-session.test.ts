import { type Bytes, type DocumentId, bytesToId } from '@minga/base';
import {
  type RelayMessage,
  closeCodes,
  hashBytes,
  nackCodes,
  zeroEntryId,
  zeroHash,
} from '@minga/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aDocument, deviceNamed, frameChain } from './test-support/frames.ts';
import { changes, openLink, subbed } from './test-support/link-scene.ts';
import { settle } from './test-support/manual-clock.ts';

// What is told to a developer in these stories surprises nobody.
const failed = vi.spyOn(console, 'error');
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  failed.mockReset().mockImplementation(() => undefined);
});

describe('what the relay says', () => {
  it('an exception of a listener ends the connection and not the queue: the next one works', async () => {
    let isBroken = true;
    const { clock, relay, live, states } = openLink({
      events: {
        serverTime: () => {
          if (isBroken) throw new Error('a bug of ours');
        },
      },
    });
    await live();
    relay.last.say({
      kind: 'pong',
      clientTimeMs: 0,
      serverTimeMs: 1,
      spaceHead: 0,
    });
    await settle();
    expect(failed).toHaveBeenCalledOnce();
    expect(states.at(-1)?.phase).toBe('waiting');
    isBroken = false;
    await clock.advance(2_000);
    await live();
    expect(states.at(-1)?.phase).toBe('live');
  });

  it.each<[string, Bytes]>([
    ['nothing', new Uint8Array()],
    ['an unknown type', new Uint8Array([1, 200])],
    ['half a message', new Uint8Array([9, 51, 1])],
  ])('[P3] %s ends the connection', async (_what, bytes) => {
    const { relay, live, states } = openLink();
    await live();
    relay.last.sayBytes(bytes);
    await settle();
    expect(relay.last.isOpen).toBe(false);
    expect(states.at(-1)?.phase).toBe('waiting');
  });

  it('[P13] pages are one answer, and more documents than there may be end the connection', async () => {
    const answers: number[] = [];
    const { relay, live } = openLink({
      events: { synced: ({ changed }) => answers.push(changed.length) },
    });
    await live();
    const page = Array.from({ length: 500 }, (_, i) =>
      bytesToId<DocumentId>(Uint8Array.from({ length: 16 }, () => i & 255)),
    );
    relay.last.say(changes(page, { more: true }), changes(page));
    await settle();
    expect(answers).toEqual([0, 1000]);
    for (let i = 0; i < 41; i++) relay.last.say(changes(page, { more: true }));
    await settle();
    expect(relay.last.isOpen).toBe(false);
  });

  it('[P14] an entry that was under way when UNSUB was said is told as a change', async () => {
    const { relay, link, live, told } = openLink();
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed());
    await settle();
    link.unsubscribe(aDocument);
    const entry = (wireFrame: Bytes): RelayMessage => ({
      kind: 'entry',
      channel: 1,
      seq: 5,
      back: 5,
      alias: 1,
      wireFrame,
    });
    relay.last.say(entry(new Uint8Array([0, 1, 2])));
    relay.last.say({ kind: 'head', channel: 1, seq: 5 });
    await settle();
    expect(told).toEqual(['changed 5']);
    expect(relay.last.kinds().at(-1)).toBe('unsub');
  });

  it('UNSUB said before SUBBED came is said again after it, so that nothing is sent for nobody', async () => {
    const { relay, link, live } = openLink();
    await live();
    link.subscribe(aDocument, 0);
    link.unsubscribe(aDocument);
    await settle();
    expect(relay.last.kinds()).not.toContain('unsub');
    relay.last.say(subbed(4));
    await settle();
    expect(relay.last.last('unsub').channel).toBe(4);
  });

  it('[P18] short frames without a first one ask once for SUB, and a relay that never mends is left', async () => {
    const closed: number[] = [];
    const opened = openLink({
      events: {
        channelClosed: (doc, code) => {
          closed.push(code);
          opened.link.subscribe(doc, 0);
        },
      },
    });
    const { relay, link, live } = opened;
    await live();
    link.subscribe(aDocument, 0);
    const lie: RelayMessage = {
      kind: 'entry',
      channel: 1,
      seq: 2,
      back: 2,
      alias: 1,
      wireFrame: new Uint8Array(100),
    };
    await settle();
    relay.last.say(subbed(), lie, lie, lie);
    await settle();
    expect(closed).toEqual([1002]);
    // On a busy machine several lies are heard in one turn, and count once.
    for (let i = 0; i < 500 && relay.connections[0]?.isOpen; i++) {
      relay.connections[0].say(subbed(), lie);
      await settle();
    }
    expect(relay.connections[0]?.isOpen).toBe(false);
    expect(closed.length).toBeLessThan(45);
  });

  it('[P21] an answer to no append ends the connection: from there on all answers would be wrong', async () => {
    const { relay, link, live } = openLink();
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed(), { kind: 'ack', channel: 1, seq: 4, back: 4 });
    await settle();
    expect(relay.last.isOpen).toBe(false);
  });

  it.each([
    [0, 250],
    [5_000, 5_000],
    [Number.MAX_SAFE_INTEGER, 900_000],
  ])('[P24] asked to wait %i ms, an append waits %i', async (asked, waits) => {
    const { relay, link, live } = openLink();
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed());
    await settle();
    const { bytes, entryId } = await frameChain(deviceNamed(1))();
    const answer = link.append(aDocument, bytes);
    await settle();
    relay.last.say({
      kind: 'nack',
      channel: 1,
      entryId,
      final: false,
      code: nackCodes.busy,
      retryAfterMs: asked,
    });
    expect(await answer).toEqual({
      kind: 'retry',
      code: nackCodes.busy,
      afterMs: waits,
    });
  });

  it('[P16] what channel 0 refuses is told', async () => {
    const nacks: unknown[] = [];
    const { relay, live } = openLink({
      events: { nack: (code, final) => nacks.push([code, final]) },
    });
    await live();
    relay.last.say({
      kind: 'nack',
      channel: 0,
      entryId: zeroEntryId,
      final: true,
      code: nackCodes.invitationNotLive,
      retryAfterMs: 0,
    });
    await settle();
    expect(nacks).toEqual([[nackCodes.invitationNotLive, true]]);
  });

  it('a snapshot is put together and believed only under its own hash', async () => {
    const snapshots: Bytes[] = [];
    const { relay, link, live } = openLink({
      events: {
        snapshot: (_doc, _covers, _hash, whole) => snapshots.push(whole),
      },
    });
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    const whole = crypto.getRandomValues(new Uint8Array(1_000));
    const hash = await hashBytes(whole);
    const part = (offset: number, of = hash): RelayMessage => ({
      kind: 'snap',
      channel: 1,
      covers: 7,
      hash: of,
      total: 1_000,
      offset,
      part: whole.slice(offset, offset + 400),
    });
    relay.last.say(subbed(), part(400), part(0), part(800), part(400));
    relay.last.say(part(0), part(400));
    relay.last.say(part(800));
    await settle();
    expect(snapshots).toEqual([whole]);
    relay.last.say(part(0, zeroHash), part(400, zeroHash), part(800, zeroHash));
    await settle();
    expect(snapshots).toHaveLength(1);
    expect(relay.last.isOpen).toBe(false);
  });

  it('[P32] what came before the close is heard before it', async () => {
    const { relay, link, live } = openLink();
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed());
    await settle();
    const answer = link.append(
      aDocument,
      (await frameChain(deviceNamed(1))()).bytes,
    );
    await settle();
    relay.last.say({ kind: 'ack', channel: 1, seq: 9, back: 9 });
    relay.last.close(closeCodes.draining);
    expect(await answer).toEqual({ kind: 'acked', seq: 9, back: 9 });
  });
});

describe('what is said', () => {
  it('[P4] what is said in one turn is one socket message, in order', async () => {
    const { relay, link, live } = openLink();
    await live();
    const writes = relay.last.writes.length;
    link.requestRegisters();
    link.subscribe(aDocument, 0);
    link.putAction(new Uint8Array(3));
    await settle();
    expect(relay.last.writes.slice(writes)).toEqual([3]);
    expect(relay.last.kinds().slice(-3)).toEqual(['reg', 'sub', 'action']);
  });

  it('[P29] a cursor waits a moment for an append to travel with, and is dropped when the wire is full', async () => {
    const { clock, relay, link, live } = openLink();
    await live();
    link.sendPresence(aDocument, new Uint8Array(5));
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed());
    await settle();
    const heard = relay.last.heard.length;
    const writes = relay.last.writes.length;
    link.sendPresence(aDocument, new Uint8Array(5));
    await settle();
    expect(relay.last.heard).toHaveLength(heard);
    void link.append(aDocument, (await frameChain(deviceNamed(1))()).bytes);
    await settle();
    expect(relay.last.kinds().slice(heard)).toEqual(['eph', 'append']);
    expect(relay.last.writes.slice(writes)).toEqual([2]);
    link.sendPresence(aDocument, new Uint8Array(5));
    await clock.advance(60);
    expect(relay.last.kinds().at(-1)).toBe('eph');
    relay.waiting = 2 * 1024 * 1024;
    link.sendPresence(aDocument, new Uint8Array(5));
    await clock.advance(60);
    expect(relay.last.kinds().filter((kind) => kind === 'eph')).toHaveLength(2);
  });

  it('[P2] what is longer than the relay takes is not said: it would end the connection for good', async () => {
    const { clock, relay, link, live } = openLink();
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed());
    await settle();
    const heard = relay.last.heard.length;
    link.sendRegister(new Uint8Array(64 * 1024 + 1));
    link.putAction(new Uint8Array(64 * 1024 + 1));
    link.putKeys(
      bytesToId(new Uint8Array(16)),
      new Uint8Array(5_000),
      new Uint8Array(),
    );
    link.sendPresence(aDocument, new Uint8Array(4_097));
    await clock.advance(60);
    expect(relay.last.heard).toHaveLength(heard);
    expect(failed).toHaveBeenCalledTimes(4);
    link.sendRegister(new Uint8Array(64 * 1024));
    await settle();
    expect(relay.last.kinds().at(-1)).toBe('reg');
  });
});
