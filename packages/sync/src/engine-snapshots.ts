import {
  type Bytes,
  type Hash,
  type Result,
  err,
  ok,
  ownBytes,
} from '@minga/base';
import { sealSnapshot } from '@minga/crypto';
import { defaultLimits, hashBytes } from '@minga/protocol';
import type { StoreError, StoreWrite } from '@minga/store';
import * as Y from 'yjs';
import { encodeCompactedLog } from './document-book.ts';
import { decodeLogRow, numberedKey, stateKey } from './document-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { readStored } from './load.ts';
import { readRetained } from './read-retained.ts';
import { rebuild } from './rebuild.ts';
import { applyLogged, applyStranded, recover } from './restore.ts';
import {
  type Retained,
  type SnapshotBody,
  between,
  countersOf,
} from './retained.ts';
import { meetOwnChain, settleSecondLooks } from './settle.ts';
import {
  type BaseView,
  type StoredBase,
  baseKey,
  decodeBase,
  encodeBase,
  viewOf,
} from './snapshot-base.ts';
import { type NotBuilt, buildSnapshot } from './snapshot-building.ts';
import { type SnapshotRefusal, checkSnapshot } from './snapshot-checking.ts';
import {
  type NotOpened,
  type OpenCandidate,
  openCandidate,
} from './snapshot-opening.ts';

export type ReceivedSnapshot =
  | { readonly kind: 'known' }
  | { readonly kind: 'verified' }
  /** Shown, because this device lacks the entries; others may endorse it. */
  | { readonly kind: 'adopted' }
  /** This device has no need of it and cannot tell whether it is right. */
  | { readonly kind: 'unverifiable' }
  | { readonly kind: 'refused'; readonly reason: NotOpened | SnapshotRefusal };

export interface ArrivedSnapshot {
  readonly hash: Hash;
  readonly bytes: Bytes;
  /** [P15] Every entry up to here is in it; 0: it comes for its own sake. */
  readonly covers: number;
}

/** The snapshots of one document. `isBelieved`: somebody else endorses the one it stands on. */
export interface EngineSnapshots {
  readonly base: BaseView | null;
  load(): Promise<Result<void, StoreError>>;
  /**
   * [P28] The log has grown enough since, or is another one than the one that got it. While nobody writes less is enough:
   * who comes over a slow line then loads one snapshot and no tail.
   */
  isDue(isQuiet: boolean): Promise<boolean>;
  seal(
    previous: Hash,
    isBelieved: boolean,
  ): Promise<Result<StoredBase, NotBuilt | 'not-now'>>;
  /** The relay took it. */
  accepted(own: StoredBase): Promise<void>;
  receive(
    snapshot: ArrivedSnapshot,
    isBelieved: boolean,
  ): Promise<ReceivedSnapshot>;
  /** Others vouch for the base. */
  endorsed(): Promise<void>;
  /** The entries it is made of may have come since. */
  checkAgain(): Promise<ReceivedSnapshot>;
}

const due = { entries: 500, bytes: 256 * 1024 };
/** `share` of the last snapshot: a long document is not sent whole for a few sentences. */
const dueWhenQuiet = { bytes: 8 * 1024, share: 0.5 };

