import type { DeviceKey, DocumentId, MemberId } from '@minga/base';
import {
  type Device,
  type MembershipState,
  devicesInForce,
} from '@minga/membership';
import type { ForFew } from '@minga/protocol';
import type { DocumentForFew } from './api.ts';
import type { DocumentHeaders } from './document-headers.ts';
import { writeClasses } from './write-class.ts';

/** [E33] The few, as far as they belong: a device that is in force brings its member. */
export function listedMembers(
  { devices }: MembershipState,
  { lockboxes }: ForFew,
): readonly MemberId[] {
  const members = lockboxes.flatMap(({ device }) => {
    const known = devices.get(device);
    return known?.removedAt === null ? [known.member] : [];
  });
  return [...new Set(members)];
}

/** [E33] Nothing is sealed for a list on which somebody stands who is not in force. */
export function maySealFor(
  { devices }: MembershipState,
  own: DeviceKey,
  { lockboxes }: ForFew,
): boolean {
  return (
    lockboxes.some(({ device }) => device === own) &&
    lockboxes.every(({ device }) => devices.get(device)?.removedAt === null)
  );
}

/** All devices of these members: each reads on everything of hers. */
export function devicesOf(
  state: MembershipState,
  members: readonly MemberId[],
): readonly Device[] {
  return devicesInForce(state).filter(({ member }) => members.includes(member));
}

/** Documents for a few that this device may open. No index names them: their records do. */
export function documentsForFew(
  headers: DocumentHeaders,
  state: MembershipState,
): readonly DocumentForFew[] {
  return headers.all().flatMap((doc: DocumentId) => {
    const header = headers.get(doc)?.header;
    const forFew = header?.forFew ?? null;
    if (header === undefined || forFew === null || !headers.isOpenHere(doc))
      return [];
    const writeClass = writeClasses[header.class];
    return [{ id: doc, writeClass, members: listedMembers(state, forFew) }];
  });
}
