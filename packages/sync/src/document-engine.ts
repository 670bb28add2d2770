import { type Bytes, ok, ownBytes } from '@minga/base';
import { decodeFrame, nackCodes } from '@minga/protocol';
import * as Y from 'yjs';
import { createAppender } from './append.ts';
import { createAsking } from './asking.ts';
import { compactLog, rowsToCompact } from './compact-log.ts';
import {
  type EngineContext,
  type SentFrame,
  createContext,
} from './engine-context.ts';
import type { DocumentEngine, DocumentEnginePorts } from './engine-ports.ts';
import { createEngineSnapshots } from './engine-snapshots.ts';
import {
  heldFrames,
  placeOf,
  quarantinedFrames,
  statusOf,
} from './engine-status.ts';
import { frontierOf } from './frontier.ts';
import { createIntake } from './intake.ts';
import type * as leftOut from './left-out.ts';
import { readAsWritten } from './new-chain.ts';
import { lacksBy } from './lacks.ts';
import { createLocalRows } from './local-rows.ts';
import { createOffering, findLagging } from './reoffer.ts';
import { applyLogged, restore } from './restore.ts';
import { lookAgain } from './second-looks.ts';
import { createSending } from './sending.ts';
import { type Arrival, settleArrivals } from './settle.ts';

/** A row may be on its way into the store or from another tab to us; a large paste takes its time. */
const assertionGraceMs = [500, 1_500, 4_000];

