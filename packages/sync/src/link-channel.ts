import {
  ByteReader,
  type Bytes,
  DecodeError,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Result,
  type SpaceId,
  err,
  ok,
} from '@minga/base';
import {
  type Frame,
  type FrameIds,
  type FramePredecessor,
  decodeFrame,
  decodeWireFrame,
  defaultLimits,
  encodeWireFrame,
  framePredecessor,
  hashFrame,
  nackCodes,
} from '@minga/protocol';
import type { AppendAnswer } from './relay-link.ts';

interface Offered {
  readonly frame: Frame;
  readonly ids: Promise<FrameIds>;
  readonly answer: (answer: AppendAnswer) => void;
}

/** On its way. Stays in its place when nobody waits for the answer any more, so that the next answer is not taken for it. */
interface InFlight {
  readonly entryId: EntryId;
  answer: ((answer: AppendAnswer) => void) | null;
}

export interface ReceivedFrame {
  /** Canonical bytes; of a whole frame also when they do not decode: whoever judges frames judges that. */
  readonly frame: Bytes;
  readonly via: DeviceKey | null;
}

/**
 * One document on one connection: what short wire frames are relative to, in each direction (PROTOCOL P18–P19), and
 * the appends that wait for their answer, in order (P21). It lives as long as the connection, subscribed or not, because
 * the answers still due do.
 */
export interface LinkChannel {
  readonly doc: DocumentId;
  /** The relay's number for the channel; null until SUBBED, and from UNSUB on. */
  readonly number: number | null;
  /** False after UNSUB or CHANCLOSE: what still comes is of no use here. */
  readonly isWanted: boolean;
  /** SUB was sent, perhaps again: nothing is appended until the relay has answered, for both sides start anew. */
  reopening(): void;
  /** SUBBED: from here on appends are sent, a whole frame first. */
  opened(number: number): void;
  /** UNSUB or CHANCLOSE: whoever waits for an answer is told `lost`. */
  abandon(): void;
  append(frame: Bytes): Promise<AppendAnswer>;
  /** False when no append waits for this answer. `entryId`: which one it names, null when it names none. */
  answered(answer: AppendAnswer, entryId: EntryId | null): boolean;
  /** `no-predecessor`: subscribe anew. `malformed`: no relay that keeps the protocol sends this. */
  receive(
    alias: number,
    wire: Bytes,
  ): Promise<Result<ReceivedFrame, 'no-predecessor' | 'malformed'>>;
  /** The connection has ended. */
  lost(): void;
}

/** What no socket message can carry; up to there it is the relay that says what is too long ([P2]). */
const longestFrame = defaultLimits.socketMessage - 1024;

export function createLinkChannel(ports: {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  /** Whose connection it is; null for a visit. */
  readonly device: DeviceKey | null;
  send(channel: number, wire: Bytes): void;
}): LinkChannel {
  const { space, doc } = ports;
  let number: number | null = null;
  let isWanted = true;
  let isOver = false;
  let upwards: FramePredecessor | null = null;
  const downwards = new Map<number, FramePredecessor>();
  const inFlight: InFlight[] = [];
  let waiting: Offered[] = [];
  let isSending = false;

  /** One at a time, in the order of the calls: a short frame is relative to the one before it. */
  const sendWaiting = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    try {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        const ids = await next.ids;
        // While it was hashed the channel may have been reopened, abandoned or lost.
        if (waiting[0] !== next) continue;
        if (number === null) return;
        waiting.shift();
        sendOne(number, next, ids);
      }
    } finally {
      isSending = false;
    }
  };
  const sendOne = (
    channel: number,
    { frame, answer }: Offered,
    { frameHash, entryId }: FrameIds,
  ): void => {
    // [P18] What other devices wrote passes between without counting.
    const isOwn = frame.header.device === ports.device;
    const wire = encodeWireFrame(frame, isOwn ? upwards : null, null);
    if (isOwn) upwards = framePredecessor(frame, frameHash);
    inFlight.push({ entryId, answer });
    ports.send(channel, wire);
  };
  const tellLost = (): void => {
    const unsent = waiting;
    waiting = [];
    for (const one of inFlight) {
      one.answer?.({ kind: 'lost' });
      one.answer = null;
    }
    for (const { answer } of unsent) answer({ kind: 'lost' });
  };
  return {
    doc,
    get number() {
      return number;
    },
    get isWanted() {
      return isWanted;
    },
    reopening() {
      isWanted = true;
      number = null;
    },
    opened(next) {
      number = next;
      upwards = null;
      downwards.clear();
      void sendWaiting();
    },
    abandon() {
      isWanted = false;
      number = null;
      tellLost();
    },
    append(bytes) {
      const frame = decodeFrame(bytes);
      // Damage on this device: offered, it would only end the connection; refused, it is kept and shown.
      if (!frame.ok)
        return Promise.resolve({ kind: 'refused', code: nackCodes.malformed });
      if (bytes.length > longestFrame)
        return Promise.resolve({ kind: 'refused', code: nackCodes.quota });
      if (isOver || !isWanted) return Promise.resolve({ kind: 'lost' });
      return new Promise((answer) => {
        waiting.push({ frame: frame.value, ids: hashFrame(bytes), answer });
        if (number !== null) void sendWaiting();
      });
    },
    answered(answer, entryId) {
      const first = inFlight.shift();
      if (first === undefined) return false;
      if (entryId !== null && entryId !== first.entryId) return false;
      first.answer?.(answer);
      return true;
    },
    async receive(alias, wire) {
      const context = { space, doc, from: 'relay' } as const;
      const before = alias === 0 ? null : (downwards.get(alias) ?? null);
      const received = decodeWireFrame(wire, context, before);
      if (!received.ok) {
        downwards.delete(alias);
        if (received.error.code === 'no-predecessor')
          return err('no-predecessor');
        return readUndecodable(wire);
      }
      const { frame, via } = received.value;
      if (alias === 0) return ok({ frame: frame.bytes, via });
      const { frameHash } = await hashFrame(frame.bytes);
      downwards.set(alias, framePredecessor(frame, frameHash));
      return ok({ frame: frame.bytes, via });
    },
    lost() {
      isOver = true;
      number = null;
      tellLost();
    },
  };
}

const wholeFlag = 1;
const viaFlag = 32;

/** A whole frame that is of a newer suite, of elsewhere or damaged: its bytes are kept as they are and judged by others. */
function readUndecodable(wire: Bytes): Result<ReceivedFrame, 'malformed'> {
  try {
    const reader = new ByteReader(wire);
    const flags = reader.u8();
    if (flags !== wholeFlag && flags !== (wholeFlag | viaFlag))
      return err('malformed');
    const frame = reader.blob();
    // Who brought a frame that nobody can read is of no use.
    if (flags === wholeFlag) reader.end();
    return ok({ frame, via: null });
  } catch (error) {
    if (error instanceof DecodeError) return err('malformed');
    throw error;
  }
}
