import type { Bytes, DeviceKey, Hash } from '@minga/base';
import { type FrontierEntry, decodeFrame } from '@minga/protocol';
import type { StoreWrite } from '@minga/store';
import { entryIdOf } from './document-book.ts';
import {
  type HeldRow,
  type LogRow,
  type QuarantineCode,
  type Unapplied,
  encodeHeldRow,
  encodeLogRow,
  numberedKey,
  sameReason,
} from './document-rows.ts';
import type {
  EngineContext,
  SentFrame,
  WaitingFrame,
} from './engine-context.ts';
import { hasHoleBelow } from './device-chain.ts';
import { believe, doubt, isDoubted, isUnsigned } from './doubts.ts';
import type { Examined, OpenEntry } from './ingest.ts';
import { afterAccepted } from './own-chain.ts';
import { ownFrameOf } from './own-frames.ts';
import { confirmLagging } from './reoffer.ts';
import { noteSalvage } from './salvages.ts';
import { type ClockOverlay, createOverlay } from './shadow.ts';

/** A frame that was known when it came needed no more than its hash. */
export type Prepared =
  Examined | { readonly kind: 'known'; readonly frameHash: Hash };

/** Something that has come to a place in the log. */
export type Arrival =
  | {
      readonly kind: 'entry';
      readonly seq: number;
      readonly back: number;
      readonly via: DeviceKey | null;
      readonly frame: Bytes;
      readonly examined: Prepared;
    }
  | {
      readonly kind: 'acknowledged';
      readonly seq: number;
      readonly back: number;
      readonly sent: SentFrame;
    }
  /** A frame of an earlier log has been offered to this one. */
  | {
      readonly kind: 'confirmed';
      readonly seq: number;
      readonly back: number;
      readonly frameHash: Hash;
    };

/** A frame that waited has been examined again. */
export interface SecondLook {
  readonly number: number;
  readonly examined: Examined;
}

/** An entry that goes into the document, with its number in `log`. */
export interface LoggedEntry {
  readonly number: number;
  readonly row: LogRow;
  readonly entry: OpenEntry;
}

/** Null: the engine has been stopped. */
export type Settlement = readonly LoggedEntry[] | null;

/**
 * Judges a batch in the order of the log and stores all of it in one transaction, cursor included, before any of it is
 * applied: a row written here can only ever stand on what this device will still have after a crash. Inside a turn.
 */
export async function settleArrivals(
  context: EngineContext,
  arrivals: readonly Arrival[],
): Promise<Settlement> {
  const batch = startBatch(context);
  for (const arrival of arrivals) {
    if (arrival.kind === 'acknowledged')
      acknowledge(batch, arrival.sent, arrival.seq);
    else if (arrival.kind === 'entry') await takeEntry(batch, arrival);
    else await confirm(batch, arrival.frameHash, arrival.seq);
    moveCursor(context, arrival);
  }
  return finish(batch);
}

export async function settleSecondLooks(
  context: EngineContext,
  looks: readonly SecondLook[],
): Promise<Settlement> {
  const batch = startBatch(context);
  for (const { number, examined } of looks) {
    const waiting = context.waiting.get(number);
    if (waiting === undefined) continue;
    const { row, noted } = waiting;
    judge(batch, { row, number, noted }, examined);
  }
  return finish(batch);
}

interface Batch {
  readonly context: EngineContext;
  readonly writes: StoreWrite[];
  readonly logged: LoggedEntry[];
  readonly clocks: ClockOverlay;
}

/** A frame to be judged; `number`: where it lies in `held` already. */
interface Candidate {
  readonly row: Omit<HeldRow, 'reason'>;
  readonly number: number | null;
  readonly noted: boolean;
}

function startBatch(context: EngineContext): Batch {
  const clocks = createOverlay((client) => context.shadow.clockOf(client));
  return { context, writes: [], logged: [], clocks };
}

async function finish({ context, writes, logged }: Batch): Promise<Settlement> {
  return (await context.commit(writes)) ? logged : null;
}

/** [P11] Over a gap the cursor does not go; intake.ts asks for what is missing. */
function moveCursor(context: EngineContext, arrival: Arrival): void {
  const { cursor } = context.meta;
  const { seq, back } = arrival;
  if (back > 0 && seq - back <= cursor && seq > cursor) {
    // What nobody signed may not be in the log: by it nothing is known again.
    const last = isForged(arrival) ? null : entryIdOf(frameHashOf(arrival));
    context.meta = { ...context.meta, cursor: seq, last };
  }
}

