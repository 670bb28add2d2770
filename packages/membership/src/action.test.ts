import {
  type Bytes,
  type DeviceKey,
  bytesToId,
  fromBase64Url,
  idToBytes,
  readLp,
  toBase64Url,
  utf8,
} from '@minga/base';
import { compareBytes, suite1, zeroHash } from '@minga/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Action,
  actionHash,
  actionSigningBytes,
  decodeAction,
  encodeAction,
  nextLogHash,
  noSpace,
} from './action.ts';
import type { ActionBody } from './action-body.ts';
import { memberOfFirstDevice } from './member-id.ts';
import { createVerifier, deviceProofBytes, verifyAction } from './sign.ts';
import { devicesInForce } from './state.ts';
import { type Story, anaFounds, boxKeyNumber, signerNumber } from './story.ts';
import vectors from './vectors/actions.json' with { type: 'json' };

import { anyAction } from './test-actions.ts';
describe('vectors', () => {
  for (const vector of vectors.actions) {
    test(`[E2] ${vector.name}: these bytes, this hash, this signature`, async () => {
      const bytes = fromText(vector.action);
      const decoded = decodeAction(bytes);
      if (!decoded.ok) throw new Error(decoded.error.code);
      const action = decoded.value;
      expect(action.body.kind).toBe(vector.name);
      expect(toBase64Url(encodeAction(action))).toBe(vector.action);
      expect(await actionHash(bytes)).toBe(vector.actionHash);
      expect(toBase64Url(await actionSigningBytes(action, action.body))).toBe(
        vector.signed,
      );
      expect(await verifyAction(createVerifier(), action)).toBe(true);
      expect(await memberOfFirstDevice(action.device)).toBe(
        vector.memberOfAuthor,
      );
    });
  }

  test('[E15] the same story signs the same bytes: Ed25519 is deterministic', async () => {
    expect(await vectorStory()).toEqual(vectors);
  });
});

describe('what is written is read', () => {
  test('[P1] every body comes back as it was, and has one encoding', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const bytes = encodeAction(action);
        const decoded = decodeAction(bytes);
        expect(decoded).toEqual({ ok: true, value: action });
      }),
      { numRuns: 3000 },
    );
  });

  test('[P1] [E1] changed bytes are refused, or are another action with that very encoding', () => {
    fc.assert(
      fc.property(
        anyAction,
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (action, mutations) => {
          const bytes = mutations.reduce(mutate, encodeAction(action));
          const decoded = decodeAction(bytes);
          if (decoded.ok) expect(encodeAction(decoded.value)).toEqual(bytes);
        },
      ),
      { numRuns: 10_000, interruptAfterTimeLimit: 8000 },
    );
  });

  test('[P1] bytes from nowhere are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decodeAction(new Uint8Array(bytes)).ok).toBe(false);
      }),
      { numRuns: 10_000, interruptAfterTimeLimit: 4000 },
    );
  });

  test('[E17] a code that this build does not know is told as unknown', () => {
    for (const code of [0, 19, 255])
      expect(decodeAction(withCode(code))).toMatchObject({
        ok: true,
        value: { body: { kind: 'unknown', code, body: utf8('later') } },
      });
  });

  test('[E16] [P1] a removal without a cut, and lockboxes that are none, twice or out of order, are refused', () => {
    const rotate = sample('rotate');
    if (rotate.body.kind !== 'rotate') throw new Error('no rotate');
    const { body } = rotate;
    const [one] = body.lockboxes;
    if (one === undefined) throw new Error('no lockbox');
    const other = {
      device: bytesToId<DeviceKey>(
        Uint8Array.of(suite1, ...new Uint8Array(32)),
      ),
      sealed: one.sealed,
    };
    const decodes = (lockboxes: typeof body.lockboxes) =>
      decodeAction(encodeAction({ ...rotate, body: { ...body, lockboxes } }))
        .ok;
    expect(decodes([one])).toBe(true);
    expect(decodes([other, one])).toBe(true);
    for (const wrong of [[], [one, one], [one, other]])
      expect(decodes(wrong)).toBe(false);
    const remove = sample('remove');
    const empty = { ...remove.body, cut: new Uint8Array(0) } as ActionBody;
    expect(decodeAction(encodeAction({ ...remove, body: empty })).ok).toBe(
      false,
    );
  });

  test('[E1] another suite, of the action or of a key in it, is told apart from damage', async () => {
    const signed = await anaFounds(await signerNumber(1));
    const bytes = signed.bytes[0] ?? new Uint8Array(0);
    const header = readLp(bytes, 'minga/1/action', 3)?.[0];
    const headerAt = header?.byteOffset ?? 0;
    for (const at of [0, 34]) {
      const other = bytes.slice();
      expect(other[headerAt + at]).toBe(suite1);
      other[headerAt + at] = 2;
      expect(decodeAction(other)).toEqual({
        ok: false,
        error: { code: 'suite-unknown' },
      });
    }
  });

  test('[E6] create stands on nothing and names no space; nothing else may do so', () => {
    const create = sample('create');
    expect(decodeAction(encodeAction({ ...create, seenIndex: 1 })).ok).toBe(
      false,
    );
    expect(
      decodeAction(encodeAction({ ...create, space: sample('home').space })).ok,
    ).toBe(false);
    expect(
      decodeAction(encodeAction({ ...sample('home'), space: noSpace })).ok,
    ).toBe(false);
  });

  test('[P1] a right, a flag or a number of uses out of range is refused', () => {
    const invite = sample('invite');
    const bytes = encodeAction(invite);
    const body = readLp(bytes, 'minga/1/action', 3)?.[1];
    const bodyAt = body?.byteOffset ?? 0;
    const changed = (at: number, value: number) => {
      const copy = bytes.slice();
      copy[bodyAt + at] = value;
      return decodeAction(copy).ok;
    };
    expect(changed(49, 1)).toBe(true);
    expect(changed(49, 0)).toBe(false);
    expect(changed(49, 5)).toBe(false);
    expect(changed(70, 2)).toBe(false);
    expect(
      decodeAction(
        encodeAction({
          ...invite,
          body: { ...invite.body, uses: 0 } as ActionBody,
        }),
      ).ok,
    ).toBe(false);
  });
});

