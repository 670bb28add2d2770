import { type Bytes, ownBytes } from '@minga/base';
import * as Y from 'yjs';
import type { UpdateCodec } from './decode-update.ts';
import { applyAll, copyOf } from './shadow.ts';

/** Several rows as one update. */
export interface CombinedRows {
  readonly codec: UpdateCodec;
  readonly update: Bytes;
  /** The same in v1: what the log row keeps. */
  readonly v1: Bytes;
}

/**
 * A document of the log and the rows already sealed. Rows put into it in one transact come out as one update: half the
 * bytes of `mergeUpdates` for typing (research/yjs.md §2), but only if they were not in it before.
 */
export interface SealingDoc {
  readonly exists: boolean;
  /** `doc` holds nothing unsealed. */
  begin(doc: Y.Doc): void;
  combine(rows: readonly Bytes[]): CombinedRows;
  /** What came from the log. */
  applied(updates: readonly Uint8Array[]): void;
  drop(): void;
}

export function createSealingDoc(): SealingDoc {
  let doc: Y.Doc | null = null;
  const drop = (): void => {
    doc?.destroy();
    doc = null;
  };
  return {
    get exists() {
      return doc !== null;
    },
    begin(from) {
      drop();
      doc = copyOf(from);
    },
    combine(rows) {
      if (doc === null) return merged(rows);
      const emitted = emittedBy(doc, rows);
      if (emitted === 'spoilt') drop();
      return typeof emitted === 'string' ? merged(rows) : emitted;
    },
    applied(updates) {
      if (doc !== null && !applyAll(doc, updates)) drop();
    },
    drop,
  };
}

function emittedBy(
  doc: Y.Doc,
  rows: readonly Bytes[],
): CombinedRows | 'spoilt' | 'nothing' {
  const v1: Uint8Array[] = [];
  const v2: Uint8Array[] = [];
  const take1 = (update: Uint8Array): void => void v1.push(update);
  const take2 = (update: Uint8Array): void => void v2.push(update);
  doc.on('update', take1);
  doc.on('updateV2', take2);
  const applied = applyAll(doc, rows);
  doc.off('update', take1);
  doc.off('updateV2', take2);
  if (!applied) return 'spoilt';
  const [first] = v1;
  const [second] = v2;
  // Two transactions mean that somebody listens on this document and edits: nobody may.
  if (first === undefined || second === undefined || v1.length > 1)
    return 'nothing';
  const update = ownBytes(first);
  return first.length <= second.length
    ? { codec: 'v1', update, v1: update }
    : { codec: 'v2', update: ownBytes(second), v1: update };
}

function merged(rows: readonly Bytes[]): CombinedRows {
  const update = ownBytes(Y.mergeUpdates([...rows]));
  return { codec: 'v1', update, v1: update };
}
