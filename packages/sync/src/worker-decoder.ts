import { type Clock, err } from '@minga/base';
import type { EncodedUpdate } from './decode-update.ts';
import {
  type DecodeOutcome,
  type EntryDecoder,
  inlineDecoder,
} from './entry-decoder.ts';

/** A thread that can be killed, whatever it is doing. */
export interface DecodeThread {
  post(request: DecodeRequest): void;
  kill(): void;
}

export interface DecodeThreadEvents {
  /** It has loaded its code: from here on it answers. */
  ready(): void;
  answered(answer: DecodeAnswer): void;
  /** It ended by itself: no memory left, or a bug. */
  died(): void;
}

export interface DecodeRequest {
  readonly items: readonly EncodedUpdate[];
}

/** Answers come one by one, so that it is known at which item a thread stopped answering. */
export interface DecodeAnswer {
  readonly index: number;
  readonly outcome: DecodeOutcome;
}

export interface WorkerDecoderPorts {
  readonly clock: Clock;
  start(events: DecodeThreadEvents): DecodeThread;
  readonly watchdogMs?: number;
  readonly startMs?: number;
}

interface Job {
  readonly item: EncodedUpdate;
  readonly done: (outcome: DecodeOutcome) => void;
  /** Something in its company did not answer: tried again alone before anyone is blamed. */
  readonly alone: boolean;
}

interface Running {
  readonly jobs: readonly Job[];
  answered: number;
}

type Thread =
  | { readonly phase: 'none' }
  /** Loading its code takes as long as the device takes: no item is to blame for that. */
  | { readonly phase: 'starting'; readonly thread: DecodeThread }
  | { readonly phase: 'ready'; readonly thread: DecodeThread }
  /** None to be had here: what the walk through an update refuses is refused all the same. */
  | { readonly phase: 'never' };

const defaultWatchdogMs = 5_000;
const defaultStartMs = 60_000;
/** A device that slept wakes with all its timers due at once; it must not cost anyone more than one of them. */
const ticks = 5;

/** Decodes in a thread of its own, killed when an item keeps it for longer than the watchdog's patience. */
export function workerDecoder(ports: WorkerDecoderPorts): EntryDecoder {
  const { clock } = ports;
  let waiting: Job[] = [];
  let running: Running | null = null;
  let thread: Thread = { phase: 'none' };
  let cancelWait: () => void = () => undefined;
  let isClosed = false;
  let isScheduled = false;

  const next = (): void => {
    if (running !== null || isClosed || waiting.length === 0) return;
    if (thread.phase === 'none') start();
    if (thread.phase === 'never') decodeHere();
    if (thread.phase !== 'ready') return;
    const shared = waiting.filter((job) => !job.alone);
    const jobs = shared.length > 0 ? shared : waiting.slice(0, 1);
    waiting = waiting.filter((job) => !jobs.includes(job));
    running = { jobs, answered: 0 };
    thread.thread.post({ items: jobs.map(({ item }) => item) });
    watch();
  };
  const start = (): void => {
    try {
      thread = {
        phase: 'starting',
        thread: ports.start({ ready, answered, died }),
      };
      expect(ports.startMs ?? defaultStartMs, giveUp);
    } catch {
      giveUp();
    }
  };
  const ready = (): void => {
    if (thread.phase !== 'starting') return;
    cancelWait();
    thread = { ...thread, phase: 'ready' };
    next();
  };
  const giveUp = (): void => {
    stopThread();
    thread = { phase: 'never' };
    next();
  };
  const died = (): void => {
    if (thread.phase === 'ready') blame();
    else giveUp();
  };
  const stopThread = (): void => {
    cancelWait();
    if ('thread' in thread) thread.thread.kill();
    thread = { phase: 'none' };
  };
  const watch = (): void => {
    expect(ports.watchdogMs ?? defaultWatchdogMs, blame);
  };
  const expect = (ms: number, failed: () => void, left = ticks): void => {
    cancelWait();
    cancelWait = clock.after(ms / ticks, () => {
      if (left > 1) expect(ms, failed, left - 1);
      else failed();
    });
  };
  const answered = ({ index, outcome }: DecodeAnswer): void => {
    if (running === null || index !== running.answered) return;
    running.jobs[index]?.done(outcome);
    running.answered++;
    if (running.answered < running.jobs.length) {
      watch();
      return;
    }
    cancelWait();
    running = null;
    next();
  };
  const blame = (): void => {
    stopThread();
    const stopped = running;
    running = null;
    const left = stopped?.jobs.slice(stopped.answered) ?? [];
    if (stopped?.jobs.length === 1) left[0]?.done(err('hang'));
    else
      waiting = [...left.map((job) => ({ ...job, alone: true })), ...waiting];
    next();
  };
  const decodeHere = (): void => {
    const jobs = waiting;
    waiting = [];
    void inlineDecoder()
      .decode(jobs.map(({ item }) => item))
      .then((outcomes) => {
        outcomes.forEach((outcome, i) => jobs[i]?.done(outcome));
      });
  };
  /** Calls of the same moment share one message. */
  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      next();
    });
  };
  return {
    decode: (items) =>
      Promise.all(
        items.map(
          (item) =>
            new Promise<DecodeOutcome>((done) => {
              waiting.push({ item, done, alone: false });
              schedule();
            }),
        ),
      ),
    close() {
      isClosed = true;
      stopThread();
    },
  };
}
