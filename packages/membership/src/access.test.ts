import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionBody } from './action-body.ts';
import { foldActions } from './fold.ts';
import { checkAction } from './log.ts';
import { mayPlace } from './place.ts';
import { type Right } from './rights.ts';
import { type Signer, createVerifier } from './sign.ts';
import {
  deviceInForceAt,
  devicesInForce,
  emptyState,
  judgeFrame,
  lastIndex,
  presentMembers,
  rightAt,
} from './state.ts';
import {
  type Story,
  boxKeyNumber,
  inviteNumber,
  removal,
  signerNumber,
} from './story.ts';

import {
  ana,
  rosa,
  luis,
  tablet,
  marta,
  cut,
  noCut,
  nobody,
  removeOf,
  roleOf,
  rotation,
  right,
  hashAt,
  three,
  vouchFor,
} from './test-access.ts';
describe('[E16] with approval', () => {
  async function atTheDoor(): Promise<Story> {
    const story = await three();
    await story.invite(rosa, 3, { approval: true, right: 'writer' });
    expect(await story.join(marta, 3)).toBe('effective');
    return story;
  }

  test('who joins waits, and is nobody until somebody who may give that right approves', async () => {
    const story = await atTheDoor();
    expect(right(story, marta)).toBeNull();
    expect(story.state.waiting.get(marta.device)?.invite).toBe(inviteNumber(3));
    expect(
      await story.act(marta, { kind: 'profile', epoch: 0, sealed: noCut }),
    ).toBe('device-not-in-force');
    const approve: ActionBody = {
      kind: 'approve',
      device: marta.device,
      epoch: 0,
      lockbox: Uint8Array.of(4),
    };
    expect(await story.act(luis, approve)).toBe('effective');
    expect(right(story, marta)).toBe('writer');
    expect(story.state.devices.get(marta.device)?.lockbox?.epoch).toBe(0);
    expect(await story.act(ana, approve)).toBe('not-waiting');
  });

  test('who invited or looks after the group turns her down; her key does not come back', async () => {
    const story = await atTheDoor();
    const cancel: ActionBody = {
      kind: 'cancel',
      action: hashAt(story, lastIndex(story.state)),
    };
    expect(await story.act(luis, cancel)).toBe('no-right');
    expect(await story.act(rosa, cancel)).toBe('effective');
    expect(story.state.waiting.size).toBe(0);
    expect(await story.join(marta, 3)).toBe('invitation');
  });
});

describe('[E16] roles, farewells and removals', () => {
  test('a role holds from its position on, and ends with its day for the relay', async () => {
    const story = await three();
    expect(await story.act(ana, roleOf(story, rosa, 'companion', 7))).toBe(
      'effective',
    );
    expect(rightAt(story.state, rosa.device, 4)).toBe('writer');
    expect(right(story, rosa)).toBe('companion');
    expect(
      await story.act(ana, {
        ...roleOf(story, rosa, 'reader'),
        member: nobody,
      } as ActionBody),
    ).toBe('member');
  });

  test('a removed member keeps her past, is out with all her devices, and so is what she sent out', async () => {
    const story = await three();
    await story.link(rosa, tablet);
    await story.invite(rosa, 9);
    await story.invite(rosa, 10, { approval: true });
    await story.join(marta, 10);
    expect(await story.act(ana, removeOf(story, rosa))).toBe('effective');
    for (const one of [rosa, tablet])
      expect(
        deviceInForceAt(story.state, one.device, lastIndex(story.state)),
      ).toBeNull();
    expect(presentMembers(story.state)).toHaveLength(2);
    expect(story.state.members.size).toBe(3);
    expect(story.state.waiting.size).toBe(0);
    expect(story.state.cuts.at(-1)?.devices).toHaveLength(2);
    const late = await signerNumber(8);
    expect(await story.join(late, 9)).toBe('invitation');
    const again = await story.act(ana, removal(ana));
    expect(again).toBe('last-steward');
    expect(await story.link(ana, rosa)).toBe('device-known');
  });

  test('the last who looks after the group neither goes nor is put down, nor given an end', async () => {
    const story = await three();
    expect(await story.act(ana, { kind: 'leave', cut: noCut })).toBe(
      'last-steward',
    );
    expect(await story.act(ana, roleOf(story, ana, 'writer'))).toBe(
      'last-steward',
    );
    expect(await story.act(ana, roleOf(story, ana, 'steward', 99))).toBe(
      'last-steward',
    );
    // Somebody who looks after it for a time only is none to leave it to.
    await story.act(ana, roleOf(story, rosa, 'steward', 99));
    expect(await story.act(ana, { kind: 'leave', cut: noCut })).toBe(
      'last-steward',
    );
    await story.act(ana, roleOf(story, luis, 'steward'));
    expect(await story.act(ana, { kind: 'leave', cut: noCut })).toBe(
      'effective',
    );
    expect(right(story, ana)).toBeNull();
    expect(await story.act(ana, removeOf(story, rosa))).toBe(
      'device-not-in-force',
    );
  });

  test('nobody removes herself: who goes leaves', async () => {
    const story = await three('steward');
    expect(await story.act(ana, removeOf(story, ana))).toBe('member');
  });
});

