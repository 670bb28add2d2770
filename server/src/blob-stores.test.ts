import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hash, type SpaceId, bytesToId } from '@minga/base';
import { expect, it } from 'vitest';
import { blobStoreConformance } from './blobs.conformance.ts';
import { createMemoryBlobs } from './memory-blobs.ts';
import { openSqliteBlobs } from './sqlite-blobs.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'minga-blobs-'));

blobStoreConformance('memory', async () => {
  const blobs = createMemoryBlobs();
  return { blobs, reopen: () => null, dispose: () => blobs.close() };
});

blobStoreConformance('SQLite', async () => {
  const dir = tempDir();
  let blobs = openSqliteBlobs(dir);
  return {
    blobs,
    reopen: async () => {
      await blobs.close();
      blobs = openSqliteBlobs(dir);
      return blobs;
    },
    dispose: async () => {
      await blobs.close();
      rmSync(dir, { recursive: true });
    },
  };
});

it('[P37] a full disk keeps what was answered and says "full"', async () => {
  const dir = tempDir();
  const blobs = openSqliteBlobs(dir, { maxPages: 24 });
  const space = bytesToId<SpaceId>(new Uint8Array(32));
  const name = bytesToId<Hash>(new Uint8Array(32));
  const part = new Uint8Array(16_384);
  let received = 0;
  for (;;) {
    const write = { space, name, total: 1e7, offset: received, part, at: 1 };
    const stored = await blobs.put(write);
    if (!stored.ok) {
      expect(stored.error).toBe('full');
      break;
    }
    received = stored.value.received;
  }
  expect(received).toBeGreaterThan(0);
  expect((await blobs.stat(space, name)).received).toBe(received);
  await blobs.close();
  rmSync(dir, { recursive: true });
});
