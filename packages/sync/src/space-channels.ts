import type {
  Bytes,
  Clock,
  DocumentId,
  Hash,
  MemberId,
  Random,
} from '@minga/base';
import {
  type Verify,
  deviceInForceAt,
  firstEpoch,
  lastIndex,
} from '@minga/membership';
import { zeroHash } from '@minga/protocol';
import * as Y from 'yjs';
import type { WhyOpen } from './api.ts';
import { authorsOf } from './document-authors.ts';
import type { ChannelId, CoreEvent } from './core-api.ts';
import type { DocumentEngine } from './engine-ports.ts';
import {
  type ClientPresence,
  awarenessOfPresence,
  presenceOfAwareness,
} from './presence-state.ts';
import { type Receipts, createReceipts } from './receipts.ts';
import type { SpaceCore } from './space-core-api.ts';
import { type RemoteClient, createSpacePresence } from './space-presence.ts';
import {
  type AwarenessEntry,
  type YServer,
  serveYWebsocket,
} from './y-websocket-server.ts';

/** Open documents of a space: virtual sockets of all tabs, presence, receipts. */
export interface SpaceChannels {
  readonly receipts: Receipts;
  open(channel: ChannelId, doc: DocumentId, why?: WhyOpen): Promise<void>;
  receive(channel: ChannelId, message: Bytes): void;
  close(channel: ChannelId): void;
  presenceReceived(doc: DocumentId, presence: Bytes): void;
  registerReceived(register: Bytes): void;
  membershipChanged(): void;
  documentChanged(doc: DocumentId): void;
  /** What the tabs hold of it is no ground to say anything any more. */
  documentReplaced(doc: DocumentId): void;
  stop(): void;
}

interface Open {
  readonly doc: DocumentId;
  readonly why: WhyOpen | undefined;
  readonly engine: DocumentEngine;
  readonly server: YServer;
  opened: boolean;
  /** Of the engine, when its tabs were last told who wrote what. */
  authorsTold: number;
  /** ClientIDs whose presence this channel was told of. */
  shown: ReadonlySet<number>;
  clients: ReadonlyMap<number, ClientPresence>;
}

const keepAliveMs = 10_000;
/** With no relay in sight a channel opens with what this device has. */
const offlinePatienceMs = 1_500;

