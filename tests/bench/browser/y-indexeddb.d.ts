// Its own types are there only once the peers are installed.
declare module 'y-indexeddb' {
  import type { Doc } from 'yjs';

  export class IndexeddbPersistence {
    constructor(name: string, doc: Doc);
    readonly whenSynced: Promise<unknown>;
    destroy(): Promise<void>;
  }
}
