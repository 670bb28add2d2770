import {
  type Bytes,
  type DeviceKey,
  type Hash,
  type Result,
  err,
  ok,
  ownBytes,
} from '@minga/base';
import { type Opener, openEntry } from '@minga/crypto';
import type { ClaimOfDevice, FrontierEntry } from '@minga/protocol';
import * as Y from 'yjs';
import { canonicalForm } from './canonical-form.ts';
import { decodeUpdate } from './decode-update.ts';
import { rebuild } from './rebuild.ts';
import {
  type Counters,
  type Retained,
  type RetainedEntry,
  type RetainedFrame,
  type SnapshotBody,
  between,
  claimKey,
  countersOf,
} from './retained.ts';
import { copyOf } from './shadow.ts';

export type NotBuilt =
  | 'nothing-new'
  /** It would put this device's name under what it has not seen proven. */
  | 'base-unconfirmed'
  | 'duplicated'
  /** No joiner could open it. */
  | 'too-large'
  /** It would not come out of its own bytes as it went in. */
  | 'unstable'
  | 'key-unknown';

/**
 * [E21] From the entries up to the frontier, in a document of its own. `isBaseLost`: a relay that lost the base is given
 * one with no more in it.
 */
export async function buildSnapshot(
  opener: Opener,
  retained: Retained,
  isBaseLost = false,
): Promise<Result<SnapshotBody, NotBuilt>> {
  if (retained.isDuplicated) return err('duplicated');
  if (!retained.isBaseBelieved) return err('base-unconfirmed');
  const drawn = drawBack(retained, startingFrontier(retained));
  if (drawn.entries.length === 0 && !isBaseLost) return err('nothing-new');
  const state = await encodeChecked(drawn.doc);
  drawn.doc.destroy();
  if (!state.ok) return state;
  const claims = await claimsIn(opener, retained, drawn.entries);
  if (claims === null) return err('key-unknown');
  return ok({
    frontier: drawn.frontier,
    claims,
    quarantined: quarantinedUpTo(retained, countersOf(drawn.frontier)),
    state: state.value,
  });
}

interface DrawnBack {
  readonly frontier: readonly FrontierEntry[];
  readonly entries: readonly RetainedEntry[];
  readonly doc: Y.Doc;
}

/** Something in it may stand on what lies beyond the frontier of somebody else: it stops before that too. */
function drawBack(retained: Retained, counters: Counters): DrawnBack {
  const { base } = retained;
  const frontier = withHashes(retained, counters);
  const after = countersOf(base?.frontier ?? []);
  const entries = between(retained.entries, after, countersOf(frontier));
  const { doc, left } = rebuild(
    base?.state ?? null,
    entries.map(({ update }) => update),
  );
  if (left.length === 0) return { frontier, entries, doc };
  doc.destroy();
  const lower = new Map(counters);
  for (const { index } of left) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const { device, counter } = entry;
    lower.set(device, Math.min(lower.get(device) ?? 0, counter - 1));
  }
  return drawBack(retained, lower);
}

function startingFrontier({ base, frontier }: Retained): Counters {
  const counters = new Map(frontier);
  // What the base holds is in it, whatever this device could not open itself.
  for (const { device, counter } of base?.frontier ?? [])
    counters.set(device, Math.max(counter, counters.get(device) ?? 0));
  return counters;
}

/** A frontier names frames: below a counter that was refused and closed it names the one before. */
function withHashes(
  { base, entries, quarantined }: Retained,
  counters: Counters,
): readonly FrontierEntry[] {
  const last = new Map<DeviceKey, FrontierEntry>(
    (base?.frontier ?? []).map((entry) => [entry.device, entry]),
  );
  const frames: readonly RetainedFrame[] = [...entries, ...quarantined];
  for (const { device, counter, frameHash } of frames) {
    const isInside = counter <= (counters.get(device) ?? 0);
    if (isInside && counter > (last.get(device)?.counter ?? 0))
      last.set(device, { device, counter, frameHash });
  }
  return [...last.values()];
}

/** State v2 that any member can open, and that holds what was built. */
async function encodeChecked(
  doc: Y.Doc,
): Promise<Result<Bytes, 'too-large' | 'unstable'>> {
  const state = ownBytes(Y.encodeStateAsUpdateV2(doc));
  const decoded = decodeUpdate({ codec: 'v2', update: state });
  if (!decoded.ok)
    return err(decoded.error === 'too-large' ? 'too-large' : 'unstable');
  const copy = copyOf(doc);
  const [before, after] = await Promise.all([
    canonicalForm(doc),
    canonicalForm(copy),
  ]);
  copy.destroy();
  const isStable = before.ok && after.ok && before.value === after.value;
  return isStable ? ok(state) : err('unstable');
}

/** [E9] With their signatures, which lie in the frames. Null: a frame that was open once does not open any more. */
async function claimsIn(
  opener: Opener,
  { base }: Retained,
  entries: readonly RetainedEntry[],
): Promise<readonly ClaimOfDevice[] | null> {
  const all = [...(base?.claims ?? [])];
  for (const { device, frame, claims: inside } of entries) {
    if (inside.length === 0) continue;
    const opened = await openEntry(opener, frame);
    if (!opened.ok) return null;
    for (const claim of opened.value.claims) all.push({ device, ...claim });
  }
  return distinct(all, claimKey);
}

function quarantinedUpTo(
  { base, quarantined }: Retained,
  upTo: Counters,
): SnapshotBody['quarantined'] {
  const passed = between(quarantined, new Map(), upTo);
  const all = [...(base?.quarantined ?? []), ...passed];
  return distinct(
    all.map(({ device, frameHash }) => ({ device, frameHash })),
    ({ device, frameHash }) => `${device} ${frameHash}`,
  );
}

function distinct<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): readonly T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

/** The frame a device's part of the frontier names, when this device holds it. */
export function frameAt(
  { base, entries, quarantined }: Retained,
  { device, counter }: Pick<FrontierEntry, 'device' | 'counter'>,
): Hash | null {
  const frames: readonly FrontierEntry[] = [
    ...entries,
    ...quarantined,
    ...(base?.frontier ?? []),
  ];
  return (
    frames.find((one) => one.device === device && one.counter === counter)
      ?.frameHash ?? null
  );
}