describe('[E28] a new period', () => {
  test('is for every device in force and for no other, and entries stand in the period they were written in', async () => {
    const story = await three();
    const before = lastIndex(story.state);
    await story.act(ana, removeOf(story, rosa));
    const { state } = story;
    expect(
      await story.act(
        ana,
        rotation(state, [ana.device, luis.device, rosa.device]),
      ),
    ).toBe('lockboxes');
    expect(await story.act(ana, rotation(state, [ana.device]))).toBe(
      'lockboxes',
    );
    expect(await story.act(ana, rotation(state, undefined, 2))).toBe('epoch');
    expect(await story.act(luis, rotation(state))).toBe('no-right');
    expect(await story.act(ana, rotation(state))).toBe('effective');
    const frame = (who: Signer, seenIndex: number, epoch: number) =>
      judgeFrame(
        story.state,
        {
          device: who.device,
          seenIndex,
          seenHash: story.state.hashes[seenIndex] ?? hashAt(story, 0),
          pending: [],
          epoch,
        },
        0,
      );
    const now = lastIndex(story.state);
    expect(frame(luis, now, 1)).toBe('accepted');
    expect(frame(luis, now, 0)).toBe('epoch');
    // Away since before: what she wrote then counts, under the key of then.
    expect(frame(luis, before, 0)).toBe('accepted');
    expect(frame(rosa, before, 0)).toBe('accepted');
    expect(frame(rosa, now, 1)).toBe('no-right');
  });
});

describe('[E31] somebody who has lost everything', () => {
  test('is let in again by two others, one of whom looks after the group', async () => {
    const story = await three();
    const fresh = await signerNumber(20);
    const body = await vouchFor(story, rosa, fresh);
    expect(await story.act(rosa, body)).toBe('vouch');
    expect(await story.act(luis, body)).toBe('effective');
    expect(await story.act(luis, body)).toBe('vouch');
    expect(right(story, fresh)).toBeNull();
    expect(await story.act(ana, body)).toBe('effective');
    expect(right(story, fresh)).toBe('writer');
    expect(story.memberOf(fresh)).toBe(story.memberOf(rosa));
    expect(story.state.vouched.size).toBe(0);
  });

  test('not by two of whom none does, nor by who names another key', async () => {
    const story = await three();
    await story.invite(ana, 3);
    await story.join(marta, 3);
    const fresh = await signerNumber(20);
    const body = await vouchFor(story, rosa, fresh);
    await story.act(luis, body);
    expect(await story.act(marta, body)).toBe('no-right');
    const other = { ...body, boxKey: boxKeyNumber(3) } as ActionBody;
    expect(await story.act(ana, other)).toBe('proof');
  });

  test('she who still has a device says no; the relay gives her a day for that', async () => {
    const story = await three();
    const fresh = await signerNumber(20);
    const body = await vouchFor(story, rosa, fresh);
    await story.act(ana, body);
    const index = lastIndex(story.state);
    const second = await story.sign(luis, body);
    const checked = await checkAction(
      createVerifier(),
      story.state,
      second.bytes,
    );
    const asked = (hours: number) => {
      const nowMs = 1_000 + hours * 3_600_000;
      const placedAtMs = (at: number) => (at === index ? 1_000 : nowMs);
      const may = mayPlace(story.state, checked, {
        nowMs,
        bringer: null,
        placedAtMs,
      });
      return may.ok ? 'given' : may.error;
    };
    expect(asked(23.9)).toBe('too-soon');
    expect(asked(24)).toBe('given');
    const cancel: ActionBody = { kind: 'cancel', action: hashAt(story, index) };
    expect(await story.act(luis, cancel)).toBe('no-right');
    expect(await story.act(rosa, cancel)).toBe('effective');
    expect(await story.place(second.bytes)).toBe('effective');
    expect(right(story, fresh)).toBeNull();
  });
});

