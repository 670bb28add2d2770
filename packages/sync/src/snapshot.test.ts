import {
  type Bytes,
  type DeviceKey,
  type Hash,
  bytesToId,
  ownBytes,
  unwrap,
} from '@minga/base';
import type { Opener } from '@minga/crypto';
import { createDoc, origins } from '@minga/documents';
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalForm } from './canonical-form.ts';
import { decodeUpdate } from './decode-update.ts';
import type {
  Retained,
  RetainedEntry,
  RetainedFrame,
  SnapshotBody,
  SnapshotCandidate,
} from './retained.ts';
import { buildSnapshot } from './snapshot-building.ts';
import { checkSnapshot } from './snapshot-checking.ts';
import {
  type Story,
  seededRandom,
  tellStory,
} from './test-support/random-replicas.ts';

const deviceOf = (author: number): DeviceKey =>
  bytesToId<DeviceKey>(new Uint8Array(33).fill(author + 1));
const hashOf = (author: number, counter: number): Hash =>
  bytesToId<Hash>(
    new Uint8Array(32).map((_, i) =>
      i === 0 ? author : counter >> (8 * i - 8),
    ),
  );

/** A log as a device would hold it. ClientIDs are not claimed here: signatures are not what these stories are about. */
function entriesOf({ log }: Story): RetainedEntry[] {
  const counters = new Map<number, number>();
  return log.map(({ author, update }, i) => {
    const counter = (counters.get(author) ?? 0) + 1;
    counters.set(author, counter);
    return {
      number: i + 1,
      device: deviceOf(author),
      counter,
      frameHash: hashOf(author, counter),
      update: ownBytes(update),
      frame: new Uint8Array(),
      claims: [],
    };
  });
}

/** What somebody holds who has these and no others: the frontier stops before the first one missing. */
function holding(
  entries: readonly RetainedEntry[],
  more: Partial<Retained> = {},
): Retained {
  const frontier = new Map<DeviceKey, number>(
    (more.base?.frontier ?? []).map(({ device, counter }) => [device, counter]),
  );
  const frames: readonly RetainedFrame[] = [
    ...entries,
    ...(more.quarantined ?? []),
  ];
  for (const { device, counter } of [...frames].sort(
    (a, b) => a.counter - b.counter,
  ))
    if (counter === (frontier.get(device) ?? 0) + 1)
      frontier.set(device, counter);
  return {
    base: null,
    isBaseBelieved: true,
    isWhole: true,
    entries,
    quarantined: [],
    frontier,
    isDuplicated: false,
    ...more,
  };
}

const nothingToOpen: Opener = {
  verify: () => Promise.reject(new Error('no entry claims anything')),
  keyring: null as unknown as Opener['keyring'],
};

async function build(retained: Retained): Promise<SnapshotBody> {
  return unwrap(await buildSnapshot(nothingToOpen, retained));
}

function opened({
  state,
  ...body
}: SnapshotBody): Omit<SnapshotCandidate, 'clients'> {
  const decoded = unwrap(decodeUpdate({ codec: 'v2', update: state }));
  expect(decoded.needs).toEqual(new Map());
  return { ...body, claimed: [], state: decoded.update };
}

function docOf(state: Bytes): Y.Doc {
  const doc = createDoc();
  Y.applyUpdateV2(doc, state, origins.stored);
  return doc;
}

const stories = Array.from({ length: 30 }, (_, seed) => seed);

