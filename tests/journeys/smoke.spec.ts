import { expect, test } from '../support/journey.ts';

test('the page opens and shows its heading', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the app opens again after its relay has gone', async ({
  page,
  ownRelay,
}) => {
  await page.goto(ownRelay.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await ownRelay.stop();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
