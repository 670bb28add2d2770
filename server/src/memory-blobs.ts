import {
  type Bytes,
  type Hash,
  type SpaceId,
  bytesToId,
  concatBytes,
  err,
  ok,
  ownBytes,
} from '@minga/base';
import { type BlobStore, type BlobWrite, noBlob } from './blob-store.ts';
import { sha256 } from './services.ts';

interface MemoryBlob {
  readonly space: SpaceId;
  readonly name: Hash;
  readonly total: number;
  bytes: Bytes;
  touched: number;
}

/** Keeps nothing beyond the process: for a relay that is given a log of its own, and for tests. */
export function createMemoryBlobs(): BlobStore {
  const blobs = new Map<string, MemoryBlob>();
  let closed = false;
  const keyOf = (space: SpaceId, name: Hash) => `${space}/${name}`;
  const begun = (write: BlobWrite): MemoryBlob | null => {
    const { space, name, total, offset, at } = write;
    const held = blobs.get(keyOf(space, name));
    const isAnother = held === undefined || held.total !== total;
    if (!isAnother) return held;
    const isWhole = held !== undefined && held.bytes.length === held.total;
    if (offset > 0 || isWhole) return held ?? null;
    const blob = { space, name, total, bytes: new Uint8Array(), touched: at };
    blobs.set(keyOf(space, name), blob);
    return blob;
  };
  const stateOf = (blob: MemoryBlob | null | undefined) =>
    blob === null || blob === undefined
      ? noBlob
      : { total: blob.total, received: blob.bytes.length };

  return {
    async stat(space, name) {
      return stateOf(blobs.get(keyOf(space, name)));
    },
    async put(write) {
      if (closed) return err('closed');
      const blob = begun(write);
      const continues =
        blob !== null &&
        blob.total === write.total &&
        blob.bytes.length === write.offset &&
        blob.bytes.length < blob.total;
      if (!continues) return ok(stateOf(blob));
      blob.bytes = concatBytes(blob.bytes, write.part);
      blob.touched = write.at;
      const isWhole = blob.bytes.length === blob.total;
      if (isWhole && bytesToId<Hash>(sha256(blob.bytes)) !== write.name) {
        blobs.delete(keyOf(write.space, write.name));
        return err('false');
      }
      return ok(stateOf(blob));
    },
    async read({ space, name, offset, maxBytes }) {
      const blob = blobs.get(keyOf(space, name));
      if (blob === undefined || blob.bytes.length < blob.total) return null;
      if (offset >= blob.total) return null;
      const part = ownBytes(blob.bytes.subarray(offset, offset + maxBytes));
      return { total: blob.total, part };
    },
    async bytes(space) {
      let sum = 0;
      for (const blob of blobs.values())
        if (blob.space === space) sum += blob.total;
      return sum;
    },
    async forgetUnfinished(before) {
      for (const [key, blob] of blobs)
        if (blob.bytes.length < blob.total && blob.touched < before)
          blobs.delete(key);
    },
    async erase(space) {
      for (const [key, blob] of blobs)
        if (blob.space === space) blobs.delete(key);
    },
    async close() {
      closed = true;
    },
  };
}
