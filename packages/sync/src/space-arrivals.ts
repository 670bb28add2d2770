import type { Clock, DeviceKey, DocumentId, MemberId } from '@minga/base';
import type { DocumentEngine } from './engine-ports.ts';

/** What is asked of the engine of a document. */
export interface ArrivingDocument extends Pick<DocumentEngine, 'frontier'> {
  status(): { readonly atHead: boolean };
}

/** What one person wrote in one document while this device was away. */
export interface ArrivalView {
  readonly member: MemberId;
  readonly doc: DocumentId;
  /** Entries: what was written in a few seconds is one. */
  readonly changes: number;
}

/** "3 from Rosa and 2 from Luis have come": what a connection brought that others wrote before it stood. */
export interface SpaceArrivals {
  readonly view: readonly ArrivalView[];
  /** A connection stands. `isFirst`: this device has never been in contact; then everything is new and nothing is news. */
  connected(isFirst: boolean): void;
  linkDown(): void;
  /** The log of a document begins to be asked. */
  asking(doc: DocumentId, engine: ArrivingDocument): void;
  changed(doc: DocumentId, engine: ArrivingDocument): void;
}

export interface SpaceArrivalsPorts {
  readonly clock: Clock;
  memberOf(device: DeviceKey): MemberId | null;
  me(): MemberId | null;
}

/** A shorter break is no absence: what came then is on the screen anyway. */
const absenceMs = 30_000;

/** Signal comes back to a whole school at once: what a colleague sends this long after us was written while we were away. */
const graceMs = 20_000;

export function createSpaceArrivals(ports: SpaceArrivalsPorts): SpaceArrivals {
  const before = new Map<DocumentId, ReadonlyMap<DeviceKey, number>>();
  /** The documents whose log has come to its end once since the connection stands. */
  const caughtUp = new Set<DocumentId>();
  const arrived = new Map<string, ArrivalView>();
  /** Null: not since this core began, which is an absence too. */
  let downAt: number | null = null;
  let upAt = 0;
  let isUp = false;
  let isCounting = false;

  const count = (member: MemberId, doc: DocumentId, changes: number): void => {
    const key = `${doc}/${member}`;
    const already = arrived.get(key)?.changes ?? 0;
    arrived.set(key, { member, doc, changes: already + changes });
  };
  /** Somebody's who was told of already is what she writes now. */
  const isNews = (member: MemberId, doc: DocumentId): boolean =>
    member !== ports.me() &&
    !(caughtUp.has(doc) && arrived.has(`${doc}/${member}`));
  return {
    get view() {
      return [...arrived.values()];
    },
    connected(isFirst) {
      const wasAway =
        downAt === null || ports.clock.now() - downAt >= absenceMs;
      isUp = true;
      upAt = ports.clock.now();
      isCounting = wasAway && !isFirst;
      before.clear();
      caughtUp.clear();
      if (isCounting) arrived.clear();
    },
    linkDown() {
      // Also told of a further try that came to nothing.
      if (isUp) downAt = ports.clock.now();
      isUp = false;
      isCounting = false;
    },
    asking(doc, engine) {
      if (isCounting && !before.has(doc)) before.set(doc, engine.frontier());
    },
    changed(doc, engine) {
      const had = before.get(doc);
      if (had === undefined || !engine.status().atHead) return;
      const isLate = ports.clock.now() - upAt > graceMs;
      if (caughtUp.has(doc) && isLate) {
        before.delete(doc);
        return;
      }
      const has = engine.frontier();
      const news = new Map<MemberId, number>();
      for (const [device, counter] of has) {
        const member = ports.memberOf(device);
        const changes = counter - (had.get(device) ?? 0);
        if (member !== null && changes > 0 && isNews(member, doc))
          news.set(member, (news.get(member) ?? 0) + changes);
      }
      for (const [member, changes] of news) count(member, doc, changes);
      before.set(doc, has);
      caughtUp.add(doc);
    },
  };
}