function isForged(arrival: Arrival): boolean {
  return (
    arrival.kind === 'entry' &&
    arrival.examined.kind === 'unapplied' &&
    arrival.examined.header === null
  );
}

function frameHashOf(arrival: Arrival): Hash {
  switch (arrival.kind) {
    case 'entry':
      return arrival.examined.frameHash;
    case 'acknowledged':
      return arrival.sent.row.frameHash;
    case 'confirmed':
      return arrival.frameHash;
  }
}

async function takeEntry(
  batch: Batch,
  arrival: Extract<Arrival, { kind: 'entry' }>,
): Promise<void> {
  const { context } = batch;
  const { seq, via, frame, examined } = arrival;
  const { frameHash } = examined;
  const sent = [...context.sent.values()].find(
    (one) => one.row.frameHash === frameHash,
  );
  // Our own frame comes back: the acknowledgement was lost, or somebody carried it in a file.
  if (sent !== undefined) acknowledge(batch, sent, seq);
  else if (context.book.knows(frameHash) || examined.kind === 'known') {
    await confirm(batch, frameHash, seq);
    if (!isUnsigned(context, frameHash)) believe(batch, seq, false);
  } else if (examined.header !== null || !isDoubted(context, seq)) {
    if (examined.header === null) doubt(context, seq);
    else believe(batch, seq, true);
    context.book.remember(frameHash);
    if (examined.header?.device === context.ports.signer.device)
      meetOwn(context, frameHash, examined.header.counter);
    const { incarnation } = context.meta;
    const { device } = examined;
    const row = { frame, frameHash, device, via, seq, incarnation };
    judge(batch, { row, number: null, noted: false }, examined);
  }
}

/** [E5] Signed by this device, and this device does not know it: somebody has a copy of its key, or its store is damaged. */
function meetOwn(context: EngineContext, hash: Hash, counter: number): void {
  const { isMending, chain } = context.meta;
  if (!isMending) {
    context.duplicated();
    return;
  }
  const isLast = counter > chain.accepted.counter;
  context.meta = {
    ...context.meta,
    chain: {
      ...chain,
      counter: Math.max(chain.counter, counter),
      accepted: isLast ? { counter, hash } : chain.accepted,
    },
  };
}

/** A snapshot says how far this device's chain has come. */
export function meetOwnChain(
  context: EngineContext,
  frontier: readonly FrontierEntry[],
): void {
  const { device } = context.ports.signer;
  const last = frontier.find((one) => one.device === device);
  if (last === undefined || context.book.knows(last.frameHash)) return;
  const isOnItsWay = [...context.sent.values()].some(
    ({ row }) => row.frameHash === last.frameHash,
  );
  if (!isOnItsWay) meetOwn(context, last.frameHash, last.counter);
}

async function confirm(
  { context, writes }: Batch,
  frameHash: Hash,
  seq: number,
): Promise<void> {
  const write = await confirmLagging(context, frameHash, seq);
  if (write !== null) writes.push(write);
}

function acknowledge(
  { context, writes }: Batch,
  sent: SentFrame,
  seq: number,
): void {
  if (!context.sent.delete(sent.key)) return;
  const { frame, frameHash, update, claims } = sent.row;
  const { device } = context.ports.signer;
  const chain = afterAccepted(context.meta.chain, ownFrameOf(sent));
  context.meta = { ...context.meta, chain };
  context.book.remember(frameHash);
  const decoded = decodeFrame(frame);
  if (decoded.ok)
    context.book.note({ frameHash, header: decoded.value.header });
  for (const clientId of claims) context.book.claim(clientId, device);
  if (decoded.ok)
    noteSalvage({ context, writes }, decoded.value.header, update);
  const { incarnation } = context.meta;
  const row = { frame, frameHash, via: null, seq, incarnation, update, claims };
  putLog({ context, writes }, row);
  writes.push({ kind: 'delete', table: 'sent', key: sent.key });
}

function judge(batch: Batch, candidate: Candidate, examined: Examined): void {
  const { header, frameHash } = examined;
  const verdict =
    header === null || candidate.noted
      ? null
      : batch.context.book.note({ frameHash, header });
  const noted = candidate.noted || header !== null;
  const known = { ...candidate, noted };
  if (examined.kind === 'unapplied') keepOut(batch, known, examined.reason);
  // [E5] A duplicate counter is flagged by the book and otherwise treated like any other.
  else if (verdict === 'seen-decreased')
    keepOut(batch, known, quarantined('seen-decreased'));
  else admit(batch, known, examined);
}

