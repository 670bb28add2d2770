import type { Bytes, Clock, DeviceKey, LogId, SpaceId } from '@minga/base';
import { ownBytes } from '@minga/base';
import {
  type Auth,
  type Card,
  type ClientMessage,
  type Limits,
  type Ready,
  type RelayMessage,
  closeCodes,
  decodeRelayMessages,
  defaultLimits,
  limitsBeforeReady,
  limitsFromValues,
  protocolVersion,
  suite1,
} from '@minga/protocol';
import { type LinkChannels, createLinkChannels } from './link-channels.ts';
import { createLinkIntake } from './link-intake.ts';
import { createLinkOutbox } from './link-outbox.ts';
import type { LinkEvents } from './relay-link.ts';
import { reportBug } from './report-bug.ts';
import type { Transport } from './transport.ts';

export interface LinkSessionPorts {
  readonly space: SpaceId;
  /** Who proves to be here; null on a visit with an invitation. */
  readonly device: DeviceKey | null;
  readonly url: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly events: LinkEvents;
  /** Answers the relay's challenge (PROTOCOL P6–P7); asked anew at every connection. */
  authenticate(nonce: Bytes): Promise<Auth>;
  /** Said in one breath with AUTH ([P5]); asked for when it is. */
  opening(): readonly ClientMessage[];
  /** PINGs without any sign of life until it is given up. Counted, not timed: in a hidden tab timers come once a minute. */
  readonly patience: number;
  synced(logId: LogId): void;
  ended(end: SessionEnd): void;
}

export interface SessionEnd {
  readonly code: number;
  /** It did what a connection is for: the next one need not wait as after a failure. */
  readonly hasWorked: boolean;
  /** It was given up because nothing came, although the relay had let us in. */
  readonly wasSilent: boolean;
}

/** One connection, from HELLO to its end. What belongs to an ended one is never mixed with the next. */
export interface LinkSession {
  /** Of READY; null before it, and on a connection opened with an invitation. */
  readonly logId: LogId | null;
  readonly channels: LinkChannels;
  /** Bytes handed to the socket and not yet on the wire. */
  readonly waiting: number;
  /** Dropped before READY or CARD. */
  say(message: ClientMessage): void;
  /** May wait a moment for something else to travel with. */
  saySoon(message: ClientMessage): void;
  /** Ends the session soon when the relay gives no sign of life. */
  probe(): void;
  end(code: number): void;
}

const pingEveryMs = 20_000;
/** What a connection is given that has answered for a while. */
export const usualPatience = 2;
const answersForTrust = 6;
const probeMs = 5_000;
/** A connection the relay ends sooner than this has not worked, however far it got. */
const settledMs = 30_000;
const lostConnection = 1006;
const protocolError = 1002;

/** When the messages of the handshake come (PROTOCOL P5); all others come after it. */
const phaseByHandshake: Readonly<Record<string, Phase>> = {
  challenge: 'greeting',
  ready: 'proving',
  card: 'proving',
  found: 'proving',
};

type Phase = 'greeting' | 'answering' | 'proving' | 'admitted' | 'over';

