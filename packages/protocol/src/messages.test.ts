import { type Bytes, ByteWriter, concatBytes, unwrap } from '@minga/base';
import { describe, expect, it } from 'vitest';

import { closeCodeFor, isFinalClose } from './codes.ts';
import { zeroHash } from './decoding.ts';
import {
  defaultLimits,
  limitsBeforeReady,
  limitsFromValues,
  limitsToValues,
  messagesPerSocketMessage,
} from './limits.ts';
import {
  decodeClientMessages,
  decodeRelayMessages,
  encodeClientMessage,
  encodeRelayMessage,
  joinMessages,
} from './messages.ts';
import { doc, entryId, fill, hashOf, logId, space } from './vectors/fixed.ts';

const ping = (clientTimeMs: number) =>
  encodeClientMessage({ kind: 'ping', clientTimeMs });

/** A message with its length in front, from parts laid by hand. */
const message = (type: number, ...parts: readonly (number | Bytes)[]) => {
  const body = new ByteWriter().u8(type);
  for (const part of parts)
    if (typeof part === 'number') body.u8(part);
    else body.raw(part);
  return new ByteWriter().blob(body.done()).done();
};

const refusedByRelay = (bytes: Bytes, limits = defaultLimits) => {
  const result = decodeClientMessages(bytes, limits);
  return result.ok ? 'accepted' : result.error.code;
};

const refusedByClient = (bytes: Bytes, limits = defaultLimits) => {
  const result = decodeRelayMessages(bytes, limits);
  return result.ok ? 'accepted' : result.error.code;
};

const bytes16 = fill(16, 0x40);
const bytes32 = fill(32, 0x10);

