import { type Bytes, ByteWriter, concatBytes, lp, unwrap } from '@minga/base';
import { describe, expect, it } from 'vitest';

import { zeroHash } from './decoding.ts';
import {
  type EntryHeader,
  decodeFrame,
  encodeEntryHeader,
  encodeFrame,
  frameAad,
  frameSigningBytes,
} from './frame.ts';
import { fill, hashOf, otherDoc, space, doc } from './vectors/fixed.ts';
import {
  createFrames,
  createWireFrames,
  predecessorOf,
} from './vectors/sample-frames.ts';
import { decodeWireFrame, encodeWireFrame } from './wire-frame.ts';

const { first, second, salvage, afterRefusal } = await createFrames();
const wires = await createWireFrames();
const fromClient = { space, doc, from: 'client' as const };
const fromRelay = { space, doc, from: 'relay' as const };
const afterFirst = await predecessorOf(first);
const afterSecond = await predecessorOf(second);

const refusalOf = (bytes: Bytes) => {
  const result = decodeFrame(bytes);
  return result.ok ? 'accepted' : result.error.code;
};

/** The first frame with its header bytes changed: right lengths all around. */
const withHeader = (header: Bytes) =>
  lp('minga/1/entry', header, first.ciphertext, first.signature);

const wireOf = (name: string) => {
  const wire = wires.find((sample) => sample.name === name);
  if (wire === undefined) throw new Error(`no wire frame ${name}`);
  return wire.wire;
};

describe('the canonical frame', () => {
  it('[P1] lies as ENVELOPE §2 says, field by field', () => {
    const u32 = (value: number) => new ByteWriter().u32(value).done();
    const device = concatBytes(Uint8Array.of(1), first.bytes.slice(71, 103));
    const header = concatBytes(
      Uint8Array.of(1), // suite
      fill(32, 0x10), // space
      fill(16, 0x40), // doc
      device,
      Uint8Array.of(1), // edit
      Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1), // counter
      new Uint8Array(32), // prevHash
      Uint8Array.of(0), // no voids
      u32(3), // seenIndex
      fill(32, 0x90), // seenHash
      Uint8Array.of(0), // no pending
      u32(0), // epoch
      u32(0), // generation
      fill(8, 0xa0), // keyTag
      fill(12, 0xb0), // nonce
    );
    expect(encodeEntryHeader(first.header)).toEqual(header);
    expect(first.bytes).toEqual(
      concatBytes(
        u32(13),
        new TextEncoder().encode('minga/1/entry'),
        u32(189),
        header,
        u32(80),
        fill(80, 0),
        u32(64),
        first.signature,
      ),
    );
  });

  it('[E2] what is hashed, signed and bound never share a label', () => {
    const hash = fill(32, 0);
    const starts = [
      first.bytes,
      frameSigningBytes(first.header, hash),
      frameAad(first.header),
    ].map((bytes) => new TextDecoder().decode(bytes.slice(4, 30)));
    expect(new Set(starts).size).toBe(3);
  });

  it('[P1] is refused when cut, lengthened or labelled otherwise', () => {
    expect(refusalOf(first.bytes.slice(0, -1))).toBe('not-canonical');
    expect(refusalOf(concatBytes(first.bytes, Uint8Array.of(0)))).toBe(
      'not-canonical',
    );
    const header = encodeEntryHeader(first.header);
    const { ciphertext, signature } = first;
    const wrong = lp('minga/1/snapshot', header, ciphertext, signature);
    expect(refusalOf(wrong)).toBe('not-canonical');
    expect(refusalOf(lp('minga/1/entry', header, ciphertext))).toBe(
      'not-canonical',
    );
    const short = signature.slice(1);
    expect(refusalOf(lp('minga/1/entry', header, ciphertext, short))).toBe(
      'not-canonical',
    );
    expect(refusalOf(withHeader(header.slice(0, -1)))).toBe('truncated');
    expect(refusalOf(withHeader(concatBytes(header, header)))).toBe(
      'left-over',
    );
  });

  it.each([
    ['suite', 0, 2, 'suite-unknown'],
    ['suite of the device', 49, 2, 'suite-unknown'],
    ['kind', 82, 3, 'out-of-range'],
    ['counter beyond 2^53', 83, 0xff, 'out-of-range'],
    ['counter 0', 90, 0, 'out-of-range'],
    ['prevHash of a first frame', 91, 1, 'out-of-range'],
    ['hasVoids', 123, 2, 'out-of-range'],
    ['nPending', 160, 5, 'out-of-range'],
  ])('[E3] is refused for a wrong %s', (_, at, byte, code) => {
    const header = encodeEntryHeader(first.header);
    header[at] = byte;
    expect(refusalOf(withHeader(header))).toBe(code);
  });

  it('[E4] a later frame may have no accepted frame before it', () => {
    const header = { ...first.header, counter: 2, voids: hashOf(1) };
    const bytes = encodeFrame({ ...first, header });
    expect(unwrap(decodeFrame(bytes)).header.prevHash).toBe(zeroHash);
  });

  it('[P1] our own mistakes throw instead of leaving as bytes', () => {
    const bad: readonly Partial<EntryHeader>[] = [
      { nonce: fill(11, 0) },
      { keyTag: fill(9, 0) },
      { counter: -1 },
      { counter: 2 ** 53 },
      { epoch: 2 ** 32 },
      { pending: [1, 2, 3, 4, 5].map(hashOf) },
    ];
    for (const change of bad)
      expect(() =>
        encodeFrame({ ...first, header: { ...first.header, ...change } }),
      ).toThrow(RangeError);
  });
});

