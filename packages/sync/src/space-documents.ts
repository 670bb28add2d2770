import { type DocumentId, ByteReader, ByteWriter } from '@minga/base';
import { type LogPosition, indexDocumentId } from '@minga/protocol';
import { decodeMeta, emptyMeta, metaKey } from './document-rows.ts';
import type { DocumentEngine, DocumentPlace } from './engine-ports.ts';
import { placeOf } from './engine-status.ts';
import { documentClasses } from './document-headers.ts';
import type { SpaceDocuments, SpaceDocumentsPorts } from './documents-ports.ts';
import type { ReceivedEntry } from './relay-link.ts';

/** What the core keeps of one document of a space, open in a tab or not. */
interface Held {
  readonly doc: DocumentId;
  engine: DocumentEngine | null;
  loading: Promise<DocumentEngine> | null;
  /** The log's head as the relay last told it. */
  head: number;
  /** Where the document stood when it was last in memory; its engine knows better while there is one. */
  place: DocumentPlace;
  /** Tabs that have it open, and whatever else needs it in memory. */
  users: number;
  /** Of these, how many do more than glance at it. */
  askers: number;
  subscribed: boolean;
  headerConfirmed: boolean;
  /** [E33] A record has come that lists others only: what follows it is not for this device. */
  isClosed: boolean;
  /** Of one that is not for this device, ms. */
  recordAskedAt: number;
  idleSince: number;
}

const idleMs = 60_000;
/** Somebody may have been added to a list meanwhile. */
const recordAgainMs = 60_000;
const nowhere = placeOf(emptyMeta);

export type { SpaceDocuments } from './documents-ports.ts';

