import {
  type Bytes,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  bytesToId,
} from '@minga/base';
import {
  type ClientMessage,
  encodeClientMessage,
  snapshotPartSize,
} from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TestClient } from './test-client.ts';
import { createDocument, createScenes } from './test-relay.ts';
import { Chain, Wire, wholeFrame } from './test-story.ts';

const { together } = createScenes({ onTestFinished, vi });

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('A client that says anything in any order', () => {
  it.each([1, 2, 3, 4])(
    'costs nobody else anything (seed %i)',
    async (seed) => {
      const below = seeded(seed);
      const { scene, ana, luis, known, doc, channel } = await together();
      const other = await createDocument(scene, known);
      const docs = [doc, other, bytesToId<DocumentId>(new Uint8Array(16))];
      const wire = new Wire();
      const chain = new Chain(luis.person, known, doc);
      const frames: Bytes[] = [];
      for (let i = 0; i < 30; i++) {
        const made = await chain.next({ size: below(300) + 16 });
        frames.push(
          below(2) === 0 ? wholeFrame(made.frame) : wire.encode(made),
        );
      }
      const bytes = (length: number) =>
        Uint8Array.from({ length }, () => below(256));
      const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
      const hash = () => bytesToId<Hash>(bytes(32));
      const makers: (() => ClientMessage)[] = [
        () => ({
          kind: 'sub',
          doc: pick(docs),
          since: below(9),
          withoutSnapshot: below(2) === 0,
        }),
        () => ({ kind: 'unsub', channel: below(4) }),
        () => ({ kind: 'append', channel: below(4), wireFrame: pick(frames) }),
        () => ({ kind: 'append', channel, wireFrame: pick(frames) }),
        () => ({ kind: 'eph', channel: below(4), presence: bytes(below(40)) }),
        () => ({
          kind: 'get',
          what: 'entries',
          doc: pick(docs),
          from: 0,
          to: below(50),
        }),
        () => ({
          kind: 'get',
          what: 'snapshot',
          doc: pick(docs),
          hash: hash(),
        }),
        () => ({ kind: 'lease', doc: pick(docs) }),
        () => {
          const part = bytes(1 + below(60));
          const total = part.length + below(3) * snapshotPartSize;
          return {
            kind: 'snap-put',
            doc: pick(docs),
            hash: hash(),
            total,
            offset: 0,
            part,
          };
        },
        () => ({
          kind: 'sync',
          logId: bytesToId<LogId>(bytes(16)),
          since: { seq: 1 + below(9), entryId: bytesToId<EntryId>(bytes(16)) },
        }),
        () => ({ kind: 'action', action: bytes(below(200)) }),
        () => ({ kind: 'action', action: scene.space.create }),
        () => ({
          kind: 'keybox',
          inviteId: bytesToId<InviteId>(bytes(16)),
          sealedKeys: bytes(9),
          sealedCard: bytes(9),
        }),
        () => ({ kind: 'reg', register: below(2) === 0 ? null : bytes(80) }),
        () => ({
          kind: 'report',
          doc: pick(docs),
          entryId: bytesToId<EntryId>(bytes(16)),
          code: below(9),
        }),
        () => ({ kind: 'ping', clientTimeMs: below(1e6) }),
        () => ({ kind: 'blob', type: 65 + below(3), body: bytes(below(20)) }),
        () => ({ kind: 'doc', header: bytes(below(300)) }),
        () => ({ kind: 'blob-stat', name: hash() }),
        () => ({ kind: 'blob-get', name: hash(), offset: below(300) }),
        () => {
          const part = bytes(1 + below(60));
          const offset = below(2) * below(90);
          const total = offset + part.length + below(3) * 50;
          return { kind: 'blob-put', name: hash(), total, offset, part };
        },
      ];
      for (let round = 0; round < 25; round++) {
        const client = await TestClient.member(
          scene.relay.url,
          luis.person,
          known.space,
        );
        for (let i = 0; i < 40; i++) client.send(pick(makers)());
        if (below(2) === 0) {
          const spoiled = encodeClientMessage(pick(makers)()).slice();
          spoiled[below(spoiled.length)]! ^= 1 << below(8);
          client.socket.send(spoiled);
        }
        if (below(3) === 0) client.socket.terminate();
        else client.socket.close();
        await client.closed;
      }
      const mine = wholeFrame(
        (await new Chain(scene.ana, known, doc).next()).frame,
      );
      ana.send({ kind: 'append', channel, wireFrame: mine });
      await ana.next('ack');
      await luis.client.next('entry');
      const metrics = await (await fetch(`${scene.relay.url}/metrics`)).text();
      expect(metrics).not.toContain('errors_total');
      expect(metrics).toContain('minga_connections 2\n');
    },
  );
});
