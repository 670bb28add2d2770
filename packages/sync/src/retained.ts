import {
  type Bytes,
  type DeviceKey,
  type Hash,
  toBase64Url,
} from '@minga/base';
import type { ClaimOfDevice, FrontierEntry } from '@minga/protocol';

/** What a snapshot says, apart from who says it. */
export interface SnapshotBody {
  readonly frontier: readonly FrontierEntry[];
  readonly claims: readonly ClaimOfDevice[];
  readonly quarantined: readonly QuarantinedOf[];
  /** Yjs, v2. */
  readonly state: Bytes;
}

export interface QuarantinedOf {
  readonly device: DeviceKey;
  readonly frameHash: Hash;
}

/** A frame this device holds and has judged; its signature was good. */
export interface RetainedFrame extends QuarantinedOf {
  readonly counter: number;
}

export interface RetainedEntry extends RetainedFrame {
  /** Of the row in `log`. */
  readonly number: number;
  /** v1, as it went into the document. */
  readonly update: Bytes;
  readonly frame: Bytes;
  /** ClientIDs its author claims in it. */
  readonly claims: readonly number[];
}

/** What a device can build a document from, without its own unsent rows. */
export interface Retained {
  /** The snapshot the document stands on here. */
  readonly base: SnapshotBody | null;
  /** Whether the base has been rebuilt here from its entries, or endorsed by another member. */
  readonly isBaseBelieved: boolean;
  /** No entry that the base covers has been dropped: everything can be built without it. */
  readonly isWhole: boolean;
  /** In the order in which they went into the document. */
  readonly entries: readonly RetainedEntry[];
  readonly quarantined: readonly RetainedFrame[];
  /** [E21] Per device the counter up to which every frame is in the document or quarantined. */
  readonly frontier: ReadonlyMap<DeviceKey, number>;
  /** [E5] Some device wrote two frames with one counter. */
  readonly isDuplicated: boolean;
}

/** A snapshot of somebody, open and well-formed; whether it is right is not known yet. */
export interface SnapshotCandidate {
  readonly frontier: readonly FrontierEntry[];
  readonly quarantined: readonly QuarantinedOf[];
  readonly claims: readonly ClaimOfDevice[];
  /** What the claims claim: their signatures hold. */
  readonly claimed: readonly ClaimedClient[];
  /** As it was decoded: v1. */
  readonly state: Bytes;
  /** Whose structs are in it. */
  readonly clients: readonly number[];
}

export interface ClaimedClient {
  readonly clientId: number;
  readonly device: DeviceKey;
}

export function claimKey({ device, sessionNonce }: ClaimOfDevice): string {
  return `${device} ${toBase64Url(sessionNonce)}`;
}

export type Counters = ReadonlyMap<DeviceKey, number>;

export function countersOf(frontier: readonly FrontierEntry[]): Counters {
  return new Map(frontier.map(({ device, counter }) => [device, counter]));
}

/** What lies between two frontiers, `after` exclusive. */
export function between<Frame extends RetainedFrame>(
  frames: readonly Frame[],
  after: Counters,
  upTo: Counters,
): readonly Frame[] {
  return frames.filter(
    ({ device, counter }) =>
      counter > (after.get(device) ?? 0) && counter <= (upTo.get(device) ?? 0),
  );
}
