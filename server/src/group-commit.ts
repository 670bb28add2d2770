import { type Result, err } from '@minga/base';
import type { Metrics } from './health.ts';
import type {
  LogFailure,
  LogOutcome,
  LogWrite,
  RelayLog,
} from './relay-log.ts';

/** Null: the commit failed, nothing may be acknowledged. */
export type Settle = (outcome: LogOutcome | null) => void;

interface Waiting {
  /** Null for an answer that only has to keep its place among the others. */
  readonly write: LogWrite | null;
  readonly settle: Settle;
}

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'scheduled'; cancel(): void }
  | { readonly kind: 'committing'; readonly finished: Promise<void> };

/** Turns may take this share of the time; a relay that was quiet has saved some up, so that a burst is sent at once. */
const shareOfTime = 1 / 6;
const savedAtMostMs = 4;
/** A commit is mostly waiting for the disk, and arrivals gather meanwhile by themselves: it counts as no more than this. */
const commitCountsMs = 0.25;
/** With this many waiting there is nothing more to gain by waiting for others. */
const fullBatch = 128;
/** Timers cannot wait for less. */
const shortestWindowMs = 1;

/**
 * Everything durable goes through here: what arrives while a commit is under way shares the next one. In a quiet relay
 * a write is committed in the same turn of the event loop; under load turns are spaced, so that many appends share one
 * fsync and each client gets one socket write for all of them.
 */
export class GroupCommit {
  readonly #log: RelayLog;
  readonly #metrics: Metrics;
  readonly #maxWindowMs: number;
  readonly #fanOut: () => void;
  readonly #report: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #phase: Phase = { kind: 'idle' };
  /** Milliseconds that turns may still take, as of `#savedAt`; below 0 the next one has to wait. */
  #saved = savedAtMostMs;
  #savedAt = performance.now();
  #isStopped = false;

  /** `fanOut` runs after each turn, when everything in it has been settled. */
  constructor(
    log: RelayLog,
    metrics: Metrics,
    maxWindowMs: number,
    fanOut: () => void,
    report: (error: unknown) => void,
  ) {
    this.#log = log;
    this.#metrics = metrics;
    this.#maxWindowMs = maxWindowMs;
    this.#fanOut = fanOut;
    this.#report = report;
  }

  /** `settle` is called in the order of `add`, after the commit. */
  add(write: LogWrite | null, settle: Settle): void {
    this.#waiting.push({ write: this.#isStopped ? null : write, settle });
    if (this.#waiting.length === fullBatch) this.#hurry();
    else this.wake();
  }

  commit(write: LogWrite): Promise<LogOutcome | null> {
    return new Promise((resolve) => {
      this.add(write, resolve);
    });
  }

  /** Something that is not stored (presence) waits for the next turn too. */
  wake(): void {
    if (this.#phase.kind !== 'idle') return;
    this.#save();
    const wait = -this.#saved / shareOfTime;
    this.#phase = wait < shortestWindowMs ? this.#soon() : this.#later(wait);
  }

  /** [P32] What was added is committed and settled; what is added from now on fails. */
  async drain(): Promise<void> {
    this.#isStopped = true;
    while (this.#phase.kind !== 'idle' || this.#waiting.length > 0) {
      if (this.#phase.kind === 'committing') await this.#phase.finished;
      else {
        if (this.#phase.kind === 'scheduled') this.#phase.cancel();
        this.#start();
      }
    }
  }

  #save(): void {
    const now = performance.now();
    const gained = (now - this.#savedAt) * shareOfTime;
    this.#saved = Math.min(savedAtMostMs, this.#saved + gained);
    this.#savedAt = now;
  }

  #hurry(): void {
    if (this.#phase.kind === 'committing') return;
    if (this.#phase.kind === 'scheduled') this.#phase.cancel();
    this.#phase = this.#soon();
  }

  #soon(): Phase {
    const immediate = setImmediate(() => {
      this.#start();
    });
    return {
      kind: 'scheduled',
      cancel: () => {
        clearImmediate(immediate);
      },
    };
  }

  #later(wait: number): Phase {
    const timer = setTimeout(() => {
      this.#start();
    }, wait);
    return {
      kind: 'scheduled',
      cancel: () => {
        clearTimeout(timer);
      },
    };
  }

  #start(): void {
    // Never within this call: a turn without writes would end before the phase says that it began.
    const finished = Promise.resolve().then(() => this.#turn());
    this.#phase = { kind: 'committing', finished };
  }

  async #turn(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    const writes = batch.flatMap(({ write }) => (write === null ? [] : write));
    const answer = writes.length === 0 ? null : await this.#write(writes);
    const sendingAt = performance.now();
    this.#settle(batch, answer);
    this.#fanOut();
    const cost =
      performance.now() - sendingAt + (answer === null ? 0 : commitCountsMs);
    this.#save();
    this.#saved = Math.max(
      this.#saved - cost,
      -this.#maxWindowMs * shareOfTime,
    );
    this.#phase = { kind: 'idle' };
    if (this.#waiting.length >= fullBatch) this.#hurry();
    else if (this.#waiting.length > 0) this.wake();
  }

  async #write(
    writes: readonly LogWrite[],
  ): Promise<Result<readonly LogOutcome[], LogFailure>> {
    const startedAt = performance.now();
    const answer = await this.#log.commit(writes).catch((error: unknown) => {
      this.#report(error);
      return err<LogFailure>('failed');
    });
    this.#metrics.committed(
      writes.length,
      performance.now() - startedAt,
      answer.ok ? null : answer.error,
    );
    return answer;
  }

  /** One answer that cannot be given must not cost the others theirs. */
  #settle(
    batch: readonly Waiting[],
    answer: Result<readonly LogOutcome[], LogFailure> | null,
  ): void {
    const outcomes = answer?.ok === true ? answer.value : [];
    let next = 0;
    for (const { write, settle } of batch) {
      const outcome = write === null ? null : (outcomes[next++] ?? null);
      try {
        settle(outcome);
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
