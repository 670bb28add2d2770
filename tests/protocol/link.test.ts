import type { Bytes, DocumentId } from '@minga/base';
import { toBase64Url } from '@minga/base';
import { closeCodes, defaultLimits } from '@minga/protocol';
import { type Relay, createMemoryLog, createRelay } from '@minga/server';
import {
  type AppendAnswer,
  type RelayLink,
  faultyTransport,
  websocketTransport,
} from '@minga/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilEqual } from '../support/documents.ts';
import { fastClock } from '../support/fast-clock.ts';
import {
  type LinkPeer,
  type LinkPeerOptions,
  createLinkPeer,
  newDocumentId,
} from '../support/link-peer.ts';
import { type Dice, chosenSeeds, diceOf, runSeeds } from '../support/seeds.ts';

describe('the link and a real relay', () => {
  let relay: Relay;
  let peer: LinkPeer;
  const links: RelayLink[] = [];
  beforeAll(async () => {
    relay = await createRelay({
      log: createMemoryLog(),
      limits: {
        wire: { ...defaultLimits, frameBurst: 100_000 },
        failures: { perMinute: 10_000, burst: 10_000 },
      },
    });
    peer = await createLinkPeer(relay);
  });
  afterAll(async () => {
    for (const link of links) link.stop();
    await relay.close();
  });

  const connect = (options: LinkPeerOptions = {}): RelayLink => {
    const link = peer.link(options);
    links.push(link);
    link.start();
    return link;
  };
  /** A link that syncs at READY and subscribes to `doc` whenever it is live, as the core does. */
  const follow = (
    doc: DocumentId,
    header: Bytes,
    options: LinkPeerOptions = {},
  ): RelayLink => {
    const link = connect({
      ...options,
      events: {
        ready: () => {
          link.listing();
        },
        ...options.events,
        synced: () => {
          link.putHeader(header);
          link.subscribe(doc, 0);
        },
        channelClosed: () => {
          link.subscribe(doc, 0);
        },
      },
    });
    return link;
  };

  it('[P7] a space is created once, and after that its device is a member', async () => {
    const created: number[] = [];
    const first = connect({
      events: { ready: (info) => created.push(info.actionCount) },
    });
    await untilEqual(() => created, [1]);
    first.stop();
    const actions: number[] = [];
    const second = connect({
      mode: 'member',
      events: {
        ready: () => {
          second.listing();
        },
        action: (index) => actions.push(index),
      },
    });
    await untilEqual(() => second.state.phase, 'live');
    expect(actions).toEqual([0]);
    second.stop();
  });

  it('[P7] a space the relay does not know is refused for good', async () => {
    const stranger = await createLinkPeer(relay);
    const link = stranger.link({ mode: 'member' });
    link.start();
    await untilEqual(() => link.state, {
      phase: 'refused',
      code: closeCodes.unknownSpace,
    });
    link.stop();
  });

  it('[P6] an answer made for another relay opens nothing', async () => {
    const link = connect({ audience: 'relay.example' });
    await untilEqual(
      () => link.state.phase === 'refused' || link.state.phase === 'waiting',
      true,
    );
    link.stop();
  });

  it('[P21] [P22] appends are answered and fanned out in the order they were made', async () => {
    const doc = newDocumentId();
    const header = await peer.header(doc);
    const seen: string[] = [];
    const reader = follow(doc, header, {
      events: { entry: (_doc, { frame }) => seen.push(nameOf(frame)) },
    });
    const writer = follow(doc, header);
    await untilEqual(() => writer.state.phase, 'live');
    await untilEqual(() => reader.state.phase, 'live');
    const next = peer.chain(doc);
    const frames = await many(next, 120);
    const answers = await Promise.all(
      frames.map((frame) => writer.append(doc, frame)),
    );
    const seqs = answers.map((answer) =>
      answer.kind === 'acked' ? answer.seq : answer.kind,
    );
    expect(seqs).toEqual([...seqs].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(seqs).size).toBe(120);
    await untilEqual(() => seen, frames.map(nameOf));
    reader.stop();
    writer.stop();
  });

  it('[P18] SUB sent again, UNSUB and SUB while appends are under way: each is answered once, all arrive', async () => {
    const doc = newDocumentId();
    const header = await peer.header(doc);
    const seen: string[] = [];
    const reader = follow(doc, header, {
      events: { entry: (_doc, { frame }) => seen.push(nameOf(frame)) },
    });
    const lost: (() => void)[] = [];
    let subscribed = 0;
    const writer = follow(doc, header, {
      events: {
        subscribed: () => {
          subscribed += 1;
          for (const again of lost.splice(0)) again();
        },
      },
    });
    await untilEqual(() => subscribed, 1);
    const dice = diceOf(7);
    const next = peer.chain(doc);
    const frames = await many(next, 200);
    const answered: number[] = [];
    const offer = async (i: number, frame: Bytes): Promise<void> => {
      const answer = await writer.append(doc, frame);
      if (answer.kind === 'acked') answered.push(i);
      else lost.push(() => void offer(i, frame));
    };
    for (const [i, frame] of frames.entries()) {
      void offer(i, frame);
      if (dice.chance(0.12)) writer.subscribe(doc, 0);
      if (dice.chance(0.1)) {
        writer.unsubscribe(doc);
        writer.subscribe(doc, 0);
      }
      if (dice.chance(0.3)) await pause(dice.below(3));
    }
    await untilEqual(() => answered.length, frames.length);
    expect(new Set(answered).size).toBe(frames.length);
    await untilEqual(() => new Set(seen).size, frames.length);
    expect([...new Set(seen)].sort()).toEqual(frames.map(nameOf).sort());
    reader.stop();
    writer.stop();
  });

  it('[P32] a relay that restarts finds its clients back by themselves', async () => {
    const log = createMemoryLog();
    const port = await freePortOf(relay);
    let own = await createRelay({ log, port });
    const other = await createLinkPeer(own);
    const phases: string[] = [];
    const link = other.link({
      clock: fastClock(20),
      events: {
        stateChanged: ({ phase }) => phases.push(phase),
        ready: () => {
          link.listing();
        },
      },
    });
    link.start();
    await untilEqual(() => link.state.phase, 'live');
    await own.close();
    await untilEqual(() => link.state.phase === 'live', false);
    own = await createRelay({ log: createMemoryLog(), port });
    await untilEqual(() => link.state.phase, 'live');
    expect(phases).not.toContain('refused');
    link.stop();
    await own.close();
  });

  it('[P21] however the wire is cut, every append is answered once, in order, and the log is whole', async () => {
    const tell = async (seed: number): Promise<void> => {
      await cutStory(peer, follow, diceOf(seed));
    };
    const options = { atOnce: 8, file: 'tests/protocol/link.test.ts' };
    await runSeeds(chosenSeeds(60), options, tell);
  });
});

