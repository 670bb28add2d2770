import { ByteReader, ByteWriter, type Bytes, type Result } from '@minga/base';

import { type ProtocolError, decoding, refuse } from './decoding.ts';

/** How the content under a seal is to be read (ENVELOPE §3). `deflated-v2` is for snapshots only. */
export type ContentCodec = 'update-v1' | 'update-v2' | 'deflated-v2' | 'opaque';

export interface Plaintext {
  readonly codec: ContentCodec;
  readonly content: Bytes;
}

const byteByCodec: Readonly<Record<ContentCodec, number>> = {
  'update-v1': 1,
  'update-v2': 2,
  'deflated-v2': 3,
  opaque: 9,
};
const codecByByte: ReadonlyMap<number, ContentCodec> = new Map([
  [1, 'update-v1'],
  [2, 'update-v2'],
  [3, 'deflated-v2'],
  [9, 'opaque'],
]);

const smallBuckets = [64, 256, 1024, 4096, 16_384];
const step = 256;

/** ENVELOPE E7: what is sealed says its size only roughly. */
export function padContent(plaintext: Plaintext): Bytes {
  const { codec, content } = plaintext;
  const padded = new Uint8Array(paddedLength(content.length));
  const start = new ByteWriter(8)
    .u8(byteByCodec[codec])
    .varUint(content.length)
    .done();
  padded.set(start);
  padded.set(content, start.length);
  return padded;
}

/** `content` is a view into `padded`. Refuses another length than the smallest that fits, and padding that is not zero. */
export function unpadContent(padded: Bytes): Result<Plaintext, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(padded);
    const codec = codecByByte.get(reader.u8()) ?? refuse('type-unknown');
    const content = reader.blobView();
    if (padded.length !== paddedLength(content.length))
      return refuse('not-canonical');
    if (reader.rest().some((byte) => byte !== 0))
      return refuse('not-canonical');
    return { codec, content };
  });
}

/** Length of the padded form of so many bytes of content. */
export function paddedLength(contentLength: number): number {
  const needed = 1 + varUintLength(contentLength) + contentLength;
  const small = smallBuckets.find((bucket) => bucket >= needed);
  if (small !== undefined) return small;
  let bucket = 16_384;
  // In whole numbers (an eighth more, rounded up to 256), so that every build finds the same steps.
  while (bucket < needed) bucket = Math.ceil((bucket * 9) / (8 * step)) * step;
  return bucket;
}

function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
}
