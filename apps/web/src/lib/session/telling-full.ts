import type { LocalStore } from '@minga/store';

/** `full`: a write found no room. `unkept`: one of what the person writes did, and it is in this window only. */
export type Room = 'enough' | 'full' | 'unkept';

/** Tells when the browser has no room for a write, and when it has again. */
export function tellingFull(
  store: LocalStore,
  tell: (room: Room) => void,
): LocalStore {
  let room: Room = 'enough';
  return {
    get: (table, key) => store.get(table, key),
    list: (table, range) => store.list(table, range),
    async commit(writes, guards) {
      const done = await store.commit(writes, guards);
      const before = room;
      const isWritten = writes.some(({ table }) => table === 'local');
      if (!done.ok && done.error.code === 'quota')
        room = isWritten || room === 'unkept' ? 'unkept' : 'full';
      // There may be room for little things, and none for what waits.
      else if (done.ok && (isWritten || room === 'full')) room = 'enough';
      if (room !== before) tell(room);
      return done;
    },
    raiseFence: (name) => store.raiseFence(name),
    loadKeys: (name) => store.loadKeys(name),
    saveKeys: (name, keys) => store.saveKeys(name, keys),
    close: () => {
      store.close();
    },
  };
}
