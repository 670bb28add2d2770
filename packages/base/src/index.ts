export { type Result, err, ok, unwrap } from './result.ts';
export {
  type Bytes,
  concatBytes,
  equalBytes,
  fromBase64Url,
  ownBytes,
  toBase64Url,
  toHex,
  u32Bytes,
  u64Bytes,
  utf8,
  utf8Text,
} from './bytes.ts';
export {
  type AnyId,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  type MemberId,
  type SpaceId,
  bytesToId,
  idToBytes,
  textToId,
} from './ids.ts';
export { lp, readLp } from './canonical.ts';
export {
  ByteReader,
  ByteWriter,
  DecodeError,
  type DecodeErrorCode,
} from './byte-reader.ts';
export { type Clock, type Random, systemClock, systemRandom } from './ports.ts';
