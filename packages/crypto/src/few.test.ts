import { type Bytes, unwrap } from '@minga/base';
import { type DeviceKeys, generateDeviceKeys } from '@minga/membership';
import { beforeAll, describe, expect, test } from 'vitest';
import { openForFew, sealForFew } from './few.ts';
import { createKeyring } from './keys.ts';
import { openPresence, sealPresence } from './presence.ts';
import {
  bench,
  changed,
  docA,
  docB,
  keysOfA,
  seededRandom,
  spaceA,
  spaceB,
} from './testing.ts';

const random = seededRandom(8);
const first = { space: spaceA, doc: docA, generation: 0 };
const third = { ...first, generation: 2 };

describe('the keys of a document for a few', () => {
  let ana: DeviceKeys;
  let rosa: DeviceKeys;
  beforeAll(async () => {
    ana = await generateDeviceKeys();
    rosa = await generateDeviceKeys();
  });

  test('[E33] open for who is listed, and for nobody else', async () => {
    const { key, forFew } = await sealForFew(random, first, [ana], []);
    expect(forFew.earlierKeys).toBeNull();
    expect(await openForFew(ana, first, forFew)).toEqual(new Map([[0, key]]));
    expect(await openForFew(rosa, first, forFew)).toEqual(new Map());
    const claimed = forFew.lockboxes.map(({ lockbox }) => ({
      device: rosa.device,
      lockbox,
    }));
    const turned = { ...forFew, lockboxes: claimed };
    expect(await openForFew(rosa, first, turned)).toEqual(new Map());
  });

  test('[E33] who is added later reads what was written before', async () => {
    const earlier = [random.bytes(32), random.bytes(32)];
    const devices = [ana, rosa];
    const { key, forFew } = await sealForFew(random, third, devices, earlier);
    expect(await openForFew(rosa, third, forFew)).toEqual(
      new Map([...earlier.entries(), [2, key]]),
    );
    const spoilt = changed(forFew.earlierKeys ?? new Uint8Array(), -1);
    expect(
      await openForFew(rosa, third, { ...forFew, earlierKeys: spoilt }),
    ).toEqual(new Map([[2, key]]));
  });

  test('[E13] another key than the record commits to is no key', async () => {
    const { forFew } = await sealForFew(random, first, [ana], []);
    const commitment = changed(forFew.commitment, 0);
    const opened = await openForFew(ana, first, { ...forFew, commitment });
    expect(opened).toEqual(new Map());
  });

  test('[E2] open only in their space, document and generation', async () => {
    const { forFew } = await sealForFew(random, first, [ana], []);
    for (const other of [
      { ...first, space: spaceB },
      { ...first, doc: docB },
      { ...first, generation: 1 },
    ])
      expect(await openForFew(ana, other, forFew)).toEqual(new Map());
  });

  test('[E33] presence there is for the few too', async () => {
    const { key } = await sealForFew(random, first, [ana], []);
    const keysOf = (few: readonly (readonly [number, Bytes])[]) =>
      createKeyring({ ...keysOfA, few: new Map([[docA, new Map(few)]]) });
    const listed = await bench();
    const sealed = unwrap(
      await sealPresence(
        { random, keyring: keysOf([[0, key]]) },
        {
          doc: docA,
          epoch: 0,
          session: random.bytes(8),
          counter: 1,
          content: random.bytes(20),
          signed: null,
        },
      ),
    );
    const openWith = (keyring: typeof listed.keyring) =>
      openPresence({ ...listed, keyring }, { doc: docA, epoch: 0 }, sealed);
    expect(await openWith(keysOf([[0, key]]))).toMatchObject({ ok: true });
    expect(await openWith(keysOf([]))).toEqual({
      ok: false,
      error: 'key-unknown',
    });
    // A client that takes it for everybody's has only the key of the epoch.
    expect(await openWith(createKeyring(keysOfA))).toEqual({
      ok: false,
      error: 'tampered',
    });
  });
});
