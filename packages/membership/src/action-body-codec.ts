import {
  type Bytes,
  ByteReader,
  ByteWriter,
  DecodeError,
  type DeviceKey,
  type Hash,
  type InviteId,
  type MemberId,
  bytesToId,
  idToBytes,
  ownBytes,
} from '@minga/base';
import { compareBytes, suite1 } from '@minga/protocol';
import {
  type ActionBody,
  type ActionKind,
  type InviteBody,
  type RotateBody,
  codeByKind,
} from './action-body.ts';
import { type Right, codeToRight, rightToCode } from './rights.ts';

/** What a link can carry too (PROTOCOL: address of a relay). */
const maxHomeRelay = 255;
/** A sealed key, a lockbox or a cut ends with the action that carries it. */
const maxDevices = 2_000;

export function actionCode(body: ActionBody): number {
  return body.kind === 'unknown' ? body.code : codeByKind[body.kind];
}

type EntranceKind =
  | 'create'
  | 'home'
  | 'profile'
  | 'settings'
  | 'invite'
  | 'revoke-invite'
  | 'join'
  | 'device'
  | 'device-remove';

export function encodeActionBody(body: ActionBody): Bytes {
  const writer = new ByteWriter(128);
  switch (body.kind) {
    case 'create':
      writer
        .raw(body.salt)
        .raw(body.boxKey)
        .raw(body.epochCommitment)
        .text(body.homeRelay);
      break;
    case 'home':
      writer.text(body.homeRelay);
      break;
    case 'profile':
    case 'settings':
      writer.u32(body.epoch).blob(body.sealed);
      break;
    case 'invite':
      writer
        .raw(idToBytes(body.invite))
        .raw(idToBytes(body.inviteKey))
        .u8(rightToCode(body.right))
        .u64(body.until)
        .u64(body.expires)
        .u32(body.uses)
        .u8(body.approval ? 1 : 0);
      break;
    case 'revoke-invite':
      writer.raw(idToBytes(body.invite));
      break;
    case 'join':
      writer.raw(idToBytes(body.invite)).raw(body.boxKey).raw(body.proof);
      break;
    case 'device':
      writer
        .raw(idToBytes(body.device))
        .raw(body.boxKey)
        .raw(body.proof)
        .u32(body.epoch)
        .blob(body.lockbox);
      break;
    case 'device-remove':
      writer.raw(idToBytes(body.device)).blob(body.cut);
      break;
    default:
      writeAccess(writer, body);
  }
  return writer.done();
}

/** The bodies that change who is in and what they may do. */
function writeAccess(
  writer: ByteWriter,
  body: Exclude<ActionBody, { kind: EntranceKind }>,
): void {
  switch (body.kind) {
    case 'approve':
      writer.raw(idToBytes(body.device)).u32(body.epoch).blob(body.lockbox);
      break;
    case 'role':
      writer
        .raw(idToBytes(body.member))
        .u8(rightToCode(body.right))
        .u64(body.until)
        .blob(body.cut);
      break;
    case 'remove':
      writer.raw(idToBytes(body.member)).blob(body.cut);
      break;
    case 'rotate':
      writer.u32(body.epoch).raw(body.commitment).blob(body.previousKey);
      writer.varUint(body.lockboxes.length);
      for (const { device, sealed } of body.lockboxes)
        writer.raw(idToBytes(device)).blob(sealed);
      break;
    case 'leave':
    case 'close':
      writer.blob(body.cut);
      break;
    case 'vouch':
      writer
        .raw(idToBytes(body.member))
        .raw(idToBytes(body.device))
        .raw(body.boxKey)
        .raw(body.proof)
        .u32(body.epoch)
        .blob(body.lockbox);
      break;
    case 'delete':
      writer.u64(body.due);
      break;
    case 'cancel':
      writer.raw(idToBytes(body.action));
      break;
    case 'unknown':
      writer.raw(body.body);
  }
}

export function readActionBody(code: number, bytes: Uint8Array): ActionBody {
  const read = readerByCode.get(code);
  if (read === undefined)
    return { kind: 'unknown', code, body: ownBytes(bytes) };
  const reader = new ByteReader(bytes);
  const body = read(reader);
  reader.end();
  return body;
}

type ReadBody = (reader: ByteReader) => ActionBody;

