import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  bytesToId,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type Epoch,
  type MembershipState,
  emptyState,
  firstEpoch,
  generateDeviceKeys,
} from '@minga/membership';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCut, sealCut } from './cut.ts';
import { createRotation, epochKeysFor } from './epochs.ts';
import { createKeyring, firstEpochCommitment } from './keys.ts';
import { spaceA } from './testing.ts';

const first = new Uint8Array(32).fill(1);
const salt = new Uint8Array(16).fill(2);
const [anas, rosas] = await Promise.all([
  generateDeviceKeys(),
  generateDeviceKeys(),
]);
const ana = { ...anas, key: anas.device };
const rosa = { ...rosas, key: rosas.device };

/** A log in which the key was changed once for each group of devices. */
async function rotated(groups: readonly (readonly (typeof ana)[])[]) {
  const keys: Bytes[] = [first];
  const epochs: Epoch[] = [
    {
      epoch: firstEpoch,
      from: 0,
      commitment: await firstEpochCommitment(first, salt),
      rotation: null,
    },
  ];
  for (const [i, devices] of groups.entries()) {
    const present = { epoch: i, key: keys[i] ?? first };
    const { body, key } = await createRotation(
      systemRandom,
      spaceA,
      present,
      devices,
    );
    keys.push(key);
    epochs.push({
      epoch: body.epoch,
      from: i + 1,
      commitment: body.commitment,
      rotation: {
        previousKey: body.previousKey,
        lockboxes: new Map(
          body.lockboxes.map(({ device, sealed }) => [device, sealed]),
        ),
        by: ana.device,
      },
    });
  }
  const state: MembershipState = { ...emptyState(spaceA), salt, epochs };
  return { state, keys };
}

describe('[E28] a new period', () => {
  test('who has a lockbox of the newest reads all periods before it', async () => {
    const { state, keys } = await rotated([[ana], [ana], [ana, rosa]]);
    const found = await epochKeysFor(state, rosa, new Map());
    expect([...found].sort(([a], [b]) => a - b)).toEqual([...keys.entries()]);
  });

  test('who was there before and has none any more gets nothing new', async () => {
    const { state } = await rotated([[ana, rosa], [ana]]);
    const found = await epochKeysFor(state, rosa, new Map([[0, first]]));
    expect([...found.keys()]).toEqual([1]);
  });

  test('[E13] a key that is not the one the log committed to is not believed, nor one from before it', async () => {
    const { state } = await rotated([[ana], [ana, rosa]]);
    const [zero, one, two] = state.epochs;
    if (!zero || !one || !two) throw new Error('three periods');
    const forged = { ...two, commitment: new Uint8Array(32) };
    const lying = { ...state, epochs: [zero, one, forged] };
    expect((await epochKeysFor(lying, rosa, new Map())).size).toBe(0);
    const cut = { ...one, commitment: new Uint8Array(32) };
    const partly = { ...state, epochs: [zero, cut, two] };
    const found = await epochKeysFor(partly, rosa, new Map());
    expect([...found.keys()]).toEqual([2]);
  });
});

describe('[E29] a cut', () => {
  const doc = bytesToId<DocumentId>(new Uint8Array(16).fill(4));
  const keyring = createKeyring({
    space: spaceA,
    epochs: new Map([[0, first]]),
  });
  const sealer = { random: systemRandom, keyring, device: ana.device };
  const content = new Map([
    [doc, new Map([[rosa.device, 7]])],
    [
      bytesToId<DocumentId>(new Uint8Array(16).fill(1)),
      new Map<DeviceKey, number>(),
    ],
  ]);

  test('says again what was put in, to who has the key, and only as its author’s', async () => {
    const sealed = unwrap(await sealCut(sealer, 0, content));
    const opened = unwrap(await openCut(keyring, { by: ana.device, sealed }));
    expect(opened.get(doc)?.get(rosa.device)).toBe(7);
    expect(opened.size).toBe(2);
    expect(await openCut(keyring, { by: rosa.device, sealed })).toEqual({
      ok: false,
      error: 'tampered',
    });
    const blind = createKeyring({ space: spaceA, epochs: new Map() });
    expect(await openCut(blind, { by: ana.device, sealed })).toEqual({
      ok: false,
      error: 'key-unknown',
    });
  });

  test('[P1] anything else is refused, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), async (bytes) => {
        const sealed = new Uint8Array(bytes);
        expect((await openCut(keyring, { by: ana.device, sealed })).ok).toBe(
          false,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
