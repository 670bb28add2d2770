import type { DeviceKey, MemberId, SpaceId } from '@minga/base';
import type { MemberRight } from './api.ts';

/** Somebody who came with an invitation with approval, and is not in yet. */
export interface WaitingMemberView {
  readonly device: DeviceKey;
  /** What she says she is called; '' while it is not known here. Nobody has vouched for it. */
  readonly name: string;
  /** Who invited her. */
  readonly by: MemberId;
  readonly right: MemberRight;
  readonly mayApprove: boolean;
  readonly mayTurnAway: boolean;
}

/** The group is to be erased from the relay. */
export interface DeletionView {
  /** ms since 1970. */
  readonly due: number;
  readonly by: MemberId;
}

/** A group this person has asked to be let into. */
export interface WaitingView {
  readonly space: SpaceId;
  readonly group: string;
  readonly inviter: string;
  /** Hers. */
  readonly name: string;
  readonly status: 'waits' | 'turned-away';
}