export function createEngineSnapshots(context: EngineContext): EngineSnapshots {
  const { ports, turns } = context;
  const { space, doc, store } = ports;
  let base: StoredBase | null = null;
  let tally = { upTo: 0, bytes: 0 };

  const baseWrite = (next: StoredBase): StoreWrite => ({
    kind: 'put',
    table: 'state',
    key: baseKey(space, doc),
    value: encodeBase(next),
  });
  const stand = async (
    next: StoredBase,
    writes: readonly StoreWrite[] = [],
  ): Promise<boolean> => {
    if (!(await context.commit([baseWrite(next), ...writes]))) return false;
    base = next;
    tally = { upTo: next.next, bytes: 0 };
    ports.events.changed();
    return true;
  };
  const moveCursor = (covers: number): void => {
    if (covers > context.meta.cursor)
      context.meta = { ...context.meta, cursor: covers, last: null };
  };
  /** [P11] What it covers need not come any more. */
  const confirm = async (
    known: StoredBase,
    covers: number,
  ): Promise<ReceivedSnapshot> => {
    const { incarnation } = context.meta;
    moveCursor(covers);
    if (known.incarnation === incarnation) await context.commit([]);
    else await stand({ ...known, incarnation });
    return { kind: 'known' };
  };
  const take = async (
    arrived: ArrivedSnapshot,
    isBelieved: boolean,
  ): Promise<ReceivedSnapshot> => {
    if (base?.snapHash === arrived.hash) return confirm(base, arrived.covers);
    if ((await hashBytes(arrived.bytes)) !== arrived.hash)
      return refused('malformed');
    const candidate = await openCandidate(ports, arrived.bytes);
    if (!candidate.ok) return refused(candidate.error);
    const retained = await readRetained(context, base, isBelieved);
    if (!retained.ok) return { kind: 'unverifiable' };
    const checked = await checkSnapshot(candidate.value, retained.value);
    if (checked.kind === 'refused') return checked;
    const isNeeded = arrived.covers > context.meta.cursor;
    if (checked.kind === 'unverifiable' && !isNeeded) return checked;
    if (checked.kind === 'verified' && !reachesBase(candidate.value))
      return checked;
    return adopt(
      arrived,
      candidate.value,
      retained.value,
      checked.kind === 'verified',
    );
  };
  /** An older one is right, and no reason to stand on less. */
  const reachesBase = ({ frontier }: OpenCandidate): boolean => {
    const counters = countersOf(frontier);
    return (base?.frontier ?? []).every(
      ({ device, counter }) => (counters.get(device) ?? 0) >= counter,
    );
  };
  const adopt = async (
    { hash, bytes, covers }: ArrivedSnapshot,
    candidate: OpenCandidate,
    retained: Retained,
    isVerified: boolean,
  ): Promise<ReceivedSnapshot> => {
    const state = stateOf(candidate.state);
    const stored = await readStored(ports);
    if (state === null || !stored.ok) return refused('state-malformed');
    const before = context.meta;
    const { header, frontier, claims, quarantined } = candidate;
    const claimed = new Set(candidate.claimed.map(({ clientId }) => clientId));
    for (const { clientId, device } of candidate.claimed)
      context.book.claim(clientId, device);
    meetOwnChain(context, frontier);
    context.book.cover(frontier);
    moveCursor(covers);
    const beyond = countBeyond(retained, candidate);
    const { next, incarnation } = context.meta;
    const writes: StoreWrite[] = [];
    if (!isVerified) {
      const { compacted, log } = stored.value;
      const updates = [candidate.state, ...log.map(({ row }) => row.update)];
      const whole = rebuild(compacted?.state ?? null, updates);
      if (whole.left.some(({ index }) => index === 0)) {
        context.meta = before;
        return refused('state-malformed');
      }
      const value = encodeCompactedLog(
        next,
        ownBytes(Y.encodeStateAsUpdateV2(whole.doc)),
        context.book,
      );
      writes.push({
        kind: 'put',
        table: 'state',
        key: stateKey(space, doc),
        value,
      });
    }
    const isStored = await stand(
      {
        snapHash: hash,
        header,
        sealed: bytes,
        isVerified,
        isEndorsed: isVerified,
        isClaimed: candidate.clients.every((client) => claimed.has(client)),
        next: next - beyond,
        incarnation,
        frontier,
        claims,
        quarantined,
        state,
      },
      writes,
    );
    if (isStored && !isVerified) await show(candidate.state);
    return isVerified ? { kind: 'verified' } : { kind: 'adopted' };
  };
  /** It was shown, and its entries say otherwise: back to what these make. */
  const leave = async (): Promise<void> => {
    const gone = await context.commit([
      { kind: 'delete', table: 'state', key: baseKey(space, doc) },
      { kind: 'delete', table: 'state', key: stateKey(space, doc) },
    ]);
    if (!gone) return;
    base = null;
    context.edition += 1;
    await recover(context, []);
    ports.events.replaced();
    ports.events.changed();
  };
  const show = async (state: Bytes): Promise<void> => {
    if (context.shadow.apply([state])) context.sealing.applied([state]);
    else await recover(context, []);
    applyStranded(context);
    for (const [number, { open }] of context.waiting) {
      if (open === null || !context.shadow.isReady(open.decoded)) continue;
      const logged = await settleSecondLooks(context, [
        { number, examined: open },
      ]);
      if (logged !== null) await applyLogged(context, logged);
    }
  };
  const bytesSince = async (from: number): Promise<number> => {
    const start = Math.max(from, tally.upTo);
    const { next } = context.meta;
    const listed = await store.list('log', {
      from: numberedKey(space, doc, start),
      to: numberedKey(space, doc, next),
    });
    let { bytes } = tally;
    for (const { value } of listed.ok ? listed.value : []) {
      const row = decodeLogRow(value);
      if (row.ok) bytes += row.value.frame.length;
    }
    tally = { upTo: next, bytes };
    return bytes;
  };

  return {
    get base() {
      return base === null ? null : viewOf(base);
    },
    async load() {
      const row = await store.get('state', baseKey(space, doc));
      if (!row.ok && row.error.code !== 'corrupt') return row;
      const decoded =
        row.ok && row.value !== null ? decodeBase(row.value) : null;
      base = decoded?.ok === true ? decoded.value : null;
      return ok(undefined);
    },
    isDue: (isQuiet) =>
      turns.run(async () => {
        const { next, incarnation } = context.meta;
        const from = base?.next ?? 1;
        const isElsewhere = base !== null && base.incarnation !== incarnation;
        if (isElsewhere || next - from >= due.entries) return true;
        const least = isQuiet
          ? Math.max(
              dueWhenQuiet.bytes,
              dueWhenQuiet.share * (base?.sealed.length ?? 0),
            )
          : due.bytes;
        return (await bytesSince(from)) >= Math.min(least, due.bytes);
      }),
    seal: (previous, isBelieved) =>
      turns.run(async () => {
        const period = ports.sealing();
        const retained = await readRetained(context, base, isBelieved);
        if (period === null || !retained.ok || context.stranded.length > 0)
          return err('not-now');
        const { next, incarnation } = context.meta;
        const isLost = base !== null && base.incarnation !== incarnation;
        const body = await buildSnapshot(ports, retained.value, isLost);
        if (!body.ok) return body;
        const { seenIndex, seenHash } = ports.seen();
        const { frontier } = body.value;
        const sealed = await sealSnapshot(
          ports,
          {
            doc,
            prevSnapHash: previous,
            frontier,
            seenIndex,
            seenHash,
            ...period,
          },
          body.value,
        );
        if (!sealed.ok) return sealed;
        if (sealed.value.bytes.length > defaultLimits.snapshot)
          return err('too-large');
        const { header, bytes, snapHash } = sealed.value;
        return ok({
          ...body.value,
          header,
          sealed: bytes,
          snapHash,
          isVerified: true,
          isEndorsed: true,
          isClaimed: true,
          next: next - countBeyond(retained.value, body.value),
          incarnation,
        });
      }),
    accepted: (own) =>
      turns.run(async () => {
        await stand(own);
      }),
    receive: (arrived, isBelieved) =>
      turns.run(() => take(arrived, isBelieved)),
    endorsed: () =>
      turns.run(async () => {
        if (base?.isEndorsed === false)
          await stand({ ...base, isEndorsed: true });
      }),
    checkAgain: () =>
      turns.run(async () => {
        if (base === null || base.isVerified) return { kind: 'known' };
        const candidate = await openCandidate(ports, base.sealed);
        // Not with itself as the ground it stands on.
        const retained = await readRetained(context, base, false);
        if (!candidate.ok || !retained.ok) return { kind: 'unverifiable' };
        const checked = await checkSnapshot(candidate.value, retained.value);
        if (checked.kind === 'verified')
          await stand({ ...base, isVerified: true, isEndorsed: true });
        if (checked.kind === 'refused') await leave();
        return checked;
      }),
  };
}

/** Entries that a snapshot has not. */
function countBeyond(
  { entries }: Retained,
  { frontier }: Pick<SnapshotBody, 'frontier'>,
): number {
  const inside = between(entries, new Map(), countersOf(frontier));
  return entries.length - inside.length;
}

function refused(reason: NotOpened | SnapshotRefusal): ReceivedSnapshot {
  return { kind: 'refused', reason };
}

/** v2 of a document of its own: a state from outside is kept only as what came of it. */
function stateOf(update: Bytes): Bytes | null {
  const { doc, left } = rebuild(null, [update]);
  const state =
    left.length === 0 ? ownBytes(Y.encodeStateAsUpdateV2(doc)) : null;
  doc.destroy();
  return state;
}
