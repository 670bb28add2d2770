import { fromBase64Url, toBase64Url, unwrap } from '@minga/base';
import { generateDeviceKeys } from '@minga/membership';
import { describe, expect, test } from 'vitest';
import { type LockboxScope, openLockbox, sealLockbox } from './lockbox.ts';
import {
  changed,
  docA,
  docB,
  filled,
  seededRandom,
  spaceA,
  spaceB,
} from './testing.ts';
import vectors from './vectors/lockboxes.json' with { type: 'json' };

const secret = filled(32, 0x5e);
const random = seededRandom(5);

describe('a lockbox', () => {
  test('ENVELOPE §4: opens for the device it is for, and for nobody else', async () => {
    const tablet = await generateDeviceKeys();
    const phone = await generateDeviceKeys();
    const scope: LockboxScope = {
      space: spaceA,
      purpose: { kind: 'epoch', epoch: 0 },
      recipient: tablet.boxKey,
    };
    const box = unwrap(await sealLockbox(random, scope, secret));
    expect(await openLockbox(scope, tablet.boxPrivateKey, box)).toEqual({
      ok: true,
      value: secret,
    });
    expect(await openLockbox(scope, phone.boxPrivateKey, box)).toEqual({
      ok: false,
      error: 'tampered',
    });
    const redirected = { ...scope, recipient: phone.boxKey };
    expect(await openLockbox(redirected, phone.boxPrivateKey, box)).toEqual({
      ok: false,
      error: 'tampered',
    });
  });

  test('[E2] opens only for its space and purpose', async () => {
    const tablet = await generateDeviceKeys();
    const scope: LockboxScope = {
      space: spaceA,
      purpose: { kind: 'document', doc: docA, generation: 1 },
      recipient: tablet.boxKey,
    };
    const box = unwrap(await sealLockbox(random, scope, secret));
    const others: LockboxScope[] = [
      { ...scope, space: spaceB },
      { ...scope, purpose: { kind: 'epoch', epoch: 1 } },
      { ...scope, purpose: { kind: 'document', doc: docB, generation: 1 } },
      { ...scope, purpose: { kind: 'document', doc: docA, generation: 2 } },
    ];
    for (const other of others)
      expect(await openLockbox(other, tablet.boxPrivateKey, box)).toEqual({
        ok: false,
        error: 'tampered',
      });
    expect((await openLockbox(scope, tablet.boxPrivateKey, box)).ok).toBe(true);
  });

  test('[E1] changed anywhere stays closed; another suite is told apart; small-order keys are refused', async () => {
    const tablet = await generateDeviceKeys();
    const scope: LockboxScope = {
      space: spaceA,
      purpose: { kind: 'epoch', epoch: 0 },
      recipient: tablet.boxKey,
    };
    const box = unwrap(await sealLockbox(random, scope, secret));
    for (let at = 1; at < box.length; at++)
      expect(
        (await openLockbox(scope, tablet.boxPrivateKey, changed(box, at))).ok,
        `byte ${at}`,
      ).toBe(false);
    const suite2 = box.slice();
    suite2[0] = 2;
    expect(await openLockbox(scope, tablet.boxPrivateKey, suite2)).toEqual({
      ok: false,
      error: 'suite-unknown',
    });
    for (const length of [0, 92, 94])
      expect(
        await openLockbox(scope, tablet.boxPrivateKey, filled(length, 1)),
      ).toEqual({ ok: false, error: 'malformed' });
    const smallOrder = box.slice();
    smallOrder.fill(0, 1, 33);
    expect(await openLockbox(scope, tablet.boxPrivateKey, smallOrder)).toEqual({
      ok: false,
      error: 'malformed',
    });
    const toNobody = {
      ...scope,
      recipient: Uint8Array.of(1, ...filled(32, 0)),
    };
    expect(await sealLockbox(random, toNobody, secret)).toEqual({
      ok: false,
      error: 'malformed',
    });
    const toLater = { ...scope, recipient: Uint8Array.of(2, ...filled(32, 0)) };
    expect(await sealLockbox(random, toLater, secret)).toEqual({
      ok: false,
      error: 'suite-unknown',
    });
  });

  for (const vector of vectors.lockboxes) {
    test(`vector: ${vector.name}`, async () => {
      const privateKey = await importPrivate(fromText(vector.recipientPrivate));
      const purpose: LockboxScope['purpose'] =
        vector.epoch === undefined
          ? { kind: 'document', doc: docA, generation: vector.generation }
          : { kind: 'epoch', epoch: vector.epoch };
      const scope = {
        space: spaceA,
        purpose,
        recipient: fromText(vector.recipient),
      };
      const opened = unwrap(
        await openLockbox(scope, privateKey, fromText(vector.lockbox)),
      );
      expect(toBase64Url(opened)).toBe(vector.secret);
      const again = unwrap(
        await sealLockbox(seededRandom(vector.seed), scope, opened),
      );
      expect(toBase64Url(again)).toBe(vector.lockbox);
    });
  }
});

function importPrivate(seed: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
  return crypto.subtle.importKey(
    'pkcs8',
    Uint8Array.from([...prefix, ...seed]),
    'X25519',
    false,
    ['deriveBits'],
  );
}

function fromText(text: string) {
  const bytes = fromBase64Url(text);
  if (bytes === null) throw new Error('not base64url');
  return bytes;
}
