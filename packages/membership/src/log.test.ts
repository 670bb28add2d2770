import { type DeviceKey, type Hash, bytesToId } from '@minga/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldActions } from './fold.ts';
import { checkAction, extendLog } from './log.ts';
import { type PlaceFacts, mayPlace, placeRefusalToNack } from './place.ts';
import { type Signer, createVerifier, joinProofBytes } from './sign.ts';
import {
  type MembershipState,
  emptyState,
  forksOf,
  judgeFrame,
  lastIndex,
  standingOf,
} from './state.ts';
import {
  type Story,
  anaAndRosa,
  anaFounds,
  boxKeyNumber,
  cast,
  inviteNumber,
  removal,
  signerNumber,
} from './story.ts';

const { ana, rosa, luis, tablet } = await cast();
const withRosa = () => anaAndRosa(ana, rosa);

describe('what this build does not know', () => {
  test('[E17] an unknown code makes the space read-only from there, and nothing after it is carried out', async () => {
    for (const body of [
      { kind: 'unknown', code: 200, body: Uint8Array.of(1, 2) },
      { kind: 'unknown', code: 19, body: new Uint8Array(0) },
    ] as const) {
      const story = await withRosa();
      await story.act(ana, body);
      expect(story.state.readOnlyFrom).toBe(3);
      await story.act(ana, { kind: 'home', homeRelay: 'wss://later.example' });
      expect(story.state.home).toBe('wss://relay.example');
      expect(story.state.hashes).toHaveLength(5);
      expect(standingOf(story.state, seenAt(story.state, 2))).toEqual({
        kind: 'at',
        index: 2,
      });
      expect(standingOf(story.state, seenAt(story.state, 3))).toEqual({
        kind: 'read-only',
      });
      expect(
        judgeFrame(
          story.state,
          { ...seenAt(story.state, 4), device: ana.device, epoch: 0 },
          0,
        ),
      ).toBe('read-only');
    }
  });

  test('[E17] bytes that cannot be decoded do the same; an unknown code that nobody signed does not', async () => {
    const story = await withRosa();
    const unknown = await story.sign(ana, {
      kind: 'unknown',
      code: 99,
      body: new Uint8Array(0),
    });
    const unsigned = unknown.bytes.slice();
    unsigned.set([0, 0, 0], unsigned.length - 3);
    expect(await story.place(unsigned)).toBe('signature');
    expect(story.state.readOnlyFrom).toBeNull();
    await story.place(Uint8Array.of(1, 2, 3));
    expect(story.state.readOnlyFrom).toBe(4);
  });

  test('[E18] an action that saw another log is void, and the fork is told', async () => {
    const story = await withRosa();
    const elsewhere = bytesToId<Hash>(new Uint8Array(32).fill(9));
    expect(
      await story.act(
        ana,
        { kind: 'home', homeRelay: '' },
        { seenHash: elsewhere },
      ),
    ).toBe('fork');
    expect(
      await story.act(ana, { kind: 'home', homeRelay: '' }, { seenIndex: 400 }),
    ).toBe('fork');
    expect(forksOf(story.state)).toEqual([3, 4]);
    expect(
      standingOf(story.state, {
        seenIndex: 1,
        seenHash: elsewhere,
        pending: [],
      }),
    ).toEqual({ kind: 'fork' });
  });

  test('[E6] what stands on an action without a position waits, and is judged when it has one', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1);
    const before = seenAt(story.state, 1);
    const frame = { ...before, device: rosa.device, epoch: 0 };
    expect(judgeFrame(story.state, frame, 0)).toBe('no-right');
    const join = await joinLater(story, rosa);
    const standing = { ...frame, pending: [join.hash] };
    expect(judgeFrame(story.state, standing, 0)).toBe('ahead');
    await story.place(join.bytes);
    expect(judgeFrame(story.state, standing, 0)).toBe('accepted');
    expect(judgeFrame(story.state, standing, 3)).toBe('no-right');
    expect(judgeFrame(story.state, { ...standing, epoch: 1 }, 0)).toBe('epoch');
  });
});

