import {
  ByteReader,
  ByteWriter,
  type EntryId,
  type LogId,
  type SpaceId,
  bytesToId,
  idToBytes,
} from '@minga/base';
import { type LogPosition, zeroEntryId } from '@minga/protocol';
import type { LocalStore, StoreGuard, StoreWrite } from '@minga/store';
import type { SyncAnswer } from './relay-link.ts';

/** Up to where this device knows which documents have changed; moved only by a completed SYNC ([P13]). */
interface SpaceCursor {
  readonly logId: LogId;
  readonly since: LogPosition;
}

const noCursor: SpaceCursor = {
  logId: bytesToId<LogId>(new Uint8Array(16)),
  since: { seq: 0, entryId: zeroEntryId },
};

const cursorKey = (space: SpaceId): string => `${space}/cursor`;

function cursorWrite(
  space: SpaceId,
  { logId, since }: SpaceCursor,
): StoreWrite {
  const value = new ByteWriter(64)
    .raw(idToBytes(logId))
    .varUint(since.seq)
    .raw(idToBytes(since.entryId))
    .done();
  return { kind: 'put', table: 'meta', key: cursorKey(space), value };
}

async function loadCursor(
  store: LocalStore,
  space: SpaceId,
): Promise<SpaceCursor> {
  const row = await store.get('meta', cursorKey(space));
  if (!row.ok || row.value === null) return noCursor;
  const reader = new ByteReader(row.value);
  const logId = bytesToId<LogId>(reader.take(16));
  const seq = reader.varUint();
  return {
    logId,
    since: { seq, entryId: bytesToId<EntryId>(reader.take(16)) },
  };
}

export interface CursorKeeper {
  /** This device has never been in contact. */
  readonly isFirst: boolean;
  load(): Promise<void>;
  /**
   * What the SYNCs name that open a connection; their answers come in this order. `latest`: the last entry that this
   * device knows to be in that log.
   */
  opening(latest: (logId: LogId) => LogPosition | null): readonly SpaceCursor[];
  /** False: it only says that the log is still the one we knew, and what has changed in it comes next (or has come). */
  isList(answer: SyncAnswer): boolean;
  move(answer: SyncAnswer, heads: readonly StoreWrite[]): Promise<void>;
}

/**
 * The cursor may be older than the copy that a relay was restored from: the relay would agree with it, and what it had
 * acknowledged since would be missing there unnoticed. So SYNC first names the latest entry known here ([P12]), and is
 * followed by the one for the list at once: over a slow line nobody waits for an answer that seldom is another.
 */
export function createCursorKeeper({
  space,
  store,
  guard,
}: {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
}): CursorKeeper {
  let cursor = noCursor;
  let awaited: ('proof' | 'list' | 'stale')[] = [];
  return {
    get isFirst() {
      return cursor.since.seq === 0;
    },
    async load() {
      cursor = await loadCursor(store, space);
    },
    opening(latest) {
      const { logId } = cursor;
      const since = latest(logId);
      if (since === null || since.seq <= cursor.since.seq) {
        awaited = ['list'];
        return [cursor];
      }
      awaited = ['proof', 'list'];
      return [{ logId, since }, cursor];
    },
    isList({ reset }) {
      const answered = awaited.shift();
      if (answered === 'stale') return false;
      if (answered !== 'proof') return true;
      // It lists everything; so does what comes behind it.
      if (reset) awaited = ['stale'];
      return reset;
    },
    async move({ logId, upTo }, heads) {
      const next = { logId, since: upTo };
      const writes = [cursorWrite(space, next), ...heads];
      const stored = await store.commit(writes, [guard]);
      if (stored.ok) cursor = next;
    },
  };
}
