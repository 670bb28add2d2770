import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** A stretch of one client's clock, `to` exclusive. */
export interface ClockRange {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** Reads everything an update says without building anything from it. Throws on whatever Yjs would not write itself. */
export interface UpdateVisitor {
  struct(struct: WalkedStruct): void;
  deleted(range: ClockRange): void;
}

export interface WalkedStruct extends ClockRange {
  /** Ids it is placed by: origin, right origin, parent. They must be there before it. */
  readonly placedBy: readonly Y.ID[];
}

export class WalkError extends Error {
  readonly code: 'malformed' | 'too-large';

  constructor(code: 'malformed' | 'too-large') {
    super(code);
    this.code = code;
  }
}

type UpdateDecoder = Y.UpdateDecoderV1 | Y.UpdateDecoderV2;

/**
 * `maxStructs` bounds the time: in a v2 update 27 bytes can claim two thousand million structs, because its run-length
 * streams repeat their last value for ever (yjs issue #687). In v1 every struct costs at least two bytes.
 */
export function walkUpdate(
  update: Uint8Array,
  codec: 'v1' | 'v2',
  maxStructs: number,
  visitor: UpdateVisitor,
): void {
  const rest = decoding.createDecoder(update);
  const decoder =
    codec === 'v1' ? new Y.UpdateDecoderV1(rest) : new Y.UpdateDecoderV2(rest);
  walkStructs(decoder, maxStructs, visitor);
  walkDeletes(decoder, visitor);
  if (rest.pos !== update.length) throw new WalkError('malformed');
}

function walkStructs(
  decoder: UpdateDecoder,
  maxStructs: number,
  visitor: UpdateVisitor,
): void {
  const seen = new Set<number>();
  const clients = decoding.readVarUint(decoder.restDecoder);
  let left = maxStructs;
  for (let i = 0; i < clients; i++) {
    const count = decoding.readVarUint(decoder.restDecoder);
    if (count > left || clients > maxStructs) throw new WalkError('too-large');
    left -= count;
    const client = decoder.readClient();
    // Yjs keeps only the second of two sections of one client, and the first would be lost without a trace.
    if (!isClock(client) || seen.has(client)) throw new WalkError('malformed');
    seen.add(client);
    let clock = decoding.readVarUint(decoder.restDecoder);
    for (let k = 0; k < count; k++)
      clock = walkStruct(decoder, client, clock, visitor);
  }
}

const skipRef = 10;
const refBits = 31;
const hasParentSub = 32;
const hasRightOrigin = 64;
const hasOrigin = 128;

/** Answers the clock after the struct. */
function walkStruct(
  decoder: UpdateDecoder,
  client: number,
  from: number,
  visitor: UpdateVisitor,
): number {
  const info = decoder.readInfo();
  // Past its end lib0 hands out `undefined` for a byte.
  if (!isClock(info)) throw new WalkError('malformed');
  if (info === skipRef)
    return clockAfter(from, decoding.readVarUint(decoder.restDecoder));
  const isGc = (info & refBits) === 0;
  const placedBy = isGc ? [] : readPlace(decoder, info);
  if (placedBy.some((id) => !isPlacedBefore(id, client, from)))
    throw new WalkError('malformed');
  const length = isGc ? decoder.readLen() : contentLength(decoder, info);
  const to = clockAfter(from, length);
  visitor.struct({ client, from, to, placedBy });
  return to;
}

function readPlace(decoder: UpdateDecoder, info: number): Y.ID[] {
  const ids: Y.ID[] = [];
  if ((info & hasOrigin) !== 0) ids.push(decoder.readLeftID());
  if ((info & hasRightOrigin) !== 0) ids.push(decoder.readRightID());
  if ((info & (hasOrigin | hasRightOrigin)) !== 0) return ids;
  if (decoder.readParentInfo()) decoder.readString();
  else ids.push(decoder.readLeftID());
  if ((info & hasParentSub) !== 0) decoder.readString();
  return ids;
}

/** Of its own client a struct can only stand on an earlier one; Yjs would throw in the middle of a transaction. */
function isPlacedBefore(id: Y.ID, client: number, clock: number): boolean {
  if (!isClock(id.client) || !isClock(id.clock)) return false;
  return id.client !== client || id.clock < clock;
}

function walkDeletes(decoder: UpdateDecoder, visitor: UpdateVisitor): void {
  const clients = decoding.readVarUint(decoder.restDecoder);
  for (let i = 0; i < clients; i++) {
    decoder.resetDsCurVal();
    const client = decoding.readVarUint(decoder.restDecoder);
    const count = decoding.readVarUint(decoder.restDecoder);
    for (let k = 0; k < count; k++) {
      const from = decoder.readDsClock();
      visitor.deleted({
        client,
        from,
        to: clockAfter(from, decoder.readDsLen()),
      });
    }
  }
}

/** Zero-length structs and clocks beyond 2^53 put Yjs into loops or throws long after they were let in. */
function clockAfter(clock: number, length: number): number {
  if (!isClock(length) || length < 1 || !isClock(clock + length))
    throw new WalkError('malformed');
  return clock + length;
}

function isClock(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function contentLength(decoder: UpdateDecoder, info: number): number {
  const read = contents[info & refBits];
  if (read === undefined) throw new WalkError('malformed');
  return read(decoder);
}

/** Content kinds by their number in Yjs. No 9: a document of Minga has no documents inside. */
const contents: Readonly<Record<number, (decoder: UpdateDecoder) => number>> = {
  1: (decoder) => decoder.readLen(), // ContentDeleted
  2: (decoder) =>
    repeat(decoder.readLen(), () => {
      const json = decoder.readString();
      if (json !== 'undefined') JSON.parse(json);
    }),
  3: (decoder) => {
    decoder.readBuf();
    return 1;
  },
  4: (decoder) => decoder.readString().length,
  5: (decoder) => {
    skipJson(decoder);
    return 1;
  },
  6: (decoder) => {
    decoder.readKey();
    skipJson(decoder);
    return 1;
  },
  7: (decoder) => {
    skipType(decoder);
    return 1;
  },
  8: (decoder) =>
    repeat(decoder.readLen(), () => {
      skipAny(decoder.restDecoder, 0);
    }),
};

function repeat(count: number, read: () => void): number {
  for (let i = 0; i < count; i++) read();
  return count;
}

function skipJson(decoder: UpdateDecoder): void {
  if (decoder instanceof Y.UpdateDecoderV2) skipAny(decoder.restDecoder, 0);
  else JSON.parse(decoding.readVarString(decoder.restDecoder));
}

const xmlElement = 3;
const xmlHook = 5;
const lastType = 6;

function skipType(decoder: UpdateDecoder): void {
  const type = decoder.readTypeRef();
  if (!isClock(type) || type > lastType) throw new WalkError('malformed');
  if (type === xmlElement || type === xmlHook) decoder.readKey();
}

/** Deeper nesting would depend on the stack of the browser whether it can be read. */
const maxDepth = 100;

function skipAny(decoder: decoding.Decoder, depth: number): void {
  if (depth > maxDepth) throw new WalkError('malformed');
  const kind = decoding.readUint8(decoder);
  if (kind === 118)
    repeat(decoding.readVarUint(decoder), () => {
      decoding.readVarString(decoder);
      skipAny(decoder, depth + 1);
    });
  else if (kind === 117)
    repeat(decoding.readVarUint(decoder), () => {
      skipAny(decoder, depth + 1);
    });
  else {
    // Everything else is flat: back one byte, and lib0 reads it.
    decoder.pos--;
    decoding.readAny(decoder);
  }
}
