import type { Bytes } from '@minga/base';
import type { FramePredecessor } from '@minga/protocol';
import type { Outbox } from './outbox.ts';

export type SubscriptionState =
  /** Older entries are on their way; what is answered meanwhile waits for its place among them ([P22]). */
  | {
      readonly kind: 'catching-up';
      readonly from: number;
      readonly answers: Answer[];
    }
  | { readonly kind: 'live'; readonly from: number }
  | { readonly kind: 'ended' };

interface Answer {
  /** The entry it acknowledges; null when it stands for no new entry. */
  readonly seq: number | null;
  readonly message: Bytes;
}

/** One document on one connection. */
export class Subscription {
  readonly channel: number;
  readonly outbox: Outbox;
  /** [P18] The connection's own previous frame on this channel, accepted or not. */
  predecessor: FramePredecessor | null = null;
  /** `from`: this connection was sent, or itself brought, every entry after it. */
  state: SubscriptionState = { kind: 'ended' };

  constructor(channel: number, outbox: Outbox) {
    this.channel = channel;
    this.outbox = outbox;
  }

  /** Starts anew ([P15]): answers that still wait keep waiting. Returns what this run is recognised by. */
  restart(from: number): SubscriptionState & { kind: 'catching-up' } {
    const answers = this.state.kind === 'catching-up' ? this.state.answers : [];
    const state = { kind: 'catching-up' as const, from, answers };
    this.state = state;
    return state;
  }

  /** Everything up to `head` was sent: what waited follows, and live entries from now on. */
  goLive(): void {
    if (this.state.kind !== 'catching-up') return;
    const { from, answers } = this.state;
    this.state = { kind: 'live', from };
    for (const { message } of answers) this.outbox.push(message);
  }

  end(): void {
    if (this.state.kind === 'catching-up')
      for (const { message } of this.state.answers) this.outbox.push(message);
    this.state = { kind: 'ended' };
  }

  /** [P21] Answers an APPEND, in order. */
  answer(seq: number | null, message: Bytes): void {
    const waits =
      this.state.kind === 'catching-up' &&
      (seq !== null || this.state.answers.length > 0);
    if (waits && this.state.kind === 'catching-up')
      this.state.answers.push({ seq, message });
    else this.outbox.push(message);
  }

  /** While catching up: answers due before the entry at `seq`, and whether that entry is one of our own. */
  answersUpTo(seq: number): { due: readonly Bytes[]; isOwn: boolean } {
    const due: Bytes[] = [];
    let isOwn = false;
    if (this.state.kind !== 'catching-up') return { due, isOwn };
    const { answers } = this.state;
    for (let next = answers[0]; next !== undefined; next = answers[0]) {
      if (next.seq !== null && next.seq > seq) break;
      isOwn ||= next.seq === seq;
      due.push(next.message);
      answers.shift();
    }
    return { due, isOwn };
  }

  get hasAnswersWaiting(): boolean {
    return this.state.kind === 'catching-up' && this.state.answers.length > 0;
  }
}
