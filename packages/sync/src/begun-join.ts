import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type Result,
  type SpaceId,
  equalBytes,
  err,
  idToBytes,
  ok,
} from '@minga/base';
import type { ReadInvitation } from '@minga/crypto';
import {
  type DeviceKeys,
  createSigner,
  generateDeviceKeys,
  signAction,
} from '@minga/membership';
import type { Invitation } from '@minga/protocol';
import type { StoreWrite } from '@minga/store';
import type { MingaError } from './api.ts';
import { hashOfCreate } from './membership-log.ts';
import type { KeepingPorts } from './space-founding.ts';
import {
  devicePublicHalves,
  eraseDeviceKeys,
  loadDeviceKeys,
  saveDeviceKeys,
} from './space-secrets.ts';

export interface BegunJoin {
  readonly keys: DeviceKeys;
  readonly join: Bytes;
  /** An earlier try got this far and may have been heard. */
  readonly isRepeated: boolean;
}

/**
 * Keys and signed `join` are kept before they are offered: the answer may be lost, and the same bytes offered again get
 * the same position and the keys (PROTOCOL P26). Others would use a second place, or find the invitation used up.
 */
export async function beginJoin(
  ports: KeepingPorts,
  invitation: Invitation,
  secret: ReadInvitation,
): Promise<Result<BegunJoin, MingaError>> {
  const { store, guard } = ports;
  const { space } = invitation;
  const begun = await store.get('meta', rowKey(space));
  const entered = await store.get('spaces', space);
  // A space that is here and did not open: its keys are not touched.
  if (!begun.ok || !entered.ok || entered.value !== null)
    return err({ code: 'storage-failed' });
  if (begun.value !== null) {
    const same = await readBegun(ports, invitation, begun.value);
    if (same !== null) return ok(same);
  }
  const keys = await generateDeviceKeys();
  const signed = await signAction(
    createSigner(keys.device, keys.signingKey),
    { space, seenIndex: 0, seenHash: hashOfCreate(space), pending: [] },
    await secret.join(keys.device, keys.boxKey),
  );
  const value = new ByteWriter(512)
    .raw(idToBytes(invitation.inviteId))
    .blob(devicePublicHalves(keys))
    .blob(signed.bytes)
    .done();
  const put = {
    kind: 'put',
    table: 'meta',
    key: rowKey(space),
    value,
  } as const;
  const isKept =
    (await eraseDeviceKeys(store, space)) &&
    (await saveDeviceKeys(store, space, keys)) &&
    (await store.commit([put], [guard])).ok;
  return isKept
    ? ok({ keys, join: signed.bytes, isRepeated: false })
    : err({ code: 'storage-failed' });
}

/** Written together with the space. */
export function endOfJoin(space: SpaceId): StoreWrite {
  return { kind: 'delete', table: 'meta', key: rowKey(space) };
}

async function readBegun(
  { store }: KeepingPorts,
  { space, inviteId }: Invitation,
  row: Bytes,
): Promise<BegunJoin | null> {
  const reader = new ByteReader(row);
  // With another invitation the device would be refused if its first join was heard: a new one is made.
  if (!equalBytes(reader.take(16), idToBytes(inviteId))) return null;
  const keys = await loadDeviceKeys(store, space, reader.blob());
  return keys === null ? null : { keys, join: reader.blob(), isRepeated: true };
}

function rowKey(space: SpaceId): string {
  return `${space}/joining`;
}
