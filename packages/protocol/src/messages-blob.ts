import type { Bytes, Hash } from '@minga/base';

import { type Reader, readHash, refuse, sizes, writeId } from './decoding.ts';
import { type Limits, slowLineBytes } from './limits.ts';
import type { MessageCodec } from './message-codec.ts';

// Attachments (PROTOCOL §8). A blob's name is the SHA-256 of its sealed bytes; they are stored and sent in parts.

/** One part of a blob under way, at `offset` of `total` sealed bytes. */
export interface BlobPiece {
  readonly name: Hash;
  readonly total: number;
  readonly offset: number;
  /** 1 byte to 16 KiB. */
  readonly part: Bytes;
}

export interface PutBlob extends BlobPiece {
  readonly kind: 'blob-put';
}

export interface BlobSent extends BlobPiece {
  readonly kind: 'blob-part';
}

/** How much of a blob the relay holds. */
export interface BlobAck {
  readonly kind: 'blob-ack';
  readonly name: Hash;
  /** 0 when the relay holds nothing of it. */
  readonly total: number;
  /** As much as is durable, from the start; equal to `total` when the blob is whole and its bytes are those it is named by. */
  readonly received: number;
  /** 0, or one of `nackCodes` when what was asked was not done. */
  readonly code: number;
  /** 0: the same again will not help. */
  readonly retryAfterMs: number;
  /** What the space's blobs take, unfinished ones at full length. */
  readonly spaceBytes: number;
}

export interface StatBlob {
  readonly kind: 'blob-stat';
  readonly name: Hash;
}

export interface GetBlob {
  readonly kind: 'blob-get';
  readonly name: Hash;
  readonly offset: number;
}

function writePiece(
  writer: Parameters<MessageCodec<BlobPiece>['write']>[0],
  piece: BlobPiece,
): void {
  writeId(writer, piece.name, sizes.hash);
  writer.varUint(piece.total).varUint(piece.offset).blob(piece.part);
}

function readPiece(reader: Reader, limits: Limits): BlobPiece {
  const name = readHash(reader);
  const total = reader.varUint();
  if (total > limits.blob) return refuse('too-long');
  const offset = reader.varUint();
  const part = reader.blobView(slowLineBytes);
  if (part.length === 0) return refuse('empty');
  if (offset + part.length > total) return refuse('out-of-range');
  return { name, total, offset, part };
}

export const blobPut: MessageCodec<PutBlob> = {
  type: 60,
  write: writePiece,
  read: (reader, limits) => ({
    kind: 'blob-put',
    ...readPiece(reader, limits),
  }),
};

export const blobPart: MessageCodec<BlobSent> = {
  type: 61,
  write: writePiece,
  read: (reader, limits) => ({
    kind: 'blob-part',
    ...readPiece(reader, limits),
  }),
};

export const blobGet: MessageCodec<GetBlob> = {
  type: 62,
  write(writer, message) {
    writeId(writer, message.name, sizes.hash);
    writer.varUint(message.offset);
  },
  read: (reader) => ({
    kind: 'blob-get',
    name: readHash(reader),
    offset: reader.varUint(),
  }),
};

export const blobStat: MessageCodec<StatBlob> = {
  type: 63,
  write: (writer, message) => writeId(writer, message.name, sizes.hash),
  read: (reader) => ({ kind: 'blob-stat', name: readHash(reader) }),
};

export const blobAck: MessageCodec<BlobAck> = {
  type: 64,
  write(writer, message) {
    writeId(writer, message.name, sizes.hash);
    writer.varUint(message.total).varUint(message.received);
    writer.varUint(message.code).varUint(message.retryAfterMs);
    writer.varUint(message.spaceBytes);
  },
  read(reader) {
    const name = readHash(reader);
    const total = reader.varUint();
    const received = reader.varUint();
    const code = reader.varUint();
    const retryAfterMs = reader.varUint();
    if (received > total || (code === 0 && retryAfterMs !== 0))
      return refuse('out-of-range');
    const spaceBytes = reader.varUint();
    return {
      kind: 'blob-ack',
      name,
      total,
      received,
      code,
      retryAfterMs,
      spaceBytes,
    };
  },
};
