import {
  type AnyId,
  type Bytes,
  type DeviceKey,
  type SpaceId,
  type DocumentId,
  type Hash,
  bytesToId,
  unwrap,
} from '@minga/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { zeroHash } from './decoding.ts';
import {
  type EntryHeader,
  decodeFrame,
  encodeFrame,
  hashFrame,
} from './frame.ts';
import { scatter } from './vectors/fixed.ts';
import {
  decodeWireFrame,
  encodeWireFrame,
  framePredecessor,
} from './wire-frame.ts';

const size = (length: number): fc.Arbitrary<Bytes> =>
  fc.nat().map((seed) => scatter(length, seed));
const bytes = (longest: number): fc.Arbitrary<Bytes> =>
  fc.nat({ max: longest }).chain(size);
const id = <Id extends AnyId>(length: number): fc.Arbitrary<Id> =>
  size(length).map((raw) => bytesToId<Id>(raw));
const deviceBytes = size(33).map((raw) => raw.fill(1, 0, 1));
const device = deviceBytes.map((raw) => bytesToId<DeviceKey>(raw));
const space = id<SpaceId>(32);
const doc = id<DocumentId>(16);
const hash = id<Hash>(32);
const u32 = fc.nat({ max: 0xffffffff });
const counter = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const signature = size(64);

const header: fc.Arbitrary<EntryHeader> = fc
  .record({
    space,
    doc,
    device,
    kind: fc.constantFrom('edit', 'salvage'),
    counter,
    prevHash: hash,
    voids: fc.option(hash),
    seenIndex: u32,
    seenHash: hash,
    pending: fc.array(hash, { maxLength: 4 }),
    epoch: u32,
    generation: u32,
    keyTag: size(8),
    nonce: size(12),
  })
  .map((one) => (one.counter === 1 ? { ...one, prevHash: zeroHash } : one));
const frame = fc.record({ header, ciphertext: bytes(400), signature });

const numRuns = 300;

describe('round trips of frames', () => {
  it('[P18] any frame, whole', () => {
    fc.assert(
      fc.property(frame, (parts) => {
        const encoded = encodeFrame(parts);
        expect(unwrap(decodeFrame(encoded))).toEqual({
          ...parts,
          bytes: encoded,
        });
      }),
      { numRuns },
    );
  });

  it('[P18] any frame after any other of its chain, with or without via', async () => {
    const changes = fc.record(
      {
        kind: fc.constantFrom('edit' as const, 'salvage' as const),
        voids: hash,
        seenIndex: u32,
        pending: fc.array(hash, { maxLength: 4 }),
        epoch: u32,
        keyTag: size(8),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        frame,
        changes,
        fc.option(device),
        async (before, changed, via) => {
          fc.pre(before.header.counter < Number.MAX_SAFE_INTEGER);
          const previous = unwrap(decodeFrame(encodeFrame(before)));
          const { frameHash } = await hashFrame(previous.bytes);
          const predecessor = framePredecessor(previous, frameHash);
          const next = {
            ...before.header,
            ...changed,
            counter: before.header.counter + 1,
            prevHash: frameHash,
          };
          const parts = { ...before, header: next };
          const sent = { ...parts, bytes: encodeFrame(parts) };
          const wire = encodeWireFrame(sent, predecessor, via);
          const read = unwrap(
            decodeWireFrame(wire, { ...next, from: 'relay' }, predecessor),
          );
          expect(read).toEqual({ frame: sent, whole: false, via });
          expect(encodeWireFrame(sent, predecessor, null)).not.toEqual(
            encodeWireFrame(sent, null, null),
          );
        },
      ),
      { numRuns },
    );
  });
});
