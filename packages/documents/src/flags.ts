import type * as Y from 'yjs';

/**
 * A choice of several from a catalogue: one key `name:<id>` → boolean per choice in the owning map. Two people who tick
 * different ones keep both; on the same one the later of them stands. A choice is set to false, never deleted.
 */
export function readFlags<Id extends string>(
  map: Y.Map<unknown>,
  name: string,
  ids: readonly Id[],
): readonly Id[] {
  return ids.filter((id) => map.get(`${name}:${id}`) === true);
}

/** False when it stood so already. */
export function setFlag(
  map: Y.Map<unknown>,
  name: string,
  id: string,
  on: boolean,
): boolean {
  const key = `${name}:${id}`;
  if ((map.get(key) === true) === on) return false;
  map.set(key, on);
  return true;
}
