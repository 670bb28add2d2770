import { type Bytes, type LogId, bytesToId, equalBytes } from '@minga/base';
import type { AppendAnswer, ReceivedEntry } from '../relay-link.ts';

/** What a connection to the log of one document is told; in the order of the wire. */
export interface LogListener {
  entry(entry: ReceivedEntry): void;
  head(seq: number): void;
}

export interface LogConnection {
  subscribe(since: number): void;
  /** Those after `from` and up to `to`. */
  fetch(from: number, to: number): void;
  append(frame: Bytes): Promise<AppendAnswer>;
  /** Everything on its way is lost. */
  cut(): void;
}

/** A relay's log of one document, in memory, behind a network that takes its time. */
export interface MemoryLog {
  readonly logId: LogId;
  readonly frames: readonly Bytes[];
  connect(listener: LogListener): LogConnection;
  /** What the relay says to the next appends, before it stores anything. */
  answerNext(...answers: readonly (AppendAnswer | 'store')[]): void;
  /** Bytes somebody else put there. */
  insert(frame: Bytes): void;
  /** Another log: everything but the first `kept` entries is gone. */
  reset(kept?: number): void;
  /** Nothing is on its way. */
  isQuiet(): boolean;
}

export interface NetworkHabits {
  readonly delayMs: () => number;
  /** Deliver this entry twice. */
  readonly repeats: () => boolean;
  /** Deliver this entry after the next one. */
  readonly overtakes: () => boolean;
  /** Cut the connection after this append was stored, before it is acknowledged. */
  readonly losesAck: () => boolean;
}

export const calm: NetworkHabits = {
  delayMs: () => 0,
  repeats: () => false,
  overtakes: () => false,
  losesAck: () => false,
};

interface Stored {
  readonly seq: number;
  readonly frame: Bytes;
}

interface Wire extends LogConnection {
  deliver(message: () => void): void;
  told(entry: Stored): void;
}

export function createMemoryLog(habits: NetworkHabits = calm): MemoryLog {
  let logId = bytesToId<LogId>(new Uint8Array(16).fill(1));
  let entries: readonly Stored[] = [];
  let seq = 0;
  const wires = new Set<Wire>();
  const answers: (AppendAnswer | 'store')[] = [];
  let underWay = 0;

  const later = (work: () => void): void => {
    underWay++;
    setTimeout(() => {
      underWay--;
      work();
    }, habits.delayMs());
  };
  const backOf = (entry: Stored): number =>
    entry.seq - (entries.findLast((one) => one.seq < entry.seq)?.seq ?? 0);
  const store = (frame: Bytes): { entry: Stored; isNew: boolean } => {
    const known = entries.find((one) => equalBytes(one.frame, frame));
    if (known !== undefined) return { entry: known, isNew: false };
    // Sparse, as in a space with other documents.
    seq += 1 + (seq % 3);
    const entry = { seq, frame };
    entries = [...entries, entry];
    return { entry, isNew: true };
  };
  const connect = (listener: LogListener): LogConnection => {
    let isCut = false;
    const lost: (() => void)[] = [];
    const inbox: (() => void)[] = [];
    const outbox: (() => void)[] = [];
    // Each direction keeps its order, whatever the delays.
    const send = (queue: (() => void)[], message: () => void): void => {
      queue.push(message);
      later(() => {
        const next = queue.shift();
        if (!isCut) next?.();
      });
    };
    let since: number | null = null;
    let heldBack: Stored | null = null;
    const tell = (entry: Stored): void => {
      const back = backOf(entry);
      send(inbox, () => {
        listener.entry({ seq: entry.seq, back, frame: entry.frame, via: null });
      });
    };
    const wire: Wire = {
      deliver: (message) => {
        send(inbox, message);
      },
      told(entry) {
        if (since === null) return;
        if (heldBack === null && habits.overtakes()) {
          heldBack = entry;
          return;
        }
        tell(entry);
        if (habits.repeats()) tell(entry);
        if (heldBack !== null) tell(heldBack);
        heldBack = null;
      },
      subscribe(from) {
        send(outbox, () => {
          since = from;
          heldBack = null;
          for (const entry of entries) if (entry.seq > from) tell(entry);
          const head = entries.at(-1)?.seq ?? 0;
          send(inbox, () => {
            listener.head(head);
          });
        });
      },
      fetch(from, to) {
        send(outbox, () => {
          for (const entry of entries)
            if (entry.seq > from && entry.seq <= to) tell(entry);
          const head = entries.at(-1)?.seq ?? 0;
          send(inbox, () => {
            listener.head(head);
          });
        });
      },
      append: (frame) =>
        new Promise((resolve) => {
          const answer = (value: AppendAnswer): void => {
            const at = lost.indexOf(lose);
            if (at === -1) return;
            lost.splice(at, 1);
            resolve(value);
          };
          const lose = (): void => {
            resolve({ kind: 'lost' });
          };
          if (isCut) {
            lose();
            return;
          }
          lost.push(lose);
          send(outbox, () => {
            const said = answers.shift() ?? 'store';
            if (said !== 'store') {
              send(inbox, () => {
                answer(said);
              });
              return;
            }
            const { entry, isNew } = store(frame);
            if (isNew)
              for (const other of wires) if (other !== wire) other.told(entry);
            if (habits.losesAck()) {
              wire.cut();
              return;
            }
            const back = isNew ? backOf(entry) : 0;
            send(inbox, () => {
              answer({ kind: 'acked', seq: entry.seq, back });
            });
          });
        }),
      cut() {
        isCut = true;
        wires.delete(wire);
        for (const lose of lost.splice(0)) lose();
      },
    };
    wires.add(wire);
    return wire;
  };
  return {
    get logId() {
      return logId;
    },
    get frames() {
      return entries.map(({ frame }) => frame);
    },
    connect,
    answerNext(...next) {
      answers.push(...next);
    },
    insert(frame) {
      const { entry, isNew } = store(frame);
      if (isNew) for (const wire of wires) wire.told(entry);
    },
    reset(kept = 0) {
      const stay = entries.slice(0, kept).map(({ frame }) => frame);
      for (const wire of [...wires]) wire.cut();
      logId = bytesToId<LogId>(crypto.getRandomValues(new Uint8Array(16)));
      entries = [];
      seq = 0;
      for (const frame of stay) store(frame);
    },
    isQuiet: () => underWay === 0,
  };
}
