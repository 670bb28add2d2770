import { decodeFrame } from '@minga/protocol';
import type { StoreWrite } from '@minga/store';
import { decodeUpdate } from './decode-update.ts';
import { createBook } from './document-book.ts';
import {
  type DocumentMeta,
  type HeldRow,
  type LogRow,
  type StoredFrame,
  emptyMeta,
  numberedKey,
} from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { type KeyedRow, type StoredDocument, readStored } from './load.ts';
import { type LeftOut, rebuild } from './rebuild.ts';
import { type LoggedEntry, keepOut } from './settle.ts';
import { applyAll } from './shadow.ts';

/** Memory as the last transaction left the store. */
export function restore(context: EngineContext, stored: StoredDocument): void {
  const { device } = context.ports.signer;
  context.meta = { ...(stored.meta ?? emptyMeta), author: device };
  context.book = createBook(stored.compacted?.book);
  const frames = [
    ...stored.log.map((one) => ({ ...one, noted: true })),
    ...stored.held.map((one) => ({ ...one, noted: wasNoted(one.row) })),
  ];
  for (const { row, noted } of frames.sort((a, b) => a.number - b.number))
    enterInBook(context, row, noted);
  context.authorship.restore(stored.recovered);
  for (const { row } of stored.log) claimAgain(context, row);
  for (const { number, row } of stored.held)
    context.waiting.set(number, { row, noted: wasNoted(row), open: null });
  for (const { key, row } of stored.sent) {
    const phase = row.refusedCode === 0 ? 'unsent' : 'refused';
    context.sent.set(key, { key, row, phase });
  }
  if (stored.damage > context.meta.damage)
    context.meta = mended(context, stored);
  restoreDocs(context, stored);
}

/** Anything that was met and not read again is in the compacted book already. */
function enterInBook(
  { book }: EngineContext,
  { frame, frameHash }: StoredFrame,
  noted: boolean,
): void {
  if (book.knows(frameHash)) return;
  book.remember(frameHash);
  const decoded = decodeFrame(frame);
  if (noted && decoded.ok)
    book.note({ frameHash, header: decoded.value.header });
}

function claimAgain({ book }: EngineContext, { frame, claims }: LogRow): void {
  const decoded = decodeFrame(frame);
  if (!decoded.ok) return;
  for (const clientId of claims)
    book.claim(clientId, decoded.value.header.device);
}

/** The signature of the others did not hold, or was not looked at. */
function wasNoted({ reason }: HeldRow): boolean {
  return (
    reason.kind === 'set-aside' ||
    !['suite-unknown', 'malformed', 'wrong-scope', 'signature'].includes(
      reason.code,
    )
  );
}

/** After damage everything is fetched again; and a counter of ours must never be used twice. */
function mended(context: EngineContext, stored: StoredDocument): DocumentMeta {
  const { meta, book, ports } = context;
  const { device } = ports.signer;
  const rows = [...stored.log, ...stored.held];
  const counters = stored.sent.map(({ row }) => row.counter);
  const chain = book.chains.get(device);
  return {
    ...meta,
    cursor: 0,
    last: null,
    damage: stored.damage,
    isMending: true,
    next: Math.max(
      meta.next,
      stored.compacted?.before ?? 1,
      ...rows.map(({ number }) => number + 1),
    ),
    incarnation: Math.max(
      meta.incarnation,
      ...rows.map(({ row }) => row.incarnation),
    ),
    chain: {
      ...meta.chain,
      counter: Math.max(meta.chain.counter, chain?.counter ?? 0, ...counters),
    },
  };
}

/** Shadow and sealing document anew. Answers the rows of `log` that could not go in. */
function restoreDocs(
  context: EngineContext,
  { compacted, log, sent, local }: StoredDocument,
): readonly (LeftOut & { readonly logged: KeyedRow<LogRow> | null })[] {
  const state = compacted?.state ?? null;
  const sealed = [...log, ...sent].map(({ row }) => row.update);
  const unsealed = local.map(({ row }) => row.update);
  const base = rebuild(state, sealed);
  if (local.length > 0) context.sealing.begin(base.doc);
  else context.sealing.drop();
  const isWhole = base.left.length === 0 && applyAll(base.doc, unsealed);
  const all = [...sealed, ...unsealed];
  const { doc, left } = isWhole ? base : rebuild(state, all);
  context.stranded = left.flatMap(({ index, reason }) => {
    const update = all[index];
    if (update === undefined || reason === 'inapplicable') return [];
    const decoded = decodeUpdate({ codec: 'v1', update });
    return decoded.ok ? [decoded.value] : [];
  });
  context.shadow.replace(doc);
  return left.map((one) => ({ ...one, logged: log[one.index] ?? null }));
}

/** What a batch put into `log` goes into the documents. Inside a turn. */
export async function applyLogged(
  context: EngineContext,
  logged: readonly LoggedEntry[],
): Promise<void> {
  if (logged.length === 0) return;
  const updates = logged.map(({ entry }) => entry.decoded.update);
  if (context.shadow.apply(updates)) context.sealing.applied(updates);
  else await recover(context, logged);
  applyStranded(context);
}

/**
 * Yjs threw in the middle of a transaction, over structs that cannot be where they say they are. The documents are made
 * again without the ones to blame.
 */
export async function recover(
  context: EngineContext,
  logged: readonly LoggedEntry[],
): Promise<void> {
  const { space, doc } = context.ports;
  const stored = await readStored(context.ports);
  if (!stored.ok) {
    context.stop(stored.error);
    return;
  }
  const writes: StoreWrite[] = [];
  for (const { reason, logged: row } of restoreDocs(context, stored.value)) {
    const one = logged.find(({ number }) => number === row?.number);
    if (one === undefined) continue;
    const { entry, number } = one;
    const key = numberedKey(space, doc, number);
    writes.push({ kind: 'delete', table: 'log', key });
    const candidate = {
      row: { ...one.row, device: entry.device },
      number: null,
      noted: true,
    };
    if (reason === 'not-ready')
      keepOut({ context, writes }, candidate, { kind: 'set-aside' }, entry);
    else
      keepOut({ context, writes }, candidate, {
        kind: 'quarantined',
        code: 'inapplicable',
      });
  }
  await context.commit(writes);
}

/** What lay in the store without what it stands on, as soon as that has come. */
export function applyStranded(context: EngineContext): void {
  const { shadow } = context;
  let ready = context.stranded.filter((one) => shadow.isReady(one));
  while (ready.length > 0) {
    const now = ready;
    context.stranded = context.stranded.filter((one) => !now.includes(one));
    const updates = now.map(({ update }) => update);
    if (!shadow.apply(updates)) return;
    context.sealing.applied(updates);
    ready = context.stranded.filter((one) => shadow.isReady(one));
  }
}
