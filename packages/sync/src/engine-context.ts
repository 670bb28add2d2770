import { type Hash, equalBytes } from '@minga/base';
import type { StoreError, StoreGuard, StoreWrite } from '@minga/store';
import { type Authorship, createAuthorship } from './authorship.ts';
import type { DecodedUpdate } from './decode-update.ts';
import { type DocumentBook, createBook } from './document-book.ts';
import {
  type DocumentMeta,
  type HeldRow,
  emptyMeta,
  encodeMeta,
  metaKey,
} from './document-rows.ts';
import type { DocumentEnginePorts } from './engine-ports.ts';
import type { OpenEntry } from './ingest.ts';
import { type SealingDoc, createSealingDoc } from './sealing-doc.ts';
import type { SentRow } from './sent-row.ts';
import { type Shadow, createShadow } from './shadow.ts';
import { type Turns, createTurns } from './turns.ts';

/** An own frame on its way, or refused. */
export interface SentFrame {
  readonly key: string;
  readonly row: SentRow;
  /** `waiting`: the relay said when to try again. */
  readonly phase: 'unsent' | 'in-flight' | 'waiting' | 'refused';
}

/** A frame that is not in the document: why, and what it holds when that is known. */
export interface WaitingFrame {
  readonly row: HeldRow;
  /** Entered in its author's chain: once only. */
  readonly noted: boolean;
  readonly open: OpenEntry | null;
}

/** What the parts of one engine share. Changed only inside `turns`. */
export interface EngineContext {
  readonly ports: DocumentEnginePorts;
  readonly turns: Turns;
  readonly shadow: Shadow;
  readonly sealing: SealingDoc;
  book: DocumentBook;
  readonly authorship: Authorship;
  meta: DocumentMeta;
  /** By number in `held`. */
  readonly waiting: Map<number, WaitingFrame>;
  /** By key in the table `sent`. */
  readonly sent: Map<string, SentFrame>;
  /** Updates that are in the store and not in the shadow, because something they stand on is missing. */
  stranded: readonly DecodedUpdate[];
  /** Frames held here that the present log is not known to have, by hash ([P12]). */
  readonly lagging: Map<Hash, LaggingFrame>;
  /** Counts up when the shadow no longer holds all that it held: what was copied from it before is no ground. */
  edition: number;
  isStopped(): boolean;
  /** [E5] Reads on, but appends nothing any more; the next commit says so in the meta row. */
  isDuplicated(): boolean;
  duplicated(): void;
  stop(error: StoreError): void;
  /** Like `stop`, and nobody is told. */
  close(): void;
  /**
   * One transaction under the fence, with the meta row as it is now. Without room it is tried again until there is;
   * false: the engine has been stopped.
   */
  commit(
    writes: readonly StoreWrite[],
    guards?: readonly StoreGuard[],
  ): Promise<boolean>;
}

export interface LaggingFrame {
  readonly table: 'log' | 'held';
  readonly number: number;
}

const retryStoreMs = 2_000;

export function createContext(ports: DocumentEnginePorts): EngineContext {
  let stopped = false;
  let failing = false;

  const told = (error: StoreError | null): void => {
    if (!failing && error === null) return;
    failing = error !== null;
    ports.events.storeFailed(error);
  };
  const stop = (error: StoreError): void => {
    if (stopped) return;
    stopped = true;
    ports.events.stopped(error);
  };
  let endPause: () => void = () => undefined;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = ports.clock.after(retryStoreMs, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
  /** A commit may have succeeded without our hearing of it; then what the guard forbids is what we wrote. */
  const isOurs = async (
    writes: readonly StoreWrite[],
    guards: readonly StoreGuard[],
  ): Promise<boolean> => {
    for (const guard of guards) {
      if (guard.kind !== 'absent') continue;
      const there = await ports.store.get(guard.table, guard.key);
      const ours = writes.find(
        (write) => write.kind === 'put' && write.key === guard.key,
      );
      if (!there.ok || there.value === null || ours?.kind !== 'put')
        return false;
      if (!equalBytes(there.value, ours.value)) return false;
    }
    return true;
  };
  const context: EngineContext = {
    ports,
    turns: createTurns(),
    shadow: createShadow(),
    sealing: createSealingDoc(),
    book: createBook(),
    authorship: createAuthorship(
      { device: ports.signer.device, doc: ports.doc },
      () => context.book,
    ),
    meta: emptyMeta,
    waiting: new Map(),
    sent: new Map(),
    stranded: [],
    lagging: new Map(),
    edition: 0,
    isStopped: () => stopped,
    isDuplicated: () => context.meta.isDuplicated,
    duplicated() {
      if (context.meta.isDuplicated) return;
      context.meta = { ...context.meta, isDuplicated: true };
      ports.events.deviceDuplicated();
    },
    stop,
    close() {
      stopped = true;
      endPause();
    },
    async commit(writes, guards = []) {
      const { space, doc, store, fence } = ports;
      const value = encodeMeta(context.meta);
      const all: StoreWrite[] = [
        ...writes,
        { kind: 'put', table: 'meta', key: metaKey(space, doc), value },
      ];
      while (!stopped) {
        const done = await store.commit(all, [
          { kind: 'fence', ...fence },
          ...guards,
        ]);
        if (done.ok) {
          told(null);
          return true;
        }
        const { error } = done;
        if (error.code === 'present' && (await isOurs(all, guards)))
          return true;
        if (error.code === 'quota' || error.code === 'failed') {
          told(error);
          await pause();
        } else stop(error);
      }
      return false;
    },
  };
  return context;
}