describe('[E32] the end of a group', () => {
  test('closed, nobody writes or comes in any more; people still go', async () => {
    const story = await three();
    await story.invite(ana, 9);
    await story.act(ana, { kind: 'close', cut });
    const now = lastIndex(story.state);
    const frame = {
      device: rosa.device,
      seenIndex: now,
      seenHash: story.state.hashes[now] ?? hashAt(story, 0),
      pending: [],
      epoch: 0,
    };
    expect(judgeFrame(story.state, frame, 0)).toBe('no-right');
    expect(await story.join(marta, 9)).toBe('closed');
    expect(await story.act(rosa, { kind: 'leave', cut: noCut })).toBe(
      'effective',
    );
    expect(await story.act(ana, rotation(story.state))).toBe('effective');
  });

  test('a deletion is seven days away at least, and undone by who looks after the group', async () => {
    const story = await three();
    const nowMs = 1_000_000;
    const asked = async (days: number) => {
      const signed = await story.sign(ana, {
        kind: 'delete',
        due: nowMs + days * 86_400_000,
      });
      const checked = await checkAction(
        createVerifier(),
        story.state,
        signed.bytes,
      );
      return mayPlace(story.state, checked, {
        nowMs,
        bringer: null,
        placedAtMs: () => nowMs,
      }).ok;
    };
    expect(await asked(6.9)).toBe(false);
    expect(await asked(7)).toBe(true);
    await story.act(ana, { kind: 'delete', due: 7 });
    const action = hashAt(story, lastIndex(story.state));
    expect(await story.act(rosa, { kind: 'cancel', action })).toBe('no-right');
    expect(await story.act(ana, { kind: 'cancel', action })).toBe('effective');
    expect(story.state.deletion).toBeNull();
  });
});

test('[E15] whatever is signed in whatever order, all come to the same state, somebody looks after it, and who is out does nothing', async () => {
  const people = [ana, rosa, luis, marta];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(7)), {
        minLength: 3,
        maxLength: 14,
      }),
      async (acts) => {
        const story = await three('steward');
        await story.invite(ana, 3);
        await story.join(marta, 3);
        for (const [by, on, what] of acts) {
          const author = people[by] ?? ana;
          const other = people[on] ?? ana;
          const wasIn = right(story, author) !== null;
          const verdict = await story.act(author, bodyOf(story, other, what));
          if (!wasIn) expect(verdict).not.toBe('effective');
          const stewards = devicesInForce(story.state).filter(
            ({ key }) =>
              rightAt(story.state, key, lastIndex(story.state)) === 'steward',
          );
          expect(stewards.length).toBeGreaterThan(0);
        }
        const whole = foldActions(emptyState(story.state.space), story.entries);
        expect(whole).toEqual(story.state);
      },
    ),
    { numRuns: 150 },
  );

  function bodyOf(story: Story, other: Signer, what: number): ActionBody {
    const roles: readonly Right[] = ['steward', 'writer', 'companion'];
    const role = roles[what];
    if (role !== undefined) return roleOf(story, other, role);
    if (what === 3) return removeOf(story, other);
    if (what === 4) return { kind: 'leave', cut: noCut };
    if (what === 5) return rotation(story.state);
    if (what === 6) return removal(other);
    return { kind: 'delete', due: 5 };
  }
});
