import type { SpaceId } from '@minga/base';
import type { LocalStore } from '@minga/store';

/** Address of its home relay, '' for the one that serves the app. */
export async function homeOf(
  store: LocalStore,
  space: SpaceId,
): Promise<string> {
  const row = await store.get('meta', `${space}/home`);
  return row.ok && row.value !== null
    ? new TextDecoder().decode(row.value)
    : '';
}
