import type { SpaceView, StorageHealth } from '@minga/sync';
import type { DeviceWord, Messages } from '#lib/messages/messages.ts';

export interface BannerWords {
  readonly key: string;
  readonly tone: 'calm' | 'attention';
  readonly sentence: string;
  readonly what?: string;
  readonly canUpdate?: boolean;
}

/** From here on a clock does more than drift: dates in the group would mislead. */
const clockOffMs = 12 * 3_600_000;

/** What a group has to say about itself, the gravest first. Offline is last: it is no fault. */
export function bannersOf(
  view: SpaceView,
  around: {
    readonly storage: StorageHealth;
    readonly nearlyFull: boolean;
    readonly isUnkept: boolean;
    readonly isOffline: boolean;
  },
  t: Messages,
  device: DeviceWord,
): readonly BannerWords[] {
  const words = t.banners;
  const found: (BannerWords | null)[] = [
    connectionBanner(view, t, device),
    around.storage === 'memory-only' ? asks('not-kept', words.notKept) : null,
    roomBanner(around, t, device),
    view.deviceDuplicated ? asks('duplicated', words.duplicated) : null,
    view.readOnly
      ? { ...asks('read-only', words.readOnly), canUpdate: true }
      : null,
    view.closed ? { key: 'closed', tone: 'calm', ...words.closed } : null,
    membersBanner(view, t),
    view.refused > 0
      ? asks('refused', {
          sentence: words.refused(view.refused),
          what: words.refusedWhat,
        })
      : null,
    overreachBanner(view, t),
    view.quarantined > sum(view.overreaching.map(({ entries }) => entries))
      ? asks('quarantined', {
          sentence: words.unopened,
          what: words.unopenedWhat,
        })
      : null,
    view.withheld > 0
      ? { key: 'withheld', tone: 'calm', ...words.withheld }
      : null,
    view.held > 0
      ? {
          key: 'held',
          tone: 'calm',
          sentence: words.held,
          what: words.heldWhat,
        }
      : null,
    Math.abs(view.clockSkewMs ?? 0) > clockOffMs
      ? asks('clock', words.clock(device))
      : null,
    around.isOffline
      ? { key: 'offline', tone: 'calm', sentence: words.offline(device) }
      : null,
  ];
  return found.filter((banner) => banner !== null);
}

/** By name, also who has gone since. */
export function overreachers({
  overreaching,
  members,
  former,
}: Pick<SpaceView, 'overreaching' | 'members' | 'former'>): readonly string[] {
  return [...members, ...former]
    .filter(({ id }) => overreaching.some(({ member }) => member === id))
    .map(({ name }) => name);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Somebody wrote where her right does not reach: nothing of it is in the group's text, and the group is told. */
function overreachBanner(
  { overreaching, members, former }: SpaceView,
  { banners }: Messages,
): BannerWords | null {
  if (overreaching.length === 0) return null;
  return asks(
    'overreach',
    banners.overreach(overreachers({ overreaching, members, former })),
  );
}

/** Who is in the group is not the same everywhere. */
function membersBanner(
  { forked, differing, members }: SpaceView,
  { banners }: Messages,
): BannerWords | null {
  if (forked) return asks('forked', banners.forked);
  if (differing.length === 0) return null;
  const others = members.filter(({ id }) => differing.includes(id));
  return asks('differing', banners.differing(others.map(({ name }) => name)));
}

function roomBanner(
  around: { readonly nearlyFull: boolean; readonly isUnkept: boolean },
  { banners }: Messages,
  device: DeviceWord,
): BannerWords | null {
  if (around.isUnkept) return asks('unkept', banners.unkept);
  return around.nearlyFull ? asks('full', banners.full(device)) : null;
}

function connectionBanner(
  view: SpaceView,
  { banners }: Messages,
  device: DeviceWord,
): BannerWords | null {
  if (view.connection !== 'refused') return null;
  switch (view.refusedCode) {
    case 4403:
      return asks('not-member', banners.notMember(device));
    case 4409:
      return { ...asks('newer', banners.newerNeeded), canUpdate: true };
    case 4410:
      return asks('erased', banners.erased(device));
    case 4413:
      return asks('group-full', banners.groupFull);
    default:
      return asks('stopped', banners.stopped(view.refusedCode ?? 0));
  }
}

function asks(
  key: string,
  words: { readonly sentence: string; readonly what: string },
): BannerWords {
  return { key, tone: 'attention', ...words };
}
