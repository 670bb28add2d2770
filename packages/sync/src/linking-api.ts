import type { Bytes, DeviceKey, MemberId, SpaceId } from '@minga/base';

/** What the leader does for the devices of one person (`linking-core.ts`): each request and its answer. */
export interface DeviceAnswers {
  readonly own: OwnDevices;
  readonly add: null;
  readonly remove: null;
  readonly wish: WishedDevice;
  readonly enter: SpaceId;
  readonly 'enter-with': SpaceId;
  readonly 'read-card': FoundCard;
}

export interface DeviceRequests {
  /** Her devices in a space. */
  readonly own: { readonly space: SpaceId };
  /** Signs in a device of the same person. Nothing happens when it is known already. */
  readonly add: { readonly space: SpaceId } & WishedDevice;
  readonly remove: { readonly space: SpaceId; readonly device: DeviceKey };
  /** Keys for a space that is not on this device yet: made once, kept. */
  readonly wish: { readonly space: SpaceId; readonly member: MemberId };
  /** With those keys, once somebody has signed them in. */
  readonly enter: { readonly space: SpaceId; readonly home: string };
  /** Signs fresh keys in with a device that is a secret; `spend`: and removes that one. */
  readonly 'enter-with': {
    readonly space: SpaceId;
    readonly home: string;
    readonly secret: Bytes;
    readonly spend: boolean;
  };
  readonly 'read-card': { readonly secret: Bytes };
}

export type DeviceRequestKind = keyof DeviceAnswers;

export interface OwnDevices {
  readonly member: MemberId;
  /** The key of this device there. */
  readonly device: DeviceKey;
  readonly home: string;
  readonly devices: readonly {
    readonly key: DeviceKey;
    /** Which device signed it in; null for the first. */
    readonly by: DeviceKey | null;
  }[];
}

export interface WishedDevice {
  readonly device: DeviceKey;
  readonly boxKey: Bytes;
  readonly proof: Bytes;
}

export interface FoundCard {
  /** Mi cuaderno of whose card it is. */
  readonly space: SpaceId;
  readonly name: string;
  /** It is on this device already. */
  readonly isHere: boolean;
}