/** Into the document if it may and can be, and then what waited for it. */
function admit(batch: Batch, candidate: Candidate, entry: OpenEntry): void {
  const { book, waiting } = batch.context;
  // A claim proves itself, whatever becomes of the entry that carries it.
  for (const clientId of entry.claims) book.claim(clientId, entry.device);
  admitOne(batch, candidate, entry);
  for (;;) {
    const next = [...waiting].find(
      ([, { open }]) => open !== null && verdictOf(batch, open) !== 'set-aside',
    );
    if (next === undefined) return;
    const [number, { row, noted, open }] = next;
    if (open !== null) admitOne(batch, { row, number, noted }, open);
  }
}

function admitOne(batch: Batch, candidate: Candidate, entry: OpenEntry): void {
  const verdict = verdictOf(batch, entry);
  if (verdict === 'enter') enter(batch, candidate, entry);
  else if (verdict === 'set-aside')
    keepOut(batch, candidate, { kind: 'set-aside' }, entry);
  else keepOut(batch, candidate, quarantined(verdict));
}

/**
 * [E10], [E11] All devices must come to the same verdict, whatever order the frames came in: that nobody claims a
 * clientID is only certain when no earlier frame of the author is missing.
 */
function verdictOf(
  { context, clocks }: Batch,
  entry: OpenEntry,
): 'enter' | 'set-aside' | 'client-not-claimed' {
  const foreign = unclaimedClients(context, entry);
  const isReady = clocks.isReady(entry.decoded);
  if (foreign.length === 0) return isReady ? 'enter' : 'set-aside';
  const isAnothers = foreign.some(
    (client) => context.book.claimants(client).length > 0,
  );
  return isAnothers || (isReady && hasAllBefore(context, entry))
    ? 'client-not-claimed'
    : 'set-aside';
}

function unclaimedClients(
  { book }: EngineContext,
  { header, decoded }: OpenEntry,
): readonly number[] {
  if (header.kind === 'salvage') return [];
  return decoded.runs
    .map(({ client }) => client)
    .filter((client) => !book.claimants(client).includes(header.device));
}

function hasAllBefore(
  { book, waiting }: EngineContext,
  { header }: OpenEntry,
): boolean {
  const { device, counter } = header;
  const chain = book.chains.get(device);
  const isClosed = [...waiting.values()].some(
    ({ row, open }) => row.device === device && isUnread(row, open),
  );
  return chain !== undefined && !hasHoleBelow(chain, counter) && !isClosed;
}

/** Held: what it claims is not known yet. */
function isUnread({ reason }: HeldRow, open: OpenEntry | null): boolean {
  return open === null && reason.kind !== 'quarantined';
}

function enter(
  batch: Batch,
  { row: { device: _author, ...stored }, number }: Candidate,
  entry: OpenEntry,
): void {
  const { context, writes, clocks, logged } = batch;
  if (number !== null) {
    context.waiting.delete(number);
    writes.push({
      kind: 'delete',
      table: 'held',
      key: numberedKey(context.ports.space, context.ports.doc, number),
    });
  }
  const { update } = entry.decoded;
  const row = { ...stored, update, claims: entry.claims };
  clocks.add(entry.decoded);
  noteSalvage(batch, entry.header, update);
  logged.push({ number: putLog(batch, row), row, entry });
}

export function keepOut(
  batch: Pick<Batch, 'context' | 'writes'>,
  candidate: Candidate,
  reason: Unapplied,
  open: OpenEntry | null = null,
): void {
  const { context, writes } = batch;
  const { space, doc } = context.ports;
  const number = candidate.number ?? takeNumber(context);
  const row: HeldRow = { ...candidate.row, reason };
  const waiting: WaitingFrame = { row, noted: candidate.noted, open };
  const before = context.waiting.get(number)?.row.reason;
  context.waiting.set(number, waiting);
  if (before !== undefined && sameReason(before, reason)) return;
  writes.push({
    kind: 'put',
    table: 'held',
    key: numberedKey(space, doc, number),
    value: encodeHeldRow(row),
  });
}

/** Answers the number it took. */
function putLog(
  { context, writes }: Pick<Batch, 'context' | 'writes'>,
  row: LogRow,
): number {
  const { space, doc } = context.ports;
  const number = takeNumber(context);
  const key = numberedKey(space, doc, number);
  writes.push({ kind: 'put', table: 'log', key, value: encodeLogRow(row) });
  return number;
}

function takeNumber(context: EngineContext): number {
  const { next } = context.meta;
  context.meta = { ...context.meta, next: next + 1 };
  return next;
}

function quarantined(code: QuarantineCode): Unapplied {
  return { kind: 'quarantined', code };
}
