import type {
  Bytes,
  Clock,
  DeviceKey,
  LogId,
  Random,
  SpaceId,
} from '@minga/base';
import { type Auth, type LogPosition, isFinalClose } from '@minga/protocol';
import { backoffMs } from './link-backoff.ts';
import {
  type LinkSession,
  type SessionEnd,
  openLinkSession,
  usualPatience,
} from './link-session.ts';
import type { LinkEvents, LinkState, RelayLink } from './relay-link.ts';
import { snapshotPutMessages } from './snapshot-parts.ts';
import type { Transport } from './transport.ts';

export interface SpaceLinkPorts {
  readonly space: SpaceId;
  /** Who proves to be here; null on a visit with an invitation. */
  readonly device: DeviceKey | null;
  readonly url: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly events: LinkEvents;
  /** Answers the relay's challenge (PROTOCOL P6–P7); asked anew at every connection. */
  authenticate(nonce: Bytes): Promise<Auth>;
  /** What the SYNCs name that are said behind AUTH ([P5], [P12]); none on a visit with an invitation. */
  opening(): readonly { readonly logId: LogId; readonly since: LogPosition }[];
}

const presenceDropBytes = 1024 * 1024;
/** In PINGs: five minutes, in which the longest frame comes over 30 kbit/s. */
const mostPatience = 16;

/** Keeps one connection of a space alive, with backoff between one and the next. */
export function createSpaceLink(ports: SpaceLinkPorts): RelayLink {
  const { clock, events } = ports;
  let state: LinkState = { phase: 'idle' };
  let session: LinkSession | null = null;
  let isWanted = false;
  let attempt = 0;
  let patience = usualPatience;
  let cancelRetry: () => void = () => undefined;

  const setState = (next: LinkState): void => {
    state = next;
    events.stateChanged(next);
  };
  const mayConnect = (): boolean => isWanted && session === null;
  const connect = (): void => {
    cancelRetry();
    if (!mayConnect()) return;
    setState({ phase: 'connecting' });
    // Who was told may have stopped us.
    if (!mayConnect()) return;
    const opened = openLinkSession({
      ...ports,
      patience,
      opening: () =>
        ports.opening().map((named) => ({ kind: 'sync', ...named })),
      synced: (logId) => {
        setState({ phase: 'live', logId });
      },
      ended: (end) => {
        if (session === opened) ended(end);
      },
    });
    session = opened;
  };
  const ended = ({ code, hasWorked, wasSilent }: SessionEnd): void => {
    session = null;
    // Of a long message on a slow line nothing is heard until it is whole: to give up as soon again would be for ever.
    if (wasSilent) patience = Math.min(mostPatience, patience * 2);
    else if (hasWorked) patience = usualPatience;
    if (isFinalClose(code)) {
      setState({ phase: 'refused', code });
      return;
    }
    attempt = hasWorked ? 1 : attempt + 1;
    const wait = backoffMs(ports.random, attempt, code);
    cancelRetry = clock.after(wait, connect);
    setState({ phase: 'waiting', retryAt: clock.now() + wait });
  };

  return {
    get state() {
      return state;
    },
    start() {
      isWanted = true;
      connect();
    },
    stop() {
      isWanted = false;
      cancelRetry();
      const last = session;
      session = null;
      last?.end(1000);
      setState({ phase: 'idle' });
    },
    hurry() {
      attempt = 0;
      if (session === null) connect();
      else session.probe();
    },
    listing() {
      const logId = session?.logId ?? null;
      if (logId !== null && state.phase === 'connecting')
        setState({ phase: 'listing', logId });
    },
    subscribe(doc, since) {
      if (session !== null && session.logId !== null)
        session.channels.subscribe(doc, since);
    },
    unsubscribe(doc) {
      session?.channels.unsubscribe(doc);
    },
    append(doc, frame) {
      const channel = session?.channels.of(doc) ?? null;
      return channel?.append(frame) ?? Promise.resolve({ kind: 'lost' });
    },
    putHeader(header) {
      session?.say({ kind: 'doc', header });
    },
    putAction(action) {
      session?.say({ kind: 'action', action });
    },
    putKeys(inviteId, sealedKeys, sealedCard) {
      session?.say({ kind: 'keybox', inviteId, sealedKeys, sealedCard });
    },
    putNote(device, note) {
      session?.say({ kind: 'ask', device, status: 'waits', note });
    },
    sendPresence(doc, presence) {
      const channel = session?.channels.of(doc)?.number ?? null;
      if (session === null || channel === null) return;
      if (session.waiting > presenceDropBytes) return;
      session.saySoon({ kind: 'eph', channel, presence });
    },
    sendRegister(register) {
      session?.say({ kind: 'reg', register });
    },
    requestRegisters() {
      session?.say({ kind: 'reg', register: null });
    },
    lease(doc) {
      session?.say({ kind: 'lease', doc });
    },
    putSnapshot(doc, hash, snapshot) {
      for (const message of snapshotPutMessages(doc, hash, snapshot))
        session?.say(message);
    },
    getEntries(doc, from, to) {
      session?.say({ kind: 'get', what: 'entries', doc, from, to });
    },
    getSnapshot(doc, hash) {
      session?.say({ kind: 'get', what: 'snapshot', doc, hash });
    },
    askBlob(message) {
      session?.say(message);
    },
  };
}