const readers: Readonly<Record<ActionKind, ReadBody>> = {
  create: (r) => ({
    kind: 'create',
    salt: r.take(16),
    boxKey: readBoxKey(r),
    epochCommitment: r.take(32),
    homeRelay: r.text(maxHomeRelay),
  }),
  home: (r) => ({ kind: 'home', homeRelay: r.text(maxHomeRelay) }),
  profile: (r) => ({ kind: 'profile', epoch: r.u32(), sealed: r.blob() }),
  settings: (r) => ({ kind: 'settings', epoch: r.u32(), sealed: r.blob() }),
  invite: readInvite,
  'revoke-invite': (r) => ({ kind: 'revoke-invite', invite: readInviteId(r) }),
  approve: (r) => ({
    kind: 'approve',
    device: readDeviceKey(r),
    epoch: r.u32(),
    lockbox: r.blob(),
  }),
  join: (r) => ({
    kind: 'join',
    invite: readInviteId(r),
    boxKey: readBoxKey(r),
    proof: r.take(64),
  }),
  device: (r) => ({
    kind: 'device',
    device: readDeviceKey(r),
    boxKey: readBoxKey(r),
    proof: r.take(64),
    epoch: r.u32(),
    lockbox: r.blob(),
  }),
  'device-remove': (r) => ({
    kind: 'device-remove',
    device: readDeviceKey(r),
    cut: r.blob(),
  }),
  role: (r) => ({
    kind: 'role',
    member: readMember(r),
    right: readRight(r),
    until: r.u64(),
    cut: r.blob(),
  }),
  remove: (r) => ({
    kind: 'remove',
    member: readMember(r),
    cut: notEmpty(r.blob()),
  }),
  rotate: readRotate,
  leave: (r) => ({ kind: 'leave', cut: r.blob() }),
  vouch: (r) => ({
    kind: 'vouch',
    member: readMember(r),
    device: readDeviceKey(r),
    boxKey: readBoxKey(r),
    proof: r.take(64),
    epoch: r.u32(),
    lockbox: r.blob(),
  }),
  close: (r) => ({ kind: 'close', cut: r.blob() }),
  delete: (r) => ({ kind: 'delete', due: r.u64() }),
  cancel: (r) => ({ kind: 'cancel', action: bytesToId<Hash>(r.view(32)) }),
};

const readerByCode: ReadonlyMap<number, ReadBody> = new Map(
  Object.entries(codeByKind).map(([kind, code]) => [
    code,
    readers[kind as ActionKind],
  ]),
);

function readInvite(reader: ByteReader): InviteBody {
  const invite = readInviteId(reader);
  const inviteKey = readDeviceKey(reader);
  const right = readRight(reader);
  const until = reader.u64();
  const expires = reader.u64();
  const uses = reader.u32();
  const flags = reader.u8();
  if (uses === 0 || flags > 1) throw new DecodeError('out-of-range');
  return {
    kind: 'invite',
    invite,
    inviteKey,
    right,
    until,
    expires,
    uses,
    approval: flags === 1,
  };
}

/** [P1] The list is sorted, so that one set of devices has one encoding. */
function readRotate(reader: ByteReader): RotateBody {
  const epoch = reader.u32();
  const commitment = reader.take(32);
  const previousKey = reader.blob();
  const count = reader.varUint();
  if (count === 0 || count > maxDevices) throw new DecodeError('out-of-range');
  const lockboxes: { device: DeviceKey; sealed: Bytes }[] = [];
  let last: Bytes | null = null;
  for (let i = 0; i < count; i++) {
    const device = readDeviceKey(reader);
    const bytes = idToBytes(device);
    if (last !== null && compareBytes(last, bytes) >= 0)
      throw new DecodeError('not-sorted');
    last = bytes;
    lockboxes.push({ device, sealed: reader.blob() });
  }
  return { kind: 'rotate', epoch, commitment, previousKey, lockboxes };
}

function readRight(reader: ByteReader): Right {
  const right = codeToRight(reader.u8());
  if (right === null) throw new DecodeError('out-of-range');
  return right;
}

function notEmpty(bytes: Bytes): Bytes {
  if (bytes.length === 0) throw new DecodeError('out-of-range');
  return bytes;
}

function readMember(reader: ByteReader): MemberId {
  return bytesToId<MemberId>(reader.view(16));
}

function readInviteId(reader: ByteReader): InviteId {
  return bytesToId<InviteId>(reader.view(16));
}

export function readDeviceKey(reader: ByteReader): DeviceKey {
  return bytesToId<DeviceKey>(readBoxKey(reader));
}

function readBoxKey(reader: ByteReader): Bytes {
  const key = reader.take(33);
  if (key[0] !== suite1) throw new DecodeError('suite-unknown');
  return key;
}
