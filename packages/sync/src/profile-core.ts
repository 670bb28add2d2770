import type { Clock, DocumentId, Random, Result, SpaceId } from '@minga/base';
import { err, ok } from '@minga/base';
import { createVerifier } from '@minga/membership';
import type { LocalStore, StoreGuard } from '@minga/store';
import * as Y from 'yjs';
import type { MingaError, SpaceSummary, SpaceView } from './api.ts';
import { arrived } from './arrived.ts';
import { atMost } from './at-most.ts';
import { authorsOf } from './document-authors.ts';
import type { ChannelId, CoreEvent, CoreMethods } from './core-api.ts';
import { documentStatus } from './document-status.ts';
import type { EntryDecoder } from './entry-decoder.ts';
import { createSpaceCore } from './space-core.ts';
import type { SpaceCore } from './space-core-api.ts';
import { type Founding, foundSpace } from './space-founding.ts';
import { createListKeeping } from './list-keeping.ts';
import { reportBug } from './report-bug.ts';
import { type DataSaver, noDataSaver } from './data-saver.ts';
import { homeOf } from './space-home.ts';
import { loadSecrets } from './space-secrets.ts';
import { type SpaceChannels, createSpaceChannels } from './space-channels.ts';
import { oncePerTurn } from './once-per-turn.ts';
import type { LeadingCore } from './tab-core.ts';
import type { WaitingRoom } from './waiting-room.ts';
import { waitingPrefix } from './waiting-rows.ts';
import type { Transport } from './transport.ts';
import { classCodes, mayWriteClass } from './write-class.ts';

/** Where a relay is reached, from its address in an invitation or a `create` ('' = where the app came from). */
export interface RelayAddress {
  readonly url: string;
  /** Host, with its port when not the default one: what AUTH names (PROTOCOL P6). */
  readonly audience: string;
}

export interface ProfileCorePorts {
  readonly store: LocalStore;
  readonly guard: StoreGuard & { readonly kind: 'fence' };
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  readonly decoder: EntryDecoder;
  relayAddress(home: string): RelayAddress;
  /** Origin for links to send, and whether only this machine can open it. */
  readonly publicOrigin: {
    readonly origin: string;
    readonly onlyThisMachine: boolean;
  };
  /** Off where it is not given. */
  readonly dataSaver?: DataSaver;
  /** Colour and shape of a person's caret, by member. */
  look(member: string): { readonly color: string; readonly shape: string };
}

interface RunningSpace {
  readonly core: SpaceCore;
  readonly channels: SpaceChannels;
}

/** The kind of space of which a profile has one: asked for again, it is the one there is. */
const onePerProfile = 'cuaderno';

/** Service restart (RFC 6455): who is told so connects again. */
const serviceRestart = 1012;

/** A document that is just being fetched whole has its turn for long: it is shown as it stands. */
const longestTakingMs = 1_000;

