import {
  type Bytes,
  type Random,
  type Result,
  type SpaceId,
  err,
  ok,
} from '@minga/base';
import {
  createKeyring,
  foundSpace as foundSealed,
  sealProfile,
  sealSettings,
} from '@minga/crypto';
import {
  type ActionBody,
  type DeviceKeys,
  createSigner,
  firstEpoch,
  generateDeviceKeys,
  signAction,
} from '@minga/membership';
import type { LocalStore, StoreGuard, StoreWrite } from '@minga/store';
import type { MingaError } from './api.ts';
import { actionKey, hashOfCreate, pendingActionKey } from './membership-log.ts';
import { saveDeviceKeys, secretWrites } from './space-secrets.ts';

export interface Founding {
  readonly name: string;
  readonly kind: string;
  readonly country: string;
  readonly personName: string;
  /** Address of the home relay, '' for the one that serves the app. */
  readonly homeRelay: string;
}

export interface KeepingPorts {
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly random: Random;
}

/**
 * A new space, on this device first: keys, `create` at position 0 (its hash is the space's id, so its place is certain),
 * and the group's and the person's names as pending actions. The relay hears of it at the next connection.
 */
export async function foundSpace(
  ports: KeepingPorts,
  founding: Founding,
): Promise<Result<SpaceId, MingaError>> {
  const { random } = ports;
  const keys = await generateDeviceKeys();
  const signer = createSigner(keys.device, keys.signingKey);
  const { space, create, epochKey } = await foundSealed(random, signer, {
    boxKey: keys.boxKey,
    homeRelay: founding.homeRelay,
  });
  const epochs = new Map([[firstEpoch, epochKey]]);
  const sealer = {
    random,
    keyring: createKeyring({ space, epochs }),
    device: keys.device,
  };
  const { kind, country } = founding;
  const name = shortName(founding.name);
  const settings = await sealSettings(sealer, firstEpoch, {
    name,
    kind,
    country,
  });
  const profile = await sealProfile(sealer, firstEpoch, {
    name: shortName(founding.personName),
    cargo: '',
    school: '',
  });
  if (!settings.ok || !profile.ok)
    return err({
      code: 'failed',
      detail: 'the epoch key just made is not there',
    });
  const sign = (body: ActionBody) =>
    signAction(
      signer,
      { space, seenIndex: 0, seenHash: hashOfCreate(space), pending: [] },
      body,
    );
  const named = await sign({
    kind: 'settings',
    epoch: firstEpoch,
    sealed: settings.value,
  });
  const introduced = await sign({
    kind: 'profile',
    epoch: firstEpoch,
    sealed: profile.value,
  });
  // Keys first: a space whose private keys were not kept could never be written to.
  if (!(await saveDeviceKeys(ports.store, space, keys)))
    return err({ code: 'storage-failed' });
  return keepSpace(
    ports,
    { space, keys, epochs, homeRelay: founding.homeRelay },
    [
      {
        kind: 'put',
        table: 'actions',
        key: actionKey(space, 0),
        value: create.bytes,
      },
      {
        kind: 'put',
        table: 'actions',
        key: pendingActionKey(space, 0),
        value: named.bytes,
      },
      {
        kind: 'put',
        table: 'actions',
        key: pendingActionKey(space, 1),
        value: introduced.bytes,
      },
    ],
  );
}

export interface NewSpace {
  readonly space: SpaceId;
  readonly keys: DeviceKeys;
  readonly epochs: ReadonlyMap<number, Bytes>;
  readonly homeRelay: string;
}

/** From here on the space is on this device; its private keys (`saveDeviceKeys`) are already. */
export async function keepSpace(
  ports: KeepingPorts,
  { space, keys, epochs, homeRelay }: NewSpace,
  writes: readonly StoreWrite[],
): Promise<Result<SpaceId, MingaError>> {
  const kept = await ports.store.commit(
    [
      ...secretWrites(space, keys, epochs),
      ...writes,
      {
        kind: 'put',
        table: 'meta',
        key: `${space}/home`,
        value: new TextEncoder().encode(homeRelay),
      },
      { kind: 'put', table: 'spaces', key: space, value: new Uint8Array([1]) },
    ],
    [ports.guard],
  );
  if (kept.ok) return ok(space);
  return err({
    code: kept.error.code === 'quota' ? 'storage-full' : 'storage-failed',
    detail: kept.error.code,
  });
}

const longestName = 120;

/** Room for any name, in UTF-16 units; what is longer would not fit the card of an invitation (PROTOCOL §7, limit 7). */
export function shortName(text: string): string {
  return text.trim().slice(0, longestName);
}
