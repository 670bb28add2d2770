import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Result,
  type SpaceId,
  concatBytes,
  idToBytes,
  lp,
} from '@minga/base';

import { type ProtocolError, decoding, sizes, writeFixed } from './decoding.ts';
import {
  type FrameOfDevice,
  type SortedList,
  framesOfDevices,
  keyToDevice,
  readSorted,
  writeSorted,
} from './structures.ts';

/** A device says that the clientID derived from this nonce is its own (ENVELOPE E9). */
export interface Claim {
  /** 16 random bytes, new for each session. */
  readonly sessionNonce: Bytes;
  /** 64 bytes, over `claimSigningBytes`. */
  readonly signature: Bytes;
}

export interface ClaimOfDevice extends Claim {
  readonly device: DeviceKey;
}

/** What an entry seals: the claims of its author that it is first to need, and a Yjs update. */
export interface EntryContent {
  readonly claims: readonly Claim[];
  readonly update: Bytes;
}

/** What a snapshot seals: everybody's claims, the frames it passed over, and the Yjs state. */
export interface SnapshotContent {
  readonly claims: readonly ClaimOfDevice[];
  readonly quarantined: readonly FrameOfDevice[];
  readonly state: Bytes;
}

export function claimSigningBytes(
  space: SpaceId,
  doc: DocumentId,
  device: DeviceKey,
  sessionNonce: Bytes,
): Bytes {
  return lp(
    'minga/1/claim',
    idToBytes(space),
    idToBytes(doc),
    idToBytes(device),
    sessionNonce,
  );
}

/** Lists may be given in any order; they are encoded sorted. */
export function encodeEntryContent(content: EntryContent): Bytes {
  const writer = new ByteWriter(128 + content.update.length);
  writeSorted(writer, claims, content.claims);
  return writer.raw(content.update).done();
}

/** Byte fields of the answer are views into `bytes`. The update is whatever follows: it is not looked into here. */
export function decodeEntryContent(
  bytes: Bytes,
): Result<EntryContent, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(bytes);
    return { claims: readSorted(reader, claims), update: reader.rest() };
  });
}

/** Before compression; with codec `deflated-v2` the whole of it goes through deflate-raw. */
export function encodeSnapshotContent(content: SnapshotContent): Bytes {
  const writer = new ByteWriter(
    64 + 113 * content.claims.length + content.state.length,
  );
  writeSorted(writer, claimsOfDevices, content.claims);
  writeSorted(writer, framesOfDevices, content.quarantined);
  return writer.raw(content.state).done();
}

/** Byte fields of the answer are views into `bytes`. */
export function decodeSnapshotContent(
  bytes: Bytes,
): Result<SnapshotContent, ProtocolError> {
  return decoding(() => {
    const reader = new ByteReader(bytes);
    return {
      claims: readSorted(reader, claimsOfDevices),
      quarantined: readSorted(reader, framesOfDevices),
      state: reader.rest(),
    };
  });
}

function writeSignature(writer: ByteWriter, claim: Claim): void {
  writeFixed(writer, claim.signature, sizes.signature);
}

const claims: SortedList<Claim> = {
  keySize: sizes.sessionNonce,
  restSize: sizes.signature,
  toKey: (claim) => claim.sessionNonce,
  writeRest: writeSignature,
  read: (key, reader) => ({
    sessionNonce: key,
    signature: reader.view(sizes.signature),
  }),
};

const claimsOfDevices: SortedList<ClaimOfDevice> = {
  keySize: sizes.device + sizes.sessionNonce,
  restSize: sizes.signature,
  toKey: (claim) => concatBytes(idToBytes(claim.device), claim.sessionNonce),
  writeRest: writeSignature,
  read: (key, reader) => ({
    device: keyToDevice(key.subarray(0, sizes.device)),
    sessionNonce: key.subarray(sizes.device),
    signature: reader.view(sizes.signature),
  }),
};
