import {
  type Bytes,
  ByteReader,
  ByteWriter,
  DecodeError,
  type Hash,
  type MemberId,
  bytesToId,
  idToBytes,
} from '@minga/base';

/** What a statement of a round is about: the byte `kind` of its header ([E40]). */
export const roundStatement = {
  charter: 1,
  envelope: 2,
  openVote: 3,
  keyRelease: 4,
} as const;

const hashSize = 32;
const memberSize = 16;
const keySize = 32;
const mostNamed = 600;

/** Subject of an envelope. A tag of zeros takes back what was sealed before; the body is then empty. */
export interface EnvelopeSubject {
  readonly charter: Hash;
  readonly member: MemberId;
  /** 1, then one more each time it is sealed anew. */
  readonly attempt: number;
  /** 32 bytes. */
  readonly tag: Bytes;
}

export function encodeEnvelopeSubject(subject: EnvelopeSubject): Bytes {
  return new ByteWriter(hashSize + memberSize + 4 + hashSize)
    .raw(idToBytes(subject.charter))
    .raw(idToBytes(subject.member))
    .u32(subject.attempt)
    .raw(subject.tag)
    .done();
}

export function decodeEnvelopeSubject(
  bytes: Uint8Array,
): EnvelopeSubject | null {
  return reading(bytes, (reader) => ({
    charter: bytesToId<Hash>(reader.take(hashSize)),
    member: bytesToId<MemberId>(reader.take(memberSize)),
    attempt: reader.u32(),
    tag: reader.take(hashSize),
  }));
}

/** Subject of a vote to open: the charter. Its body says which envelopes the voter knew. */
export function encodeVoteSubject(charter: Hash): Bytes {
  return idToBytes(charter);
}

export function decodeVoteSubject(bytes: Uint8Array): Hash | null {
  return reading(bytes, (reader) => bytesToId<Hash>(reader.take(hashSize)));
}

export interface NamedEnvelope {
  readonly member: MemberId;
  readonly attempt: number;
  /** Of the statement that sealed it. */
  readonly envelope: Hash;
}

export function encodeVoteBody(named: readonly NamedEnvelope[]): Bytes {
  const writer = new ByteWriter(named.length * 52);
  for (const one of named.toSorted((a, b) =>
    a.envelope < b.envelope ? -1 : 1,
  ))
    writer
      .raw(idToBytes(one.member))
      .u32(one.attempt)
      .raw(idToBytes(one.envelope));
  return writer.done();
}

export function decodeVoteBody(
  bytes: Uint8Array,
): readonly NamedEnvelope[] | null {
  const size = memberSize + 4 + hashSize;
  if (bytes.length % size !== 0 || bytes.length > size * mostNamed) return null;
  return reading(bytes, (reader) =>
    reader.list(bytes.length / size, size, () => ({
      member: bytesToId<MemberId>(reader.take(memberSize)),
      attempt: reader.u32(),
      envelope: bytesToId<Hash>(reader.take(hashSize)),
    })),
  );
}

/** Subject of a key that is given; the hash of the statement that sealed is its bodyHash. */
export interface ReleaseSubject {
  readonly charter: Hash;
  /** 32 bytes. */
  readonly key: Bytes;
}

export function encodeReleaseSubject({ charter, key }: ReleaseSubject): Bytes {
  return new ByteWriter(hashSize + keySize)
    .raw(idToBytes(charter))
    .raw(key)
    .done();
}

export function decodeReleaseSubject(bytes: Uint8Array): ReleaseSubject | null {
  return reading(bytes, (reader) => ({
    charter: bytesToId<Hash>(reader.take(hashSize)),
    key: reader.take(keySize),
  }));
}

function reading<T>(
  bytes: Uint8Array,
  read: (reader: ByteReader) => T,
): T | null {
  const reader = new ByteReader(bytes);
  try {
    const value = read(reader);
    reader.end();
    return value;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
