import {
  type DeviceKey,
  type MemberId,
  bytesToId,
  idToBytes,
  lp,
} from '@minga/base';
import { sha256 } from '@minga/protocol';

/** ENVELOPE §5: a person here is named by her first device in the space. */
export async function memberOfFirstDevice(
  device: DeviceKey,
): Promise<MemberId> {
  const hash = await sha256(lp('minga/1/member', idToBytes(device)));
  return bytesToId<MemberId>(hash.subarray(0, 16));
}