/** One writer on a wire that is cut at random moments; one reader on a good one. */
async function cutStory(
  peer: LinkPeer,
  follow: (
    doc: DocumentId,
    header: Bytes,
    options: LinkPeerOptions,
  ) => RelayLink,
  dice: Dice,
): Promise<void> {
  const doc = newDocumentId();
  const header = await peer.header(doc);
  const seen: string[] = [];
  const reader = follow(doc, header, {
    events: { entry: (_doc, { frame }) => seen.push(nameOf(frame)) },
  });
  const frames = await many(peer.chain(doc), 12 + dice.below(20));
  const inLog = new Set<number>();
  const onTheirWay = new Set<number>();
  const mistakes: string[] = [];
  const resolved: number[] = [];
  let calls = 0;

  /** What the engine does: in order, at most eight, the same bytes again after `lost`. */
  const offer = (): void => {
    for (const [i, frame] of frames.entries()) {
      if (inLog.has(i) || onTheirWay.has(i)) continue;
      if (onTheirWay.size >= 8) return;
      onTheirWay.add(i);
      const call = (calls += 1);
      let answers = 0;
      void writer.append(doc, frame).then((answer) => {
        answers += 1;
        if (answers > 1) mistakes.push(`call ${call} answered twice`);
        onTheirWay.delete(i);
        note(call, i, answer);
      });
    }
  };
  const note = (call: number, i: number, answer: AppendAnswer): void => {
    if (answer.kind === 'refused') mistakes.push(`refused ${answer.code}`);
    if (answer.kind === 'retry') setTimeout(offer, 1);
    if (answer.kind !== 'acked') return;
    if (call < (resolved.at(-1) ?? 0)) mistakes.push(`${call} out of order`);
    resolved.push(call);
    inLog.add(i);
    offer();
  };
  const random = (): number => dice.next();
  const cut = dice.pick([0.01, 0.03, 0.07]);
  const delayMs = dice.pick([0, 0, 2, 5]);
  const writer = follow(doc, header, {
    clock: fastClock(200),
    transport: faultyTransport(websocketTransport(), {
      random,
      cut,
      delayMs,
      partitioned: () => false,
    }),
    events: { subscribed: offer },
  });
  await untilEqual(() => inLog.size, frames.length);
  expect(mistakes).toEqual([]);
  await untilEqual(() => new Set(seen).size, frames.length);
  const expected = frames.map(nameOf);
  expect([...new Set(seen)]).toEqual(expected);
  writer.stop();
  reader.stop();
}

async function many(
  next: () => Promise<Bytes>,
  count: number,
): Promise<Bytes[]> {
  const frames: Bytes[] = [];
  for (let i = 0; i < count; i++) frames.push(await next());
  return frames;
}

/** Its nonce and ciphertext are random: the last bytes before the signature tell frames apart. */
function nameOf(frame: Bytes): string {
  return toBase64Url(frame.subarray(-100, -68));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** One that was free a moment ago, and will be again. */
async function freePortOf(relay: Relay): Promise<number> {
  const probe = await createRelay({ log: createMemoryLog() });
  await probe.close();
  return probe.port === relay.port ? freePortOf(relay) : probe.port;
}
