import {
  type Bytes,
  type Clock,
  type DocumentId,
  type Result,
  type SpaceId,
  equalBytes,
  err,
} from '@minga/base';
import type { LocalStore, StoreError } from '@minga/store';
import { reportBug } from './report-bug.ts';

/** What a tab wrote and when it became durable; keys sort in the order of writing, across the tabs of a browser. */
export interface RowWriter {
  /** Takes a row (see local-row.ts) and stores it at once; rows of one tick share a transaction. */
  write(row: Bytes): void;
  /** Another tab's row was seen: ours must sort after it. */
  seen(key: string): void;
  /** Resolves when everything given to `write` is durable, or has failed and waits for room. */
  settled(): Promise<void>;
  /** What waits for room is tried once more, and then no longer. */
  stop(): void;
}

export interface RowWriterPorts {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly nextOrdinal: (nowMs: number, last: number) => number;
  readonly rowKey: (space: SpaceId, doc: DocumentId, ordinal: number) => string;
  readonly rowOrdinal: (key: string) => number;
  readonly stored: (key: string, row: Bytes) => void;
  readonly failed: (error: StoreError | null) => void;
}

interface WaitingRow {
  readonly row: Bytes;
  /** Where it was tried; the same again after a failure that may have been a success. */
  readonly key: string | null;
}

interface NumberedRow extends WaitingRow {
  readonly key: string;
}

const retryMs = 2_000;

/**
 * Keystroke → store comes before anything is offered to anyone. A write that fails (no room, connection lost) is kept
 * in memory, told through `failed`, and tried again every two seconds: nothing typed is dropped while the tab lives.
 */
export function createRowWriter(ports: RowWriterPorts): RowWriter {
  const { store, clock, space, doc } = ports;
  let last = 0;
  let hasLooked = false;
  let waiting: WaitingRow[] = [];
  let writing: Promise<void> | null = null;
  let cancelRetry: () => void = () => undefined;
  let isFailing = false;
  let isStopped = false;

  const seen = (key: string): void => {
    last = Math.max(last, ports.rowOrdinal(key));
  };
  /** Rows of an earlier session may have been written before the clock was set back. */
  const lookBack = async (): Promise<void> => {
    hasLooked = true;
    const anyKey = ports.rowKey(space, doc, 0);
    const prefix = anyKey.slice(0, anyKey.lastIndexOf('/') + 1);
    const rows = await store.list('local', { prefix });
    const latest = rows.ok ? rows.value.at(-1) : undefined;
    if (latest !== undefined) seen(latest.key);
  };
  const numbered = ({ row, key }: WaitingRow): NumberedRow => {
    if (key !== null) return { row, key };
    last = ports.nextOrdinal(clock.now(), last);
    return { row, key: ports.rowKey(space, doc, last) };
  };
  const commit = async (
    rows: readonly NumberedRow[],
  ): Promise<Result<void, StoreError>> => {
    const table = 'local';
    try {
      return await store.commit(
        rows.map(({ key, row }) => ({ kind: 'put', table, key, value: row })),
        // Two tabs may write in the same millisecond: neither may write over the other's row.
        rows.map(({ key }) => ({ kind: 'absent', table, key })),
      );
    } catch (error) {
      reportBug('storing what was written', error);
      return err({ code: 'failed' });
    }
  };
  const commitWaiting = async (): Promise<void> => {
    // One microtask of patience: an editor emits several updates for one paste.
    await Promise.resolve();
    if (!hasLooked) await lookBack();
    while (waiting.length > 0) {
      const rows = waiting.map(numbered);
      waiting = [];
      const committed = await commit(rows);
      if (committed.ok) tellStored(rows);
      else if (committed.error.code === 'present') await makeWay(rows);
      else {
        waiting = [...rows, ...waiting];
        tellFailing(committed.error);
        if (!isStopped) cancelRetry = clock.after(retryMs, begin);
        return;
      }
    }
  };
  const tellStored = (rows: readonly NumberedRow[]): void => {
    tellFailing(null);
    for (const { key, row } of rows) ports.stored(key, row);
  };
  /** A key is taken: by our own earlier try, or by another tab, and then ours takes the next one. */
  const makeWay = async (rows: readonly NumberedRow[]): Promise<void> => {
    const found = await Promise.all(
      rows.map(({ key }) => store.get('local', key)),
    );
    const isOurs = ({ row }: NumberedRow, i: number): boolean => {
      const there = found[i];
      return there?.ok === true && there.value !== null
        ? equalBytes(there.value, row)
        : false;
    };
    tellStored(rows.filter(isOurs));
    const others = rows.filter((row, i) => !isOurs(row, i));
    waiting = [...others.map(({ row }) => ({ row, key: null })), ...waiting];
  };
  const tellFailing = (error: StoreError | null): void => {
    const wasFailing = isFailing;
    isFailing = error !== null;
    if (wasFailing || isFailing) ports.failed(error);
  };
  const begin = (): void => {
    writing ??= commitWaiting().finally(() => {
      writing = null;
    });
  };
  return {
    write(row) {
      waiting.push({ row, key: null });
      if (!isFailing) begin();
    },
    seen,
    async settled() {
      while (writing !== null) await writing;
    },
    stop() {
      isStopped = true;
      cancelRetry();
      if (waiting.length > 0) begin();
    },
  };
}
