import type { Bytes, DeviceKey, DocumentId } from '@minga/base';
import {
  type Frame,
  type FrameIds,
  type FramePredecessor,
  encodeRelayMessage,
  encodeWireFrame,
  framePredecessor,
} from '@minga/protocol';
import { encodeAck, encodeEntry, joinBytes } from './hot-messages.ts';
import type { Outbox } from './outbox.ts';
import type { Services } from './services.ts';
import type { Subscription } from './subscription.ts';

/** An entry that was just made durable. */
export interface NewEntry {
  readonly seq: number;
  readonly prevSeq: number;
  readonly frame: Frame;
  readonly ids: FrameIds;
  readonly via: DeviceKey | null;
  readonly from: Subscription;
  /** The wire form in which the author itself sent it, when that was short. */
  readonly ownShort: Bytes | null;
}

interface Author {
  /** [P19] The author's number within the channel. */
  readonly alias: number;
  /** The author's last entry that was fanned out here. */
  last: LastEntry | null;
}

interface LastEntry {
  readonly seq: number;
  readonly from: Subscription;
  readonly predecessor: FramePredecessor;
}

type Waiting =
  | { readonly kind: 'entry'; readonly entry: NewEntry }
  | {
      readonly kind: 'answer';
      readonly to: Subscription;
      readonly message: Bytes;
    }
  | {
      readonly kind: 'presence';
      readonly from: Subscription;
      readonly message: Bytes;
    };

/** What a turn sends, encoded once for everybody. */
interface Outgoing {
  /** Gets no copy: brought it, or is answered by it. */
  readonly from: Subscription;
  readonly ack: Bytes | null;
  /** The seq that `ack` acknowledges, for who is still catching up. */
  readonly seq: number | null;
  readonly kind: 'entry' | 'answer' | 'presence';
  readonly short: Bytes | null;
  /** A connection understands `short` if it was sent the author's entry at this seq. */
  readonly shortAfter: number;
  readonly shortExcept: Subscription | null;
  whole(): Bytes;
}

/** One document while somebody is subscribed to it: its channel, its authors, its live fan-out. */
export class Room {
  readonly doc: DocumentId;
  readonly channel: number;
  readonly #services: Services;
  readonly #subscriptions = new Set<Subscription>();
  readonly #authors = new Map<DeviceKey, Author>();
  #waiting: Waiting[] = [];

  constructor(doc: DocumentId, channel: number, services: Services) {
    this.doc = doc;
    this.channel = channel;
    this.#services = services;
  }

  get size(): number {
    return this.#subscriptions.size;
  }

  enter(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
  }

  leave(subscription: Subscription): void {
    subscription.end();
    this.#subscriptions.delete(subscription);
  }

  /** Something that is not part of the log, to everybody but one. */
  tell(message: Bytes, except: Outbox): void {
    for (const { outbox } of this.#subscriptions)
      if (outbox !== except) outbox.push(message);
  }

  aliasOf(device: DeviceKey): number {
    return this.#authorOf(device).alias;
  }

  entryStored(entry: NewEntry): void {
    this.#collect({ kind: 'entry', entry });
  }

  /** [P21] An answer other than the ACK of a new entry; it keeps its place among those. */
  answer(to: Subscription, message: Bytes): void {
    this.#collect({ kind: 'answer', to, message });
  }

  presence(from: Subscription, presence: Bytes): void {
    const { channel } = this;
    const message = encodeRelayMessage({ kind: 'eph', channel, presence });
    this.#collect({ kind: 'presence', from, message });
  }

  flush(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const outgoing = waiting.map((item) => this.#encode(item));
    const shared = sharedMessage(outgoing);
    for (const item of outgoing) this.#answerSender(item);
    let copies = 0;
    for (const subscription of this.#subscriptions) {
      if (subscription.state.kind !== 'live') continue;
      const { from } = subscription.state;
      const { outbox } = subscription;
      const takesPresence =
        outbox.waiting < this.#services.limits.presenceBacklog;
      if (shared.except.has(subscription) || from >= shared.after)
        sendOwn(subscription, from, outgoing, takesPresence);
      else {
        const message = takesPresence ? shared.all() : shared.entries();
        if (message.length > 0) outbox.push(message);
      }
      copies++;
    }
    this.#services.metrics.count('windows_sent_total', copies);
  }

  #collect(item: Waiting): void {
    this.#waiting.push(item);
    this.#services.fanOut.touch(this);
  }

  #authorOf(device: DeviceKey): Author {
    let author = this.#authors.get(device);
    if (author === undefined) {
      author = { alias: this.#authors.size + 1, last: null };
      this.#authors.set(device, author);
    }
    return author;
  }

  #encode(item: Waiting): Outgoing {
    if (item.kind === 'entry') return this.#encodeEntry(item.entry);
    const isAnswer = item.kind === 'answer';
    return {
      kind: item.kind,
      from: isAnswer ? item.to : item.from,
      ack: isAnswer ? item.message : null,
      seq: null,
      short: null,
      shortAfter: Infinity,
      shortExcept: null,
      whole: () => item.message,
    };
  }

