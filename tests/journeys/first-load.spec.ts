import { gzipSync } from 'node:zlib';
import { sizeLimits } from '../../tools/size-limits.mjs';
import { expect, test } from '../support/journey.ts';

test.use({ serviceWorkers: 'block' });

test('the first page loads at most the JavaScript it is allowed', async ({
  page,
}) => {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (/\.m?js$/.test(new URL(response.url()).pathname))
      scripts.set(response.url(), response.body());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // What arrives after something is on the screen (the store, the sealing) nobody has waited for.
  const needed = await page.evaluate(() => {
    const painted = performance
      .getEntriesByName('first-contentful-paint')
      .at(0)?.startTime;
    return performance
      .getEntriesByType('resource')
      .filter(
        (entry) =>
          entry instanceof PerformanceResourceTiming &&
          entry.responseEnd <= (painted ?? Infinity),
      )
      .map(({ name }) => name);
  });
  const bodies = await Promise.all(
    [...scripts]
      .filter(([url]) => needed.includes(url))
      .map(([, body]) => body),
  );
  const gzipped = bodies.map((body) => gzipSync(body, { level: 9 }).length);
  const total = gzipped.reduce((sum, length) => sum + length, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(sizeLimits.firstLoad.ceiling);
});
