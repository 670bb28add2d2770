import {
  type ByteWriter,
  type Bytes,
  type DeviceKey,
  type Hash,
  type InviteId,
  type SpaceId,
  idToBytes,
  lp,
  utf8,
} from '@minga/base';

import {
  type Reader,
  readDevice,
  readHash,
  readInviteId,
  readPublicKey,
  refuse,
  sizes,
  writeFixed,
  writeId,
  zeroHash,
} from './decoding.ts';
import type { Limits } from './limits.ts';

/** How a connection shows who it is (PROTOCOL P7). `signature` is over `authSigningBytes`, 64 bytes. */
export type Auth = AuthMember | AuthInvite | AuthCreate | AuthCard;

export interface AuthMember {
  readonly mode: 'member';
  readonly device: DeviceKey;
  /** How many actions of the membership log the client holds. */
  readonly haveActions: number;
  /** hash at position haveActions − 1; `zeroHash` when it holds none. */
  readonly haveHash: Hash;
  readonly signature: Bytes;
}

export interface AuthInvite {
  readonly mode: 'invite';
  readonly inviteId: InviteId;
  /** Public key of the invitation in device form, 33 bytes. */
  readonly inviteKey: Bytes;
  readonly signature: Bytes;
}

export interface AuthCreate {
  readonly mode: 'create';
  readonly device: DeviceKey;
  /** The action `create`, encoded. */
  readonly action: Bytes;
  readonly signature: Bytes;
}

export interface AuthCard {
  readonly mode: 'card';
  /** Device form, 33 bytes. */
  readonly cardKey: Bytes;
  readonly signature: Bytes;
}

export type AuthMode = Auth['mode'];

export interface AuthChallenge {
  readonly mode: AuthMode;
  /** Host the client dialled, with the port when it is not the default one. */
  readonly audience: string;
  readonly space: SpaceId;
  /** From CHALLENGE, 32 bytes. */
  readonly nonce: Bytes;
  /** The public key that signs, device form, 33 bytes. */
  readonly subject: Bytes;
}

const modeBytes = { member: 1, invite: 2, create: 3, card: 4 } as const;

/** PROTOCOL P6: names the relay, so that a challenge passed on to another relay is worthless there. */
export function authSigningBytes(challenge: AuthChallenge): Bytes {
  return lp(
    'minga/1/auth',
    new Uint8Array([modeBytes[challenge.mode]]),
    utf8(challenge.audience),
    idToBytes(challenge.space),
    challenge.nonce,
    challenge.subject,
  );
}

/** The key that `auth.signature` must verify under. */
export function authSubject(auth: Auth): Bytes {
  if (auth.mode === 'invite') return auth.inviteKey;
  return auth.mode === 'card' ? auth.cardKey : idToBytes(auth.device);
}

export function writeAuth(writer: ByteWriter, auth: Auth): void {
  writer.u8(modeBytes[auth.mode]);
  switch (auth.mode) {
    case 'member':
      writeId(writer, auth.device, sizes.device);
      writer.varUint(auth.haveActions);
      writeId(writer, auth.haveHash, sizes.hash);
      break;
    case 'invite':
      writeId(writer, auth.inviteId, sizes.inviteId);
      writeFixed(writer, auth.inviteKey, sizes.device);
      break;
    case 'create':
      writeId(writer, auth.device, sizes.device);
      writer.blob(auth.action);
      break;
    case 'card':
      writeFixed(writer, auth.cardKey, sizes.device);
  }
  writeFixed(writer, auth.signature, sizes.signature);
}

export function readAuth(reader: Reader, limits: Limits): Auth {
  const mode = reader.u8();
  switch (mode) {
    case modeBytes.member:
      return readMember(reader);
    case modeBytes.invite:
      return {
        mode: 'invite',
        inviteId: readInviteId(reader),
        inviteKey: readPublicKey(reader),
        signature: reader.view(sizes.signature),
      };
    case modeBytes.create:
      return {
        mode: 'create',
        device: readDevice(reader),
        action: reader.blobView(limits.record),
        signature: reader.view(sizes.signature),
      };
    case modeBytes.card:
      return {
        mode: 'card',
        cardKey: readPublicKey(reader),
        signature: reader.view(sizes.signature),
      };
    default:
      return refuse('out-of-range');
  }
}

function readMember(reader: Reader): AuthMember {
  const auth = {
    mode: 'member' as const,
    device: readDevice(reader),
    haveActions: reader.varUint(),
    haveHash: readHash(reader),
    signature: reader.view(sizes.signature),
  };
  if (auth.haveActions === 0 && auth.haveHash !== zeroHash)
    return refuse('out-of-range');
  return auth;
}