export function createSpaceDocuments(
  ports: SpaceDocumentsPorts,
): SpaceDocuments {
  const { space, store, headers } = ports;
  const held = new Map<DocumentId, Held>();
  const headKey = (doc: DocumentId): string => `${space}/head/${doc}`;
  const indexes = new Set<DocumentId>();
  const isWanted = (one: Held): boolean =>
    !ports.dataSaver.isOn() || one.askers > 0 || indexes.has(one.doc);

  const of = (doc: DocumentId): Held => {
    const known = held.get(doc);
    if (known !== undefined) return known;
    const fresh: Held = {
      doc,
      engine: null,
      loading: null,
      head: 0,
      place: nowhere,
      users: 0,
      askers: 0,
      subscribed: false,
      headerConfirmed: false,
      isClosed: false,
      recordAskedAt: -Infinity,
      idleSince: ports.nowMs(),
    };
    held.set(doc, fresh);
    return fresh;
  };
  const ensureEngine = (one: Held): Promise<DocumentEngine> => {
    one.loading ??= (async () => {
      const engine = ports.engine(one.doc, {
        append: (frame) => ports.link().append(one.doc, frame),
        resubscribe(since) {
          if (isLive()) ports.link().subscribe(one.doc, since);
        },
        fetch(from, to) {
          if (isLive()) ports.link().getEntries(one.doc, from, to);
        },
      });
      await engine.load();
      one.engine = engine;
      return engine;
    })();
    return one.loading;
  };
  const isLive = (): boolean => ports.link().state.phase === 'live';
  const subscribe = (one: Held): void => {
    if (!isLive()) return;
    if (!headers.isOpenHere(one.doc)) {
      askForRecord(one);
      return;
    }
    const known = headers.get(one.doc);
    if (known !== null && !one.headerConfirmed)
      ports.link().putHeader(known.record);
    const { engine } = one;
    const { state } = ports.link();
    if (engine === null || state.phase !== 'live') return;
    one.subscribed = true;
    // The engine knows in which log its cursor counts; in another one it starts from 0 ([P12]).
    void engine.enterLog(state.logId).then((since) => {
      if (one.engine === engine && isLive())
        ports.link().subscribe(one.doc, since);
    });
  };
  /** [E33] From its head on, so that nothing comes but its record: then the channel is given back. */
  const askForRecord = (one: Held): void => {
    const now = ports.nowMs();
    if (now - one.recordAskedAt < recordAgainMs || !isLive()) return;
    one.recordAskedAt = now;
    one.isClosed = true;
    ports.link().subscribe(one.doc, one.head);
  };
  const leave = async (one: Held): Promise<void> => {
    const { engine } = one;
    one.subscribed = false;
    ports.link().unsubscribe(one.doc);
    if (engine === null || isBusy(one)) return;
    one.engine = null;
    one.loading = null;
    await engine.close();
  };
  const tookRecord = async (one: Held): Promise<void> => {
    const wasClosed = one.isClosed;
    one.isClosed = !headers.isOpenHere(one.doc);
    one.headerConfirmed = true;
    if (one.isClosed) await leave(one);
    else if (wasClosed) await bringUp(one, true);
    one.engine?.membershipChanged();
    ports.changed(one.doc);
  };
  const isBusy = (one: Held): boolean => {
    const status = one.engine?.status();
    if (status === undefined) return false;
    return status.unsent + status.unacknowledged > 0 || one.users > 0;
  };
  const placeIn = (one: Held): DocumentPlace => one.engine?.place ?? one.place;
  const cursorOf = (one: Held): number => placeIn(one).cursor;
  /** [P12] Begun in a log that is no more, or not yet offered to the one that is. */
  const owesLog = (one: Held): boolean => {
    const { logId, isOffered } = placeIn(one);
    const { state } = ports.link();
    if (logId === null || state.phase !== 'live') return false;
    return logId !== state.logId || !isOffered;
  };
  /** This device has something of it, which a relay that knows less may need. */
  const isKept = (one: Held): boolean =>
    placeIn(one).logId !== null || headers.get(one.doc) !== null;
  /** With an entry in the log the relay has the record too. */
  const lacksRecord = (one: Held): boolean =>
    headers.get(one.doc) !== null &&
    !one.headerConfirmed &&
    cursorOf(one) === 0;
  /** [P33] It is time to ask again for a place of it. */
  const isInDoubt = (one: Held): boolean =>
    (placeIn(one).asksAt ?? Infinity) <= ports.nowMs();
  const needsLink = (one: Held): boolean =>
    isBusy(one) ||
    (one.head > cursorOf(one) && isWanted(one)) ||
    lacksRecord(one) ||
    owesLog(one) ||
    isInDoubt(one);
  const bringUp = async (one: Held, anyway = false): Promise<void> => {
    if (!headers.isOpenHere(one.doc)) {
      askForRecord(one);
      return;
    }
    await ensureEngine(one);
    if (anyway || needsLink(one)) subscribe(one);
  };

  /** What is at its head and used by nobody gives its memory and its channel back. */
  const sweep = async (): Promise<void> => {
    for (const one of held.values()) {
      if (one.engine === null) continue;
      if (needsLink(one) && isLive()) one.idleSince = ports.nowMs();
      if (isBusy(one) || ports.nowMs() - one.idleSince < idleMs) continue;
      const { engine } = one;
      one.place = engine.place;
      one.engine = null;
      one.loading = null;
      if (one.subscribed) ports.link().unsubscribe(one.doc);
      one.subscribed = false;
      await engine.close();
    }
  };
  let stopFollowing: () => void = () => undefined;
  let cancelSweep: () => void = () => undefined;
  const sweepLater = (): void => {
    cancelSweep = ports.after(idleMs / 2, () => {
      void sweep().then(sweepLater);
    });
  };

  const entry = (doc: DocumentId, received: ReceivedEntry): void => {
    const one = of(doc);
    one.head = Math.max(one.head, received.seq);
    if (!one.isClosed) one.engine?.receive(received);
  };
  return {
    async load() {
      const ids = documentClasses.map((one) => indexDocumentId(space, one));
      (await Promise.all(ids)).forEach((id) => indexes.add(id));
      const heads = await store.list('meta', { prefix: `${space}/head/` });
      for (const { key, value } of heads.ok ? heads.value : []) {
        of(key.slice(`${space}/head/`.length) as DocumentId).head =
          new ByteReader(value).varUint();
      }
      // Cursors are read without loading the documents: how long a space takes to open must not grow with their number.
      for (const doc of headers.all()) {
        const row = await store.get('meta', metaKey(space, doc));
        const meta =
          row.ok && row.value !== null ? decodeMeta(row.value) : null;
        if (meta?.ok === true) of(doc).place = placeOf(meta.value);
      }
      const waiting = new Set<DocumentId>();
      for (const table of ['local', 'sent'] as const) {
        const rows = await store.list(table, { prefix: `${space}/` });
        for (const { key } of rows.ok ? rows.value : [])
          waiting.add(documentOfKey(key));
      }
      for (const doc of waiting) await ensureEngine(of(doc));
      sweepLater();
      stopFollowing = ports.dataSaver.onChange(() => {
        for (const one of held.values()) if (needsLink(one)) void bringUp(one);
      });
    },
    async use(doc, why = 'work') {
      const one = of(doc);
      one.users += 1;
      if (why === 'work') one.askers += 1;
      const engine = await ensureEngine(one);
      if (!one.subscribed && isWanted(one)) subscribe(one);
      return engine;
    },
    release(doc, why = 'work') {
      const one = of(doc);
      one.users -= 1;
      if (why === 'work') one.askers -= 1;
      one.idleSince = ports.nowMs();
    },
    loaded: () =>
      [...held.values()].flatMap(({ doc, engine }) =>
        engine === null ? [] : [{ doc, engine }],
      ),
    engineIfLoaded: (doc) => held.get(doc)?.engine ?? null,
    isAtHead(doc) {
      const one = of(doc);
      return cursorOf(one) >= one.head;
    },
    announce(doc) {
      void bringUp(of(doc), true);
    },
    headsWrite: (heads) =>
      heads.map(({ doc, head }) => ({
        kind: 'put' as const,
        table: 'meta' as const,
        key: headKey(doc),
        value: new ByteWriter(8).varUint(head).done(),
      })),
    latest(logId) {
      const places = [...held.values()].map(placeIn);
      return places.reduce<LogPosition | null>(
        (best, { logId: of, cursor: seq, last }) =>
          of === logId && last !== null && seq > (best?.seq ?? 0)
            ? { seq, entryId: last }
            : best,
        null,
      );
    },
    async forgetPlaces(logId) {
      for (const one of held.values()) {
        const engine = await ensureEngine(one);
        if (engine.place.logId === logId) await engine.resetLog();
      }
    },
    async synced(answer) {
      for (const { doc, head } of answer.changed) {
        const one = of(doc);
        one.head = answer.reset ? head : Math.max(one.head, head);
      }
      if (answer.reset) {
        for (const one of held.values()) one.headerConfirmed = false;
      }
      // What is open comes first, then what changed last.
      const all = [...held.values()].sort(
        (a, b) => b.users - a.users || b.head - a.head,
      );
      for (const one of all) {
        const isAsked = answer.reset && (isWanted(one) || isKept(one));
        if (isAsked || needsLink(one)) await bringUp(one, answer.reset);
      }
    },
    linkDown() {
      for (const one of held.values()) {
        one.subscribed = false;
        one.headerConfirmed = false;
        one.recordAskedAt = -Infinity;
        one.engine?.linkDown();
      }
    },
    events: {
      changed(heads) {
        for (const { doc, head } of heads) {
          const one = of(doc);
          one.head = Math.max(one.head, head);
          void bringUp(one);
        }
      },
      subscribed(doc, head) {
        const one = of(doc);
        one.head = Math.max(one.head, head);
        if (one.engine === null || one.isClosed) return;
        ports.asking(doc, one.engine);
        one.engine.linkUp();
      },
      header(record) {
        const closed = headers.closes(record);
        if (closed !== null) of(closed).isClosed = true;
        void headers.receive(record).then(async (doc) => {
          if (doc !== null) await tookRecord(of(doc));
          else if (closed !== null)
            of(closed).isClosed = !headers.isOpenHere(closed);
        });
      },
      headerRefused: () => undefined,
      entry,
      head(doc, seq) {
        const one = of(doc);
        if (!one.isClosed) one.engine?.reachedHead(seq);
        ports.changed(doc);
      },
      channelClosed(doc, code) {
        const one = of(doc);
        one.subscribed = false;
        if (code === 1002) subscribe(one);
      },
    },
    keysChanged() {
      for (const { engine } of held.values()) engine?.keysChanged();
    },
    membershipChanged() {
      for (const { engine } of held.values()) engine?.membershipChanged();
    },
    status: () =>
      [...held.values()].flatMap(({ engine }) =>
        engine === null ? [] : [engine.status()],
      ),
    async flush() {
      for (const { engine } of held.values()) await engine?.flush();
    },
    async stop() {
      cancelSweep();
      stopFollowing();
      for (const { engine } of held.values()) await engine?.close();
    },
  };
}

/** Rows of a document lie under `<space>/<doc>/…` in every table. */
function documentOfKey(key: string): DocumentId {
  return (key.split('/')[1] ?? '') as DocumentId;
}
