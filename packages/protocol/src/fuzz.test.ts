import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type Result,
  concatBytes,
} from '@minga/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  decodeEntryContent,
  decodeSnapshotContent,
  encodeEntryContent,
  encodeSnapshotContent,
} from './claims.ts';
import { type ProtocolError, decoding } from './decoding.ts';
import {
  decodeDocumentHeader,
  encodeDocumentHeader,
} from './document-header.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import { invitationToFragment, linkToInvitation } from './invitation-link.ts';
import { defaultLimits } from './limits.ts';
import {
  decodeClientMessages,
  decodeRelayMessages,
  encodeClientMessage,
  encodeRelayMessage,
} from './messages.ts';
import { padContent, unpadContent } from './padding.ts';
import { decodePresence, encodePresence } from './presence.ts';
import {
  decodeRegister,
  decodeRegisterContent,
  encodeRegister,
  encodeRegisterContent,
} from './register.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';
import { decodeStatement, encodeStatement } from './statement.ts';
import { doc, fill, inviteId, space } from './vectors/fixed.ts';
import {
  createFrames,
  createWireFrames,
  predecessorOf,
} from './vectors/sample-frames.ts';
import {
  createClientMessages,
  createRelayMessages,
} from './vectors/sample-messages.ts';
import {
  createDocumentHeaders,
  createEntryContents,
  createPlaintexts,
  createPresences,
  createRegister,
  createRegisterContents,
  createSnapshotContent,
  createSnapshots,
  createStatement,
} from './vectors/sample-structures.ts';
import { decodeWireFrame, encodeWireFrame } from './wire-frame.ts';

const numRuns = 10_000;

interface Decoder {
  readonly name: string;
  readonly samples: readonly Bytes[];
  /** Null when refused; otherwise what was read, and the bytes it encodes to. */
  read(bytes: Bytes): { readonly value: unknown; readonly again: Bytes } | null;
}

function decoder<Value>(
  name: string,
  values: readonly Value[],
  encode: (value: Value) => Bytes,
  decode: (bytes: Bytes) => Result<Value, ProtocolError>,
): Decoder {
  return {
    name,
    samples: values.map(encode),
    read(bytes) {
      const result = decode(bytes);
      if (result.ok)
        return { value: result.value, again: encode(result.value) };
      expect(Object.keys(result.error)).toEqual(['code']);
      return null;
    },
  };
}

const frames = await createFrames();
const wireFrames = await createWireFrames();
const afterFirst = await predecessorOf(frames.first);
const wholeWire = wireFrames[0]!.wire;
const client = await createClientMessages(wholeWire);
const relay = createRelayMessages(wholeWire);

const decoders: readonly Decoder[] = [
  decoder('a frame', Object.values(frames), encodeFrame, decodeFrame),
  decoder(
    'messages of a device',
    [...client.map((one) => [one]), client],
    (messages) => concatBytes(...messages.map(encodeClientMessage)),
    (bytes) => decodeClientMessages(bytes, defaultLimits),
  ),
  decoder(
    'messages of a relay',
    [...relay.map((one) => [one]), relay],
    (messages) => concatBytes(...messages.map(encodeRelayMessage)),
    (bytes) => decodeRelayMessages(bytes, defaultLimits),
  ),
  decoder(
    'a document header',
    await createDocumentHeaders(),
    encodeDocumentHeader,
    decodeDocumentHeader,
  ),
  decoder(
    'a snapshot',
    await createSnapshots(),
    encodeSnapshot,
    decodeSnapshot,
  ),
  decoder(
    'a register',
    [await createRegister()],
    encodeRegister,
    decodeRegister,
  ),
  decoder(
    'the content of a register',
    await createRegisterContents(),
    encodeRegisterContent,
    decodeRegisterContent,
  ),
  decoder('presence', await createPresences(), encodePresence, decodePresence),
  decoder(
    'a statement',
    [await createStatement()],
    encodeStatement,
    decodeStatement,
  ),
  decoder('padding', createPlaintexts(), padContent, unpadContent),
  decoder(
    'the content of an entry',
    await createEntryContents(),
    encodeEntryContent,
    decodeEntryContent,
  ),
  decoder(
    'the content of a snapshot',
    [await createSnapshotContent()],
    encodeSnapshotContent,
    decodeSnapshotContent,
  ),
];

