import type { Bytes, Clock, InviteId, Random, SpaceId } from '@minga/base';
import { type Auth, type CardStatus, nackCodes } from '@minga/protocol';
import type { LinkEvents } from './relay-link.ts';
import { deafEvents } from './deaf-events.ts';
import { createSpaceLink } from './space-link.ts';
import type { Transport } from './transport.ts';

export type VisitOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'not-live'; readonly status: CardStatus }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'unreachable' };

export interface Visit {
  /** The sealed card and whether the invitation still lives. Uses nothing up. */
  card(): Promise<VisitOutcome<Bytes>>;
  /**
   * Offers the `join` action; once it has a position the relay hands over the sealed keys. 'asked': it is with approval, and
   * she waits. `isRepeated`: it may have its
   * position from an earlier visit, so that an invitation which it used up is no reason to stay away.
   */
  join(
    action: Bytes,
    isRepeated: boolean,
  ): Promise<VisitOutcome<Bytes | 'asked'>>;
  close(): void;
}

const patienceMs = 20_000;
/** A first answer that does not come within this time is told as no signal; a slow link needs some. */
const connectPatienceMs = 15_000;
const againMs = 2_000;

/** A connection that shows only the proof of an invitation (PROTOCOL P7, mode `invite`). */
export function visitRelay(ports: {
  readonly space: SpaceId;
  readonly invite: InviteId;
  readonly url: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  authenticate(nonce: Bytes): Promise<Auth>;
}): Visit {
  const { clock } = ports;
  let card: { readonly status: CardStatus; readonly sealed: Bytes } | null =
    null;
  let keys: Bytes | 'asked' | null = null;
  let refused: number | null = null;
  let joining: Bytes | null = null;
  const wakes = new Set<() => void>();
  const noted = (): void => {
    for (const wake of [...wakes]) wake();
  };
  const refuse = (code: number): void => {
    refused = code;
    noted();
  };
  /** At every connection again: the last one may have broken before the keys came. */
  const offer = (): void => {
    if (joining !== null && keys === null) link.putAction(joining);
  };
  const refusedOrBusy = (code: number, final: boolean): void => {
    if (final) refuse(code);
    else clock.after(againMs, offer);
  };
  const events: LinkEvents = {
    ...deafEvents,
    card(status, sealed) {
      card = { status, sealed };
      offer();
      noted();
    },
    keys(invite, sealedKeys) {
      if (invite !== ports.invite) return;
      keys ??= sealedKeys;
      noted();
    },
    ask() {
      // [P39] It comes before the keys, which are none.
      keys ??= 'asked';
      noted();
    },
    actionRefused: (_hash, final, code) => {
      refusedOrBusy(code, final);
    },
    nack: refusedOrBusy,
    stateChanged(state) {
      if (state.phase === 'refused') refuse(state.code);
    },
  };
  const link = createSpaceLink({
    ...ports,
    device: null,
    events,
    opening: () => [],
  });
  link.start();

  /** Waits for `ready` to give a value, a refusal, or the end of patience. */
  const until = <T>(
    patience: number,
    ready: () => T | null,
  ): Promise<VisitOutcome<T>> =>
    new Promise((resolve) => {
      const settle = (outcome: VisitOutcome<T>): void => {
        cancel();
        wakes.delete(look);
        resolve(outcome);
      };
      const look = (): void => {
        const value = ready();
        if (value !== null) settle({ kind: 'done', value });
        else if (refused !== null) settle({ kind: 'refused', code: refused });
      };
      const cancel = clock.after(patience, () => {
        settle({ kind: 'unreachable' });
      });
      wakes.add(look);
      look();
    });
  const firstCard = () => until(connectPatienceMs, () => card);
  const liveCard = async (): Promise<VisitOutcome<Bytes>> => {
    const seen = await firstCard();
    if (seen.kind !== 'done') return seen;
    const { status, sealed } = seen.value;
    if (status !== 'live') return { kind: 'not-live', status };
    // The relay has the invitation but not yet its keys: a join would use it up for nothing.
    return sealed.length === 0
      ? { kind: 'not-live', status: 'unknown' }
      : { kind: 'done', value: sealed };
  };
  return {
    card: liveCard,
    async join(action, isRepeated) {
      const seen = await (isRepeated ? firstCard() : liveCard());
      if (seen.kind !== 'done') return seen;
      joining = action;
      offer();
      const joined = await until(patienceMs, () => keys);
      const { status } = card ?? { status: 'live' };
      // Why it does not live any more says more than that it does not.
      const isOver =
        joined.kind === 'refused' &&
        joined.code === nackCodes.invitationNotLive &&
        status !== 'live';
      return isOver ? { kind: 'not-live', status } : joined;
    },
    close() {
      link.stop();
    },
  };
}
