import { encodeRelayMessage } from '@minga/protocol';
import { describe, expect, it } from 'vitest';
import { encodeAck, encodeEntry } from './hot-messages.ts';

const numbers = [
  1,
  127,
  128,
  16_383,
  16_384,
  2 ** 31,
  2 ** 32 + 5,
  Number.MAX_SAFE_INTEGER,
];

describe('Messages written by hand', () => {
  it.each(numbers)('are those of the codec (%i)', (seq) => {
    for (const length of [1, 100, 127, 128, 20_000]) {
      const wireFrame = new Uint8Array(length).fill(length);
      const entry = { channel: 3, seq, back: seq, alias: 200, wireFrame };
      expect(new Uint8Array(encodeEntry(entry))).toEqual(
        encodeRelayMessage({ kind: 'entry', ...entry }),
      );
    }
    expect(new Uint8Array(encodeAck(9, seq, 0))).toEqual(
      encodeRelayMessage({ kind: 'ack', channel: 9, seq, back: 0 }),
    );
  });
});
