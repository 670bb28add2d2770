import {
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type Result,
  type SpaceId,
  err,
  idToBytes,
  ok,
} from '@minga/base';
import {
  type SnapshotHeader,
  decodeSnapshot,
  decodeSnapshotContent,
  encodeSnapshotContent,
} from '@minga/protocol';
import { decoding, readHash } from './document-rows.ts';
import { documentPrefix } from './local-row.ts';
import type { SnapshotBody } from './retained.ts';

/** The snapshot a document stands on here. In `state`, as it came and open: opening the document needs no keys. */
export interface StoredBase extends SnapshotBody {
  readonly snapHash: Hash;
  readonly header: SnapshotHeader;
  /** As it was signed. */
  readonly sealed: Bytes;
  /** Rebuilding gave the same. Otherwise whatever others endorse decides. */
  readonly isVerified: boolean;
  /** Somebody else has vouched for it. It stays so when they go on to the next one. */
  readonly isEndorsed: boolean;
  /** All that is in it is of clientIDs that its claims account for. */
  readonly isClaimed: boolean;
  /** `DocumentMeta.next` less the frames held then that are not in it: what is counted from here came since. */
  readonly next: number;
  /** The log (`DocumentMeta.incarnation`) that is known to have it. */
  readonly incarnation: number;
}

export function baseKey(space: SpaceId, doc: DocumentId): string {
  return `${documentPrefix(space, doc)}snapshot`;
}

const version = 1;

export function encodeBase(base: StoredBase): Bytes {
  const { snapHash, sealed, isVerified, isEndorsed, isClaimed } = base;
  const { next, incarnation } = base;
  const writer = new ByteWriter(sealed.length + base.state.length + 512);
  writer
    .u8(version)
    .raw(idToBytes(snapHash))
    .u8(isVerified ? 1 : 0);
  writer.u8(isEndorsed ? 1 : 0).u8(isClaimed ? 1 : 0);
  writer.varUint(next).varUint(incarnation).blob(sealed);
  return writer.blob(encodeSnapshotContent(base)).done();
}

export function decodeBase(bytes: Bytes): Result<StoredBase, 'malformed'> {
  const row = decoding(bytes, (reader) => ({
    snapHash: readHash(reader),
    isVerified: reader.u8() === 1,
    isEndorsed: reader.u8() === 1,
    isClaimed: reader.u8() === 1,
    next: reader.varUint(),
    incarnation: reader.varUint(),
    sealed: reader.blob(),
    content: reader.blob(),
  }));
  if (!row.ok) return row;
  const { content, ...rest } = row.value;
  const snapshot = decodeSnapshot(rest.sealed);
  const body = decodeSnapshotContent(content);
  if (!snapshot.ok || !body.ok) return err('malformed');
  const { header } = snapshot.value;
  return ok({ ...rest, header, frontier: header.frontier, ...body.value });
}

/** What is needed to say whether to believe it. */
export interface BaseView {
  readonly snapHash: Hash;
  readonly signer: DeviceKey;
  readonly seenIndex: number;
  readonly isVerified: boolean;
  readonly isEndorsed: boolean;
  /** Whose work is in it; null: not all of it says. */
  readonly devices: ReadonlySet<DeviceKey> | null;
}

export function viewOf(base: StoredBase): BaseView {
  const { snapHash, header, isVerified, isEndorsed, isClaimed } = base;
  const { frontier, claims } = base;
  const { device: signer, seenIndex } = header;
  const devices = new Set([...frontier, ...claims].map(({ device }) => device));
  return {
    snapHash,
    signer,
    seenIndex,
    isVerified,
    isEndorsed,
    devices: isClaimed ? devices : null,
  };
}