describe('the home relay gives positions', () => {
  const now = 1_900_000_000_000;

  test('[P26] [P27] only to what the fold would carry out, and judges the clock at that moment', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1, { expires: now });
    const verify = createVerifier();
    const join = await joinLater(story, rosa);
    const entry = await checkAction(verify, story.state, join.bytes);
    expect(mayPlace(story.state, entry, at(now - 1))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(mayPlace(story.state, entry, at(now))).toEqual({
      ok: false,
      error: 'expired',
    });
    expect(placeRefusalToNack('expired')).toEqual({ code: 4444, final: true });
    // Told again to a restored relay by who may invite.
    expect(mayPlace(story.state, entry, at(now, ana.device)).ok).toBe(true);
    expect(mayPlace(story.state, entry, at(now, rosa.device)).ok).toBe(false);
    // Once it has its position, no clock takes it back.
    expect(await story.place(join.bytes)).toBe('effective');
  });

  test('[P26] refuses a stale seen for good, one ahead of it for now, and codes it does not carry out', async () => {
    const story = await withRosa();
    const asked = async (
      header: object,
      body: Parameters<Story['sign']>[1] = { kind: 'home', homeRelay: '' },
    ) => {
      const signed = await story.sign(ana, body, header);
      const result = mayPlace(
        story.state,
        await checkAction(createVerifier(), story.state, signed.bytes),
        at(now),
      );
      return result.ok ? null : placeRefusalToNack(result.error);
    };
    const other = bytesToId<Hash>(new Uint8Array(32).fill(9));
    expect(await asked({})).toBeNull();
    expect(await asked({ seenHash: other })).toEqual({
      code: 4441,
      final: true,
    });
    expect(await asked({ seenIndex: 40 })).toEqual({
      code: 4441,
      final: false,
    });
    expect(await asked({ pending: [other] })).toEqual({
      code: 4441,
      final: false,
    });
    const unknown = {
      kind: 'unknown',
      code: 19,
      body: new Uint8Array(0),
    } as const;
    expect(await asked({}, unknown)).toEqual({ code: 4409, final: true });
  });

  test('[E16] a right that has ended acts no more, for the relay; the fold reads no clock', async () => {
    const story = await anaFounds(ana);
    await story.invite(ana, 1, { until: now });
    await story.join(rosa, 1);
    const profile = await story.sign(rosa, {
      kind: 'profile',
      epoch: 0,
      sealed: Uint8Array.of(1),
    });
    const entry = await checkAction(
      createVerifier(),
      story.state,
      profile.bytes,
    );
    expect(mayPlace(story.state, entry, at(now - 1)).ok).toBe(true);
    expect(mayPlace(story.state, entry, at(now))).toEqual({
      ok: false,
      error: 'expired',
    });
    expect(await story.place(profile.bytes)).toBe('effective');
  });
});

