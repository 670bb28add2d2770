import { type Bytes, type Hash, bytesToId } from '@minga/base';
import { sha256 } from '@minga/protocol';
import type { EngineContext, SentFrame } from './engine-context.ts';
import { examineFrame } from './ingest.ts';
import type { ReceivedEntry } from './relay-link.ts';
import type { Arrival, Prepared } from './settle.ts';

/** What comes from the log, in its order: many frames are examined at once, none overtakes another. */
export interface Intake {
  receive(entry: ReceivedEntry): void;
  /** An acknowledgement, or the place of a frame offered again. */
  placed(arrival: Exclude<Arrival, { kind: 'entry' }>): void;
  reachedHead(seq: number): void;
  /** The link came or went: nothing asked for before is on its way any more. */
  restart(): void;
  /** [P12] Another log: what is left has no place in it. Answers own frames whose acknowledgement was among it. */
  forget(): readonly SentFrame[];
  readonly isAtHead: boolean;
  /** Resolves when everything that has come has been taken. */
  idle(): Promise<void>;
  stop(): void;
}

export interface IntakeHooks {
  /** Inside a turn, in the order of the log. */
  take(arrivals: readonly Arrival[]): Promise<void>;
  atHead(): void;
}

interface Queued {
  readonly seq: number;
  readonly back: number;
  /** Null while the frame is being examined. */
  arrival: Arrival | null;
}

/** [P11] The next entry names one before it that we do not have. */
type Gap =
  | { readonly phase: 'none' }
  | { readonly phase: 'waiting'; readonly cursor: number; isOver: boolean }
  /** Asked once per place: what comes is taken, but the cursor stays. */
  | { readonly phase: 'asked'; readonly cursor: number };

const batchSize = 500;
const examinedAtOnce = 256;
/** An acknowledgement reaches us by another way than the entry behind it, and may be a little later. */
const patienceMs = 50;

export function createIntake(
  context: EngineContext,
  hooks: IntakeHooks,
): Intake {
  const { ports } = context;
  let queue: Queued[] = [];
  let examine: (() => Promise<void>)[] = [];
  const examining = new Set<Promise<void>>();
  let head: number | null = null;
  let isAtHead = false;
  let isOver = false;
  let gap: Gap = { phase: 'none' };
  let pumping: Promise<void> | null = null;

  const put = (queued: Queued): void => {
    const at = queue.findLastIndex((one) => one.seq <= queued.seq);
    queue.splice(at + 1, 0, queued);
    pump();
  };
  const examineMore = (): void => {
    while (examining.size < examinedAtOnce) {
      const next = examine.shift();
      if (next === undefined) return;
      const done = next().finally(() => {
        examining.delete(done);
        examineMore();
        pump();
      });
      examining.add(done);
    }
  };
  const pump = (): void => {
    if (isOver || context.isStopped()) return;
    pumping ??= context.turns.run(takeAll).finally(() => {
      pumping = null;
      if (nextBatch().length > 0) pump();
    });
  };
  const takeAll = async (): Promise<void> => {
    for (;;) {
      const batch = nextBatch();
      if (batch.length === 0) break;
      queue = queue.slice(batch.length);
      await hooks.take(batch);
      if (context.isStopped()) return;
    }
    checkHead();
  };
  /** What can be taken now: examined, and up to the first gap. */
  const nextBatch = (): readonly Arrival[] => {
    const batch: Arrival[] = [];
    let { cursor } = context.meta;
    for (const { seq, back, arrival } of queue.slice(0, batchSize)) {
      if (arrival === null) break;
      const isBehindGap = back > 0 && seq > cursor && seq - back > cursor;
      if (isBehindGap && !(batch.length === 0 && passGap())) break;
      batch.push(arrival);
      // Behind a gap one by one, so that the place of each is looked at.
      if (isBehindGap) break;
      if (back > 0) cursor = Math.max(cursor, seq);
    }
    return batch;
  };
  const passGap = (): boolean => {
    const { cursor } = context.meta;
    if (gap.phase === 'none' || gap.cursor !== cursor) {
      const waiting: Gap = { phase: 'waiting', cursor, isOver: false };
      gap = waiting;
      ports.clock.after(patienceMs, () => {
        waiting.isOver = true;
        pump();
      });
      return false;
    }
    if (gap.phase === 'waiting') {
      if (!gap.isOver) return false;
      gap = { phase: 'asked', cursor };
      ports.resubscribe(cursor);
    }
    return true;
  };
  const checkHead = (): void => {
    const reached = head;
    if (reached === null || isAtHead) return;
    if (queue.some(({ seq }) => seq <= reached)) return;
    isAtHead = true;
    hooks.atHead();
  };

  const restart = (): void => {
    head = null;
    isAtHead = false;
    gap = { phase: 'none' };
  };

  return {
    get isAtHead() {
      return isAtHead;
    },
    receive(entry) {
      const { seq, back } = entry;
      const queued: Queued = { seq, back, arrival: null };
      examine.push(async () => {
        const examined = await prepare(context, entry.frame);
        queued.arrival = { kind: 'entry', ...entry, examined };
      });
      put(queued);
      examineMore();
    },
    placed(arrival) {
      put({ seq: arrival.seq, back: arrival.back, arrival });
    },
    reachedHead(seq) {
      head = seq;
      pump();
    },
    restart,
    forget() {
      const left = queue;
      queue = [];
      examine = [];
      restart();
      return left.flatMap(({ arrival }) =>
        arrival?.kind === 'acknowledged' ? [arrival.sent] : [],
      );
    },
    async idle() {
      for (;;) {
        if (pumping !== null) await pumping;
        else if (examining.size > 0) await Promise.race(examining);
        else return;
      }
    },
    stop() {
      isOver = true;
      queue = [];
      examine = [];
    },
  };
}

/** What is known already, as after a reset or a second subscription, is only hashed. */
async function prepare(
  context: EngineContext,
  frame: Bytes,
): Promise<Prepared> {
  const frameHash = bytesToId<Hash>(await sha256(frame));
  const isSent = [...context.sent.values()].some(
    (one) => one.row.frameHash === frameHash,
  );
  return isSent || context.book.knows(frameHash)
    ? { kind: 'known', frameHash }
    : examineFrame(context.ports, frame, frameHash);
}
