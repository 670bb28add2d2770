import {
  type Bytes,
  ByteReader,
  ByteWriter,
  DecodeError,
  type DeviceKey,
  type Hash,
  type Result,
  type SpaceId,
  bytesToId,
  concatBytes,
  idToBytes,
  lp,
  ownBytes,
  readLp,
} from '@minga/base';
import {
  type ProtocolError,
  decoding,
  hashBytes,
  maxPending,
  sha256,
  suite1,
  zeroHash,
} from '@minga/protocol';
import { type ActionBody, codeByKind } from './action-body.ts';
import {
  actionCode,
  encodeActionBody,
  readActionBody,
  readDeviceKey,
} from './action-body-codec.ts';

/** [E6] The point of the membership log an author knew. */
export interface Seen {
  readonly seenIndex: number;
  readonly seenHash: Hash;
  /** Hashes of at most 4 actions without a position yet, on which this stands. */
  readonly pending: readonly Hash[];
}

export interface ActionHeader extends Seen {
  /** `noSpace` in create and nowhere else: the space is named by the hash of that action. */
  readonly space: SpaceId;
  readonly device: DeviceKey;
}

export interface Action extends ActionHeader {
  readonly body: ActionBody;
  readonly signature: Bytes;
}

export const noSpace: SpaceId = bytesToId<SpaceId>(new Uint8Array(32));
/** What `create` names as seen: there is no log before it. */
export const seenNothing: Seen = {
  seenIndex: 0,
  seenHash: zeroHash,
  pending: [],
};

export function encodeAction(action: Action): Bytes {
  return lp(
    'minga/1/action',
    encodeActionHeader(action, action.body),
    encodeActionBody(action.body),
    action.signature,
  );
}

/** What the author signs: the header, and the hash of the body. */
export async function actionSigningBytes(
  header: ActionHeader,
  body: ActionBody,
): Promise<Bytes> {
  return lp(
    'minga/1/action-signature',
    encodeActionHeader(header, body),
    await sha256(encodeActionBody(body)),
  );
}

export function actionHash(bytes: Bytes): Promise<Hash> {
  return hashBytes(bytes);
}

/** The space that a `create` with this hash founds. */
export function spaceOf(create: Hash): SpaceId {
  return bytesToId<SpaceId>(idToBytes(create));
}

/** [E6] hash_0 = actionHash_0; hash_n = SHA-256(hash_{n−1} ‖ actionHash_n). */
export async function nextLogHash(
  previous: Hash | null,
  action: Hash,
): Promise<Hash> {
  if (previous === null) return action;
  return hashBytes(concatBytes(idToBytes(previous), idToBytes(action)));
}

/** [P1] Accepts exactly one encoding. A code this build does not know is a value, never an error ([E17]). */
export function decodeAction(bytes: Bytes): Result<Action, ProtocolError> {
  return decoding(() => readAction(bytes));
}

function readAction(bytes: Bytes): Action {
  const [header, body, signature] = readLp(bytes, 'minga/1/action', 3) ?? [];
  if (!header || !body || signature?.length !== 64)
    throw new DecodeError('not-canonical');
  const { code, ...rest } = readHeader(new ByteReader(header));
  return {
    ...rest,
    body: readActionBody(code, body),
    signature: ownBytes(signature),
  };
}

function encodeActionHeader(header: ActionHeader, body: ActionBody): Bytes {
  const { seenIndex, seenHash, pending } = header;
  if (pending.length > maxPending)
    throw new RangeError('an action stands on at most 4 pending ones');
  const writer = new ByteWriter(160)
    .u8(suite1)
    .raw(idToBytes(header.space))
    .u8(actionCode(body))
    .raw(idToBytes(header.device))
    .u32(seenIndex)
    .raw(idToBytes(seenHash))
    .u8(pending.length);
  for (const hash of pending) writer.raw(idToBytes(hash));
  return writer.done();
}

function readHeader(reader: ByteReader): ActionHeader & { code: number } {
  if (reader.u8() !== suite1) throw new DecodeError('suite-unknown');
  const space = bytesToId<SpaceId>(reader.view(32));
  const code = reader.u8();
  const device = readDeviceKey(reader);
  const seenIndex = reader.u32();
  const seenHash = bytesToId<Hash>(reader.view(32));
  const pendingCount = reader.u8();
  if (pendingCount > maxPending) throw new DecodeError('out-of-range');
  const pending = reader.list(pendingCount, 32, () =>
    bytesToId<Hash>(reader.view(32)),
  );
  reader.end();
  // Create, and only create, names no space and stands on nothing.
  const seesNothing =
    seenIndex === 0 && seenHash === zeroHash && pendingCount === 0;
  const isCreate = code === codeByKind.create;
  if (isCreate !== (space === noSpace) || (isCreate && !seesNothing))
    throw new DecodeError('out-of-range');
  return { space, code, device, seenIndex, seenHash, pending };
}
