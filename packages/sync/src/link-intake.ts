import { type LogId, ownBytes } from '@minga/base';
import {
  type Changes,
  type Entry,
  type Limits,
  type Nack,
  type RelayMessage,
  type SnapshotSent,
  hashBytes,
} from '@minga/protocol';
import type { LinkChannel } from './link-channel.ts';
import type { LinkChannels } from './link-channels.ts';
import type { AppendAnswer, DocumentHead, LinkEvents } from './relay-link.ts';
import { type SnapshotParts, createSnapshotParts } from './snapshot-parts.ts';

export interface IntakePorts {
  readonly events: LinkEvents;
  readonly channels: LinkChannels;
  limits(): Limits;
  /** CHANGES is complete ([P13]). */
  synced(logId: LogId): void;
  /** The relay does not keep to the protocol: the connection ends. */
  breach(why: string): void;
}

/** READY and what comes before it are the session's. */
export type Handshake = 'challenge' | 'ready' | 'card' | 'found';
type Kind = Exclude<RelayMessage['kind'], Handshake>;
type Of<K extends RelayMessage['kind']> = Extract<RelayMessage, { kind: K }>;
type Take<Message> = (message: Message) => void | Promise<void>;
type Takers = { readonly [K in Kind]: Take<Of<K>> };

/** A relay may ask for any pause; a moment at least, and no longer than a quarter of an hour. */
const retryMs = { shortest: 250, longest: 900_000 };

/** What a connection that is admitted makes of each message of the relay. */
export function createLinkIntake(
  ports: IntakePorts,
): (message: Of<Kind>) => void | Promise<void> {
  const { events, channels } = ports;
  const changed: DocumentHead[] = [];
  /** Until SUBBED nothing of such a channel is of use. */
  const mending = new Set<LinkChannel>();
  const partsOf = new Map<LinkChannel, SnapshotParts>();

  const takeChanges = (message: Changes): void => {
    if (message.live) {
      events.changed(message.documents);
      return;
    }
    changed.push(...message.documents);
    if (changed.length > ports.limits().documents) {
      ports.breach('more documents than it allows');
      return;
    }
    if (message.more) return;
    const { reset, logId, upTo } = message;
    const answer = { reset, logId, upTo, changed: changed.splice(0) };
    ports.synced(logId);
    events.synced(answer);
  };
  const takeEntry = async (
    channel: LinkChannel,
    { seq, back, alias, wireFrame }: Entry,
  ): Promise<void> => {
    if (!channel.isWanted) {
      // Sent before the relay heard UNSUB: it counts as told, and nobody tells it again ([P14]).
      events.changed([{ doc: channel.doc, head: seq }]);
      return;
    }
    if (mending.has(channel)) return;
    const received = await channel.receive(alias, wireFrame);
    if (received.ok)
      events.entry(channel.doc, { seq, back, ...received.value });
    else if (received.error === 'malformed') ports.breach('malformed frame');
    else mend(channel);
  };
  /** [P18] */
  const mend = (channel: LinkChannel): void => {
    mending.add(channel);
    events.channelClosed(channel.doc, mendCode);
  };
  const answered = (
    channel: LinkChannel,
    answer: AppendAnswer,
    nack: Nack | null,
  ): void => {
    if (!channel.answered(answer, nack?.entryId ?? null))
      ports.breach('an answer to no append');
  };
  const takeNack = (message: Nack): void => {
    const { channel: number, final, code, retryAfterMs } = message;
    if (number === 0) {
      events.nack(code, final);
      return;
    }
    const channel = channels.at(number);
    if (channel === null) return;
    const { shortest, longest } = retryMs;
    const afterMs = Math.min(longest, Math.max(shortest, retryAfterMs));
    const answer: AppendAnswer = final
      ? { kind: 'refused', code }
      : { kind: 'retry', code, afterMs };
    answered(channel, answer, message);
  };
  const takeSnapshot = async (
    channel: LinkChannel,
    message: SnapshotSent,
  ): Promise<void> => {
    const parts = partsOf.get(channel) ?? createSnapshotParts();
    partsOf.set(channel, parts);
    const whole = parts.take(message);
    if (whole === null) return;
    partsOf.delete(channel);
    const { hash, covers } = message;
    if ((await hashBytes(whole)) === hash)
      events.snapshot(channel.doc, covers, hash, whole);
    else ports.breach('a snapshot under a name that is not its hash');
  };
  /** For what is of use only while the document is subscribed. */
  const onWanted =
    <Message extends { readonly channel: number }>(
      take: (channel: LinkChannel, message: Message) => void | Promise<void>,
    ): Take<Message> =>
    (message) => {
      const channel = channels.at(message.channel);
      return channel?.isWanted === true ? take(channel, message) : undefined;
    };

  const takers: Takers = {
    changes: takeChanges,
    subbed({ doc, channel: number, head }) {
      const channel = channels.subbed(doc, number);
      if (channel === null) return;
      mending.delete(channel);
      events.subscribed(doc, head);
    },
    entry(message) {
      const channel = channels.at(message.channel);
      return channel === null ? undefined : takeEntry(channel, message);
    },
    head: onWanted(({ doc }, { seq }) => {
      events.head(doc, seq);
    }),
    snap: onWanted(takeSnapshot),
    ack({ channel: number, seq, back }) {
      const channel = channels.at(number);
      if (channel !== null)
        answered(channel, { kind: 'acked', seq, back }, null);
    },
    nack: takeNack,
    doc({ header }) {
      events.header(ownBytes(header));
    },
    'doc-nack'({ doc, final, code }) {
      events.headerRefused(doc, final, code);
    },
    action({ index, action }) {
      events.action(index, ownBytes(action));
    },
    'action-nack'({ actionHash, final, code }) {
      events.actionRefused(actionHash, final, code);
    },
    keybox({ inviteId, sealedKeys }) {
      events.keys(inviteId, ownBytes(sealedKeys));
    },
    ask({ device, status, note }) {
      events.ask(device, status, ownBytes(note));
    },
    leased({ doc, granted, ms }) {
      events.leased(doc, granted, ms);
    },
    'snap-ack'({ doc, accepted, hashInForce }) {
      events.snapshotAnswer(doc, accepted, hashInForce);
    },
    eph: onWanted(({ doc }, { presence }) => {
      events.presence(doc, ownBytes(presence));
    }),
    reg({ register }) {
      events.register(ownBytes(register));
    },
    'chan-close': onWanted((channel, { code }) => {
      channel.abandon();
      events.channelClosed(channel.doc, code);
    }),
    'blob-part'(message) {
      events.blob(message);
    },
    'blob-ack'(message) {
      events.blob(message);
    },
    pong({ serverTimeMs }) {
      events.serverTime(serverTimeMs);
    },
  };
  // The table pairs each kind with its message; TypeScript loses the pair when it looks the kind up.
  return (message) => (takers[message.kind] as Take<typeof message>)(message);
}

/** CHANCLOSE never carries it: the channel is to be subscribed anew. */
const mendCode = 1002;
