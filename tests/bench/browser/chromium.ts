import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../support/chromium.ts';

/** Chromium with a profile of its own on disk. */
export interface Browser {
  readonly context: BrowserContext;
  /** `slowdown`: how many times slower the CPU is made. */
  newPage(slowdown: number): Promise<Page>;
  /** What all of its processes have spent: unlike time on the wall, the same on a machine that does other things too. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

export async function openBrowser(
  serviceWorkers: 'allow' | 'block' = 'block',
): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'minga-bench-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath,
    args: chromiumFlags,
    serviceWorkers,
    locale: 'es-CL',
  });
  const browser = context.browser();
  const session = await browser?.newBrowserCDPSession();
  return {
    context,
    async cpuMs() {
      const answer = await session?.send('SystemInfo.getProcessInfo');
      const spent = answer?.processInfo.map(({ cpuTime }) => cpuTime) ?? [];
      return spent.reduce((sum, seconds) => sum + seconds * 1000, 0);
    },
    async newPage(slowdown) {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      return page;
    },
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