/** Everything the leader tab does, for all spaces of the profile. */
export async function createProfileCore(
  ports: ProfileCorePorts,
): Promise<LeadingCore> {
  const { store, clock } = ports;
  const verify = createVerifier();
  const listeners = new Set<(event: CoreEvent) => void>();
  const spaces = new Map<SpaceId, RunningSpace>();
  const spaceOfChannel = new Map<ChannelId, RunningSpace>();
  const views = new Map<SpaceId, SpaceView>();
  const restarting = new Map<SpaceId, Promise<void>>();
  let isStopped = false;

  const emit = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const summaries = (): readonly SpaceSummary[] =>
    [...spaces.keys()].map((id) => ({
      id,
      name: views.get(id)?.name ?? '',
      kind: views.get(id)?.kind ?? '',
    }));
  const refreshView = async (space: SpaceId): Promise<void> => {
    const running = spaces.get(space);
    if (running === undefined) return;
    const view = await running.core.view();
    const before = views.get(space);
    views.set(space, view);
    emit({ kind: 'view', view });
    if (before?.name !== view.name || before.kind !== view.kind)
      emit({ kind: 'spaces', spaces: summaries() });
  };
  const refreshViewSoon = oncePerTurn(clock, refreshView);

  const run = async (space: SpaceId): Promise<RunningSpace | null> => {
    const secrets = await loadSecrets(store, space);
    if (secrets === null) return null;
    const refreshStatusSoon = oncePerTurn(clock, async (doc: DocumentId) => {
      const running = spaces.get(space);
      if (running === undefined) return;
      emit({
        kind: 'status',
        space,
        doc,
        status: documentStatus(running.core, running.channels.receipts, doc),
      });
    });
    const core: SpaceCore = createSpaceCore({
      dataSaver: noDataSaver,
      ...ports,
      space,
      verify,
      secrets,
      relay: ports.relayAddress(await homeOf(store, space)),
      viewChanged: () => {
        refreshViewSoon(space);
        lists.check();
        channels.membershipChanged();
      },
      documentChanged: (doc) => {
        refreshStatusSoon(doc);
        channels.documentChanged(doc);
      },
      attachmentChanged: (name) => {
        emit({ kind: 'attachment', space, name });
      },
      documentReplaced: (doc) => {
        emit({ kind: 'replaced', space, doc });
        channels.documentReplaced(doc);
      },
      presence: (doc, presence) => {
        channels.presenceReceived(doc, presence);
      },
      endorsements: (doc) => channels.receipts.endorsements(doc),
      registeredLogs: () => channels.receipts.logs(),
      register: (register) => {
        channels.registerReceived(register);
      },
      storeFailed: (error) => {
        emit({ kind: 'store-failed', code: error?.code ?? null });
      },
      keyChanged: () => {
        restart(space, running);
      },
    });
    const lists = createListKeeping({ ...ports, core });
    const channels: SpaceChannels = createSpaceChannels({
      ...ports,
      core,
      verify,
      emit,
      statusChanged: refreshStatusSoon,
    });
    const running = { core, channels };
    spaces.set(space, running);
    await core.load();
    await refreshView(space);
    core.start();
    return running;
  };
  /** Tabs see their channels close, as when another tab takes the lead, and open them again. */
  const restart = (space: SpaceId, before: RunningSpace): void => {
    const again = (async () => {
      for (const [channel, running] of spaceOfChannel)
        if (running === before)
          emit({ kind: 'channel-closed', channel, code: serviceRestart });
      before.channels.stop();
      await before.core.stop();
      if (!isStopped) await run(space);
    })()
      .catch((error: unknown) => {
        reportBug('starting a space anew', error);
      })
      .finally(() => restarting.delete(space));
    restarting.set(space, again);
  };
  const runningOf = async (space: SpaceId): Promise<RunningSpace | null> => {
    await restarting.get(space);
    return spaces.get(space) ?? null;
  };
  const opened = async (
    made: Result<SpaceId, MingaError>,
  ): Promise<Result<SpaceId, MingaError>> => {
    if (!made.ok) return made;
    if ((await run(made.value)) === null)
      return err({ code: 'storage-failed' });
    emit({ kind: 'spaces', spaces: summaries() });
    return made;
  };
  const on = async <T>(
    space: SpaceId,
    act: (running: RunningSpace) => Promise<Result<T, MingaError>>,
  ): Promise<Result<T, MingaError>> => {
    const running = await runningOf(space);
    return running === null ? err({ code: 'unknown-space' }) : act(running);
  };
  const documentOf = (
    doc: DocumentId | null,
  ): Result<DocumentId, MingaError> =>
    doc === null ? err({ code: 'storage-failed' }) : ok(doc);

  const found = async (
    input: Omit<Founding, 'homeRelay'>,
  ): Promise<Result<SpaceId, MingaError>> =>
    opened(await foundSpace(ports, { ...input, homeRelay: '' }));
  // Every tab may ask for it, and one that died before it heard the answer asks again.
  let lastOfOne: Promise<unknown> = Promise.resolve();
  const onlyOnce: typeof found = (input) => {
    const made = lastOfOne.then(() => {
      const known = summaries().find(({ kind }) => kind === onePerProfile);
      return known === undefined ? found(input) : ok(known.id);
    });
    lastOfOne = made.catch(() => undefined);
    return made;
  };

  let room: WaitingRoom | null = null;
  const waitingRoom = async (): Promise<WaitingRoom> => {
    const { openWaitingRoom } = await import('./waiting-room.ts');
    const changed = (): void => {
      emit({ kind: 'waiting', waiting: room?.list ?? [] });
    };
    return (room ??= await openWaitingRoom({ ...ports, opened, changed }));
  };

  const asked = await store.list('meta', { prefix: waitingPrefix });
  if (asked.ok && asked.value.length > 0) await waitingRoom();
  const rows = await store.list('spaces', { prefix: '' });
  for (const { key } of rows.ok ? rows.value : []) await run(key as SpaceId);

  const methods: CoreMethods = {
    spaces: () => Promise.resolve(summaries()),
    createSpace: (input) =>
      input.kind === onePerProfile ? onlyOnce(input) : found(input),
    readInvitation: (link) =>
      arrived(import('./joining.ts'), ({ readCard }) => readCard(ports, link)),
    async join(link, personName) {
      const known = (space: SpaceId): boolean => spaces.has(space);
      return opened(
        await arrived(import('./joining.ts'), ({ joinSpace }) =>
          joinSpace(
            {
              ...ports,
              known,
              asked: async (asked) => (await waitingRoom()).add(asked),
            },
            link,
            personName,
          ),
        ),
      );
    },
    waiting: () => Promise.resolve(room?.list ?? []),
    forgetWaiting: async (space) => (await waitingRoom()).forget(space),
    devices: (kind, request) =>
      arrived(import('./linking-core.ts'), ({ answerDevices }) => {
        const coreOf = async (space: SpaceId): Promise<SpaceCore | null> =>
          (await runningOf(space))?.core ?? null;
        return answerDevices({ ...ports, coreOf, opened }, kind, request);
      }),
    view: (space) => Promise.resolve(views.get(space) ?? null),
    invite: (space, options) =>
      on(space, ({ core }) =>
        arrived(import('./inviting.ts'), ({ invite }) =>
          invite({ ...ports, core, view: views.get(space) ?? null }, options),
        ),
      ),
    rename: (space, profile) =>
      on(space, ({ core }) =>
        arrived(import('./inviting.ts'), ({ rename }) =>
          rename({ ...ports, core }, profile),
        ),
      ),
    keepAttachment: (space, content) =>
      on(space, ({ core }) => core.attachments.keep(content)),
    readAttachment: (space, ref) =>
      on(space, ({ core }) => core.attachments.read(ref)),
    changeAccess: (space, change) =>
      on(space, ({ core }) =>
        arrived(import('./access.ts'), ({ changeAccess }) =>
          changeAccess({ ...ports, core }, change),
        ),
      ),
    leftOut: (space) =>
      on(space, ({ core }) =>
        arrived(import('./adopting.ts'), ({ leftOutOf }) =>
          leftOutOf({ ...ports, core }),
        ),
      ),
    adopt: (space, leftOut) =>
      on(space, ({ core }) =>
        arrived(import('./adopting.ts'), ({ adopt }) => adopt(core, leftOut)),
      ),
    hurry(space) {
      spaces.get(space)?.core.link.hurry();
      return Promise.resolve();
    },
    async flush(space) {
      await (await runningOf(space))?.core.documents.flush();
    },
    indexDocument: (space, writeClass) =>
      on(space, async ({ core }) =>
        documentOf(await core.indexDocument(classCodes[writeClass])),
      ),
    createDocument: (space, writeClass, few) =>
      on(space, async ({ core }) => {
        const me = core.me();
        if (me === null || !mayWriteClass(core, writeClass))
          return err({ code: 'no-right' });
        const list = few && [...few, me];
        return documentOf(
          await core.createDocument(classCodes[writeClass], list),
        );
      }),
    changeFew: (space, doc, members) =>
      on(space, ({ core }) =>
        arrived(import('./few-documents.ts'), ({ changeList }) =>
          changeList({ ...ports, core }, doc, members),
        ),
      ),
    loadDocument: (space, doc, why) =>
      on(space, async ({ core, channels }) => {
        const engine = await core.documents.use(doc, why);
        // What another window, or this one a moment ago, has written is to be read here at once.
        await atMost(clock, longestTakingMs, engine.takeRows());
        const loaded = {
          state: new Uint8Array(Y.encodeStateAsUpdateV2(engine.shadow)),
          device: core.signer.device,
          me: core.me(),
          authors: authorsOf(core, engine),
          status: documentStatus(core, channels.receipts, doc),
        };
        core.documents.release(doc, why);
        return ok(loaded);
      }),
    async rowStored(space, doc, key, row) {
      const running = await runningOf(space);
      const engine = await running?.core.documents.use(doc);
      await engine?.rowStored(key, row);
      running?.core.documents.release(doc);
    },
    signStatement: (space, doc, draft) =>
      on(space, ({ core }) =>
        arrived(import('./statements.ts'), ({ signStatement }) =>
          signStatement(core, doc, draft),
        ),
      ),
    readStatements: (space, doc, statements) =>
      on(space, ({ core }) =>
        arrived(import('./statements.ts'), async ({ readStatements }) =>
          ok(await readStatements({ ...core, verify }, doc, statements)),
        ),
      ),
    async openChannel(channel, space, doc, why) {
      const running = await runningOf(space);
      if (running === null) {
        emit({ kind: 'channel-closed', channel, code: 4404 });
        return;
      }
      spaceOfChannel.set(channel, running);
      await running.channels.open(channel, doc, why);
    },
    sendToChannel(channel, message) {
      spaceOfChannel.get(channel)?.channels.receive(channel, message);
      return Promise.resolve();
    },
    closeChannel(channel) {
      spaceOfChannel.get(channel)?.channels.close(channel);
      spaceOfChannel.delete(channel);
      return Promise.resolve();
    },
  };
  return {
    methods,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      isStopped = true;
      room?.stop();
      await Promise.all(restarting.values());
      for (const { core, channels } of spaces.values()) {
        channels.stop();
        await core.stop();
      }
      spaces.clear();
      listeners.clear();
    },
  };
}
