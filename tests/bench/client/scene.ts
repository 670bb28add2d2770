import { setTimeout as sleep } from 'node:timers/promises';
import { type SpaceId, unwrap } from '@minga/base';
import type { OpenDocument } from '@minga/sync';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../../support/member.ts';
import { type BenchedServer, startServer } from '../servers/start.ts';
import { type Company, invite } from './company.ts';
import {
  type StoreCount,
  type WireCount,
  countingStore,
  countingTransport,
} from './counting.ts';
import { scaledClock } from './scaled-clock.ts';

/** Ana with a document open over a real relay, somebody else in it, everything that Ana does counted. */
export interface Scene {
  readonly ana: HeadlessMember;
  readonly space: SpaceId;
  readonly open: OpenDocument;
  readonly server: BenchedServer;
  readonly company: Company;
  readonly wire: WireCount;
  readonly store: StoreCount;
  /** Everything written is with the relay. */
  sent(): Promise<void>;
  end(): Promise<void>;
}

/** `speed`: how many times faster than usual the members' clocks run. */
export async function openScene(speed: number): Promise<Scene> {
  const server = await startServer('minga');
  const relay = `http://127.0.0.1:${server.port}`;
  const wire = countingTransport();
  const store = countingStore();
  const ana = await openMember({
    name: 'Ana',
    relay,
    clock: scaledClock(speed),
    transport: wire.transport,
    wrapStore: store.wrapStore,
  });
  const space = await ana.createSpace('Cordillera');
  await until(space.view, isLive);
  const doc = unwrap(await space.createDocument());
  const open = await space.openDocument(doc);
  const { link } = unwrap(await space.invite({ days: 7, uses: 5 }));
  await until(space.view, (view) => view.unsent === 0);
  const company = await invite({ kind: 'join', relay, link, doc, speed });
  await until(space.view, (view) => view.members.length === 2, patienceMs);
  await sleep(1_000);
  return {
    ana,
    space: space.id,
    open,
    server,
    company,
    wire: wire.count,
    store: store.count,
    sent: () => sent(open, patienceMs),
    async end() {
      await company.leave();
      await ana.close();
      await server.dispose();
    },
  };
}

const patienceMs = 60_000;
