import {
  type Bytes,
  type Clock,
  type DocumentId,
  type Random,
  equalBytes,
} from '@minga/base';
import { type Keyring, sealPresence } from '@minga/crypto';
import type { Signer } from '@minga/membership';
import { type ClientPresence, encodePresenceStates } from './presence-state.ts';
import { reportBug } from './report-bug.ts';

export interface OwnPresencePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly keyring: Keyring;
  readonly signer: Signer;
  readonly epoch: () => number;
  readonly relayTimeMs: () => number;
  readonly send: (doc: DocumentId, presence: Bytes) => void;
}

/** What this browser tells of where its people are in one document: one session, counted, signed once a second. */
export interface OwnPresence {
  /** An empty list: nobody here has it open any more. */
  set(clients: readonly ClientPresence[]): void;
  /** Nothing is left to be told. */
  readonly isOver: boolean;
  /** A cursor that waits goes now: there is something it can travel with. */
  withAppend(): void;
  /** Signed, whether or not something has changed. */
  tellAgain(): void;
  /** The others may have forgotten us: a new session, signed at once. */
  renew(): void;
  /** Says goodbye. */
  stop(): void;
}

const apartMs = 400;
const signEveryMs = 1_000;
const wobbleMs = 60_000;

export function createOwnPresence(
  ports: OwnPresencePorts,
  doc: DocumentId,
): OwnPresence {
  const { clock, random, signer } = ports;
  const nobody = encodePresenceStates([]);
  let session = random.bytes(8);
  let counter = 0;
  let content = nobody;
  let sentAt = 0;
  let signedAt = 0;
  let lastRelayTime = 0;
  let waiting: { cancel(): void } | null = null;
  let sending: Promise<void> = Promise.resolve();

  /** How long ago, as far as the clock tells; it may have been set back. */
  const since = (then: number): number => {
    const age = clock.now() - then;
    return age < 0 ? Number.POSITIVE_INFINITY : age;
  };
  /** Rises from signature to signature: a later session is known by it. What we take for the relay's time wobbles. */
  const nextRelayTime = (): number => {
    const now = Math.max(0, Math.round(ports.relayTimeMs()));
    const isWobble = lastRelayTime - now < wobbleMs;
    lastRelayTime = isWobble ? Math.max(now, lastRelayTime + 1) : now;
    return lastRelayTime;
  };
  const seal = async (mustSign: boolean): Promise<void> => {
    const isSigned =
      mustSign || counter === 0 || since(signedAt) >= signEveryMs;
    counter += 1;
    sentAt = clock.now();
    if (isSigned) signedAt = sentAt;
    const relayTimeMs = isSigned ? nextRelayTime() : 0;
    const sealed = await sealPresence(ports, {
      doc,
      epoch: ports.epoch(),
      session,
      counter,
      content,
      signed: isSigned ? { signer, relayTimeMs } : null,
    });
    if (sealed.ok) ports.send(doc, sealed.value);
  };
  const sendNow = (mustSign: boolean): void => {
    waiting?.cancel();
    waiting = null;
    sending = sending
      .then(() => seal(mustSign))
      .catch((error: unknown) => {
        reportBug('telling where we are', error);
      });
  };
  const sendSoon = (): void => {
    if (waiting !== null) return;
    const wait = Math.max(0, apartMs - since(sentAt));
    const cancel = clock.after(wait, () => {
      waiting = null;
      sendNow(false);
    });
    waiting = { cancel };
  };
  const isSomebodyHere = (): boolean => !equalBytes(content, nobody);
  return {
    set(clients) {
      const next = encodePresenceStates(clients);
      // Editors repeat their state every 15 s.
      if (equalBytes(next, content)) return;
      content = next;
      sendSoon();
    },
    get isOver() {
      return waiting === null && !isSomebodyHere();
    },
    withAppend() {
      if (waiting !== null) sendNow(false);
    },
    tellAgain() {
      if (isSomebodyHere()) sendNow(true);
    },
    renew() {
      if (!isSomebodyHere()) return;
      session = random.bytes(8);
      counter = 0;
      sendNow(true);
    },
    stop() {
      const wasHere = isSomebodyHere() && counter > 0;
      waiting?.cancel();
      waiting = null;
      content = nobody;
      if (wasHere) sendNow(false);
    },
  };
}
