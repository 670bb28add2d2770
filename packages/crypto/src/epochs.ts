import {
  type Bytes,
  type DeviceKey,
  type Random,
  type SpaceId,
  concatBytes,
  idToBytes,
  lp,
  u32Bytes,
  unwrap,
  utf8,
} from '@minga/base';
import type { ActionBody, Device, MembershipState } from '@minga/membership';
import { compareBytes } from '@minga/protocol';
import { epochCommitment, isEpochKey } from './keys.ts';
import { openLockbox, sealLockbox } from './lockbox.ts';
import {
  decryptAes,
  deriveAesKey,
  encryptAes,
  importMaterial,
  nonceSize,
} from './primitives.ts';

/** [E28] The body of `rotate`: a new key for these devices, and the present one for who holds it. */
export async function createRotation(
  random: Random,
  space: SpaceId,
  present: { readonly epoch: number; readonly key: Bytes },
  devices: readonly Pick<Device, 'key' | 'boxKey'>[],
): Promise<{
  readonly body: Extract<ActionBody, { kind: 'rotate' }>;
  readonly key: Bytes;
}> {
  const epoch = present.epoch + 1;
  const key = random.bytes(32);
  const nonce = random.bytes(nonceSize);
  const sealed = await encryptAes(
    await previousKeyKey(space, key),
    nonce,
    previousKeyAad(space, epoch),
    present.key,
  );
  const lockboxes = await Promise.all(
    devices.map(async ({ key: device, boxKey: recipient }) => ({
      device,
      // Only a box key of another suite is refused, and those the log does not take.
      sealed: unwrap(
        await sealLockbox(
          random,
          { space, purpose: { kind: 'epoch', epoch }, recipient },
          key,
        ),
      ),
    })),
  );
  const body = {
    kind: 'rotate' as const,
    epoch,
    commitment: await epochCommitment(key, space),
    previousKey: concatBytes(nonce, sealed),
    lockboxes: lockboxes.toSorted((a, b) =>
      compareBytes(idToBytes(a.device), idToBytes(b.device)),
    ),
  };
  return { body, key };
}

/**
 * [E13], [E28] Epoch keys that the log hands to this device and that `known` lacks: by a lockbox of its own, then each from
 * the one after it. Every one is checked against its commitment; what is not right is left out.
 */
export async function epochKeysFor(
  state: MembershipState,
  own: {
    readonly device: DeviceKey;
    readonly boxKey: Bytes;
    readonly boxPrivateKey: CryptoKey;
  },
  known: ReadonlyMap<number, Bytes>,
): Promise<ReadonlyMap<number, Bytes>> {
  const found = new Map<number, Bytes>();
  const has = (epoch: number): Bytes | undefined =>
    known.get(epoch) ?? found.get(epoch);
  const take = async (epoch: number, key: Bytes | null): Promise<void> => {
    if (key !== null && (await isEpochKey(state, epoch, key)))
      found.set(epoch, key);
  };
  for (const { epoch, sealed } of lockboxesFor(state, own.device)) {
    if (has(epoch) !== undefined) continue;
    const scope = {
      space: state.space,
      purpose: { kind: 'epoch' as const, epoch },
      recipient: own.boxKey,
    };
    const opened = await openLockbox(scope, own.boxPrivateKey, sealed);
    await take(epoch, opened.ok ? opened.value : null);
  }
  for (const { epoch, rotation } of state.epochs.toReversed()) {
    const key = has(epoch);
    if (rotation === null || key === undefined) continue;
    if (has(epoch - 1) !== undefined) continue;
    const previous = await openPrevious(
      state.space,
      epoch,
      key,
      rotation.previousKey,
    );
    await take(epoch - 1, previous);
  }
  return found;
}

function lockboxesFor(
  state: MembershipState,
  device: DeviceKey,
): readonly { readonly epoch: number; readonly sealed: Bytes }[] {
  const handed = state.devices.get(device)?.lockbox ?? null;
  const rotations = state.epochs.flatMap(({ epoch, rotation }) => {
    const sealed = rotation?.lockboxes.get(device);
    return sealed === undefined ? [] : [{ epoch, sealed }];
  });
  return handed === null ? rotations : [...rotations, handed];
}

async function openPrevious(
  space: SpaceId,
  epoch: number,
  key: Bytes,
  sealed: Bytes,
): Promise<Bytes | null> {
  if (sealed.length <= nonceSize) return null;
  return decryptAes(
    await previousKeyKey(space, key),
    sealed.slice(0, nonceSize),
    previousKeyAad(space, epoch),
    sealed.slice(nonceSize),
  );
}

async function previousKeyKey(space: SpaceId, key: Bytes): Promise<CryptoKey> {
  return deriveAesKey(
    await importMaterial(key),
    idToBytes(space),
    utf8('minga/1/previous-epoch'),
  );
}

function previousKeyAad(space: SpaceId, epoch: number): Bytes {
  return lp('minga/1/previous-epoch-aad', idToBytes(space), u32Bytes(epoch));
}
