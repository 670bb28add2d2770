import type { Bytes, DeviceKey, Hash } from '@minga/base';
import { decodeFrame } from '@minga/protocol';
import * as Y from 'yjs';
import { holdsAll } from './assertion.ts';
import { type DecodedUpdate, decodeUpdate } from './decode-update.ts';
import { decodeLogRow } from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { type OpenEntry, examineFrame } from './ingest.ts';
import { documentPrefix } from './local-row.ts';
import type { LocalRows } from './local-rows.ts';
import type { ClockRange } from './walk-update.ts';

/** [E29] What a device wrote that has gone, and nobody had when it went. */
export interface LeftOutFrame {
  readonly frameHash: Hash;
  readonly device: DeviceKey;
  /** What it would put into the document, as far as it is text. */
  readonly text: string;
}

/** [E29] Not in the document yet, in the order of its authors. Inside a turn. */
export async function leftOutFrames(
  context: EngineContext,
): Promise<readonly LeftOutFrame[]> {
  return (await openLeftOut(context)).map(({ frameHash, device, decoded }) => ({
    frameHash,
    device,
    text: textIn(decoded.update),
  }));
}

/** [E29] Written anew by this device, each as soon as what it stands on is there. Inside a turn. */
export async function adoptLeftOut(
  context: EngineContext,
  rows: LocalRows,
  frames: readonly Hash[],
): Promise<number> {
  let waiting = (await openLeftOut(context)).filter(({ frameHash }) =>
    frames.includes(frameHash),
  );
  let adopted = 0;
  for (;;) {
    const next = waiting.find(({ decoded }) => context.shadow.isReady(decoded));
    if (next === undefined) return adopted;
    waiting = waiting.filter((one) => one !== next);
    if (await rows.carry(next.decoded.update)) adopted += 1;
  }
}

/**
 * [E29] Entries that went into the document before their cut was known here. Others leave them out, so this device writes
 * them anew, unless somebody has brought them in the meantime. False: not all
 * of it, because a cut does not open yet or there is no room. Inside a turn.
 */
export async function carryOver(
  context: EngineContext,
  rows: LocalRows,
): Promise<boolean> {
  const logged = await loggedUpdates(context);
  if (logged === null) return false;
  const brought = [
    ...logged.salvaged,
    ...[...context.sent.values()].map(({ row }) => row.update),
  ].flatMap(runsOf);
  for (const update of logged.beyond) {
    const runs = runsOf(update);
    const isBrought =
      runs.length > 0 && runs.every((run) => isCovered(run, brought));
    if (!isBrought && !(await rows.carry(update))) return false;
  }
  return true;
}

/** Of what is in the document: what lies beyond a cut, and what somebody has written anew. Null: a cut does not open yet. */
async function loggedUpdates({ ports }: EngineContext): Promise<{
  readonly beyond: readonly Bytes[];
  readonly salvaged: readonly Bytes[];
} | null> {
  const { store, space, doc, cuts } = ports;
  const listed = await store.list('log', {
    prefix: documentPrefix(space, doc),
  });
  if (!listed.ok) return null;
  const beyond: Bytes[] = [];
  const salvaged: Bytes[] = [];
  for (const { value } of listed.value) {
    const row = decodeLogRow(value);
    const frame = row.ok ? decodeFrame(row.value.frame) : row;
    if (!row.ok || !frame.ok) continue;
    const { header } = frame.value;
    const verdict = await cuts.judge(header);
    if (verdict === 'unknown') return null;
    if (verdict === 'beyond') beyond.push(row.value.update);
    else if (header.kind === 'salvage') salvaged.push(row.value.update);
  }
  return { beyond, salvaged };
}

async function openLeftOut(
  context: EngineContext,
): Promise<readonly OpenEntry[]> {
  const { ports, shadow, waiting } = context;
  // As if there were no cut: all else about them is still judged.
  const asIs = { ...ports, cuts: { judge: () => counts } };
  const open: OpenEntry[] = [];
  for (const { row } of waiting.values()) {
    const { reason, frame, frameHash } = row;
    if (reason.kind !== 'quarantined' || reason.code !== 'beyond-cut') continue;
    const examined = await examineFrame(asIs, frame, frameHash);
    if (examined.kind !== 'open') continue;
    if (!holdsAll(shadow.doc, examined.decoded.update)) open.push(examined);
  }
  return open.sort((a, b) => a.header.counter - b.header.counter);
}

const counts = Promise.resolve('counts' as const);

function runsOf(update: Bytes): DecodedUpdate['runs'] {
  const decoded = decodeUpdate({ codec: 'v1', update });
  return decoded.ok ? decoded.value.runs : [];
}

function isCovered(run: ClockRange, by: readonly ClockRange[]): boolean {
  let reached = run.from;
  const ofClient = by
    .filter(({ client }) => client === run.client)
    .sort((a, b) => a.from - b.from);
  for (const { from, to } of ofClient)
    if (from <= reached) reached = Math.max(reached, to);
  return reached >= run.to;
}

function textIn(update: Bytes): string {
  return Y.decodeUpdate(update)
    .structs.flatMap((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString
        ? [struct.content.str]
        : [],
    )
    .join('');
}