export function createSpaceChannels(ports: {
  readonly core: SpaceCore;
  readonly clock: Clock;
  readonly random: Random;
  readonly verify: Verify;
  emit(event: CoreEvent): void;
  statusChanged(doc: DocumentId): void;
  look(member: string): { readonly color: string; readonly shape: string };
}): SpaceChannels {
  const { core, clock } = ports;
  const emit = (event: CoreEvent): void => {
    ports.emit(event);
  };
  const { space } = core;
  const open = new Map<ChannelId, Open>();
  const epoch = (): number => core.log.state.epochs.at(-1)?.epoch ?? firstEpoch;
  const names = new Map<MemberId, string>();
  let logTold: Hash | null = null;

  const receipts = createReceipts({
    ...ports,
    signer: core.signer,
    keyring: core.secrets.keyring,
    epoch,
    memberOf: (device) => core.memberOf(device),
    content: () => ({
      documents: core.documents.loaded().map(({ doc, engine }) => ({
        doc,
        frontier: [...engine.frontier()].map(([device, counter]) => ({
          device,
          counter,
        })),
        endorsed: endorsedBy(engine),
        quarantined: engine
          .quarantined()
          .flatMap(({ device, frameHash }) =>
            device === null ? [] : [{ device, frameHash }],
          ),
      })),
      logIndex: Math.max(0, lastIndex(core.log.state)),
      logHash: core.log.head ?? zeroHash,
    }),
    send: (register) => {
      core.link.sendRegister(register);
    },
    received: () => {
      core.snapshots.endorsed();
      core.agreement.check();
      for (const { doc, engine } of core.documents.loaded()) {
        engine.heard(receipts.said(doc));
        ports.statusChanged(doc);
      }
    },
  });
  const presence = createSpacePresence({
    ...ports,
    signer: core.signer,
    keyring: core.secrets.keyring,
    epoch,
    relayTimeMs: () => core.relayTimeMs(),
    isInForce: (device) =>
      deviceInForceAt(core.log.state, device, lastIndex(core.log.state)) !==
      null,
    send: (doc, bytes) => {
      core.link.sendPresence(doc, bytes);
    },
    changed: (doc) => {
      show(doc);
    },
  });

  const channelsOf = (doc: DocumentId): readonly Open[] =>
    [...open.values()].filter((one) => one.doc === doc);
  const stateOf = (client: ClientPresence, member: MemberId | null): unknown =>
    awarenessOfPresence(client, {
      name: names.get(member ?? core.me() ?? ('' as MemberId)) ?? '',
      ...ports.look(member ?? core.me() ?? ''),
    });
  const show = (doc: DocumentId): void => {
    const others = presence.others(doc);
    const channels = channelsOf(doc);
    const locals = channels.flatMap((one) => [...one.clients.values()]);
    const present = new Map<number, unknown>();
    for (const client of others)
      present.set(
        client.clientId,
        stateOf(client, core.memberOf(client.device)),
      );
    for (const client of locals)
      present.set(client.clientId, stateOf(client, core.me()));
    for (const one of channels) {
      const gone = [...one.shown].filter((clientId) => !present.has(clientId));
      one.shown = new Set(present.keys());
      one.server.show([
        ...[...present].map(([clientId, state]) => ({ clientId, state })),
        ...gone.map((clientId) => ({ clientId, state: null })),
      ]);
    }
    emit({
      kind: 'peers',
      space,
      doc,
      peers: [
        ...others.map(peerOf),
        ...locals.map((client) => peerHere(client)),
      ],
    });
    core.documents.engineIfLoaded(doc)?.setCompany(others.length > 0);
  };
  const peerOf = (client: RemoteClient) => {
    const member = core.memberOf(client.device) ?? ('' as MemberId);
    return {
      clientId: client.clientId,
      member,
      name: names.get(member) ?? '',
      field: client.field,
    };
  };
  const peerHere = (client: ClientPresence) => {
    const member = core.me() ?? ('' as MemberId);
    return {
      clientId: client.clientId,
      member,
      name: names.get(member) ?? '',
      field: client.field,
    };
  };
  const tellAuthors = (doc: DocumentId): void => {
    const [one] = channelsOf(doc);
    if (one === undefined) return;
    const authors = authorsOf(core, one.engine);
    emit({ kind: 'authors', space, doc, authors });
  };
  const tellNewAuthors = (doc: DocumentId): void => {
    const news = channelsOf(doc).filter(
      ({ engine, authorsTold }) => engine.authorsEdition() !== authorsTold,
    );
    if (news.length === 0) return;
    for (const one of news) one.authorsTold = one.engine.authorsEdition();
    tellAuthors(doc);
  };
  const tellLocal = (doc: DocumentId): void => {
    presence.setLocal(
      doc,
      channelsOf(doc).flatMap((one) => [...one.clients.values()]),
    );
    show(doc);
  };
  const isAtHead = (engine: DocumentEngine): boolean => engine.status().atHead;
  const openIfReady = (channel: ChannelId, one: Open): void => {
    const { phase } = core.link.state;
    const offline =
      phase === 'waiting' || phase === 'refused' || phase === 'idle';
    if (one.opened || !(offline || isAtHead(one.engine))) return;
    one.opened = true;
    emit(openedEvent(channel));
    show(one.doc);
  };
  const openedEvent = (channel: ChannelId): CoreEvent => ({
    kind: 'channel-opened',
    channel,
    device: core.signer.device,
  });
  const keepAlive = (channel: ChannelId): void => {
    clock.after(keepAliveMs, () => {
      const one = open.get(channel);
      if (one === undefined) return;
      if (one.opened) one.server.keepAlive();
      keepAlive(channel);
    });
  };
  const close = (channel: ChannelId): void => {
    const one = open.get(channel);
    if (one === undefined) return;
    open.delete(channel);
    one.server.stop();
    core.documents.release(one.doc, one.why);
    tellLocal(one.doc);
  };
  return {
    receipts,
    async open(channel, doc, why) {
      const engine = await core.documents.use(doc, why);
      const one: Open = {
        doc,
        why,
        engine,
        opened: false,
        authorsTold: -1,
        clients: new Map(),
        shown: new Set(),
        server: serveYWebsocket({
          shadow: {
            answer: (stateVector) => engine.answer(stateVector),
            stateVector: () => Y.encodeStateVector(engine.shadow),
            onUpdate: (listener) => engine.onUpdate(listener),
          },
          send: (message) => {
            emit({ kind: 'channel-message', channel, message });
          },
          asserted: (update) => void engine.checkAssertion(update),
          presence: (entries) => {
            one.clients = withEntries(one.clients, entries);
            tellLocal(doc);
          },
        }),
      };
      open.set(channel, one);
      tellNewAuthors(doc);
      openIfReady(channel, one);
      clock.after(offlinePatienceMs, () => {
        const { phase } = core.link.state;
        if (
          !one.opened &&
          open.has(channel) &&
          phase !== 'live' &&
          phase !== 'listing'
        ) {
          one.opened = true;
          emit(openedEvent(channel));
          show(doc);
        }
      });
      keepAlive(channel);
    },
    receive(channel, message) {
      open.get(channel)?.server.receive(message);
    },
    close,
    presenceReceived: (doc, bytes) => {
      presence.receive(doc, bytes);
    },
    registerReceived: (register) => void receipts.receive(register),
    membershipChanged() {
      if (core.log.head !== logTold) receipts.changed();
      logTold = core.log.head;
      void core.view().then(({ members }) => {
        for (const member of members) names.set(member.id, member.name);
        for (const doc of new Set([...open.values()].map((one) => one.doc))) {
          show(doc);
          tellAuthors(doc);
        }
      });
    },
    documentReplaced(doc) {
      for (const [channel, one] of open) if (one.doc === doc) close(channel);
    },
    documentChanged(doc) {
      for (const [channel, one] of open)
        if (one.doc === doc) openIfReady(channel, one);
      tellNewAuthors(doc);
      core.documents.engineIfLoaded(doc)?.heard(receipts.said(doc));
      receipts.changed();
    },
    stop() {
      presence.stop();
      receipts.stop();
      for (const one of open.values()) one.server.stop();
      open.clear();
    },
  };
}

/** [E22] Only what this device has rebuilt. */
function endorsedBy({ snapshots }: DocumentEngine): Hash {
  const { base } = snapshots;
  return base?.isVerified === true ? base.snapHash : zeroHash;
}

function withEntries(
  clients: ReadonlyMap<number, ClientPresence>,
  entries: readonly AwarenessEntry[],
): ReadonlyMap<number, ClientPresence> {
  const next = new Map(clients);
  for (const { clientId, state } of entries) {
    if (state === null) next.delete(clientId);
    else next.set(clientId, presenceOfAwareness(clientId, state));
  }
  return next;
}
