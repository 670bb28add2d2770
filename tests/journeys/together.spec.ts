import { expect, test } from '../support/journey.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectGroup,
  expectSent,
  goTo,
  invite,
  openProblem,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Escuela Los Aromos';
const title = 'Casi no hay diálogo';

test('Ana invites Rosa and both write in the same field, each seeing the other', async ({
  person,
}) => {
  const ana = await person({ device: 'computer' });
  await createGroup(ana, group, 'Ana Quispe');
  await beginProblem(ana, title);
  await typeAtEnd(await editor(ana.page), 'Preguntamos nosotras.');
  await expectSent(ana.page);
  await ana.page.getByRole('link', { name: `Volver a ${group}` }).click();
  const link = await invite(ana);
  expect(link).toMatch(/\/i#v1\./);

  const rosa = await person({ device: 'computer' });
  await rosa.page.goto(link);
  await test.step('the card says who invites, to what and how many read it', async () => {
    const card = rosa.page.getByRole('article');
    await expect(card).toContainText('Ana Quispe te invita a');
    await expect(card.getByRole('heading', { name: group })).toBeVisible();
    await expect(card).toContainText('Hoy la lee 1 persona');
    expect(new URL(rosa.page.url()).hash).toBe('');
    expect(await rosa.page.evaluate(() => location.href)).not.toContain('#');
    // A name is all that is asked.
    await expect(rosa.page.getByRole('textbox')).toHaveCount(1);
  });
  await rosa.page.getByLabel('¿Cómo te llamas?').fill('Rosa Huanca');
  await rosa.page.getByRole('button', { name: 'Entrar al grupo' }).click();
  await expectGroup(rosa.page, group);
  await goTo(rosa.page, 'Personas');
  await expect(
    rosa.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: 'Ana Quispe' }),
  ).toBeVisible();
  await openProblem(rosa, title);
  const rosas = await editor(rosa.page);
  await expect(rosas).toContainText('Preguntamos nosotras.');

  await openProblem(ana, title);
  const anas = await editor(ana.page);
  await anas.focus();
  await anas.press('Control+Home');
  await typeAtEnd(rosas, ' Y contestamos nosotras.');
  await test.step('each sees the caret of the other, with her name', async () => {
    await expect(anas.locator('.minga-caret-label')).toHaveText('Rosa Huanca');
    await expect(rosas.locator('.minga-caret-label')).toHaveText('Ana Quispe');
    await expect(
      ana.page.getByText(`Rosa Huanca está escribiendo aquí`),
    ).toBeVisible();
    await expect(
      rosa.page.getByRole('complementary').getByText('Ana Quispe está en «'),
    ).toBeVisible();
  });
  await anas.press('Control+Home');
  await Promise.all([
    anas.pressSequentially('Visitamos seis clases. ', { delay: 15 }),
    rosas.pressSequentially(' En cinco de seis.', { delay: 15 }),
  ]);
  const all =
    'Visitamos seis clases. Preguntamos nosotras. Y contestamos nosotras. En cinco de seis.';
  for (const field of [anas, rosas])
    await expect.poll(() => written(field)).toBe(all);
  for (const { page } of [ana, rosa]) await expectSent(page);
});
