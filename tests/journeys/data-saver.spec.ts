import { expect, test } from '../support/journey.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectGroup,
  expectSent,
  goTo,
  invite,
  join,
  openProblem,
  signalBack,
  syncWords,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Escuela Quebrada Honda';

test('saving data, what was not opened does not come, and says so instead of looking empty', async ({
  person,
  ownRelay,
}) => {
  const { url } = ownRelay;
  const ana = await person({ url });
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  for (const title of ['Nadie pregunta', 'Nadie explica']) {
    await beginProblem(ana, title);
    await typeAtEnd(await editor(ana.page), `${title}.`);
    await expectSent(ana.page);
    await ana.page.goto('/');
    await expectGroup(ana.page, group);
  }

  const rosa = await person({ url });
  const { page } = rosa;
  await page.goto('/ajustes');
  await page
    .getByRole('group', { name: 'Ahorro de datos' })
    .getByRole('radio', { name: 'Siempre' })
    .check();
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, 'Nadie pregunta');
  const text = page.getByRole('textbox', {
    name: '¿Qué se repite y frena el aprendizaje?',
  });
  await text.focus();
  await expect
    .poll(async () => written(await editor(page)))
    .toBe('Nadie pregunta.');
  await syncWords(page).click();
  const sheet = page.getByRole('dialog', {
    name: '¿Dónde está lo que escribo?',
  });
  await expect(sheet).toContainText('ahorra datos');
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await appStored(page);

  await ownRelay.stop('SIGKILL');
  await page.goBack();
  await goTo(page, 'Trabajo');
  await page
    .getByRole('main')
    .getByRole('link', { name: 'Nadie explica' })
    .click();
  const notHere = page.getByText(
    'Lo que tu grupo escribió aquí todavía no llega a este teléfono.',
  );
  await expect(notHere).toBeVisible();
  await ownRelay.start();
  await signalBack(page);
  await expect(notHere).toBeHidden();
  await text.focus();
  await expect
    .poll(async () => written(await editor(page)))
    .toBe('Nadie explica.');
});
