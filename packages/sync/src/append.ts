import { type Hash, bytesToId } from '@minga/base';
import { judgeFrame } from '@minga/membership';
import { nackCodes } from '@minga/protocol';
import type { StoreWrite } from '@minga/store';
import { numberedKey } from './document-rows.ts';
import type { EngineContext, SentFrame } from './engine-context.ts';
import { documentPrefix, localRowKey, numberText } from './local-row.ts';
import { afterSealed, mustSettle } from './own-chain.ts';
import { openFrames } from './own-frames.ts';
import { createRowSealer } from './seal-rows.ts';
import { type Sending, putSent, refusalOf } from './sending.ts';
import type { NumberedRow, SentRow } from './sent-row.ts';

/** Rows to frames. What is appended is what was written: rows of local origin, in order, once each. */
export interface Appender {
  /** Rows that no frame carries yet, ascending. */
  readonly unsent: readonly NumberedRow[];
  /** `row` is about to reach the shadow. */
  add(row: NumberedRow): void;
  /** `row` is in the shadow already: it was in the store at opening. */
  adopt(row: NumberedRow): void;
  setCompany(company: boolean): void;
  /** Resolves when what can be sealed has been. */
  flush(): Promise<void>;
  /** What sealing waited for may be there now. */
  resume(): void;
  takeBack(isWanted: (sent: SentFrame) => boolean): Promise<void>;
  stop(): void;
}

const delayMs = { company: 400, alone: 2_000 };
const keepSealingDocMs = 60_000;
const mostOpen = 8;
const largestBatch = { rows: 1_000, bytes: 128 * 1024 };

export function createAppender(
  context: EngineContext,
  sending: Sending,
): Appender {
  const { ports, turns } = context;
  const { clock } = ports;
  const sealer = createRowSealer(context);
  let unsent: readonly NumberedRow[] = [];
  let company = false;
  let isBlocked = false;
  let timer: { readonly company: boolean; cancel(): void } | null = null;
  let cancelDrop: () => void = () => undefined;
  let isOver = false;

  const schedule = (): void => {
    if (isOver || unsent.length === 0 || timer?.company === company) return;
    timer?.cancel();
    const ms = company ? delayMs.company : delayMs.alone;
    timer = { company, cancel: clock.after(ms, () => void flush()) };
  };
  const flush = (): Promise<void> => {
    timer?.cancel();
    timer = null;
    return turns.run(sealAll);
  };
  const sealAll = async (): Promise<void> => {
    isBlocked = false;
    while (unsent.length > 0 && !isBlocked)
      isBlocked =
        !maySeal(context, sending) || !(await seal(firstBatch(unsent)));
    if (unsent.length === 0) dropLater();
  };
  const seal = async (rows: readonly NumberedRow[]): Promise<boolean> => {
    const period = ports.sealing();
    if (period === null) return false;
    const sealed = await sealer.seal(rows, period, ports.seen());
    if (sealed.kind === 'key-unknown') return false;
    if (sealed.kind === 'too-large')
      return rows.length > 1
        ? seal(rows.slice(0, rows.length >> 1))
        : refuseHere(rows);
    const { row } = sealed;
    const key = numberedKey(ports.space, ports.doc, row.counter);
    const chain = afterSealed(context.meta.chain, sealed.next);
    context.meta = { ...context.meta, chain };
    const sent: SentFrame = { key, row, phase: 'unsent' };
    if (!(await keep(sent))) return false;
    sending.send(sent);
    return true;
  };
  /** Larger than any frame may be: never offered, kept and shown like what a relay refuses. */
  const refuseHere = async (rows: readonly NumberedRow[]): Promise<boolean> => {
    const name = `x${numberText(rows[0]?.ordinal ?? 0)}`;
    const key = documentPrefix(ports.space, ports.doc) + name;
    const row: SentRow = {
      ...noFrame,
      refusedCode: nackCodes.quota,
      rows,
      update: rows[0]?.update ?? noFrame.frame,
    };
    const sent: SentFrame = { key, row, phase: 'refused' };
    if (!(await keep(sent))) return false;
    ports.events.refused(refusalOf(sent));
    return true;
  };
  /** One transaction: the frame is stored and its rows are no longer unsent. */
  const keep = async (sent: SentFrame): Promise<boolean> => {
    const { key, row } = sent;
    const stored = await context.commit(
      [putSent(key, row), ...row.rows.map((one) => deleteLocal(context, one))],
      [{ kind: 'absent', table: 'sent', key }],
    );
    if (!stored) return false;
    context.sent.set(key, sent);
    const sealed = new Set(row.rows.map((one) => one.ordinal));
    unsent = unsent.filter((one) => !sealed.has(one.ordinal));
    ports.events.changed();
    return true;
  };
  const insert = (row: NumberedRow): void => {
    const at = unsent.findLastIndex((one) => one.ordinal < row.ordinal);
    unsent = unsent.toSpliced(at + 1, 0, row);
    schedule();
  };
  const dropLater = (): void => {
    cancelDrop();
    cancelDrop = clock.after(keepSealingDocMs, () => {
      if (unsent.length === 0) context.sealing.drop();
    });
  };

  return {
    get unsent() {
      return unsent;
    },
    add(row) {
      if (unsent.length === 0 && !context.sealing.exists)
        context.sealing.begin(context.shadow.doc);
      insert(row);
    },
    adopt: insert,
    setCompany(next) {
      company = next;
      schedule();
    },
    flush,
    resume() {
      if (isBlocked) void flush();
      else schedule();
    },
    takeBack: (isWanted) =>
      turns.run(async () => {
        const rows = await sending.takeBack(isWanted);
        if (rows.length === 0) return;
        // They are in it: put in again, they would come out as nothing.
        context.sealing.drop();
        unsent = [...rows, ...unsent].sort((a, b) => a.ordinal - b.ordinal);
        ports.events.changed();
        await sealAll();
      }),
    stop() {
      isOver = true;
      timer?.cancel();
      cancelDrop();
    },
  };
}

