import type { Clock, DeviceKey, DocumentId, SpaceId } from '@minga/base';
import type { ClientMessage } from '@minga/protocol';
import { type LinkChannel, createLinkChannel } from './link-channel.ts';

/** The documents of one connection, by what either side calls them. */
export interface LinkChannels {
  of(doc: DocumentId): LinkChannel | null;
  /** By the relay's number; null for one it never told. */
  at(number: number): LinkChannel | null;
  subscribe(doc: DocumentId, since: number): void;
  unsubscribe(doc: DocumentId): void;
  /** SUBBED. Null when it answers a subscription that is wanted no more. */
  subbed(doc: DocumentId, number: number): LinkChannel | null;
  /** The connection has ended. */
  lost(): void;
}

/** Mending a channel takes one SUB; a relay that makes us mend for ever is left, and comes back after the backoff. */
const mostMendings = { count: 40, withinMs: 10_000 };

export function createLinkChannels(ports: {
  readonly space: SpaceId;
  readonly device: DeviceKey | null;
  readonly clock: Clock;
  send(message: ClientMessage): void;
  breach(why: string): void;
}): LinkChannels {
  const { space, device, clock } = ports;
  const send = (message: ClientMessage): void => {
    ports.send(message);
  };
  const byDoc = new Map<DocumentId, LinkChannel>();
  const byNumber = new Map<number, LinkChannel>();

  const mendingsOf = new Map<DocumentId, { since: number; count: number }>();

  const isMendedTooOften = (doc: DocumentId): boolean => {
    const now = clock.now();
    const known = mendingsOf.get(doc);
    const isRecent =
      known !== undefined &&
      Math.abs(now - known.since) < mostMendings.withinMs;
    const subs = isRecent ? known : { since: now, count: 0 };
    subs.count += 1;
    mendingsOf.set(doc, subs);
    return subs.count > mostMendings.count;
  };
  const create = (doc: DocumentId): LinkChannel => {
    const channel = createLinkChannel({
      space,
      doc,
      device,
      send: (number, wireFrame) => {
        send({ kind: 'append', channel: number, wireFrame });
      },
    });
    byDoc.set(doc, channel);
    return channel;
  };
  return {
    of: (doc) => byDoc.get(doc) ?? null,
    at: (number) => byNumber.get(number) ?? null,
    subscribe(doc, since) {
      const known = byDoc.get(doc) ?? null;
      if (known?.isWanted === true && isMendedTooOften(doc)) {
        ports.breach('a channel that cannot be mended');
        return;
      }
      (known ?? create(doc)).reopening();
      send({ kind: 'sub', doc, since, withoutSnapshot: false });
    },
    unsubscribe(doc) {
      const channel = byDoc.get(doc);
      if (channel?.isWanted !== true) return;
      const { number } = channel;
      channel.abandon();
      // Without a number its SUBBED is still on the way, and is answered with UNSUB.
      if (number !== null) send({ kind: 'unsub', channel: number });
    },
    subbed(doc, number) {
      const channel = byDoc.get(doc);
      if (channel === undefined) return null;
      byNumber.set(number, channel);
      if (channel.isWanted) {
        channel.opened(number);
        return channel;
      }
      send({ kind: 'unsub', channel: number });
      return null;
    },
    lost() {
      for (const channel of byDoc.values()) channel.lost();
    },
  };
}
