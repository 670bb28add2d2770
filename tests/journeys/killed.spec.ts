import { readFile, readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { expect, test } from '../support/journey.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectProblem,
  expectSent,
  typeAtEnd,
  written,
} from '../support/people.ts';

const title = 'Se corta la luz';
/** SIGKILL of the browser may take so much of what was typed last. */
const mayLoseMs = 1_000;
const typingMs = 4_000;

test('a browser that is killed while she types has lost at most a second of it', async ({
  ownRelay,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'minga-profile-'));
  const { url } = ownRelay;
  let context = await openBrowser(profile, url);
  try {
    const page = await context.newPage();
    await createGroup({ page, context, url }, 'Escuela Aukiñ', 'Ana');
    await beginProblem({ page, context, url }, title);
    const field = await editor(page);
    await typeAtEnd(field, 'Vimos');
    await expectSent(page);
    await appStored(page);
    const address = page.url();
    // What is found again was on this device and nowhere else.
    await ownRelay.stop('SIGKILL');

    const typed: { readonly token: string; readonly at: number }[] = [];
    const began = performance.now();
    while (performance.now() - began < typingMs) {
      const token = ` t${typed.length}`;
      await page.keyboard.type(token);
      typed.push({ token, at: performance.now() });
    }
    const ended = new Promise((resolve) => context.once('close', resolve));
    const killedAt = performance.now();
    process.kill(await browserOf(profile), 'SIGKILL');
    await ended;

    context = await openBrowser(profile, url);
    const again = await context.newPage();
    await again.goto(address);
    await expectProblem(again, title);
    const text = await written(await editor(again));
    const due = typed.filter(({ at }) => at < killedAt - mayLoseMs);
    expect(due.length).toBeGreaterThan(3);
    const whole = `Vimos${typed.map(({ token }) => token).join('')}`;
    expect(whole.startsWith(text), text).toBe(true);
    expect(text).toContain(due.map(({ token }) => token).join(''));
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

function openBrowser(
  profile: string,
  baseURL: string,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: chromiumFlags,
    baseURL,
    locale: 'es-CL',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
}

/** The process that has this profile open, its helpers apart. */
async function browserOf(profile: string): Promise<number> {
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(
      () => '',
    );
    const words = command.split('\0');
    if (
      words.includes(`--user-data-dir=${profile}`) &&
      !words.some((word) => word.startsWith('--type='))
    )
      return Number(id);
  }
  throw new Error('no browser has this profile open');
}