const noFrame = {
  counter: 0,
  frameHash: bytesToId<Hash>(new Uint8Array(32)),
  frame: new Uint8Array(),
  prevCounter: 0,
  voids: null,
  claims: [],
};

function deleteLocal({ ports }: EngineContext, row: NumberedRow): StoreWrite {
  const key = localRowKey(ports.space, ports.doc, row.ordinal);
  return { kind: 'delete', table: 'local', key };
}

function maySeal(context: EngineContext, sending: Sending): boolean {
  const open = openFrames(context);
  const isWaiting = [...context.sent.values()].some(
    (one) => one.phase === 'waiting',
  );
  return (
    sending.isUp &&
    !isWaiting &&
    !context.isStopped() &&
    !context.isDuplicated() &&
    // Until the head a counter of ours may turn up that this device has forgotten.
    !context.meta.isMending &&
    open.length < mostOpen &&
    !mustSettle(context.meta.chain, open) &&
    mayWrite(context)
  );
}

/** Would others apply it? If not, what is written waits here. */
function mayWrite({ ports }: EngineContext): boolean {
  const period = ports.sealing();
  const documentClass = ports.headerClass();
  if (period === null || documentClass === null) return false;
  const header = { ...ports.seen(), ...period, device: ports.signer.device };
  const verdict = judgeFrame(ports.membership(), header, documentClass);
  // It stands on actions that have no position yet: judged when they get one.
  const isPending = verdict === 'ahead' && header.pending.length > 0;
  return verdict === 'accepted' || isPending;
}

/** A salvage goes alone: it is shown under another heading. */
function firstBatch(rows: readonly NumberedRow[]): readonly NumberedRow[] {
  const [first] = rows;
  if (first === undefined || first.kind === 'salvage') return rows.slice(0, 1);
  let bytes = 0;
  const end = rows.findIndex((row, i) => {
    bytes += row.update.length;
    const isFull = bytes > largestBatch.bytes || i >= largestBatch.rows;
    return i > 0 && (isFull || row.kind === 'salvage');
  });
  return end === -1 ? rows : rows.slice(0, end);
}
