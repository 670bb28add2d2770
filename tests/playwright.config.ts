import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath } from './support/chromium.ts';
import { firefoxPath } from './support/firefox.ts';

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  workers: 2,
  timeout: 180_000,
  // Patience for a machine that does other things as well; what is there is not waited for.
  expect: { timeout: 15_000 },
  // Told by the report as `flaky` (docs/decisions/0005).
  retries: process.env['CI'] === undefined ? 0 : 2,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    locale: 'es-CL',
    timezoneId: 'America/Santiago',
    // Pictures of every frame would take the machine from the pages.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: { executablePath: chromiumPath, args: chromiumFlags },
  },
  projects: [
    { name: 'chromium' },
    ...(firefoxPath === null
      ? []
      : [
          {
            name: 'firefox',
            // What asks neither for touch nor for the protocol of Chromium's tools, and no two windows with the focus.
            testMatch: /(smoke|first-load)\.spec\.ts$/,
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              launchOptions: { executablePath: firefoxPath },
            },
          },
        ]),
  ],
});