export function openLinkSession(ports: LinkSessionPorts): LinkSession {
  const { clock, events, space } = ports;
  let phase: Phase = 'greeting';
  let logId: LogId | null = null;
  let limits: Limits = defaultLimits;
  let hasSynced = false;
  let isSettled = false;
  let heard = 0;
  let inbox: Promise<void> = Promise.resolve();
  const cancels = new Set<() => void>();
  // A function, so that the compiler does not assume `phase` unchanged across an await.
  const isIn = (one: Phase): boolean => phase === one;

  const end = (code: number, wasSilent = false): void => {
    if (isIn('over')) return;
    const wasAdmitted = isIn('admitted');
    outbox.stop();
    phase = 'over';
    for (const cancel of cancels) cancel();
    socket.close();
    channels.lost();
    const hasWorked =
      isSettled ||
      (code === lostConnection && hasSynced) ||
      (code === closeCodes.reauthenticate && wasAdmitted);
    ports.ended({ code, hasWorked, wasSilent: wasSilent && wasAdmitted });
  };
  const breach = (why: string): void => {
    console.warn(`minga: the relay breaks the protocol: ${why}`);
    end(protocolError);
  };
  const fail = (error: unknown): void => {
    reportBug('a connection to the relay', error);
    end(protocolError);
  };
  const after = (ms: number, task: () => void): void => {
    const cancel = clock.after(ms, () => {
      cancels.delete(cancel);
      task();
    });
    cancels.add(cancel);
  };
  /** One after another: a short frame is rebuilt from the hash of the one before it. */
  const inTurn = (work: () => void | Promise<void>): void => {
    inbox = inbox.then(async () => {
      if (!isIn('over')) await work();
    });
    inbox = inbox.catch(fail);
  };

  const receive = async (bytes: Bytes): Promise<void> => {
    const decoded = decodeRelayMessages(bytes, limits);
    if (!decoded.ok) {
      breach(decoded.error.code);
      return;
    }
    for (const message of decoded.value) {
      if (isIn('over')) return;
      await take(message);
    }
  };
  const take = (message: RelayMessage): void | Promise<void> => {
    const phaseOf: Phase = phaseByHandshake[message.kind] ?? 'admitted';
    if (!isIn(phaseOf)) breach(`${message.kind} out of turn`);
    else if (message.kind === 'challenge') prove(ownBytes(message.nonce));
    else if (message.kind === 'ready') takeReady(message);
    else if (message.kind === 'card') takeCard(message);
    else if (message.kind === 'found') breach('what no card asked for');
    else return intake(message);
  };
  /** Beside the inbox: should the connection end meanwhile, that is heard at once. */
  const prove = (nonce: Bytes): void => {
    phase = 'answering';
    const answer = async (): Promise<void> => {
      const auth = await ports.authenticate(nonce);
      if (!isIn('answering')) return;
      phase = 'proving';
      outbox.send({ kind: 'auth', auth });
      for (const message of ports.opening()) outbox.send(message);
    };
    answer().catch(fail);
  };
  const takeReady = (message: Ready): void => {
    phase = 'admitted';
    logId = message.logId;
    limits = limitsFromValues(message.limits);
    after(settledMs, () => {
      isSettled = true;
    });
    events.ready(message);
  };

  const takeCard = ({ status, sealedCard }: Card): void => {
    phase = 'admitted';
    events.card(status, ownBytes(sealedCard));
  };

  /** What goes out slowly goes out: the answer to a PING comes behind it. */
  const keepHearing = (unheard: number, answered: number): void => {
    const before = heard;
    const unsent = socket.waiting();
    if (isIn('admitted'))
      outbox.send({ kind: 'ping', clientTimeMs: clock.now() });
    after(pingEveryMs, () => {
      const isHeard = heard > before || socket.waiting() < unsent;
      const next = isHeard ? 0 : unheard + 1;
      const most = answered < answersForTrust ? ports.patience : usualPatience;
      if (!isIn('admitted') || next >= most) end(lostConnection, true);
      else keepHearing(next, isHeard ? answered + 1 : answered);
    });
  };

  const socket = ports.transport.connect(ports.url, {
    opened: () => {
      heard += 1;
      const version = protocolVersion;
      outbox.send({ kind: 'hello', version, space, suites: [suite1] });
    },
    message: (bytes) => {
      heard += 1;
      inTurn(() => receive(bytes));
    },
    // Behind the messages that came before it: a relay that drains acknowledges first ([P32]).
    closed: (code) => {
      inTurn(() => {
        end(code);
      });
    },
  });
  const outbox = createLinkOutbox({
    clock,
    socket,
    limits: () => (isIn('admitted') ? limits : limitsBeforeReady(limits)),
    tooLong: (kind) => {
      reportBug('sending', new RangeError(`${kind} is too long`));
    },
  });
  const channels = createLinkChannels({
    space,
    device: ports.device,
    clock,
    send: (message) => {
      outbox.send(message);
    },
    breach,
  });
  const intake = createLinkIntake({
    events,
    channels,
    limits: () => limits,
    synced: (of) => {
      hasSynced = true;
      ports.synced(of);
    },
    breach,
  });
  keepHearing(0, 0);

  return {
    get logId() {
      return logId;
    },
    channels,
    get waiting() {
      return socket.waiting();
    },
    say(message) {
      if (isIn('admitted')) outbox.send(message);
    },
    saySoon(message) {
      if (isIn('admitted')) outbox.sendSoon(message);
    },
    probe() {
      const before = heard;
      if (isIn('admitted'))
        outbox.send({ kind: 'ping', clientTimeMs: clock.now() });
      after(probeMs, () => {
        if (heard === before) end(lostConnection);
      });
    },
    end,
  };
}
