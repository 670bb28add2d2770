import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, systemRandom, unwrap } from '@minga/base';
import {
  createUlidSource,
  editIndex,
  editProblem,
  startProblem,
} from '@minga/documents';
import { type Page, chromium } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../support/chromium.ts';
import { type HeadlessMember, openMember } from '../../support/member.ts';
import { editor, join, openPerson } from '../../support/people.ts';
import { retype, type } from '../../support/typing.ts';
import { watch } from '../../support/watch.ts';
import { startServer } from '../servers/start.ts';
import { webRoot } from './app.ts';

/** What an interaction took until it was on the screen, ms: the Event Timing API tells it in steps of 8, from 16 on. */
export interface TypingLatency {
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly keys: number;
}

/** Thirty pages of five hundred words. */
const paragraphs = 750;
const paragraph =
  'En seis de ocho visitas, cuando alguien se equivoca se corrige enseguida y la clase sigue sin que nadie pregunte nada.';
const peers = 3;
const peerEveryMs = 300;
const keyEveryMs = 120;
const shortestTold = 16;

const newId = createUlidSource({ clock: systemClock, random: systemRandom });

/** Letters typed by one person in a long document, on a processor so many times slower, while three others type in it. */
export async function typingLatency(
  slowdown: number,
  keys: number,
): Promise<TypingLatency> {
  const server = await startServer('minga', { webRoot });
  const url = `http://127.0.0.1:${server.port}`;
  const relay = url.replace('http', 'ws');
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: chromiumFlags,
  });
  const members: HeadlessMember[] = [];
  try {
    const ana = await openMember({ name: 'Ana', relay });
    members.push(ana);
    const space = await ana.createSpace('Cordillera');
    const problem = unwrap(
      await space.createDocument((doc) => {
        startProblem(doc, 1);
        type(doc, 'repeats', Array(paragraphs).fill(paragraph).join('\n'));
        editProblem(doc, newId).setTitle('Nadie pregunta');
      }),
    );
    const index = await space.openIndex();
    editIndex(index.doc, newId).list({
      id: problem,
      kind: 'problem',
      createdAt: 1,
      title: 'Nadie pregunta',
    });
    const { link } = unwrap(await space.invite({ days: 1, uses: 9 }));
    const view = watch(space.view);
    while (view.now.connection !== 'live' || view.now.unsent > 0)
      await sleep(50);
    for (let i = 1; i < peers; i++) {
      const member = await openMember({ name: `Rosa ${i}`, relay });
      await member.join(link);
      members.push(member);
    }
    const documents = await Promise.all(
      members.map((one) => one.space(space.id).openDocument(problem)),
    );
    const person = await openPerson(browser, { url, device: 'computer' });
    const { page } = person;
    await join(
      person,
      new URL(new URL(link).hash, `${url}/i`).href,
      'Cordillera',
      'Julia',
    );
    await page.goto(`/g/${space.id}/p/${problem}`);
    const field = await editor(page);
    await field.focus();
    await page.keyboard.press('Control+End');
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const timers = documents.map(({ doc }, i) =>
      setInterval(() => {
        retype(
          doc,
          'repeats',
          (text) => `${text.slice(0, 200 * i)}x${text.slice(200 * i)}`,
        );
      }, peerEveryMs),
    );
    const durations = await typed(page, keys);
    for (const timer of timers) clearInterval(timer);
    return summary(durations, keys);
  } finally {
    await browser.close();
    for (const member of members) await member.close();
    await server.dispose();
  }
}

async function typed(page: Page, keys: number): Promise<readonly number[]> {
  await page.evaluate((threshold) => {
    const told: number[] = [];
    Object.assign(globalThis, { told });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.name === 'keydown') told.push(entry.duration);
    }).observe({
      type: 'event',
      ...{ durationThreshold: threshold }, // not in TypeScript's DOM yet
    });
  }, shortestTold);
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press('e');
    await page.waitForTimeout(keyEveryMs);
  }
  return page.evaluate(
    () => (globalThis as unknown as { told: readonly number[] }).told,
  );
}

function summary(durations: readonly number[], keys: number): TypingLatency {
  // What is not told was quicker than the shortest that is.
  const quick = Array<number>(Math.max(0, keys - durations.length)).fill(
    shortestTold,
  );
  const sorted = [...quick, ...durations].toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ??
    Number.NaN;
  return { p50: at(0.5), p95: at(0.95), worst: at(1), keys };
}
