import {
  ByteReader,
  ByteWriter,
  type Bytes,
  DecodeError,
  type Result,
} from '@minga/base';
import { type ProtocolError, decoding } from '@minga/protocol';

/** What is told before anybody joins: who invites, to what, how many read it. */
export interface InvitationCard {
  readonly group: string;
  readonly kind: string;
  readonly inviter: string;
  readonly readers: number;
}

/** The newest epochs an invitation carries: the older ones come sealed under the newer with `rotate`. */
const carriedEpochs = 100;
const keySize = 32;

/** `keys` by ascending epoch; only the newest are carried. */
export function encodeKeys(
  keys: readonly (readonly [epoch: number, key: Bytes])[],
): Bytes {
  const carried = keys.slice(-carriedEpochs);
  const writer = new ByteWriter(8 + 36 * carried.length).varUint(
    carried.length,
  );
  for (const [epoch, key] of carried) writer.u32(epoch).raw(key);
  return writer.done();
}

export function decodeKeys(
  bytes: Bytes,
): Result<ReadonlyMap<number, Bytes>, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(bytes);
    const keys = new Map<number, Bytes>();
    let previous = -1;
    reader.list(reader.varUint(), 4 + keySize, () => {
      const epoch = reader.u32();
      if (epoch <= previous) throw new DecodeError('not-sorted');
      previous = epoch;
      keys.set(epoch, reader.take(keySize));
    });
    reader.end();
    return keys;
  });
}

export function encodeCard(card: InvitationCard): Bytes {
  return new ByteWriter()
    .text(card.group)
    .text(card.kind)
    .text(card.inviter)
    .varUint(card.readers)
    .done();
}

export function decodeCard(
  bytes: Bytes,
): Result<InvitationCard, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(bytes);
    const text = (): string => reader.text(reader.left);
    const card = {
      group: text(),
      kind: text(),
      inviter: text(),
      readers: reader.varUint(),
    };
    reader.end();
    return card;
  });
}
