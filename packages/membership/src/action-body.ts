import type { Bytes, DeviceKey, Hash, InviteId, MemberId } from '@minga/base';
import type { Right } from './rights.ts';

/** ENVELOPE §5. `cut`: sealed (packages/crypto, [E29]); empty where nothing is cut. */
export type ActionBody =
  | {
      readonly kind: 'create';
      readonly salt: Bytes;
      readonly boxKey: Bytes;
      readonly epochCommitment: Bytes;
      readonly homeRelay: string;
    }
  | { readonly kind: 'home'; readonly homeRelay: string }
  | {
      readonly kind: 'profile' | 'settings';
      readonly epoch: number;
      readonly sealed: Bytes;
    }
  | InviteBody
  | { readonly kind: 'revoke-invite'; readonly invite: InviteId }
  | ApproveBody
  | {
      readonly kind: 'join';
      readonly invite: InviteId;
      readonly boxKey: Bytes;
      readonly proof: Bytes;
    }
  | {
      readonly kind: 'device';
      readonly device: DeviceKey;
      readonly boxKey: Bytes;
      readonly proof: Bytes;
      readonly epoch: number;
      readonly lockbox: Bytes;
    }
  | {
      readonly kind: 'device-remove';
      readonly device: DeviceKey;
      readonly cut: Bytes;
    }
  | RoleBody
  | {
      readonly kind: 'remove';
      readonly member: MemberId;
      /** Never empty. */
      readonly cut: Bytes;
    }
  | RotateBody
  | { readonly kind: 'leave'; readonly cut: Bytes }
  | { readonly kind: 'close'; readonly cut: Bytes }
  | VouchBody
  | {
      readonly kind: 'delete';
      /** From then on the home relay erases the space, ms since 1970. */
      readonly due: number;
    }
  | { readonly kind: 'cancel'; readonly action: Hash }
  | { readonly kind: 'unknown'; readonly code: number; readonly body: Bytes };

export interface InviteBody {
  readonly kind: 'invite';
  readonly invite: InviteId;
  readonly inviteKey: DeviceKey;
  readonly right: Right;
  /** When the right it gives ends, ms since 1970; 0: never. */
  readonly until: number;
  /** When the invitation itself ends, ms since 1970. */
  readonly expires: number;
  readonly uses: number;
  /** Who joins by it waits until somebody approves. */
  readonly approval: boolean;
}

/** Lets in somebody whose `join` waits, and hands her the key of `epoch`. */
export interface ApproveBody {
  readonly kind: 'approve';
  readonly device: DeviceKey;
  readonly epoch: number;
  readonly lockbox: Bytes;
}

export interface RoleBody {
  readonly kind: 'role';
  readonly member: MemberId;
  readonly right: Right;
  /** When it ends, ms since 1970; 0: never. */
  readonly until: number;
  readonly cut: Bytes;
}

/** A new epoch, for every device in force and no other. */
export interface RotateBody {
  readonly kind: 'rotate';
  readonly epoch: number;
  readonly commitment: Bytes;
  /** The key of the epoch before, sealed under the new one ([E28]). */
  readonly previousKey: Bytes;
  /** Sorted by device, none twice, at least one. */
  readonly lockboxes: readonly {
    readonly device: DeviceKey;
    readonly sealed: Bytes;
  }[];
}

/** One of the two who say that this fresh device is that member's, who has lost her own. */
export interface VouchBody {
  readonly kind: 'vouch';
  readonly member: MemberId;
  readonly device: DeviceKey;
  readonly boxKey: Bytes;
  readonly proof: Bytes;
  readonly epoch: number;
  readonly lockbox: Bytes;
}

export type ActionKind = Exclude<ActionBody['kind'], 'unknown'>;

export const codeByKind: Readonly<Record<ActionKind, number>> = {
  create: 1,
  home: 2,
  profile: 3,
  settings: 4,
  invite: 5,
  'revoke-invite': 6,
  approve: 7,
  join: 8,
  device: 9,
  'device-remove': 10,
  role: 11,
  remove: 12,
  rotate: 13,
  leave: 14,
  vouch: 15,
  close: 16,
  delete: 17,
  cancel: 18,
};
