import { expect, test } from '../support/journey.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectSent,
  expectUnkept,
  typeAtEnd,
  written,
} from '../support/people.ts';

const told = 'No queda memoria: lo último está solo en esta ventana.';

test('a browser without room says so; what is typed stays, and is kept and sent when there is room', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, 'Escuela Los Coihues', 'Ana');
  await beginProblem(ana, 'No cabe');
  const field = await editor(page);
  await typeAtEnd(field, 'Antes.');
  await expectSent(page);
  const browser = await ana.context.newCDPSession(page);
  const origin = new URL(ana.url).origin;
  await browser.send('Storage.overrideQuotaForOrigin', {
    origin,
    quotaSize: 1,
  });
  // Chromium remembers for half a minute how much room there was.
  await expect(async () => {
    await typeAtEnd(field, ' Más.');
    await expect(page.getByText(told)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expectUnkept(page);
  const all = await written(field);

  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await expect(page.getByText(told)).toBeHidden({ timeout: 60_000 });
  await expectSent(page);
  await page.reload();
  await expect.poll(async () => written(await editor(page))).toBe(all);
});
