import {
  bytesToId,
  type SpaceId,
  systemRandom,
  toHex,
  idToBytes,
  unwrap,
} from '@minga/base';
import { createVerifier } from '@minga/membership';
import { describe, expect, test } from 'vitest';
import { openRescueSecret, sealRescueSecret, secretDevice } from './rescue.ts';

const notebook = bytesToId<SpaceId>(new Uint8Array(32).fill(1));
const space = bytesToId<SpaceId>(new Uint8Array(32).fill(2));
const secret = Uint8Array.from({ length: 16 }, (_, i) => i);

describe('[E50] a device that is a secret', () => {
  test('has the same keys wherever the secret is read, for as long as cards lie in drawers', async () => {
    const card = await secretDevice(secret);
    expect({
      device: toHex(idToBytes(card.signer.device)),
      boxKey: toHex(card.boxKey),
    }).toMatchInlineSnapshot(`
      {
        "boxKey": "01c33050095c702564aedd90cb8c23a952984ab661462ee532a75ca03385591b41",
        "device": "0158a1d3b4d58e9947afeb71359c231b7f079964214b2038c28a2dec71b988e96c",
      }
    `);
  });

  test('signs as a device does', async () => {
    const { signer } = await secretDevice(secret);
    const bytes = new Uint8Array([1, 2, 3]);
    const signature = await signer.sign(bytes);
    const verify = createVerifier();
    expect(await verify(signer.device, bytes, signature)).toBe(true);
  });

  test('the secret for a space opens for this card, this space and this notebook only', async () => {
    const card = await secretDevice(secret);
    const other = await secretDevice(new Uint8Array(16).fill(9));
    const kept = systemRandom.bytes(32);
    const scope = { notebook, space };
    const sealed = unwrap(
      await sealRescueSecret(systemRandom, scope, card.boxKey, kept),
    );
    expect(unwrap(await openRescueSecret(scope, card, sealed))).toEqual(kept);
    const refused = await Promise.all([
      openRescueSecret(scope, other, sealed),
      openRescueSecret({ notebook, space: notebook }, card, sealed),
      openRescueSecret({ notebook: space, space }, card, sealed),
    ]);
    expect(refused.map(({ ok }) => ok)).toEqual([false, false, false]);
  });
});
