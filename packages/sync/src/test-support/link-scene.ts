import {
  type Bytes,
  type DocumentId,
  type LogId,
  type Random,
  bytesToId,
} from '@minga/base';
import {
  type Auth,
  type LogPosition,
  type RelayMessage,
  defaultLimits,
  limitsToValues,
  zeroEntryId,
  zeroHash,
} from '@minga/protocol';
import { deafEvents } from '../deaf-events.ts';
import type { LinkEvents, LinkState } from '../relay-link.ts';
import { createSpaceLink } from '../space-link.ts';
import { aDocument, aSpace, deviceNamed } from './frames.ts';
import { manualClock, settle } from './manual-clock.ts';
import { scriptedRelay } from './scripted-relay.ts';

export const logId = bytesToId<LogId>(new Uint8Array(16).fill(3));
const half: Random = { bytes: (length) => new Uint8Array(length).fill(128) };
export const auth: Auth = {
  mode: 'member',
  device: deviceNamed(1),
  haveActions: 0,
  haveHash: zeroHash,
  signature: new Uint8Array(64),
};
export const challenge: RelayMessage = {
  kind: 'challenge',
  nonce: new Uint8Array(32),
  serverTimeMs: 1,
};
export const ready: RelayMessage = {
  kind: 'ready',
  logId,
  serverTimeMs: 1,
  actionCount: 1,
  spaceHead: 0,
  limits: limitsToValues(defaultLimits),
};
export const changes = (
  documents: readonly DocumentId[],
  flags: { more?: boolean; live?: boolean } = {},
): RelayMessage => ({
  kind: 'changes',
  reset: false,
  more: false,
  live: false,
  logId,
  upTo: { seq: 0, entryId: zeroEntryId },
  documents: documents.map((doc) => ({ doc, head: 1 })),
  ...flags,
});
export const subbed = (channel = 1): RelayMessage => ({
  kind: 'subbed',
  doc: aDocument,
  channel,
  head: 0,
});

/** A link in a world that stands still, and the relay at its other end in the hands of the test. */
export function openLink(
  options: {
    readonly events?: Partial<LinkEvents>;
    readonly authenticate?: (nonce: Bytes) => Promise<Auth>;
    readonly random?: Random;
    readonly opening?: readonly LogPosition[];
  } = {},
) {
  const clock = manualClock();
  const relay = scriptedRelay();
  const states: LinkState[] = [];
  const told: string[] = [];
  const link = createSpaceLink({
    space: aSpace,
    device: deviceNamed(1),
    url: 'ws://relay.test/ws',
    transport: relay.transport,
    clock,
    random: options.random ?? half,
    authenticate: options.authenticate ?? (() => Promise.resolve(auth)),
    opening: () =>
      (options.opening ?? [{ seq: 0, entryId: zeroEntryId }]).map((since) => ({
        logId,
        since,
      })),
    events: {
      ...deafEvents,
      changed: (heads) => told.push(`changed ${String(heads[0]?.head)}`),
      head: (_doc, seq) => told.push(`head ${String(seq)}`),
      ...options.events,
      stateChanged(state) {
        states.push(state);
        options.events?.stateChanged?.(state);
      },
    },
  });
  const phases = () => states.map(({ phase }) => phase);
  const greet = async (): Promise<void> => {
    relay.last.open();
    await settle();
    relay.last.say(challenge);
    await settle();
  };
  /** From the start to a completed SYNC. */
  const live = async (): Promise<void> => {
    if (relay.connections.length === 0) link.start();
    await greet();
    relay.last.say(ready);
    await settle();
    link.listing();
    relay.last.say(changes([]));
    await settle();
  };
  return { clock, relay, link, states, phases, told, greet, live };
}
