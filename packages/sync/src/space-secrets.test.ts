import { type SpaceId, bytesToId, unwrap } from '@minga/base';
import { createSigner, generateDeviceKeys } from '@minga/membership';
import {
  createMemoryStore,
  generateLocalKey,
  openLocalKey,
  sealedStore,
} from '@minga/store';
import { describe, expect, test } from 'vitest';
import {
  devicePublicHalves,
  eraseDeviceKeys,
  loadDeviceKeys,
  saveDeviceKeys,
} from './space-secrets.ts';

const space = bytesToId<SpaceId>(new Uint8Array(32).fill(7));
const message = new Uint8Array([1, 2, 3]);

async function sealed() {
  const inner = createMemoryStore();
  return {
    inner,
    store: sealedStore(inner, unwrap(await openLocalKey(inner))),
  };
}

describe('the keys of this device in a space', () => {
  test('come back as they were, and no script reads them out', async () => {
    const { store } = await sealed();
    const keys = await generateDeviceKeys();
    expect(await saveDeviceKeys(store, space, keys)).toBe(true);
    const halves = devicePublicHalves(keys);
    const loaded = await loadDeviceKeys(store, space, halves);
    if (loaded === null) throw new Error('no keys');
    expect(loaded.device).toBe(keys.device);
    const sign = (key: CryptoKey) =>
      createSigner(keys.device, key).sign(message);
    expect(await sign(loaded.signingKey)).toEqual(await sign(keys.signingKey));
    for (const key of [loaded.signingKey, loaded.boxPrivateKey])
      expect(key.extractable).toBe(false);
  });

  test('lie under the key of the rows, and in no other form', async () => {
    const { inner, store } = await sealed();
    const keys = await generateDeviceKeys();
    await saveDeviceKeys(store, space, keys);
    expect(keys.privateHalves.every((byte) => byte === 0)).toBe(true);
    expect(unwrap(await inner.loadKeys(`device/${space}`))).toBe(null);
    const stranger = sealedStore(inner, await generateLocalKey());
    const halves = devicePublicHalves(keys);
    expect(await loadDeviceKeys(stranger, space, halves)).toBe(null);
  });

  test('never take the place of others, unless those are erased', async () => {
    const { store } = await sealed();
    const [first, second] = [
      await generateDeviceKeys(),
      await generateDeviceKeys(),
    ];
    expect(await saveDeviceKeys(store, space, first)).toBe(true);
    expect(await saveDeviceKeys(store, space, second)).toBe(false);
    expect(await eraseDeviceKeys(store, space)).toBe(true);
    const third = await generateDeviceKeys();
    expect(await saveDeviceKeys(store, space, third)).toBe(true);
  });

  test('of an older version of the app are found where it kept them', async () => {
    const { inner, store } = await sealed();
    const { signingKey, boxPrivateKey, ...keys } = await generateDeviceKeys();
    unwrap(
      await inner.saveKeys(`device/${space}`, [signingKey, boxPrivateKey]),
    );
    const halves = devicePublicHalves({ ...keys, signingKey, boxPrivateKey });
    const loaded = await loadDeviceKeys(store, space, halves);
    expect(loaded?.signingKey).toBe(signingKey);
  });
});