describe('a snapshot', () => {
  test.each(stories)(
    '[E21] [E22] is found right by whoever holds its entries, also on top of another (story %i)',
    async (seed) => {
      const all = entriesOf(tellStory(seed, 3 + (seed % 3), 150));
      const random = seededRandom(seed);
      const first = await build(
        holding(all.slice(0, 10 + random(all.length - 20))),
      );
      const onTop = holding(all, { base: first, isWhole: false });
      const second = await build(onTop);
      expect(docOf(second.state).store.pendingStructs).toBeNull();
      for (const retained of [holding(all), onTop])
        for (const snapshot of [first, second]) {
          const isOlder = snapshot === first && retained === onTop;
          expect(
            await checkSnapshot(
              opened(snapshot),
              isOlder ? holding(all, { base: first }) : retained,
            ),
          ).toEqual({
            kind: 'verified',
          });
        }
      const missing = random(5);
      const others = all.filter((_, i) => i !== missing);
      expect((await checkSnapshot(opened(second), holding(others))).kind).toBe(
        'unverifiable',
      );
    },
  );

  test.each(stories)(
    '[E21] stops before a frame that is missing, and draws back with all that stands on it (story %i)',
    async (seed) => {
      const all = entriesOf(tellStory(seed, 4, 150));
      const missing = all[seededRandom(seed)(all.length)];
      const held = all.filter((one) => one !== missing);
      const built = await buildSnapshot(nothingToOpen, holding(held));
      if (!built.ok) return;
      const { frontier, state } = built.value;
      const counterOf = new Map(
        frontier.map(({ device, counter }) => [device, counter]),
      );
      if (missing === undefined) throw new Error('there is always one');
      expect(counterOf.get(missing.device) ?? 0).toBeLessThan(missing.counter);
      const inside = all.filter(
        ({ device, counter }) => counter <= (counterOf.get(device) ?? 0),
      );
      const doc = createDoc();
      for (const { update } of inside)
        Y.applyUpdate(doc, update, origins.remote);
      expect(await canonicalForm(doc)).toEqual(
        await canonicalForm(docOf(state)),
      );
      // Who has the missing one too agrees all the same.
      expect(await checkSnapshot(opened(built.value), holding(all))).toEqual({
        kind: 'verified',
      });
    },
  );

  it('[E22] with other text under the same clocks is refused by whoever holds the entries, and by nobody else', async () => {
    let tried = 0;
    for (let seed = 100; seed < 120; seed++) {
      const all = entriesOf(tellStory(seed, 3, 150));
      const honest = opened(await build(holding(all)));
      const state = ownBytes(honest.state);
      const at = state.findIndex((_, i) =>
        ['a', 'b', 'c'].every(
          (letter, k) => state[i + k] === letter.charCodeAt(0),
        ),
      );
      if (at === -1) continue;
      tried++;
      state[at] = 'A'.charCodeAt(0);
      const forged = { ...honest, state };
      expect(await checkSnapshot(forged, holding(all))).toEqual({
        kind: 'refused',
        reason: 'other-content',
      });
      const joiner = holding([]);
      expect(await checkSnapshot(forged, joiner)).toEqual({
        kind: 'unverifiable',
      });
      expect(await checkSnapshot(honest, joiner)).toEqual({
        kind: 'unverifiable',
      });
    }
    expect(tried).toBeGreaterThan(10);
  });

  it('[E22] that names a frame of which this device holds another version proves nothing', async () => {
    const all = entriesOf(tellStory(1, 3, 100));
    const { frontier, ...rest } = opened(await build(holding(all)));
    const elsewhere = frontier.map((one, i) =>
      i === 0 ? { ...one, frameHash: hashOf(99, 1) } : one,
    );
    expect(
      (await checkSnapshot({ ...rest, frontier: elsewhere }, holding(all)))
        .kind,
    ).toBe('unverifiable');
  });

  it('[E21] lists what was quarantined and passes over it; who has that in the document refuses', async () => {
    const all = entriesOf(tellStory(5, 3, 120));
    const last = all.findLast(({ device }) => device === deviceOf(1));
    const entries = all.filter((one) => one !== last);
    const quarantined = last === undefined ? [] : [last];
    const retained = holding(entries, { quarantined });
    const snapshot = await build(retained);
    expect(snapshot.quarantined).toEqual([
      { device: last?.device, frameHash: last?.frameHash },
    ]);
    expect(snapshot.frontier).toContainEqual(
      expect.objectContaining({ frameHash: last?.frameHash }),
    );
    expect(await checkSnapshot(opened(snapshot), retained)).toEqual({
      kind: 'verified',
    });
    expect(await checkSnapshot(opened(snapshot), holding(all))).toEqual({
      kind: 'refused',
      reason: 'passes-over-content',
    });
  });

  it('[E22] that leaves out a claim would make the next edits of its session nobody’s: refused', async () => {
    const all = entriesOf(tellStory(6, 3, 80));
    const snapshot = opened(await build(holding(all)));
    const claiming = all.map((one, i) =>
      i === 3 ? { ...one, claims: [4711] } : one,
    );
    expect(await checkSnapshot(snapshot, holding(claiming))).toEqual({
      kind: 'refused',
      reason: 'claims-missing',
    });
    const claimed = [
      { clientId: 4711, device: claiming[3]?.device ?? deviceOf(0) },
    ];
    expect(
      await checkSnapshot({ ...snapshot, claimed }, holding(claiming)),
    ).toEqual({ kind: 'verified' });
  });

  it('[E21] is not made on an unconfirmed one, nor while a device is in use twice, nor of nothing', async () => {
    const all = entriesOf(tellStory(7, 3, 80));
    const errorOf = async (retained: Retained) => {
      const built = await buildSnapshot(nothingToOpen, retained);
      return built.ok ? null : built.error;
    };
    const base = await build(holding(all.slice(0, 20)));
    expect(await errorOf(holding(all, { base, isBaseBelieved: false }))).toBe(
      'base-unconfirmed',
    );
    expect(await errorOf(holding(all, { isDuplicated: true }))).toBe(
      'duplicated',
    );
    expect(await errorOf(holding(all.slice(0, 20), { base }))).toBe(
      'nothing-new',
    );
    expect(await errorOf(holding([]))).toBe('nothing-new');
  });
});
