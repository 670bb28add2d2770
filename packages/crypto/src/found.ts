import type { Bytes, Random, SpaceId } from '@minga/base';
import {
  type SignedAction,
  type Signer,
  noSpace,
  seenNothing,
  signAction,
  spaceOf,
} from '@minga/membership';
import { firstEpochCommitment } from './keys.ts';

export interface FoundedSpace {
  readonly space: SpaceId;
  readonly create: SignedAction;
  /** The key of the first epoch. */
  readonly epochKey: Bytes;
}

/** A new space: action `create`, whose hash is the space's id, and its first key. */
export async function foundSpace(
  random: Random,
  signer: Signer,
  { boxKey, homeRelay }: { readonly boxKey: Bytes; readonly homeRelay: string },
): Promise<FoundedSpace> {
  const epochKey = random.bytes(32);
  const salt = random.bytes(16);
  const epochCommitment = await firstEpochCommitment(epochKey, salt);
  const body = {
    kind: 'create' as const,
    salt,
    boxKey,
    epochCommitment,
    homeRelay,
  };
  const create = await signAction(
    signer,
    { space: noSpace, ...seenNothing },
    body,
  );
  return { space: spaceOf(create.hash), create, epochKey };
}