/** A small generator of our own: fast-check draws a seed instead of every byte, which is what makes 10,000 runs cheap. */
function random(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

function noise(seed: number, longest: number): Bytes {
  const next = random(seed);
  return Uint8Array.from({ length: next(longest + 1) }, () => next(256));
}

/** A valid encoding with one to four things done to it, half of them inside a field whose length is then put right. */
function mutated(samples: readonly Bytes[], seed: number): Bytes {
  const next = random(seed);
  let bytes = samples[next(samples.length)]!.slice();
  for (let times = next(4); times >= 0; times--)
    bytes = next(2) === 0 ? mutate(bytes, next) : mutateField(bytes, next);
  return bytes;
}

function mutateField(bytes: Bytes, next: (below: number) => number): Bytes {
  for (const { read, write } of [lengths.u32, lengths.varUint]) {
    const reader = new ByteReader(bytes);
    const fields: Bytes[] = [];
    const whole = decoding(() => {
      while (reader.left > 0) fields.push(reader.view(read(reader)));
    });
    if (!whole.ok || fields.length === 0) continue;
    const at = next(fields.length);
    fields[at] = mutate(fields[at]!.slice(), next);
    const writer = new ByteWriter();
    for (const field of fields) write(writer, field.length).raw(field);
    return writer.done();
  }
  return mutate(bytes, next);
}

/** What goes before a field of `lp`, and before a message. */
const lengths = {
  u32: {
    read: (reader: ByteReader<ArrayBuffer>) => reader.u32(),
    write: (writer: ByteWriter, length: number) => writer.u32(length),
  },
  varUint: {
    read: (reader: ByteReader<ArrayBuffer>) => reader.varUint(),
    write: (writer: ByteWriter, length: number) => writer.varUint(length),
  },
};

function mutate(bytes: Bytes, next: (below: number) => number): Bytes {
  const at = next(bytes.length + 1);
  const until = Math.min(bytes.length, at + next(40));
  switch (next(6)) {
    case 0: // cut
      return bytes.slice(0, at);
    case 1: // leave out
      return concatBytes(bytes.slice(0, at), bytes.slice(until));
    case 2: // repeat
      return concatBytes(bytes.slice(0, until), bytes.slice(at));
    case 3: // put in
      return concatBytes(
        bytes.slice(0, at),
        noise(next(2 ** 31), 6),
        bytes.slice(at),
      );
    case 4: // the largest counts and lengths
      return bytes.fill(0xff, at, Math.min(until, at + 1 + next(5)));
    default: {
      const byte = bytes[at] ?? 0;
      if (at < bytes.length) bytes[at] = byte ^ (1 << next(8));
      return bytes;
    }
  }
}

/** How many values were made: bounded by the input, whatever its counts claim. */
function weigh(value: unknown): number {
  if (value instanceof Uint8Array || typeof value !== 'object' || !value)
    return 1;
  return Object.values(value).reduce<number>(
    (sum, field) => sum + weigh(field),
    1,
  );
}

function expectTypedAnswer(decoder: Decoder, bytes: Bytes): void {
  const read = decoder.read(bytes.slice());
  if (read === null) return;
  if (weigh(read.value) > 40 + 20 * bytes.length)
    throw new Error('more was made than the input holds');
  // P1: whatever is accepted has exactly one encoding, so it is the one that came in.
  expect(read.again).toEqual(bytes);
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe.each(decoders)('$name', (decoder) => {
  it('[P1] its own samples are accepted', () => {
    for (const sample of decoder.samples)
      expect(decoder.read(sample)?.again).toEqual(sample);
  });

  it('[P1] random bytes get a typed answer', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expectTypedAnswer(decoder, noise(seed, 300));
      }),
      { numRuns },
    );
  });

  it('[P1] mutated bytes get a typed answer, and only the one encoding is accepted', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expectTypedAnswer(decoder, mutated(decoder.samples, seed));
      }),
      { numRuns },
    );
  });
});

describe('a wire frame', () => {
  const samples = wireFrames.map(({ wire }) => wire);
  const read = (bytes: Bytes) => {
    for (const from of ['client', 'relay'] as const) {
      const context = { space, doc, from };
      const result = decodeWireFrame(bytes, context, afterFirst);
      if (!result.ok) {
        expect(Object.keys(result.error)).toEqual(['code']);
        continue;
      }
      const { frame, whole, via } = result.value;
      expect(decodeFrame(frame.bytes).ok).toBe(true);
      const predecessor = whole ? null : afterFirst;
      expect(encodeWireFrame(frame, predecessor, via)).toEqual(bytes);
    }
  };

  it('[P18] random bytes get a typed answer', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        read(noise(seed, 300));
      }),
      { numRuns },
    );
  });

  it('[P18] mutated bytes get a typed answer, and what is rebuilt is a frame', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        read(mutated(samples, seed));
      }),
      { numRuns },
    );
  });
});

describe('a link', () => {
  it('[E27] mutated text gets a typed answer', async () => {
    const secret = fill(32, 1);
    const fragment = await invitationToFragment({
      space,
      inviteId,
      secret,
      relay: 'https://minga.example',
    });
    const sample = new TextEncoder().encode(fragment);
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const text = new TextDecoder().decode(mutated([sample], seed));
        const result = await linkToInvitation(text);
        if (result.ok) expect(text.trim().endsWith(fragment)).toBe(true);
        else expect(Object.keys(result.error)).toEqual(['code']);
      }),
      { numRuns },
    );
  });
});

describe('the largest messages', () => {
  it('[P2] 4 MiB of the smallest messages, or of noise, are refused at once', () => {
    const smallest = new Uint8Array(4 * 1024 * 1024);
    for (let at = 0; at < smallest.length; at += 4)
      smallest.set([3, 16, 0, 0], at);
    const started = performance.now();
    expect(decodeRelayMessages(smallest, defaultLimits).ok).toBe(false);
    expect(decodeClientMessages(smallest, defaultLimits).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
