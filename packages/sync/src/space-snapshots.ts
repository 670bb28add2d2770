import type {
  Bytes,
  Clock,
  DeviceKey,
  DocumentId,
  Hash,
  MemberId,
  Random,
} from '@minga/base';
import { nackCodes, zeroHash } from '@minga/protocol';
import type { DocumentEngine } from './engine-ports.ts';
import type { ArrivedSnapshot } from './engine-snapshots.ts';
import type { LinkEvents, RelayLink } from './relay-link.ts';
import type { MembershipLog } from './membership-log.ts';
import { reportBug } from './report-bug.ts';
import type { DocumentHeaders } from './document-headers.ts';
import type { SpaceDocuments } from './space-documents.ts';
import type { BaseView, StoredBase } from './snapshot-base.ts';

/** Who has said that a snapshot is right, or made it. */
export interface Endorsement {
  readonly device: DeviceKey;
  readonly snapHash: Hash;
}

/** In the leader tab: when snapshots are made, offered, fetched and looked at ([E21], [E22], [P28]). */
export interface SpaceSnapshots {
  readonly events: Pick<
    LinkEvents,
    'snapshot' | 'leased' | 'snapshotAnswer' | 'nack'
  >;
  /** The document has grown, or is at its head. */
  changed(doc: DocumentId): void;
  /** HEAD came, also at the end of entries that were asked for ([P17]); or the document's record. */
  head(doc: DocumentId): void;
  /** The connection stands. */
  live(): void;
  /** Registers have come. */
  endorsed(): void;
  /** [E22] Shown as "sin confirmar". */
  isUnconfirmed(doc: DocumentId): boolean;
  linkDown(): void;
  stop(): void;
}

export interface SpaceSnapshotsPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: MembershipLog;
  readonly headers: Pick<DocumentHeaders, 'settled'>;
  link(): RelayLink;
  documents(): Pick<SpaceDocuments, 'loaded' | 'engineIfLoaded'>;
  /** What the registers of others say. */
  endorsements(doc: DocumentId): readonly Endorsement[];
}

/** One document is made a snapshot of by one device at a time; the lease only saves work. */
type Attempt =
  | { readonly phase: 'waiting'; cancel(): void }
  | { readonly phase: 'leasing'; cancel(): void }
  | { readonly phase: 'sealing' }
  | {
      readonly phase: 'offered';
      readonly own: StoredBase;
      readonly isSecond: boolean;
    }
  /** Somebody else's is in force, and has been asked for. */
  | { readonly phase: 'fetching'; readonly isSecond: boolean };

const waitMs = 15_000;
/** Nobody has written for so long. */
const quietMs = 30_000;
const answerMs = 10_000;
const refusedMs = 600_000;
/** For an action or a key that it stands on. */
const laterMs = 20;
const laterTimes = 200;

