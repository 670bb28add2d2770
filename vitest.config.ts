import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, chromiumPath } from './tests/support/chromium.ts';

/**
 * On a shared machine of two cores a test may be starved for seconds. A second try in CI tells that from a fault: what fails
 * twice is broken (docs/decisions/0005).
 */
const retry = process.env['CI'] === undefined ? 0 : 2;

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          retry,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          include: [
            '{packages,apps}/*/src/**/*.test.ts',
            'server/src/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/*.{browser,svelte}.test.ts'],
        },
      },
      {
        test: {
          name: 'suites',
          environment: 'node',
          include: ['tests/{convergence,privacy,protocol,chaos}/**/*.test.ts'],
          retry,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The same plugins and aliases as the app, so that a component or the editor is tested as it ships.
        extends: './apps/web/vite.config.ts',
        root: `${root}apps/web`,
        server: { fs: { allow: [root] } },
        test: {
          name: 'browser',
          retry,
          testTimeout: 30_000,
          dir: root,
          include: [
            `${root}packages/*/src/**/*.browser.test.ts`,
            `${root}apps/web/src/**/*.browser.test.ts`,
          ],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: chromiumPath,
                args: [
                  ...chromiumFlags,
                  // A test has no finger to begin a sound with.
                  '--autoplay-policy=no-user-gesture-required',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