  #encodeEntry(entry: NewEntry): Outgoing {
    const { seq, frame, via, from } = entry;
    const { channel } = this;
    const back = seq - entry.prevSeq;
    const author = this.#authorOf(frame.header.device);
    const { alias, last } = author;
    const predecessor = framePredecessor(frame, entry.ids.frameHash);
    author.last = { seq, from, predecessor };
    const encode = (wireFrame: Bytes) =>
      encodeEntry({ channel, seq, back, alias, wireFrame });
    const isNext =
      last !== null &&
      last.predecessor.counter + 1 === frame.header.counter &&
      last.predecessor.hash === frame.header.prevHash;
    return {
      kind: 'entry',
      from,
      ack: encodeAck(channel, seq, back),
      seq,
      // A frame has one short form, so the author's own serves everybody who has the frame before it.
      short: isNext
        ? encode(
            entry.ownShort ?? encodeWireFrame(frame, last.predecessor, via),
          )
        : null,
      shortAfter: isNext ? last.seq : Infinity,
      shortExcept: isNext ? last.from : null,
      whole: once(() => encode(encodeWireFrame(frame, null, via))),
    };
  }

  /** Who is not live here gets its answer another way: held until it has caught up, or at once when it has left. */
  #answerSender({ from, ack, seq }: Outgoing): void {
    if (ack !== null && from.state.kind !== 'live') from.answer(seq, ack);
  }
}

/** The one message that most connections get, and who must get another. */
function sharedMessage(outgoing: readonly Outgoing[]) {
  const except = new Set<Subscription>();
  let after = Infinity;
  for (const { from, shortExcept, shortAfter } of outgoing) {
    except.add(from);
    if (shortExcept !== null) except.add(shortExcept);
    after = Math.min(after, shortAfter);
  }
  const joined = (kinds: readonly Outgoing['kind'][]) =>
    once(() =>
      joinBytes(
        outgoing
          .filter(({ kind }) => kinds.includes(kind))
          .map((item) => item.short ?? item.whole()),
      ),
    );
  return {
    except,
    after,
    all: joined(['entry', 'presence']),
    entries: joined(['entry']),
  };
}

/** For an author, or for somebody who came too late to understand the short form. */
function sendOwn(
  subscription: Subscription,
  from: number,
  outgoing: readonly Outgoing[],
  takesPresence: boolean,
): void {
  for (const item of outgoing) {
    if (item.from === subscription) {
      if (item.ack !== null) subscription.outbox.push(item.ack);
    } else if (item.kind === 'entry') {
      const understandsShort =
        item.shortAfter > from && item.shortExcept !== subscription;
      subscription.outbox.push(
        (understandsShort ? item.short : null) ?? item.whole(),
      );
    } else if (item.kind === 'presence' && takesPresence)
      subscription.outbox.push(item.whole());
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
