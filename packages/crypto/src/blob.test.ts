import { type Bytes, unwrap } from '@minga/base';
import { hashBytes, paddedLength } from '@minga/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBlob, sealBlob } from './blob.ts';
import { filled, seededRandom, spaceA, spaceB } from './testing.ts';

const contentOf = (length: number): Bytes =>
  Uint8Array.from({ length }, (_, i) => (i * 131) % 251);
const chunk = 65_536 + 16;

describe('a sealed attachment', () => {
  test.each([0, 1, 65_000, 65_536, 150_000, 400_000])(
    '[E34] of %i bytes opens to what it was, and its name is its hash',
    async (length) => {
      const content = contentOf(length);
      const blob = await sealBlob(spaceA, content, seededRandom(1));
      expect(await hashBytes(blob.sealed)).toBe(blob.name);
      const opened = await openBlob(spaceA, blob.key, blob.sealed);
      expect(unwrap(opened)).toEqual(content);
    },
  );

  test('[E34] says its size only roughly, and the same content never looks the same', async () => {
    const random = seededRandom(2);
    const one = await sealBlob(spaceA, contentOf(100_000), random);
    const two = await sealBlob(spaceA, contentOf(100_000), random);
    const near = await sealBlob(spaceA, contentOf(100_100), random);
    expect(one.name).not.toBe(two.name);
    expect(one.sealed.length).toBe(near.sealed.length);
    const chunks = Math.ceil(paddedLength(100_000) / 65_536);
    expect(one.sealed.length).toBe(1 + paddedLength(100_000) + chunks * 16);
  });

  test('[E34] cut, lengthened, reordered, of another space or under another key it does not open', async () => {
    const { key, sealed } = await sealBlob(
      spaceA,
      contentOf(200_000),
      seededRandom(3),
    );
    const first = sealed.slice(1, 1 + chunk);
    const second = sealed.slice(1 + chunk, 1 + 2 * chunk);
    const swapped = sealed.slice();
    swapped.set(second, 1);
    swapped.set(first, 1 + chunk);
    const cut = sealed.slice(0, 1 + 2 * chunk);
    const longer = new Uint8Array(sealed.length + 16);
    longer.set(sealed);
    for (const bytes of [swapped, cut, longer, sealed.slice(0, 1)])
      expect((await openBlob(spaceA, key, bytes)).ok).toBe(false);
    expect((await openBlob(spaceB, key, sealed)).ok).toBe(false);
    expect((await openBlob(spaceA, filled(32, 1), sealed)).ok).toBe(false);
    expect((await openBlob(spaceA, filled(31, 1), sealed)).ok).toBe(false);
  });

  test('[E34] changed or random bytes get a typed answer', async () => {
    const { key, sealed } = await sealBlob(
      spaceA,
      contentOf(500),
      seededRandom(4),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array({ maxLength: 300 }),
        async (at, change, noise) => {
          const changed = sealed.slice();
          changed[at] = (changed[at] ?? 0) ^ change;
          expect((await openBlob(spaceA, key, changed)).ok).toBe(false);
          const random = await openBlob(spaceA, key, new Uint8Array(noise));
          expect(random.ok).toBe(false);
        },
      ),
      { numRuns: 1_000, interruptAfterTimeLimit: 4_000 },
    );
  });
});