describe('the wire frame', () => {
  it('[P18] a short frame is rebuilt to the canonical bytes', () => {
    const wire = encodeWireFrame(second, afterFirst, null);
    expect(wire.length).toBe(1 + 12 + 2 + 272 + 64);
    const { frame, whole } = unwrap(
      decodeWireFrame(wire, fromClient, afterFirst),
    );
    expect(whole).toBe(false);
    expect(frame.bytes).toEqual(second.bytes);
    expect(frame.bytes.buffer).not.toBe(wire.buffer);
  });

  it('[P18] a rebuilt or whole frame owns its bytes, so that it may be stored', () => {
    const wire = encodeWireFrame(first, null, null);
    const { frame } = unwrap(decodeWireFrame(wire, fromClient, null));
    expect(frame.bytes.byteLength).toBe(frame.bytes.buffer.byteLength);
    wire.fill(0);
    expect(frame.bytes).toEqual(first.bytes);
    expect(frame.header).toEqual(first.header);
  });

  it('[P18] without the previous frame only a whole one is understood', () => {
    expect(decodeWireFrame(wireOf('short'), fromClient, null)).toEqual({
      ok: false,
      error: { code: 'no-predecessor' },
    });
    expect(encodeWireFrame(second, null, null)[0]).toBe(1);
  });

  it('[P18] a frame that does not follow the previous one goes whole', () => {
    for (const [frame, predecessor] of [
      [afterRefusal, afterSecond],
      [first, afterFirst],
      [first, afterSecond],
    ] as const)
      expect(encodeWireFrame(frame, predecessor, null)[0]).toBe(1);
  });

  it('[P18] a refused frame still counts as the previous one', async () => {
    const afterSalvage = await predecessorOf(salvage);
    const header = {
      ...salvage.header,
      kind: 'edit' as const,
      counter: 4,
      prevHash: afterSalvage?.hash ?? zeroHash,
      voids: null,
    };
    const bytes = encodeFrame({ ...salvage, header });
    const next = unwrap(decodeFrame(bytes));
    const wire = encodeWireFrame(next, afterSalvage, null);
    expect(wire[0]).toBe(0);
    expect(
      unwrap(decodeWireFrame(wire, fromClient, afterSalvage)).frame.bytes,
    ).toEqual(bytes);
  });

  it('[P1] a flag that repeats the previous frame is refused', () => {
    const refusal = (wire: Bytes) => {
      const result = decodeWireFrame(wire, fromClient, afterFirst);
      return result.ok ? 'accepted' : result.error.code;
    };
    const rest = wireOf('short').slice(1);
    const seen = concatBytes(Uint8Array.of(4, 3), fill(32, 0x90));
    expect(refusal(concatBytes(seen, Uint8Array.of(0), rest))).toBe(
      'not-shortest',
    );
    const key = concatBytes(Uint8Array.of(8, 0, 0), fill(8, 0xa0));
    expect(refusal(concatBytes(key, rest))).toBe('not-shortest');
    expect(refusal(concatBytes(Uint8Array.of(16, 1), rest))).toBe(
      'not-shortest',
    );
  });

  it.each([64, 128, 1 | 2, 1 | 4, 1 | 8, 1 | 16])(
    '[P1] the flags %i are refused',
    (flags) => {
      const wire = wireOf('whole').slice();
      wire[0] = flags;
      expect(decodeWireFrame(wire, fromClient, afterFirst)).toEqual({
        ok: false,
        error: { code: 'out-of-range' },
      });
    },
  );

  it('[P20] only a relay says by whom a frame was brought', () => {
    const wire = wireOf('whole via');
    expect(unwrap(decodeWireFrame(wire, fromRelay, null)).via).not.toBeNull();
    expect(decodeWireFrame(wire, fromClient, null).ok).toBe(false);
  });

  it('[P18] a frame of another document or space is refused', () => {
    const wire = wireOf('whole');
    for (const context of [
      { ...fromClient, doc: otherDoc },
      { ...fromClient, space: zeroHash as unknown as typeof space },
    ])
      expect(decodeWireFrame(wire, context, null)).toEqual({
        ok: false,
        error: { code: 'wrong-scope' },
      });
  });

  it('[P1] bytes after the frame are refused', () => {
    for (const name of ['whole', 'short']) {
      const wire = concatBytes(wireOf(name), Uint8Array.of(0));
      expect(decodeWireFrame(wire, fromClient, afterFirst)).toEqual({
        ok: false,
        error: { code: 'left-over' },
      });
    }
  });
});
