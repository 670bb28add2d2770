import { type Bytes, type Hash, type Result, err, ok } from '@minga/base';
import type { StoreError, StoreWrite } from '@minga/store';
import {
  type HeldRow,
  decodeHeldRow,
  decodeLogRow,
  encodeHeldRow,
  encodeLogRow,
  numberedKey,
} from './document-rows.ts';
import type { EngineContext, LaggingFrame } from './engine-context.ts';
import { documentPrefix } from './local-row.ts';
import type { AppendAnswer } from './relay-link.ts';

/**
 * [P12] A relay that lost its log (restored, moved, another machine) is given again what it lacks, by whoever has it:
 * own frames and those of others alike. `lagging` says which frames the present log is not known to have.
 */
export async function findLagging(
  context: EngineContext,
): Promise<Result<void, StoreError>> {
  const { store, space, doc } = context.ports;
  const prefix = documentPrefix(space, doc);
  const log = await store.list('log', { prefix });
  if (!log.ok) return log;
  for (const { key, value } of log.value)
    note(context, 'log', key, decodeLogRow(value));
  const held = await store.list('held', { prefix });
  if (!held.ok) return held;
  for (const { key, value } of held.value) {
    const row = decodeHeldRow(value);
    if (row.ok && mayBeOffered(row.value)) note(context, 'held', key, row);
  }
  return ok(undefined);
}

function note(
  { lagging, meta }: EngineContext,
  table: LaggingFrame['table'],
  key: string,
  row: Result<{ frameHash: Hash; incarnation: number }, 'malformed'>,
): void {
  if (!row.ok || row.value.incarnation === meta.incarnation) return;
  const number = Number(key.slice(key.lastIndexOf('/') + 1));
  lagging.set(row.value.frameHash, { table, number });
}

/** The relay would refuse what is nobody's. */
function mayBeOffered({ reason }: HeldRow): boolean {
  return (
    reason.kind !== 'quarantined' ||
    !['malformed', 'wrong-scope', 'signature'].includes(reason.code)
  );
}

/** The present log has it, at `seq`. Null: nothing to write. */
export async function confirmLagging(
  context: EngineContext,
  frameHash: Hash,
  seq: number,
): Promise<StoreWrite | null> {
  const lagging = context.lagging.get(frameHash);
  if (lagging === undefined) return null;
  context.lagging.delete(frameHash);
  const { key, value } = await rowOf(context, lagging);
  if (value === null) return null;
  const place = { seq, incarnation: context.meta.incarnation };
  const waiting = context.waiting.get(lagging.number);
  if (lagging.table === 'held' && waiting !== undefined)
    context.waiting.set(lagging.number, {
      ...waiting,
      row: { ...waiting.row, ...place },
    });
  const moved = movedTo(lagging.table, value, place);
  if (moved === null) return null;
  return { kind: 'put', table: lagging.table, key, value: moved };
}

function movedTo(
  table: LaggingFrame['table'],
  value: Bytes,
  place: { readonly seq: number; readonly incarnation: number },
): Bytes | null {
  if (table === 'log') {
    const row = decodeLogRow(value);
    return row.ok ? encodeLogRow({ ...row.value, ...place }) : null;
  }
  const row = decodeHeldRow(value);
  return row.ok ? encodeHeldRow({ ...row.value, ...place }) : null;
}

async function rowOf(
  { ports }: EngineContext,
  { table, number }: LaggingFrame,
): Promise<{ readonly key: string; readonly value: Bytes | null }> {
  const key = numberedKey(ports.space, ports.doc, number);
  const value = await ports.store.get(table, key);
  return { key, value: value.ok ? value.value : null };
}

const atOnce = 8;

export interface Offering {
  /** The log's head has been reached: what is still lagging is not in it. */
  start(): void;
}

export function createOffering(
  context: EngineContext,
  confirmed: (frameHash: Hash, seq: number, back: number) => void,
): Offering {
  const { ports, lagging } = context;
  let isRunning = false;

  const offer = async (
    frameHash: Hash,
    frame: LaggingFrame,
  ): Promise<AppendAnswer['kind']> => {
    const { value } = await rowOf(context, frame);
    const row = value === null ? err('malformed') : frameIn(frame.table, value);
    if (!row.ok) return 'refused';
    const answer = await ports.append(row.value);
    if (answer.kind === 'acked') confirmed(frameHash, answer.seq, answer.back);
    if (answer.kind === 'retry')
      await new Promise<void>((resolve) => {
        ports.clock.after(answer.afterMs, resolve);
      });
    return answer.kind;
  };
  const offerOnce = async (
    frameHash: Hash,
    frame: LaggingFrame,
  ): Promise<boolean> => {
    for (;;) {
      const answer = await offer(frameHash, frame);
      if (answer === 'retry') continue;
      // Kept here all the same; this log will not have it.
      if (answer === 'refused') lagging.delete(frameHash);
      return answer !== 'lost' && !context.isStopped();
    }
  };
  const run = async (): Promise<void> => {
    const waiting = [...lagging].sort(([, a], [, b]) => a.number - b.number);
    for (let i = 0; i < waiting.length; i += atOnce) {
      const answered = await Promise.all(
        waiting.slice(i, i + atOnce).map((one) => offerOnce(...one)),
      );
      if (answered.includes(false)) return;
    }
    await context.turns.run(async () => {
      const { incarnation } = context.meta;
      context.meta = { ...context.meta, offered: incarnation };
      await context.commit([]);
    });
  };
  return {
    start() {
      if (isRunning || context.meta.offered === context.meta.incarnation)
        return;
      isRunning = true;
      void run().finally(() => {
        isRunning = false;
      });
    },
  };
}

function frameIn(
  table: LaggingFrame['table'],
  value: Bytes,
): Result<Bytes, 'malformed'> {
  const row = table === 'log' ? decodeLogRow(value) : decodeHeldRow(value);
  return row.ok ? ok(row.value.frame) : row;
}
