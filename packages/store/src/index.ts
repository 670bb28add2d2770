export {
  type LocalStore,
  type StoreError,
  type StoreGuard,
  type StoreRange,
  type StoreRow,
  type StoreTable,
  type StoreWrite,
  storeTables,
} from './local-store.ts';
export { prefixEnd } from './key-range.ts';
export {
  type MemoryDisk,
  type MemoryFault,
  type MemoryStoreOptions,
  createMemoryDisk,
  createMemoryStore,
} from './memory-store.ts';
export {
  type DexieStoreOptions,
  eraseDexieStore,
  openDexieStore,
} from './dexie-store.ts';
export {
  type PeopleHere,
  type PersonHere,
  type PinRefusal,
  erasePeople,
  openPeople,
  tryPin,
  waitOf,
} from './people.ts';
export { type PinFlaw, flawOfPin, makeRowKey, resealRowKey } from './pin.ts';
export { resealStore } from './reseal.ts';
export { generateLocalKey, openLocalKey, sealedStore } from './sealed-store.ts';
export {
  type Persistence,
  type StorageAbsence,
  requestPersistence,
  storageEstimate,
} from './storage-health.ts';