describe('a WebSocket message', () => {
  it('[P3] holds several messages, read in order', () => {
    const joined = concatBytes(ping(1), ping(2), ping(300));
    const times = unwrap(decodeClientMessages(joined, defaultLimits)).map(
      (read) => read.kind === 'ping' && read.clientTimeMs,
    );
    expect(times).toEqual([1, 2, 300]);
  });

  it('[P3] one bad message spoils all of it', () => {
    const unknown = message(99);
    expect(refusedByRelay(concatBytes(ping(1), unknown))).toBe('type-unknown');
    expect(refusedByClient(unknown)).toBe('type-unknown');
  });

  it('[P3] is never empty', () => {
    expect(refusedByRelay(new Uint8Array())).toBe('empty');
    expect(refusedByClient(new Uint8Array())).toBe('empty');
  });

  it('[P3] what only the other side says is an unknown type', () => {
    const pong = encodeRelayMessage({
      kind: 'pong',
      clientTimeMs: 1,
      serverTimeMs: 2,
      spaceHead: 3,
    });
    expect(refusedByRelay(pong)).toBe('type-unknown');
    expect(refusedByClient(ping(1))).toBe('type-unknown');
  });

  it('[P1] a message with bytes missing or left over is refused', () => {
    expect(refusedByRelay(message(50))).toBe('truncated');
    expect(refusedByRelay(message(50, 1, 0))).toBe('left-over');
    expect(refusedByRelay(ping(1).slice(0, -1))).toBe('truncated');
    expect(refusedByRelay(Uint8Array.of(0))).toBe('truncated');
  });

  it('[P1] numbers have one form', () => {
    expect(refusedByRelay(message(50, 0x81, 0))).toBe('not-shortest');
    const tooLarge = new Uint8Array(8).fill(0xff);
    expect(refusedByRelay(message(50, tooLarge))).toBe('out-of-range');
    expect(refusedByRelay(Uint8Array.of(0x82, 0, 50, 1))).toBe('not-shortest');
  });

  it('[P2] is measured before it is read', () => {
    const limits = limitsBeforeReady(defaultLimits);
    expect(refusedByRelay(new Uint8Array(70 * 1024 + 1), limits)).toBe(
      'too-long',
    );
    const many = concatBytes(
      ...Array.from({ length: messagesPerSocketMessage + 1 }, () => ping(1)),
    );
    expect(refusedByRelay(many)).toBe('too-long');
  });

  it('[P4] takes what waits, in order, as far as the limits allow', () => {
    const waiting = Array.from({ length: 40_000 }, (_, i) => ping(i));
    const joined = joinMessages(waiting);
    expect(joined).toHaveLength(3);
    const read = joined.flatMap((bytes) =>
      unwrap(decodeClientMessages(bytes, defaultLimits)),
    );
    expect(read.map((one) => one.kind === 'ping' && one.clientTimeMs)).toEqual(
      waiting.map((_, i) => i),
    );
    const limits = { ...defaultLimits, socketMessage: 10 };
    const sizes = joinMessages(waiting.slice(0, 100), limits).map(
      (bytes) => bytes.length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
    expect(joinMessages([])).toEqual([]);
  });

  it('[P4] one message alone is not copied', () => {
    const only = ping(7);
    expect(joinMessages([only])[0]).toBe(only);
  });
});

describe('what a device says', () => {
  it('[P5] a HELLO of another version needs a newer relay or client', () => {
    const bytes = encodeClientMessage({
      kind: 'hello',
      version: 2,
      space,
      suites: [1],
    });
    const result = decodeClientMessages(bytes, defaultLimits);
    expect(result).toEqual({ ok: false, error: { code: 'version-unknown' } });
    expect(closeCodeFor({ code: 'version-unknown' })).toBe(4409);
    expect(closeCodeFor({ code: 'suite-unknown' })).toBe(4409);
    expect(closeCodeFor({ code: 'truncated' })).toBe(4400);
  });

  it('[P7] an unknown mode, or a hash of no actions, is refused', () => {
    expect(refusedByRelay(message(3, 5))).toBe('out-of-range');
    const device = concatBytes(Uint8Array.of(1), bytes32);
    const signature = fill(64, 0);
    const lie = message(3, 1, device, 0, bytes32, signature);
    expect(refusedByRelay(lie)).toBe('out-of-range');
    const p256 = concatBytes(Uint8Array.of(2), bytes32);
    const none = new Uint8Array(32);
    expect(refusedByRelay(message(3, 1, p256, 0, none, signature))).toBe(
      'suite-unknown',
    );
  });

  it('[P12] there is no entry at position 0', () => {
    expect(refusedByRelay(message(10, bytes16, 0, bytes16))).toBe(
      'out-of-range',
    );
  });

  it('[P15] SUB knows one flag', () => {
    expect(refusedByRelay(message(12, bytes16, 0, 2))).toBe('out-of-range');
  });

  it('[P17] GET asks for one thing, and what it does not use is zero', () => {
    const zeros = new Uint8Array(32);
    expect(refusedByRelay(message(34, 0, bytes16, 1, 2, zeros))).toBe(
      'accepted',
    );
    expect(refusedByRelay(message(34, 0, bytes16, 1, 2, bytes32))).toBe(
      'out-of-range',
    );
    expect(refusedByRelay(message(34, 1, bytes16, 0, 2, bytes32))).toBe(
      'out-of-range',
    );
    expect(refusedByRelay(message(34, 0, bytes16, 2, 1, zeros))).toBe(
      'out-of-range',
    );
    expect(refusedByRelay(message(34, 2, bytes16, 0, 0, bytes32))).toBe(
      'out-of-range',
    );
  });

  it('[P26] a device does not choose the position of its action', () => {
    expect(refusedByRelay(message(26, 1, 0))).toBe('out-of-range');
  });

  it('[P28] parts of a snapshot stay within it', () => {
    const part = (total: number, offset: number, size: number) =>
      encodeClientMessage({
        kind: 'snap-put',
        doc,
        hash: hashOf(1),
        total,
        offset,
        part: new Uint8Array(size),
      });
    expect(refusedByRelay(part(10, 0, 10))).toBe('accepted');
    expect(refusedByRelay(part(10, 1, 10))).toBe('out-of-range');
    expect(refusedByRelay(part(10, 0, 0))).toBe('empty');
    expect(refusedByRelay(part(2 ** 24, 0, 2 ** 17))).toBe('accepted');
    expect(refusedByRelay(part(2 ** 24, 0, 2 ** 17 + 1))).toBe('too-long');
    expect(refusedByRelay(part(2 ** 24 + 1, 0, 1))).toBe('too-long');
  });

  it('[P2] nothing is longer than its limit', () => {
    const sizes = { register: 65_536, presence: 4096, sealed: 4096 };
    const over = (size: number) => new Uint8Array(size + 1);
    const reg = { kind: 'reg', register: over(sizes.register) } as const;
    expect(refusedByRelay(encodeClientMessage(reg))).toBe('too-long');
    const presence = over(sizes.presence);
    const eph = { kind: 'eph', channel: 1, presence } as const;
    expect(refusedByRelay(encodeClientMessage(eph))).toBe('too-long');
    const action = { kind: 'action', action: over(65_536) } as const;
    expect(refusedByRelay(encodeClientMessage(action))).toBe('too-long');
    const header = { kind: 'doc', header: over(65_536) } as const;
    expect(refusedByRelay(encodeClientMessage(header))).toBe('too-long');
    expect(refusedByClient(encodeRelayMessage(header))).toBe('too-long');
  });

  it('[P18] a frame stays undecoded, as a view into the socket message', () => {
    const wireFrame = fill(100, 0);
    const bytes = encodeClientMessage({
      kind: 'append',
      channel: 3,
      wireFrame,
    });
    const [read] = unwrap(decodeClientMessages(bytes, defaultLimits));
    expect(read).toEqual({ kind: 'append', channel: 3, wireFrame });
    expect(read?.kind === 'append' && read.wireFrame.buffer).toBe(bytes.buffer);
  });
});

describe('what a relay says', () => {
  it('[P13] a page of CHANGES holds at most 500 documents', () => {
    const head = { doc, head: 1 };
    const page = (length: number) => ({
      kind: 'changes' as const,
      reset: false,
      more: false,
      live: false,
      logId,
      upTo: { seq: 9, entryId },
      documents: Array.from({ length }, () => head),
    });
    expect(refusedByClient(encodeRelayMessage(page(500)))).toBe('accepted');
    expect(() => encodeRelayMessage(page(501))).toThrow(RangeError);
    const claimed = message(11, 0, bytes16, 9, bytes16, 0xf5, 3);
    expect(refusedByClient(claimed)).toBe('too-long');
  });

  it('[P1] a count beyond the input is refused before anything is made', () => {
    const claimed = message(11, 0, bytes16, 9, bytes16, 0xf4, 3);
    expect(refusedByClient(claimed)).toBe('truncated');
    const suites = message(1, 1, bytes32, 0xff, 0xff, 0xff, 0xff, 0x0f);
    expect(refusedByRelay(suites)).toBe('truncated');
  });

  it('[P13] CHANGES knows three flags', () => {
    expect(refusedByClient(message(11, 8, bytes16, 0, bytes16, 0))).toBe(
      'out-of-range',
    );
  });

  it('[P10] an entry cannot follow one before the beginning', () => {
    expect(refusedByClient(message(21, 1, 5, 6))).toBe('out-of-range');
    expect(refusedByClient(message(21, 1, 5, 5))).toBe('accepted');
    expect(refusedByClient(message(15, 1, 5, 6, 1, 1))).toBe('out-of-range');
  });

  it('[P16] channel 0 is the connection, never a document', () => {
    expect(refusedByClient(message(13, bytes16, 0, 5))).toBe('out-of-range');
  });

  it('[P19] alias 0 goes with a whole frame only', () => {
    expect(refusedByClient(message(15, 1, 5, 5, 0, 0))).toBe('no-predecessor');
    expect(refusedByClient(message(15, 1, 5, 5, 0, 1))).toBe('accepted');
  });

  it('[P27] the keys are served without the card', () => {
    const sealed = [3, 1, 2, 3] as const;
    expect(refusedByClient(message(28, bytes16, ...sealed, 0))).toBe(
      'accepted',
    );
    expect(refusedByClient(message(28, bytes16, ...sealed, 1, 9))).toBe(
      'out-of-range',
    );
  });

  it('[P30] a relay does not ask for registers', () => {
    expect(refusedByClient(message(41, 0))).toBe('empty');
  });

  it('[P7] what a rescue card finds is sorted, 1 to 16', () => {
    const one = new Array<number>(32).fill(1);
    const two = new Array<number>(32).fill(2);
    expect(refusedByClient(message(6, 2, ...one, ...two))).toBe('accepted');
    expect(refusedByClient(message(6, 2, ...two, ...one))).toBe('not-sorted');
    expect(refusedByClient(message(6, 2, ...one, ...one))).toBe('not-sorted');
    expect(refusedByClient(message(6, 0))).toBe('out-of-range');
    expect(refusedByClient(message(6, 17))).toBe('out-of-range');
  });

  it('[P7] the status of a card is one of five', () => {
    expect(refusedByClient(message(5, bytes16, 4, 0))).toBe('accepted');
    expect(refusedByClient(message(5, bytes16, 5, 0))).toBe('out-of-range');
  });
});

describe('limits', () => {
  it('[P2] come with READY, sorted, and unknown ones are passed over', () => {
    const limits = { ...defaultLimits, frame: 5 };
    const values = limitsToValues(limits);
    expect(limitsFromValues(values)).toEqual(limits);
    expect(limitsFromValues([{ id: 200, value: 1 }])).toEqual(defaultLimits);
    const ready = (limits: readonly { id: number; value: number }[]) =>
      encodeRelayMessage({
        kind: 'ready',
        logId,
        serverTimeMs: 0,
        actionCount: 0,
        spaceHead: 0,
        limits,
      });
    expect(refusedByClient(ready([...values, { id: 200, value: 1 }]))).toBe(
      'accepted',
    );
    expect(refusedByClient(ready([...values].reverse()))).toBe('not-sorted');
    expect(refusedByClient(ready([values[0]!, values[0]!]))).toBe('not-sorted');
  });
});

describe('codes', () => {
  it('[P31] says which closings are final', () => {
    expect([4400, 4403, 4404, 4409, 4413].every(isFinalClose)).toBe(true);
    expect([4401, 1013, 1006, 4500, 4503].some(isFinalClose)).toBe(false);
  });

  it('[P1] an id of the wrong size is our own mistake', () => {
    const wrong = zeroHash as unknown as typeof doc;
    expect(() => encodeClientMessage({ kind: 'lease', doc: wrong })).toThrow(
      RangeError,
    );
  });
});