test('[E6] hash_0 is the hash of create; hash_n covers the one before and the action', async () => {
  const first = await actionHash(utf8('create'));
  const second = await actionHash(utf8('home'));
  expect(await nextLogHash(null, first)).toBe(first);
  expect(await nextLogHash(first, second)).not.toBe(second);
});

async function vectorStory() {
  const [ana, rosa, tablet] = await Promise.all([
    signerNumber(1),
    signerNumber(2),
    signerNumber(4),
  ]);
  const story = await anaFounds(ana);
  await story.invite(ana, 1, {
    right: 'companion',
    until: 1_900_000_000_000,
    uses: 3,
  });
  await story.join(rosa, 1);
  await story.link(ana, tablet);
  const [first] = story.state.hashes;
  await story.act(
    tablet,
    { kind: 'profile', epoch: 0, sealed: Uint8Array.of(1, 2, 3) },
    { pending: first === undefined ? [] : [first] },
  );
  await accessFollows(story);
  const actions = [];
  for (const [i, entry] of story.entries.entries()) {
    const bytes = story.bytes[i];
    if (bytes === undefined || entry.action === null)
      throw new Error('a story without its bytes');
    actions.push({
      name: entry.action.body.kind,
      action: toBase64Url(bytes),
      actionHash: entry.actionHash,
      logHash: entry.logHash,
      signed: toBase64Url(
        await actionSigningBytes(entry.action, entry.action.body),
      ),
      device: entry.action.device,
      memberOfAuthor: entry.memberOfAuthor,
    });
  }
  return {
    about:
      'Bytes in base64url. Ana has seed 00000001 and 28 zeros, Rosa 00000002…, the tablet 00000004…, the invitation 000003e9….',
    space: story.state.space,
    actions,
  };
}

/** After them one action of each of the codes 7 and 11–18. */
async function accessFollows(story: Story): Promise<void> {
  const [ana, rosa, luis, fresh] = await Promise.all(
    [1, 2, 3, 20].map(signerNumber),
  );
  if (!ana || !rosa || !luis || !fresh) throw new Error('nobody there');
  const cut = Uint8Array.of(9, 9);
  await story.invite(ana, 2, { approval: true });
  await story.join(luis, 2);
  await story.act(ana, {
    kind: 'approve',
    device: luis.device,
    epoch: 0,
    lockbox: Uint8Array.of(4, 4),
  });
  const [rosas, luisas] = [story.memberOf(rosa), story.memberOf(luis)];
  await story.act(ana, {
    kind: 'role',
    member: luisas,
    right: 'steward',
    until: 1_900_000_000_000,
    cut: new Uint8Array(0),
  });
  const boxKey = boxKeyNumber(8);
  const proof = await fresh.sign(
    deviceProofBytes(story.state.space, rosas, fresh.device, boxKey),
  );
  await story.act(ana, {
    kind: 'vouch',
    member: rosas,
    device: fresh.device,
    boxKey,
    proof,
    epoch: 0,
    lockbox: Uint8Array.of(5, 5),
  });
  await story.act(ana, {
    kind: 'cancel',
    action: story.entries.at(-1)?.actionHash ?? zeroHash,
  });
  await story.act(ana, { kind: 'remove', member: rosas, cut });
  await story.act(ana, {
    kind: 'rotate',
    epoch: 1,
    commitment: new Uint8Array(32).fill(6),
    previousKey: Uint8Array.of(7, 7),
    lockboxes: devicesInForce(story.state)
      .map(({ key }) => key)
      .toSorted((a, b) => compareBytes(idToBytes(a), idToBytes(b)))
      .map((device) => ({ device, sealed: Uint8Array.of(8) })),
  });
  await story.act(luis, { kind: 'leave', cut });
  await story.act(ana, { kind: 'close', cut });
  await story.act(ana, { kind: 'delete', due: 1_900_000_000_000 });
  expect([...story.state.voids]).toEqual([]);
}

type Mutation = {
  at: number;
  value: number;
  how: 'set' | 'insert' | 'delete' | 'cut';
};
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  value: fc.nat(255),
  how: fc.constantFrom('set', 'set', 'set', 'insert', 'delete', 'cut'),
});

function mutate(bytes: Bytes, { at, value, how }: Mutation): Bytes {
  const i = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
  if (how === 'cut') return bytes.slice(0, i);
  if (how === 'set')
    return Uint8Array.from(bytes, (byte, k) => (k === i ? value : byte));
  const middle = how === 'insert' ? [value] : [];
  return Uint8Array.from([
    ...bytes.subarray(0, i),
    ...middle,
    ...bytes.subarray(how === 'insert' ? i : i + 1),
  ]);
}

/** Any action of that kind, the same at each call. */
function sample(kind: ActionBody['kind']): Action {
  const [found] = fc.sample(
    anyAction.filter(({ body }) => body.kind === kind),
    { numRuns: 1, seed: 7 },
  );
  if (found === undefined) throw new Error('no sample');
  return found;
}

function withCode(code: number): Bytes {
  return encodeAction({
    ...sample('unknown'),
    body: { kind: 'unknown', code, body: utf8('later') },
  });
}

function fromText(text: string): Bytes {
  const bytes = fromBase64Url(text);
  if (bytes === null) throw new Error('not base64url');
  return bytes;
}
