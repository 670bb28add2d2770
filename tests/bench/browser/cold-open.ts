import { rmSync } from 'node:fs';
import { type DocumentId, type SpaceId, unwrap } from '@minga/base';
import type { Page } from '@playwright/test';
import { Doc, encodeStateAsUpdate, encodeStateAsUpdateV2 } from 'yjs';
import { isLive, openMember, sent, until } from '../../support/member.ts';
import { applyEdit, textOf } from '../client/document.ts';
import { readLogSize } from '../client/relay-size.ts';
import { scaledClock } from '../client/scaled-clock.ts';
import { typeAt } from '../client/type-at.ts';
import type { Edit } from '../client/trace.ts';
import { startServer } from '../servers/start.ts';
import { buildPage } from './build-page.ts';
import { type Browser, openBrowser } from './chromium.ts';
import type { PageBench } from './page.ts';

declare const bench: PageBench;

/** A profile on disk that holds a long document in three ways. */
export interface Prepared {
  readonly shape: Readonly<Record<string, number>>;
  measure(
    subject: ColdSubject,
    slowdown: number,
  ): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export type ColdSubject = 'minga' | 'y-indexeddb' | 'apply-only';

/** Just enough for the client to have compacted its log; what is typed afterwards stays beside that as entries. */
const bulkEntries = 502;
const patienceMs = 120_000;
/** Of the trace's end, typed letter by letter. */
const tailKeys = 1_700;
const speed = 50;

export async function prepare(edits: readonly Edit[]): Promise<Prepared> {
  const bulk = edits.slice(0, -tailKeys);
  const tail = edits.slice(-tailKeys);
  const webRoot = await buildPage();
  const server = await startServer('minga', { webRoot });
  const relay = `http://127.0.0.1:${server.port}`;
  const browser = await openBrowser();
  const ana = await openMember({
    name: 'Ana',
    relay,
    clock: scaledClock(speed),
  });
  const space = await ana.createSpace('Cordillera');
  await until(space.view, isLive);
  const doc = unwrap(await space.createDocument());
  const open = await space.openDocument(doc);
  const text = textOf(open.doc);
  const { link } = unwrap(await space.invite({ days: 7, uses: 2 }));
  await until(space.view, (view) => view.unsent === 0);

  const rosa = await browser.newPage(1);
  await rosa.goto(relay);
  await rosa.evaluate((one) => bench.join(one), link);
  await receive(rosa, space.id, doc, 0);
  const step = Math.ceil(bulk.length / bulkEntries);
  for (let at = 0; at < bulk.length; at += step) {
    open.doc.transact(() => {
      for (const edit of bulk.slice(at, at + step)) applyEdit(text, edit);
    });
    await open.settled();
    space.flush();
    await sent(open, patienceMs);
  }
  await receive(rosa, space.id, doc, text.length);
  const logSize = () => readLogSize(server.folder, space.id, doc);
  const { entries } = await logSize();
  await typeAt(text, tail, speed * 10);
  await sent(open, patienceMs);
  await receive(rosa, space.id, doc, text.length);
  const boxes = (await logSize()).entries - entries;
  const lies = await rosa.evaluate(() => bench.shape());
  const shape = { ...lies, boxes };
  await rosa.evaluate(() => bench.leave());
  await rosa.close();
  const letters = text.length;
  await ana.close();

  const same = sameShape(bulk, tail, boxes);
  const filling = await browser.newPage(1);
  await filling.goto(relay);
  await filling.evaluate(
    (updates) => bench.fillYIndexeddb(updates),
    [same.stateV1, ...same.updates],
  );
  await filling.close();
  return {
    shape,
    measure: (subject, slowdown) =>
      inFreshPage(browser, relay, slowdown, async (page) => {
        const of = { space: space.id, doc, letters, ...same };
        const before = await browser.cpuMs();
        const figures = await measureIn(page, subject, of);
        return { ...figures, cpuMs: (await browser.cpuMs()) - before };
      }),
    async close() {
      await browser.close();
      await server.dispose();
      rmSync(webRoot, { recursive: true });
    },
  };
}

function receive(
  page: Page,
  space: SpaceId,
  doc: DocumentId,
  letters: number,
): Promise<void> {
  return page.evaluate((of) => bench.receive(of.space, of.doc, of.letters), {
    space,
    doc,
    letters,
  });
}

async function inFreshPage<T>(
  browser: Browser,
  url: string,
  slowdown: number,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage(slowdown);
  await page.goto(url);
  const found = await work(page);
  await page.close();
  return found;
}

interface Same {
  readonly stateV1: string;
  readonly stateV2: string;
  readonly updates: readonly string[];
}

/** The same document as a state and so many updates after it, in clear, for those who keep it so. */
function sameShape(
  bulk: readonly Edit[],
  tail: readonly Edit[],
  boxes: number,
): Same {
  const doc = new Doc();
  const text = textOf(doc);
  doc.transact(() => {
    for (const edit of bulk) applyEdit(text, edit);
  });
  const stateV1 = base64(encodeStateAsUpdate(doc));
  const stateV2 = base64(encodeStateAsUpdateV2(doc));
  const updates: string[] = [];
  doc.on('update', (update: Uint8Array) => {
    updates.push(base64(update));
  });
  const perBox = Math.ceil(tail.length / boxes);
  for (let at = 0; at < tail.length; at += perBox)
    doc.transact(() => {
      for (const edit of tail.slice(at, at + perBox)) applyEdit(text, edit);
    });
  return { stateV1, stateV2, updates };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function measureIn(
  page: Page,
  subject: ColdSubject,
  of: Same & {
    readonly space: SpaceId;
    readonly doc: DocumentId;
    readonly letters: number;
  },
): Promise<Readonly<Record<string, number>>> {
  switch (subject) {
    case 'minga':
      return page.evaluate(
        (one) => bench.openMinga(one.space, one.doc, one.letters),
        of,
      );
    case 'y-indexeddb':
      return page.evaluate((one) => bench.openYIndexeddb(one.letters), of);
    case 'apply-only':
      return page.evaluate(
        (one) => bench.applyOnly(one.stateV2, one.updates, one.letters),
        of,
      );
  }
}
