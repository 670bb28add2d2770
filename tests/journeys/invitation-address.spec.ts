import { expect, test } from '../support/journey.ts';
import {
  type Person,
  appStored,
  createGroup,
  goTo,
} from '../support/people.ts';
import { startRelay } from '../support/relay.ts';

const group = 'Escuela Los Arrayanes';
const onlyHere = 'Este enlace solo se abre en este mismo equipo.';

async function sheetOf({ page }: Person) {
  await goTo(page, 'Personas');
  await page.getByRole('button', { name: 'Invitar' }).click();
  const sheet = page.getByRole('dialog', { name: 'Invitar' });
  const link = sheet.getByLabel('Enlace de la invitación');
  await expect(link).toBeVisible();
  return { sheet, link: await link.inputValue() };
}

test('an invitation leads to the address that people use, without signal too', async ({
  person,
}) => {
  const relay = await startRelay({ MINGA_URL: 'https://minga.example' });
  const ana = await person({ url: relay.url });
  await createGroup(ana, group, 'Ana');
  const { sheet, link } = await sheetOf(ana);
  expect(link).toMatch(/^https:\/\/minga\.example\/i#/);
  await expect(sheet.getByText(onlyHere)).toBeHidden();

  await appStored(ana.page);
  // The worker sees the answer from the second opening on.
  await ana.page.reload();
  await goTo(ana.page, 'Hoy');
  await relay.stop();
  await ana.page.reload();
  const later = await sheetOf(ana);
  expect(later.link).toMatch(/^https:\/\/minga\.example\/i#/);
  await relay.dispose();
});

test('made on a machine without such an address, it says that it opens only there', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const { sheet, link } = await sheetOf(ana);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:/);
  await expect(sheet.getByText(onlyHere)).toBeVisible();
});
