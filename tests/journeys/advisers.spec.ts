import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  type Person,
  beginProblem,
  createGroup,
  goTo,
  openInvitation,
} from '../support/people.ts';

const group = 'Comunidad Cordillera';
const dayMs = 86_400_000;

/** Somebody is invited to accompany the group for three months. */
async function inviteAdviser({ page }: Person): Promise<string> {
  await goTo(page, 'Personas');
  await page
    .getByRole('button', { name: 'Sumar a quien nos acompañe' })
    .click();
  const sheet = page.getByRole('dialog', {
    name: 'Sumar a quien nos acompañe',
  });
  await expect(sheet.getByRole('radio', { name: '3 meses' })).toBeChecked();
  await expectAccessible(page, 'inviting an adviser');
  await sheet.getByRole('button', { name: 'Preparar el enlace' }).click();
  await expect(sheet.getByText('Acompaña hasta el')).toBeVisible();
  const link = await sheet.getByLabel('Enlace de la invitación').inputValue();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await expect(sheet).toBeHidden();
  return link;
}

/** Who accompanies begins no problems: the group is known by its name. */
async function comeIn(mara: Person, link: string): Promise<void> {
  const { page } = mara;
  await openInvitation(mara, link);
  await page.getByLabel('¿Cómo te llamas?').fill('Mara');
  await page.getByRole('button', { name: 'Entrar al grupo' }).click();
  await expect(page.getByRole('banner').getByText(group)).toBeVisible();
}

const advisers = (page: Page) =>
  page.getByRole('region', { name: 'Quién nos acompaña' });

async function wordsFor(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name, exact: true }).click();
  const sheet = page.getByRole('dialog', { name });
  const said = await sheet.locator('.words').innerText();
  return said.trim();
}

test('the school lets an adviser in until a day, both compare four words, and the school ends it without a reason', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await inviteAdviser(ana);
  const mara = await person();
  await comeIn(mara, link);
  await expect(advisers(ana.page).getByText('Mara')).toBeVisible();
  await expect(advisers(ana.page).getByText('Hasta el')).toBeVisible();
  await goTo(mara.page, 'Personas');
  await expect(advisers(mara.page).getByText('Mara')).toBeVisible();
  await expect(advisers(mara.page).getByRole('button')).toHaveCount(0);
  await expectAccessible(ana.page, 'people with an adviser');

  await mara.page.getByRole('button', { name: 'Más' }).click();
  await mara.page.getByRole('menuitem', { name: 'Cambiar mi nombre' }).click();
  await mara.page.getByLabel('Tu cargo o función').fill('Supervisora');
  await expectAccessible(mara.page, 'what one says of oneself');
  await mara.page.getByRole('button', { name: 'Guardar nombre' }).click();
  await expect(ana.page.getByText('Supervisora')).toBeVisible();

  const four = await wordsFor(ana.page, 'Mara');
  expect(four.split(' ')).toHaveLength(4);
  expect(await wordsFor(mara.page, 'Ana')).toBe(four);
  await ana.page
    .getByRole('button', { name: 'Lo comprobamos en persona' })
    .click();
  await expect(ana.page.getByText('Lo comprobaron en persona.')).toBeVisible();
  await expectAccessible(ana.page, 'the words to compare');
  await expectPlainWords(ana.page);
  await ana.page.getByRole('button', { name: 'Cerrar' }).click();

  await advisers(ana.page).getByRole('button', { name: 'Terminar' }).click();
  const sheet = ana.page.getByRole('dialog', { name: 'Terminar con Mara' });
  await expect(sheet.getByText('No hace falta dar una razón.')).toBeVisible();
  await expectAccessible(ana.page, 'ending an adviser');
  await sheet.getByRole('button', { name: 'Sí, terminar con Mara' }).click();
  await expect(advisers(ana.page).getByText('Por ahora nadie.')).toBeVisible();
  await expect(
    mara.page.getByText('Ya no eres parte de este grupo'),
  ).toBeVisible();
});

test('a week before her day Hoy asks what the school can do alone by now', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  await beginProblem(ana, 'Copian sin entender');
  await goTo(ana.page, 'Hoy');
  const link = await inviteAdviser(ana);
  const mara = await person();
  await comeIn(mara, link);
  await expect(advisers(ana.page).getByText('Mara')).toBeVisible();

  await goTo(ana.page, 'Hoy');
  const card = ana.page.getByRole('region', { name: 'Mara los acompaña' });
  await expect(card).toBeHidden();
  await ana.page.clock.setFixedTime(Date.now() + 87 * dayMs);
  await ana.page.reload();
  await expect(card.getByText('¿Qué de lo que hacíamos')).toBeVisible();
  await expectAccessible(ana.page, 'the reminder of an adviser');
  await expectPlainWords(ana.page);
  await card.getByRole('button', { name: 'Seguir 3 meses más' }).click();
  await expect(ana.page.getByText('Mara acompaña hasta el')).toBeVisible();
  await expect(card).toBeHidden();
});