/** Puts the parts of an engine together; each says in its own file what it does. */
export function createDocumentEngine(
  ports: DocumentEnginePorts,
): DocumentEngine {
  const context = createContext(ports);
  const { turns, shadow } = context;
  const { clock, events } = ports;
  const snapshots = createEngineSnapshots(context);
  const waiters: (() => void)[] = [];
  const underWay = new Set<Promise<void>>();
  let rowsSinceCompaction = 0;

  const sending = createSending(context, {
    acknowledged(sent, seq, back) {
      intake.placed({ kind: 'acknowledged', sent, seq, back });
    },
    answered() {
      appender.resume();
    },
  });
  const appender = createAppender(context, sending);
  const localRows = createLocalRows(context, appender);
  const offering = createOffering(context, (frameHash, seq, back) => {
    intake.placed({ kind: 'confirmed', frameHash, seq, back });
  });
  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  const lookAgainAndResume = async (): Promise<void> => {
    await lookAgain(context);
    appender.resume();
  };
  const open = (): void => {
    for (const resolve of waiters.splice(0)) resolve();
  };
  const take = async (arrivals: readonly Arrival[]): Promise<void> => {
    const logged = await settleArrivals(context, arrivals);
    if (logged === null) return;
    await applyLogged(context, logged);
    rowsSinceCompaction += arrivals.length;
    if (rowsSinceCompaction >= rowsToCompact && (await compactLog(context)))
      rowsSinceCompaction = 0;
    events.changed();
    appender.resume();
    asking.look();
  };
  const intake = createIntake(context, {
    take,
    atHead() {
      open();
      offering.start();
      events.changed();
      asking.look();
      if (context.meta.isMending) track(turns.run(mended));
    },
  });
  const asking = createAsking(context, () => intake.isAtHead);
  const mended = async (): Promise<void> => {
    context.meta = { ...context.meta, isMending: false };
    if (await context.commit([])) appender.resume();
  };
  const reset = async (): Promise<void> => {
    const { meta } = context;
    const incarnation = meta.incarnation + 1;
    context.meta = {
      ...meta,
      incarnation,
      cursor: 0,
      last: null,
      doubts: [],
      lacks: [],
    };
    for (const sent of intake.forget())
      context.sent.set(sent.key, { ...sent, phase: 'unsent' });
    if (!(await context.commit([]))) return;
    const found = await findLagging(context);
    if (!found.ok) context.stop(found.error);
  };

  /** Few ever need it, so it is loaded when somebody does. */
  const withLeftOut = async <T>(
    use: (module: typeof leftOut) => Promise<T>,
  ): Promise<T> => {
    const module = await import('./left-out.ts');
    return turns.run(() => use(module));
  };

  return {
    get shadow() {
      return shadow.doc;
    },
    get cursor() {
      return context.meta.cursor;
    },
    get place() {
      return placeOf(context.meta);
    },
    async load() {
      const stored = await readAsWritten(context);
      if (!stored.ok) return stored;
      restore(context, stored.value);
      const based = await snapshots.load();
      if (!based.ok) return based;
      rowsSinceCompaction = stored.value.log.length;
      for (const { number, row } of stored.value.local) {
        localRows.seen(number);
        appender.adopt({ ...row, ordinal: number });
      }
      await context.authorship.own([
        ...stored.value.local.map(({ row }) => row),
        ...stored.value.sent.flatMap(({ row }) => row.rows),
      ]);
      if (context.isDuplicated()) events.deviceDuplicated();
      const { offered, incarnation } = context.meta;
      const found =
        offered < incarnation ? await findLagging(context) : ok(undefined);
      track(lookAgain(context));
      return found;
    },
    rowStored: (key, row) => turns.run(() => localRows.stored(key, row)),
    takeRows: () => turns.run(() => localRows.sweep()),
    linkUp() {
      intake.restart();
      sending.linkUp();
      track(turns.run(() => localRows.sweep()).then(() => appender.flush()));
    },
    linkDown() {
      intake.restart();
      sending.linkDown();
      open();
      events.changed();
    },
    setCompany(company) {
      appender.setCompany(company);
    },
    flush: () => appender.flush(),
    receive(entry) {
      intake.receive(entry);
    },
    reachedHead(seq) {
      intake.reachedHead(seq);
    },
    async enterLog(logId) {
      // What the log before had told is taken as of that log.
      if (context.meta.logId !== logId) await intake.idle();
      return turns.run(async () => {
        const before = context.meta.logId;
        if (before === logId) return context.meta.cursor;
        context.meta = { ...context.meta, logId };
        if (before === null) await context.commit([]);
        else await reset();
        return context.meta.cursor;
      });
    },
    async resetLog() {
      await intake.idle();
      await turns.run(reset);
    },
    keysChanged() {
      track(lookAgainAndResume());
    },
    membershipChanged() {
      track(lookAgainAndResume());
      track(appender.takeBack((sent) => hasPassed(context, sent)));
    },
    answer: (stateVector) =>
      ownBytes(Y.encodeStateAsUpdate(shadow.doc, stateVector)),
    onUpdate: (listener) => shadow.onUpdate(listener),
    whenOpen: () =>
      sending.isUp && !intake.isAtHead
        ? new Promise((resolve) => waiters.push(resolve))
        : Promise.resolve(),
    async checkAssertion(update) {
      const { edition } = context;
      const missing = async (): Promise<Bytes | null> =>
        context.edition === edition ? localRows.missing(update) : null;
      for (const ms of assertionGraceMs) {
        if ((await turns.run(missing)) === null) return;
        await new Promise<void>((resolve) => {
          clock.after(ms, resolve);
        });
      }
      await turns.run(async () => {
        const content = await missing();
        if (content !== null) await localRows.salvage(content);
      });
    },
    refusals: () => sending.refusals(),
    retryRefusals: () => appender.takeBack(() => true),
    quarantined: () => quarantinedFrames(context),
    held: () => heldFrames(context),
    heard(said) {
      // Before the head nobody can tell what is still on its way.
      if (!intake.isAtHead) return;
      if (lacksBy(context, said) === context.meta.lacks) return;
      const note = (): Promise<void> => {
        context.meta = { ...context.meta, lacks: lacksBy(context, said) };
        asking.look();
        return Promise.resolve();
      };
      track(turns.run(note));
    },
    frontier: () => frontierOf(context),
    authorsEdition: () => context.authorship.edition(),
    authors: () => context.authorship.list(),
    get sealedUpTo() {
      return context.meta.chain.counter;
    },
    leftOut: () => withLeftOut(({ leftOutFrames }) => leftOutFrames(context)),
    adopt: (frames) =>
      withLeftOut(({ adoptLeftOut }) =>
        adoptLeftOut(context, localRows, frames),
      ),
    carryOver: () =>
      withLeftOut(({ carryOver }) => carryOver(context, localRows)),
    snapshots,
    status: () => statusOf(context, appender.unsent.length, intake.isAtHead),
    async idle() {
      do {
        await Promise.all(underWay);
        await intake.idle();
        await turns.idle();
      } while (underWay.size > 0);
    },
    async close() {
      appender.stop();
      sending.stop();
      intake.stop();
      asking.stop();
      open();
      context.close();
      await turns.idle();
      context.sealing.drop();
      shadow.doc.destroy();
    },
  };
}

/** What a frame was refused for holds no more: another key period is in force, or more of the membership log is known. */
function hasPassed({ ports }: EngineContext, sent: SentFrame): boolean {
  const { refusedCode, frame } = sent.row;
  const isPassing =
    refusedCode === nackCodes.keyPeriod || refusedCode === nackCodes.staleSeen;
  const decoded = decodeFrame(frame);
  const period = ports.sealing();
  if (!isPassing || !decoded.ok || period === null) return false;
  const { seenIndex, epoch, generation } = decoded.value.header;
  return (
    seenIndex !== ports.seen().seenIndex ||
    epoch !== period.epoch ||
    generation !== period.generation
  );
}
