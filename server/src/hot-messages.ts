import type { Bytes } from '@minga/base';

// The two messages that are written once per keystroke of somebody: the same bytes as the codec's (a test compares them)
// in one buffer of exactly their size.

const entryType = 15;
const ackType = 21;

export interface EntryFields {
  readonly channel: number;
  readonly seq: number;
  readonly back: number;
  readonly alias: number;
  readonly wireFrame: Uint8Array;
}

export function encodeEntry(entry: EntryFields): Bytes {
  const { channel, seq, back, alias, wireFrame } = entry;
  return encodeNumbers(entryType, [channel, seq, back, alias], wireFrame);
}

export function encodeAck(channel: number, seq: number, back: number): Bytes {
  return encodeNumbers(ackType, [channel, seq, back], nothing);
}

export function joinBytes(parts: readonly Bytes[]): Bytes {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

const nothing = new Uint8Array();

function encodeNumbers(
  type: number,
  numbers: readonly number[],
  rest: Uint8Array,
): Bytes {
  let length = 1 + rest.length;
  for (const number of numbers) length += sizeOf(number);
  // Every byte is written below.
  const message = Buffer.allocUnsafe(sizeOf(length) + length);
  let at = writeVarUint(message, 0, length);
  message[at++] = type;
  for (const number of numbers) at = writeVarUint(message, at, number);
  message.set(rest, at);
  return message;
}

function sizeOf(value: number): number {
  let size = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size++;
  return size;
}

function writeVarUint(into: Buffer, from: number, value: number): number {
  let at = from;
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128))
    into[at++] = (rest % 128) + 128;
  into[at++] = rest;
  return at;
}
