import {
  type Bytes,
  type InviteId,
  type SpaceId,
  idToBytes,
} from '@minga/base';
import type { Signer } from '@minga/membership';
import { type Auth, authSigningBytes, zeroHash } from '@minga/protocol';
import type { MembershipLog } from './membership-log.ts';

interface Challenged {
  readonly space: SpaceId;
  readonly signer: Signer;
  /** The host dialled, with its port when not the default: a relay cannot pass our answer on to another (PROTOCOL P6). */
  readonly audience: string;
  readonly nonce: Bytes;
}

/** Shows a device of the space; `create`: the space's first action, when the relay does not know the space. */
export async function authenticateMember(
  ports: Challenged & {
    readonly log: MembershipLog;
    readonly create: Bytes | null;
  },
): Promise<Auth> {
  const { signer, log, create } = ports;
  const mode = create === null ? 'member' : 'create';
  const signature = await signer.sign(
    authSigningBytes({ ...ports, mode, subject: idToBytes(signer.device) }),
  );
  if (create !== null)
    return { mode: 'create', device: signer.device, action: create, signature };
  return {
    mode: 'member',
    device: signer.device,
    haveActions: log.count,
    haveHash: log.head ?? zeroHash,
    signature,
  };
}

/** Shows the proof of an invitation; `signer` signs with the key that its secret gives. */
export async function authenticateInvite(
  ports: Challenged & { readonly invite: InviteId },
): Promise<Auth> {
  const subject = idToBytes(ports.signer.device);
  const signature = await ports.signer.sign(
    authSigningBytes({ ...ports, mode: 'invite', subject }),
  );
  return {
    mode: 'invite',
    inviteId: ports.invite,
    inviteKey: subject,
    signature,
  };
}
