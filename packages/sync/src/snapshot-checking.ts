import type { Bytes } from '@minga/base';
import { createDoc, origins } from '@minga/documents';
import * as Y from 'yjs';
import { canonicalForm } from './canonical-form.ts';
import { rebuild } from './rebuild.ts';
import {
  type ClaimedClient,
  type Counters,
  type Retained,
  type RetainedEntry,
  type SnapshotBody,
  type SnapshotCandidate,
  between,
  claimKey,
  countersOf,
} from './retained.ts';
import { frameAt } from './snapshot-building.ts';

export type CheckedSnapshot =
  /** Rebuilding gives the same. */
  | { readonly kind: 'verified' }
  /** This device does not hold all that it is made of. */
  | { readonly kind: 'unverifiable' }
  | { readonly kind: 'refused'; readonly reason: SnapshotRefusal };

export type SnapshotRefusal =
  | 'other-content'
  /** Says that it passed over a frame which is in the document. */
  | 'passes-over-content'
  /** Without them the next edits of an honest session would be nobody's. */
  | 'claims-missing'
  | 'state-malformed';

/** [E22] By rebuilding: clocks and state vectors say nothing about what stands under them. */
export async function checkSnapshot(
  snapshot: Omit<SnapshotCandidate, 'clients'>,
  retained: Retained,
): Promise<CheckedSnapshot> {
  const upTo = countersOf(snapshot.frontier);
  const start = startFor(snapshot, retained, upTo);
  const claimed = docOf(snapshot.state);
  if (claimed === null) return refused('state-malformed');
  const outcome = start === null ? unverifiable : await compare(claimed, start);
  claimed.destroy();
  if (start === null || outcome.kind === 'unverifiable') return unverifiable;
  if (!hasClaimsOf(snapshot, start)) return refused('claims-missing');
  const passedOver = new Set(
    snapshot.quarantined.map(({ frameHash }) => frameHash),
  );
  const inside = between(retained.entries, new Map(), upTo);
  if (inside.some(({ frameHash }) => passedOver.has(frameHash)))
    return refused('passes-over-content');
  // Two frames under one counter: whoever sealed it may have known one of them only.
  return outcome.kind === 'refused' && retained.isDuplicated
    ? unverifiable
    : outcome;
}

const unverifiable: CheckedSnapshot = { kind: 'unverifiable' };

function refused(reason: SnapshotRefusal): CheckedSnapshot {
  return { kind: 'refused', reason };
}

/** What to rebuild from. */
interface Start {
  readonly base: SnapshotBody | null;
  readonly entries: readonly RetainedEntry[];
}

/** From our own base if it does not reach beyond the snapshot's frontier, else from nothing. Null: something is missing. */
function startFor(
  { frontier }: Pick<SnapshotCandidate, 'frontier'>,
  retained: Retained,
  upTo: Counters,
): Start | null {
  const { base, entries } = retained;
  const isHeld = frontier.every(
    (one) =>
      (retained.frontier.get(one.device) ?? 0) >= one.counter &&
      frameAt(retained, one) === one.frameHash,
  );
  if (!isHeld) return null;
  const after = countersOf(base?.frontier ?? []);
  const isBefore = [...after].every(
    ([device, counter]) => counter <= (upTo.get(device) ?? 0),
  );
  if (base !== null && retained.isBaseBelieved && isBefore)
    return { base, entries: between(entries, after, upTo) };
  return retained.isWhole
    ? { base: null, entries: between(entries, new Map(), upTo) }
    : null;
}

async function compare(claimed: Y.Doc, start: Start): Promise<CheckedSnapshot> {
  const { doc, left } = rebuild(
    start.base?.state ?? null,
    start.entries.map(({ update }) => update),
  );
  const [ours, theirs] = await Promise.all([
    canonicalForm(doc),
    canonicalForm(claimed),
  ]);
  doc.destroy();
  if (!theirs.ok) return refused('state-malformed');
  // Its frontier cuts through what belongs together: nothing we could build is comparable.
  if (left.length > 0 || !ours.ok) return unverifiable;
  return ours.value === theirs.value
    ? { kind: 'verified' }
    : refused('other-content');
}

function hasClaimsOf(
  { claims, claimed }: Pick<SnapshotCandidate, 'claims' | 'claimed'>,
  { base, entries }: Start,
): boolean {
  const keys = new Set(claims.map(claimKey));
  const clients = new Set(claimed.map(keyOfClient));
  return (
    (base?.claims ?? []).every((claim) => keys.has(claimKey(claim))) &&
    entries.every(({ device, claims: inside }) =>
      inside.every((clientId) =>
        clients.has(keyOfClient({ clientId, device })),
      ),
    )
  );
}

function keyOfClient({ clientId, device }: ClaimedClient): string {
  return `${device} ${String(clientId)}`;
}

function docOf(state: Bytes): Y.Doc | null {
  const doc = createDoc();
  try {
    Y.applyUpdate(doc, state, origins.stored);
    return doc;
  } catch {
    // Yjs throws errors of any kind for structs that cannot be where they say they are.
    return null;
  }
}
