import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectProblem,
  expectSent,
  goTo,
  newProblemButton,
  typeAtEnd,
} from '../support/people.ts';

const talk = 'Los niños casi no hablan en clase';
const copy = 'Copian sin entender';
const own = 'Me cuesta escuchar hasta el final';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Buscar' });
const field = (page: Page) =>
  page.getByRole('searchbox', { name: 'Buscar en todos tus grupos' });
const found = (page: Page) => dialog(page).getByRole('listitem');

test('without signal and by keyboard alone, a word without its accent and with a letter wrong leads to its place', async ({
  person,
  ownRelay,
}) => {
  test.slow();
  const ana = await person({ url: ownRelay.url, device: 'computer' });
  const { page } = ana;
  await createGroup(ana, 'Escuela Los Maquis', 'Ana');
  await beginProblem(ana, talk);
  await typeAtEnd(
    await editor(page),
    'En matemática esperamos menos de un segundo.',
  );
  await expectSent(page);
  await goTo(page, 'Trabajo');
  await beginProblem(ana, copy);
  await expectSent(page);
  await appStored(page);

  await ownRelay.stop();
  await page.reload();
  await expectProblem(page, copy);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('matematica');
  await expect(found(page)).toHaveCount(1);
  await expect(found(page).locator('mark')).toHaveText('matemática');
  await expect(dialog(page).getByRole('status')).toHaveText('1 resultado');

  await page.keyboard.press('Control+a');
  await page.keyboard.type('copiam entendr');
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText(copy);

  await page.keyboard.press('Control+a');
  await page.keyboard.type('ninos');
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText(talk);
  await page.keyboard.press('ArrowDown');
  await expect(found(page).getByRole('link')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();

  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('niños hablan');
  await expect(found(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expectProblem(page, talk);
});

test('on a phone it finds what lies in every group, what was written a moment ago, and narrows it down', async ({
  person,
}) => {
  test.slow();
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, 'Escuela Los Maquis', 'Ana');
  await beginProblem(ana, talk);
  await expectSent(page);

  await goTo(page, 'Hoy');
  await page.getByRole('button', { name: 'Más', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Mi cuaderno' }).click();
  await expect(page.getByRole('banner').getByText('Mi cuaderno')).toBeVisible();
  await expect(newProblemButton(page)).toBeEnabled();
  await beginProblem(ana, own);

  await goTo(page, 'Trabajo');
  const open = page.getByRole('button', { name: 'Buscar' });
  await open.click();
  await expect(field(page)).toBeFocused();
  await expectAccessible(page, 'search, nothing asked');
  await field(page).fill('escuchar');
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText('Mi cuaderno');
  await expectPlainWords(page);

  await dialog(page).getByText('Afinar').click();
  await field(page).fill('');
  await page
    .getByRole('combobox', { name: 'Qué', exact: true })
    .selectOption('Problemas');
  await expect(found(page)).toHaveCount(2);
  await page
    .getByRole('combobox', { name: 'Grupo', exact: true })
    .selectOption('Escuela Los Maquis');
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText(talk);
  await expectAccessible(page, 'search, narrowed down');
  await field(page).fill('zzzz');
  await expect(dialog(page).getByRole('status')).toContainText(
    'No se encontró nada',
  );
  await dialog(page).getByRole('button', { name: 'Quitar lo afinado' }).click();
  await field(page).fill('hablan');
  await found(page).getByRole('link').click();
  await expectProblem(page, talk);

  // What has changed since is found at the next search.
  await typeAtEnd(await editor(page), 'Tarapacá fue distinto.');
  await expectSent(page);
  await goTo(page, 'Trabajo');
  await open.click();
  await field(page).fill('tarapaca');
  await expect(found(page)).toHaveCount(1, { timeout: 15_000 });
});
