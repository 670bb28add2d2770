import type { SpaceId } from '@minga/base';
import type { Connection } from '@minga/sync';
import { readSetting, writeSetting } from '#lib/shared/device-settings.ts';

/** When this device last reached others in a group; null: never yet. Known here only, told to nobody. */
export function lastContact(space: SpaceId): Date | null {
  const at = Number(readSetting(`last-contact.${space}`) ?? '');
  return at > 0 ? new Date(at) : null;
}

/** Told whenever the connection changes. */
export function rememberContact(
  space: SpaceId,
  connection: Connection,
  now: number,
): void {
  if (connection === 'live' || connection === 'catching-up')
    writeSetting(`last-contact.${space}`, String(now));
}
