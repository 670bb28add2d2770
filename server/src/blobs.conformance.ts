import { type Bytes, type Hash, type SpaceId, bytesToId } from '@minga/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore, BlobWrite } from './blob-store.ts';
import { sha256 } from './services.ts';

export interface BlobsUnderTest {
  readonly blobs: BlobStore;
  /** Ends the process's hold and opens the same data again; null for a store that keeps nothing. */
  reopen(): Promise<BlobStore> | null;
  dispose(): Promise<void>;
}

const space = bytesToId<SpaceId>(new Uint8Array(32).fill(1));
const otherSpace = bytesToId<SpaceId>(new Uint8Array(32).fill(2));
const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * 7) % 251);
const name = bytesToId<Hash>(sha256(bytes));
const state = (received: number, total = 100) => ({
  ok: true,
  value: { total, received },
});

const piece = (
  from: number,
  to: number,
  changes: Partial<BlobWrite> = {},
): BlobWrite => ({
  space,
  name,
  total: 100,
  offset: from,
  part: bytes.slice(from, to),
  at: 1_000,
  ...changes,
});

async function readAll(blobs: BlobStore, step: number): Promise<Bytes> {
  const all = new Uint8Array(100);
  for (let offset = 0; offset < 100;) {
    const found = await blobs.read({ space, name, offset, maxBytes: step });
    expect(found?.total).toBe(100);
    all.set(found!.part, offset);
    offset += found!.part.length;
  }
  return all;
}

/** What every `BlobStore` does. */
export function blobStoreConformance(
  title: string,
  open: () => Promise<BlobsUnderTest>,
): void {
  describe(`BlobStore: ${title}`, () => {
    let under: BlobsUnderTest;
    let blobs: BlobStore;
    beforeEach(async () => {
      under = await open();
      blobs = under.blobs;
    });
    afterEach(() => under.dispose());

    it('[P35] is put in parts, and read back from any place in any steps', async () => {
      expect(await blobs.put(piece(0, 40))).toEqual(state(40));
      expect(await blobs.put(piece(40, 41))).toEqual(state(41));
      expect(await blobs.put(piece(41, 100))).toEqual(state(100));
      for (const step of [1, 7, 40, 1_000])
        expect(await readAll(blobs, step)).toEqual(bytes);
    });

    it('[P36] an upload goes on from where the store says it is', async () => {
      await blobs.put(piece(0, 40));
      expect(await blobs.put(piece(60, 100))).toEqual(state(40));
      expect(await blobs.put(piece(0, 40))).toEqual(state(40));
      expect(await blobs.stat(space, name)).toEqual({
        total: 100,
        received: 40,
      });
      expect(await blobs.put(piece(40, 100))).toEqual(state(100));
    });

    it('[P36] what is whole stays as it is', async () => {
      await blobs.put(piece(0, 100));
      expect(await blobs.put(piece(0, 40))).toEqual(state(100));
      expect(await blobs.put(piece(0, 40, { total: 90 }))).toEqual(state(100));
      expect(await readAll(blobs, 100)).toEqual(bytes);
    });

    it('[P35] bytes that are not those of the name are dropped, and the true ones may follow', async () => {
      await blobs.put(piece(0, 40, { part: new Uint8Array(40) }));
      expect(await blobs.put(piece(40, 100))).toEqual({
        ok: false,
        error: 'false',
      });
      expect(await blobs.stat(space, name)).toEqual({ total: 0, received: 0 });
      expect(await blobs.put(piece(0, 100))).toEqual(state(100));
    });

    it('[P36] another length begins anew at 0 only', async () => {
      await blobs.put(piece(0, 40, { total: 90 }));
      expect(await blobs.put(piece(40, 100))).toEqual(state(40, 90));
      expect(await blobs.put(piece(0, 60))).toEqual(state(60));
      expect(await blobs.put(piece(60, 100))).toEqual(state(100));
    });

    it('[P38] what is not whole, not there or past its end is not read', async () => {
      const query = { space, name, offset: 0, maxBytes: 10 };
      expect(await blobs.read(query)).toBeNull();
      await blobs.put(piece(0, 40));
      expect(await blobs.read(query)).toBeNull();
      await blobs.put(piece(40, 100));
      expect(await blobs.read({ ...query, offset: 100 })).toBeNull();
      expect(await blobs.read({ ...query, space: otherSpace })).toBeNull();
    });

    it('[P37] counts what each space takes, unfinished at full length', async () => {
      await blobs.put(piece(0, 10));
      await blobs.put(piece(0, 100, { space: otherSpace }));
      expect(await blobs.bytes(space)).toBe(100);
      expect(await blobs.bytes(otherSpace)).toBe(100);
      expect(await blobs.bytes(bytesToId(new Uint8Array(32).fill(3)))).toBe(0);
    });

    it('[P35] an upload nobody goes on with is dropped, what is whole is not', async () => {
      await blobs.put(piece(0, 40, { at: 1_000 }));
      await blobs.put(piece(0, 100, { space: otherSpace, at: 1_000 }));
      await blobs.forgetUnfinished(1_000);
      expect((await blobs.stat(space, name)).received).toBe(40);
      await blobs.put(piece(40, 50, { at: 2_000 }));
      await blobs.forgetUnfinished(1_500);
      expect((await blobs.stat(space, name)).received).toBe(50);
      await blobs.forgetUnfinished(2_001);
      expect((await blobs.stat(space, name)).received).toBe(0);
      expect(await blobs.bytes(space)).toBe(0);
      expect((await blobs.stat(otherSpace, name)).received).toBe(100);
    });

    it('[P35] what was answered is there after a restart', async () => {
      await blobs.put(piece(0, 40));
      const reopened = under.reopen();
      if (reopened === null) return;
      blobs = await reopened;
      expect(await blobs.put(piece(40, 100))).toEqual(state(100));
      expect(await readAll(blobs, 64)).toEqual(bytes);
    });

    it('answers "closed" once it is', async () => {
      await blobs.close();
      expect(await blobs.put(piece(0, 40))).toEqual({
        ok: false,
        error: 'closed',
      });
    });
  });
}