describe('[E15] the fold is a function of the log', () => {
  test('any prefix and then the rest gives what the whole gives', async () => {
    const story = await longStory();
    const whole = foldActions(emptyState(story.state.space), story.entries);
    expect(whole).toEqual(story.state);
    fc.assert(
      fc.property(
        fc.array(fc.nat(story.entries.length), { maxLength: 6 }),
        (cuts) => {
          const stops = [
            0,
            ...cuts.sort((a, b) => a - b),
            story.entries.length,
          ];
          let state = emptyState(story.state.space);
          for (const [i, stop] of stops.entries())
            state = foldActions(
              state,
              story.entries.slice(stops[i - 1] ?? 0, stop),
            );
          expect(state).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('folding on leaves the state it began with as it was', async () => {
    const story = await longStory();
    const half = Math.floor(story.entries.length / 2);
    const before = foldActions(
      emptyState(story.state.space),
      story.entries.slice(0, half),
    );
    const copy = structuredClone(before);
    foldActions(before, story.entries.slice(half));
    expect(before).toEqual(copy);
  });

  test('what is void may stand in any order and changes nothing else', async () => {
    const story = await longStory();
    const voidAt = story.entries
      .filter(({ index }) => story.state.voids.get(index) === 'signature')
      .map(({ index }) => index);
    expect(voidAt.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(voidAt, { minLength: voidAt.length }),
        (order) => {
          const entries = story.entries.map((entry) => {
            const from =
              story.entries[
                order[voidAt.indexOf(entry.index)] ?? entry.index
              ] ?? entry;
            // The chain is kept: otherwise every later action would be a fork, which is what [E18] is for.
            return { ...from, index: entry.index, logHash: entry.logHash };
          });
          const state = foldActions(emptyState(story.state.space), entries);
          expect(withoutOrder(state)).toEqual(withoutOrder(story.state));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a device that reads the bytes from the start or in pieces holds the same state', async () => {
    const story = await longStory();
    const verify = createVerifier(2);
    const placed = story.bytes.map((bytes, index) => ({ index, bytes }));
    const first = await extendLog(
      verify,
      emptyState(story.state.space),
      placed.slice(0, 5),
    );
    expect(first.ok).toBe(true);
    if (!first.ok) return;
    expect(await extendLog(verify, first.value, placed.slice(3))).toEqual({
      ok: true,
      value: story.state,
    });
    expect(await extendLog(verify, first.value, placed.slice(6))).toEqual({
      ok: false,
      error: { code: 'gap', index: 6 },
    });
    const other = [{ index: 2, bytes: story.bytes[3] ?? new Uint8Array(0) }];
    expect(await extendLog(verify, first.value, other)).toEqual({
      ok: false,
      error: { code: 'fork', index: 2 },
    });
  });
});

/** Everything once, with actions nobody signed in between. */
async function longStory(): Promise<Story> {
  const story = await withRosa();
  const forger: Signer = {
    device: ana.device,
    sign: (bytes) => luis.sign(bytes),
  };
  let n = 0;
  const forge = () =>
    story.act(forger, {
      kind: 'home',
      homeRelay: `wss://${String(n++)}.example`,
    });
  await forge();
  await story.invite(rosa, 2, { uses: 3, right: 'companion' });
  await forge();
  await story.join(luis, 2);
  await story.link(ana, tablet);
  await forge();
  await story.act(tablet, {
    kind: 'settings',
    epoch: 0,
    sealed: Uint8Array.of(3),
  });
  await story.act(luis, {
    kind: 'profile',
    epoch: 0,
    sealed: Uint8Array.of(4),
  });
  await forge();
  await story.act(luis, { kind: 'home', homeRelay: 'wss://luis.example' });
  await story.act(ana, removal(tablet));
  await forge();
  await story.act(ana, { kind: 'revoke-invite', invite: inviteNumber(2) });
  return story;
}

function withoutOrder(state: MembershipState) {
  return { ...state, indexByAction: [...state.indexByAction.keys()].sort() };
}

/** A relay that has given every position at this very moment. */
function at(nowMs: number, bringer: DeviceKey | null = null): PlaceFacts {
  return { nowMs, bringer, placedAtMs: () => nowMs };
}

function seenAt(state: MembershipState, index: number) {
  const seenHash = state.hashes[index];
  if (seenHash === undefined) throw new Error('no such position');
  return { seenIndex: index, seenHash, pending: [] };
}

test('[E6] hash_n chains: each hash covers every action before it', async () => {
  const story = await longStory();
  expect(new Set(story.state.hashes).size).toBe(lastIndex(story.state) + 1);
});

/** A join signed now and not placed yet. */
async function joinLater(story: Story, signer: Signer) {
  const key = await signerNumber(1001);
  const boxKey = boxKeyNumber(1);
  const proof = await key.sign(
    joinProofBytes(story.state.space, inviteNumber(1), signer.device, boxKey),
  );
  return story.sign(signer, {
    kind: 'join',
    invite: inviteNumber(1),
    boxKey,
    proof,
  });
}