export function createSpaceSnapshots(
  ports: SpaceSnapshotsPorts,
): SpaceSnapshots {
  const { clock } = ports;
  const attempts = new Map<DocumentId, Attempt>();
  const inForce = new Map<DocumentId, Hash>();
  const asked = new Set<Hash>();
  /** Documents whose entries have been asked for, to see whether the snapshot they stand on is right. */
  const proving = new Set<DocumentId>();
  /** Documents whose snapshot was refused: up to where they need the entries themselves. */
  const without = new Map<DocumentId, number>();
  /** Documents in which nobody writes just now (true), or the end of the wait for that. */
  const quiet = new Map<DocumentId, true | (() => void)>();
  /** [P28] This relay keeps no snapshots. */
  let isUnsupported = false;
  let isOver = false;

  const engineOf = (doc: DocumentId): DocumentEngine | null =>
    ports.documents().engineIfLoaded(doc);
  const memberOf = (device: DeviceKey): MemberId | null =>
    ports.log.projected.devices.get(device)?.member ?? null;
  const isBelieved = (doc: DocumentId, base: BaseView | null): boolean => {
    if (base === null || base.isVerified || base.isEndorsed) return true;
    const signer = memberOf(base.signer);
    const others = ports.endorsements(doc).filter(({ device, snapHash }) => {
      const member = memberOf(device);
      return snapHash === base.snapHash && member !== null && member !== signer;
    });
    return others.length > 0 || wasAlone(base, signer);
  };
  /** What a member wrote while there was nobody else, she can only have falsified to herself. */
  const wasAlone = (base: BaseView, signer: MemberId | null): boolean => {
    const { members } = ports.log.state;
    const then = [...members.values()].filter(({ rights }) =>
      rights.some(({ from }) => from <= base.seenIndex),
    );
    const devices = [...(base.devices ?? [])];
    return (
      base.devices !== null &&
      then.length === 1 &&
      devices.every((device) => memberOf(device) === signer)
    );
  };
  const isUnconfirmed = (doc: DocumentId): boolean =>
    !isBelieved(doc, engineOf(doc)?.snapshots.base ?? null);
  const isReady = (engine: DocumentEngine | null): engine is DocumentEngine =>
    engine !== null &&
    ports.link().state.phase === 'live' &&
    engine.status().atHead;

  const end = (doc: DocumentId): void => {
    const attempt = attempts.get(doc);
    if (attempt !== undefined && 'cancel' in attempt) attempt.cancel();
    attempts.delete(doc);
  };
  const wait = (doc: DocumentId, ms: number): void => {
    end(doc);
    const cancel = clock.after(ms, () => {
      run(doc, ask(doc));
    });
    attempts.set(doc, { phase: 'waiting', cancel });
  };
  const run = (doc: DocumentId, work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      end(doc);
      reportBug('a snapshot', error);
    });
  };
  const isDue = (doc: DocumentId, engine: DocumentEngine): Promise<boolean> =>
    engine.snapshots.isDue(quiet.get(doc) === true);
  const ask = async (doc: DocumentId): Promise<void> => {
    end(doc);
    const engine = engineOf(doc);
    if (isOver || !isReady(engine) || !(await isDue(doc, engine))) return;
    const cancel = clock.after(answerMs, () => {
      end(doc);
    });
    attempts.set(doc, { phase: 'leasing', cancel });
    ports.link().lease(doc);
  };
  const offer = async (
    doc: DocumentId,
    previous: Hash,
    isSecond: boolean,
  ): Promise<void> => {
    end(doc);
    attempts.set(doc, { phase: 'sealing' });
    const engine = engineOf(doc);
    if (!isReady(engine) || !(await isDue(doc, engine))) {
      end(doc);
      return;
    }
    const { snapshots } = engine;
    const sealed = await snapshots.seal(
      previous,
      isBelieved(doc, snapshots.base),
    );
    if (!sealed.ok) {
      // Whatever is in the way will not be gone in a moment.
      wait(doc, refusedMs);
      return;
    }
    const own = sealed.value;
    attempts.set(doc, { phase: 'offered', own, isSecond });
    ports.link().putSnapshot(doc, own.snapHash, own.sealed);
  };
  const answered = async (
    doc: DocumentId,
    isAccepted: boolean,
    hash: Hash,
  ): Promise<void> => {
    const attempt = attempts.get(doc);
    inForce.set(doc, hash);
    if (attempt?.phase !== 'offered') return;
    const { own, isSecond } = attempt;
    end(doc);
    if (isAccepted) await engineOf(doc)?.snapshots.accepted(own);
    else if (hash !== zeroHash) {
      attempts.set(doc, { phase: 'fetching', isSecond });
      ports.link().getSnapshot(doc, hash);
    } else if (!isSecond) await offer(doc, zeroHash, true);
  };

  const receive = async (
    doc: DocumentId,
    arrived: ArrivedSnapshot,
    times = 0,
  ): Promise<void> => {
    // The document's record comes right before it, and has to be judged first.
    await ports.headers.settled();
    const engine = engineOf(doc);
    if (engine === null || isOver) return;
    if (arrived.covers > 0) inForce.set(doc, arrived.hash);
    const { base } = engine.snapshots;
    const outcome = await engine.snapshots.receive(
      arrived,
      isBelieved(doc, base),
    );
    const isLater = outcome.kind === 'refused' && outcome.reason === 'later';
    if (isLater && times < laterTimes) {
      clock.after(laterMs, () => {
        run(doc, receive(doc, arrived, times + 1));
      });
      return;
    }
    if (outcome.kind === 'adopted') await believeOrProve(doc, arrived.covers);
    if (outcome.kind === 'refused') doWithout(doc, engine, arrived.covers);
    await fetched(
      doc,
      arrived.hash,
      outcome.kind === 'verified' || outcome.kind === 'known',
    );
  };
  /** Ours was refused in favour of this one: if it is right we stand on it, otherwise ours follows it. */
  const fetched = async (
    doc: DocumentId,
    hash: Hash,
    isRight: boolean,
  ): Promise<void> => {
    const attempt = attempts.get(doc);
    if (attempt?.phase !== 'fetching') return;
    end(doc);
    if (!isRight && !attempt.isSecond) await offer(doc, hash, true);
  };
  /** The relay keeps what came before the snapshot before; of a first one that is everything. */
  const believeOrProve = async (
    doc: DocumentId,
    covers: number,
  ): Promise<void> => {
    if (await believe(doc)) return;
    proving.add(doc);
    ports.link().getEntries(doc, 0, covers);
  };
  /** Registers say it of the newest snapshot only: what was endorsed once is remembered. */
  const believe = async (doc: DocumentId): Promise<boolean> => {
    const snapshots = engineOf(doc)?.snapshots;
    const base = snapshots?.base ?? null;
    if (!isBelieved(doc, base)) return false;
    if (base?.isEndorsed === false) await snapshots?.endorsed();
    return true;
  };
  const doWithout = (
    doc: DocumentId,
    engine: DocumentEngine,
    covers: number,
  ): void => {
    if (covers <= engine.cursor || without.has(doc)) return;
    without.set(doc, covers);
    ports.link().getEntries(doc, engine.cursor, covers);
  };
  const entriesCame = async (doc: DocumentId): Promise<void> => {
    const engine = engineOf(doc);
    if (engine === null) return;
    await engine.idle();
    if (proving.has(doc)) {
      const outcome = await engine.snapshots.checkAgain();
      if (outcome.kind !== 'unverifiable') proving.delete(doc);
    }
    const needed = without.get(doc);
    if (needed === undefined || engine.cursor < needed) return;
    without.delete(doc);
    ports.link().subscribe(doc, engine.cursor);
  };
  /** [E24] What others say is right is looked at, so that their word is not the only one. */
  const look = (doc: DocumentId, engine: DocumentEngine): void => {
    if (!isReady(engine)) return;
    for (const { snapHash } of ports.endorsements(doc)) {
      const isOurs = engine.snapshots.base?.snapHash === snapHash;
      if (snapHash === zeroHash || isOurs || asked.has(snapHash)) continue;
      asked.add(snapHash);
      ports.link().getSnapshot(doc, snapHash);
    }
  };

  const stopWaitingForQuiet = (doc: DocumentId): void => {
    const waiting = quiet.get(doc);
    if (typeof waiting === 'function') waiting();
    quiet.delete(doc);
  };
  const waitForQuiet = (doc: DocumentId): void => {
    stopWaitingForQuiet(doc);
    const cancel = clock.after(
      quietMs + randomBelow(ports.random, waitMs),
      () => {
        quiet.set(doc, true);
        if (!attempts.has(doc)) run(doc, ask(doc));
      },
    );
    quiet.set(doc, cancel);
  };
  const grown = (doc: DocumentId): void => {
    if (isUnsupported || isOver) return;
    waitForQuiet(doc);
    if (attempts.has(doc)) return;
    if (isReady(engineOf(doc))) wait(doc, randomBelow(ports.random, waitMs));
  };

  const head = (doc: DocumentId): void => {
    const engine = engineOf(doc);
    if (engine !== null) look(doc, engine);
    // What was asked for on an earlier connection may never have come.
    // Nothing is asked of a connection that is gone: then it would count as asked, and nobody would ask again.
    if (isReady(engine) && !proving.has(doc) && isUnconfirmed(doc))
      run(doc, believeOrProve(doc, engine.cursor));
    if (proving.has(doc) || without.has(doc)) run(doc, entriesCame(doc));
    grown(doc);
  };

  return {
    events: {
      snapshot(doc, covers, hash, bytes: Bytes) {
        run(doc, receive(doc, { hash, bytes, covers }));
      },
      leased(doc, granted, ms) {
        if (attempts.get(doc)?.phase !== 'leasing') return;
        const base = engineOf(doc)?.snapshots.base?.snapHash;
        if (granted)
          run(doc, offer(doc, inForce.get(doc) ?? base ?? zeroHash, false));
        else wait(doc, ms + randomBelow(ports.random, waitMs));
      },
      snapshotAnswer(doc, accepted, hash) {
        run(doc, answered(doc, accepted, hash));
      },
      nack(code, final) {
        if (final && code === nackCodes.notCarriedOut) isUnsupported = true;
        for (const [doc, { phase }] of [...attempts]) {
          if (phase !== 'leasing' && phase !== 'offered') continue;
          if (isUnsupported) end(doc);
          else wait(doc, refusedMs);
        }
      },
    },
    changed: grown,
    head,
    live() {
      for (const { doc } of ports.documents().loaded()) head(doc);
    },
    endorsed() {
      for (const { doc, engine } of ports.documents().loaded()) {
        look(doc, engine);
        run(doc, believe(doc));
      }
    },
    isUnconfirmed,
    linkDown() {
      isUnsupported = false;
      for (const doc of [...attempts.keys()]) end(doc);
      for (const doc of [...quiet.keys()]) stopWaitingForQuiet(doc);
      inForce.clear();
      asked.clear();
      proving.clear();
      without.clear();
    },
    stop() {
      isOver = true;
      for (const doc of [...attempts.keys()]) end(doc);
      for (const doc of [...quiet.keys()]) stopWaitingForQuiet(doc);
    },
  };
}

function randomBelow(random: Random, ms: number): number {
  const [high = 0, low = 0] = random.bytes(2);
  return Math.floor(((high * 256 + low) / 65_536) * ms);
}
