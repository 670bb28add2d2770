import type { Bytes } from '@minga/base';
import { type Signer, createSigner } from '@minga/membership';
import { closeCodes } from '@minga/protocol';
import type { MembershipLog } from './membership-log.ts';
import type { SpaceSecrets } from './space-secrets.ts';

/** As whom this device shows itself to the relay. One restored from before today may know only who we were. */
export interface Introduction {
  readonly speaker: Signer;
  /** The space's first action, for a relay that does not know the space. */
  readonly create: Bytes | null;
  /** True: there is another way to be known, to be tried now. */
  refused(code: number): boolean;
  ready(): void;
}

const { notMember, unknownSpace } = closeCodes;

export function createIntroduction(
  { keys, firstKeys }: SpaceSecrets,
  log: MembershipLog,
): Introduction {
  const signer = createSigner(keys.device, keys.signingKey);
  const first =
    firstKeys === null
      ? signer
      : createSigner(firstKeys.device, firstKeys.signingKey);
  let speaker = signer;
  let offerCreate = false;

  const isCreator = (): boolean =>
    log.state.devices.get(first.device)?.registeredAt === 0;
  return {
    get speaker() {
      return speaker;
    },
    get create() {
      return offerCreate ? (log.from(0)[0] ?? null) : null;
    },
    refused(code) {
      if (speaker !== first && (code === notMember || code === unknownSpace)) {
        speaker = first;
        return true;
      }
      if (code === unknownSpace && !offerCreate && isCreator()) {
        offerCreate = true;
        return true;
      }
      speaker = signer;
      return false;
    },
    ready() {
      speaker = signer;
      offerCreate = false;
    },
  };
}
