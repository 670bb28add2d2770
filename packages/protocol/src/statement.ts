import {
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type Result,
  type SpaceId,
  lp,
} from '@minga/base';

import {
  type ProtocolError,
  type Reader,
  decoding,
  readDevice,
  readDoc,
  readHash,
  readSpace,
  readSuite,
  sizes,
  suite1,
  writeFixed,
  writeId,
} from './decoding.ts';
import { readSigned } from './structures.ts';

/** What a person decided (ENVELOPE E26), as an opaque value in a document: it survives compaction. */
export interface StatementHeader {
  /** One byte, given its meaning by the document; an unknown one counts for nothing. */
  readonly kind: number;
  readonly space: SpaceId;
  readonly doc: DocumentId;
  /** What is decided upon, in the words of the document's kind; at most 1 KiB. */
  readonly subject: Bytes;
  /** SHA-256 of what was decided. */
  readonly bodyHash: Hash;
  readonly device: DeviceKey;
  readonly seenIndex: number;
  readonly seenHash: Hash;
}

export interface Statement {
  readonly header: StatementHeader;
  /** 64 bytes, over `statementSigningBytes`. */
  readonly signature: Bytes;
}

export const statementSubjectSize = 1024;

const label = 'minga/1/statement';

export function encodeStatement(statement: Statement): Bytes {
  const { header, signature } = statement;
  const writer = new ByteWriter(sizes.signature);
  writeFixed(writer, signature, sizes.signature);
  return lp(label, headerBytes(header), writer.done());
}

/** Byte fields of the answer are views into `bytes`. */
export function decodeStatement(
  bytes: Bytes,
): Result<Statement, ProtocolError> {
  return decoding(() => {
    const { header, signature } = readSigned(bytes, label);
    return { header: readHeader(header), signature };
  });
}

export function statementSigningBytes(header: StatementHeader): Bytes {
  return lp('minga/1/statement-signature', headerBytes(header));
}

function headerBytes(header: StatementHeader): Bytes {
  if (header.subject.length > statementSubjectSize)
    throw new RangeError('the subject of a statement is at most 1 KiB');
  const writer = new ByteWriter(256).u8(suite1).u8(header.kind);
  writeId(writer, header.space, sizes.space);
  writeId(writer, header.doc, sizes.doc);
  writer.blob(header.subject);
  writeId(writer, header.bodyHash, sizes.hash);
  writeId(writer, header.device, sizes.device);
  writer.u32(header.seenIndex);
  writeId(writer, header.seenHash, sizes.hash);
  return writer.done();
}

function readHeader(reader: Reader): StatementHeader {
  readSuite(reader);
  const header = {
    kind: reader.u8(),
    space: readSpace(reader),
    doc: readDoc(reader),
    subject: reader.blobView(statementSubjectSize),
    bodyHash: readHash(reader),
    device: readDevice(reader),
    seenIndex: reader.u32(),
    seenHash: readHash(reader),
  };
  reader.end();
  return header;
}
