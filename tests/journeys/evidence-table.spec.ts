import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  beginProblem,
  createGroup,
  expectSent,
  goTo,
  invite,
  join,
  openProblem,
} from '../support/people.ts';

const group = 'Escuela Los Aromos';
const title = 'Casi no hay diálogo';
const patience = { timeout: 30_000 };

test('two people fill the data of the school at once: each cell of both is there, and a row taken away comes back', async ({
  person,
}) => {
  const ana = await person({ device: 'phone' });
  await createGroup(ana, group, 'Ana Quispe');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const rosa = await person({ device: 'computer' });
  await join(rosa, link, group, 'Rosa Huanca');
  await openProblem(rosa, title);

  const { page } = ana;
  const others = page.getByText('Números, tablas y otro trabajo del grupo');
  await others.click();
  await page.getByRole('button', { name: 'Datos de la escuela' }).click();
  await expect(page.getByLabel('Qué muestra', { exact: true })).toHaveValue(
    'Datos de la escuela, por curso',
  );
  const cellOf = (who: typeof ana, name: string) =>
    who.page.getByRole('textbox', { name, exact: true });
  await expect(cellOf(rosa, 'Matrícula, fila 1')).toBeVisible(patience);
  await cellOf(ana, 'Curso o grado, fila 1').fill('1.º básico');
  await cellOf(ana, 'Asistencia, fila 1').fill('91 %');
  await cellOf(ana, 'Asistencia, fila 1').blur();
  await cellOf(rosa, 'Matrícula, fila 1').fill('24');
  await cellOf(rosa, 'Matrícula, fila 1').blur();
  await rosa.page.getByRole('button', { name: 'Agregar una fila' }).click();
  await expect(cellOf(ana, 'Matrícula, fila 1')).toHaveValue('24', patience);
  await expect(cellOf(ana, 'Matrícula, fila 4')).toBeVisible(patience);
  await expect(cellOf(rosa, 'Asistencia, fila 1')).toHaveValue(
    '91 %',
    patience,
  );
  await expectPlainWords(page);
  await expectAccessible(page, 'a table on a phone');
  await expectAccessible(rosa.page, 'a table on a computer');

  await page.getByRole('button', { name: 'Quitar la fila 1' }).click();
  // Here, not at hers: the way back is offered for some seconds only.
  await expect(cellOf(ana, 'Matrícula, fila 1')).toHaveValue('');
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await expect(cellOf(rosa, 'Matrícula, fila 1')).toHaveValue('24', patience);
});

test('a count and a link to other work say how the group knows it', async ({
  person,
}) => {
  const ana = await person({ device: 'phone' });
  const { page } = ana;
  await createGroup(ana, group, 'Ana Quispe');
  await beginProblem(ana, 'Faltan preguntas abiertas');
  await page.goBack();
  await goTo(page, 'Hoy');
  await beginProblem(ana, title);
  const others = page.getByText('Números, tablas y otro trabajo del grupo');
  await others.click();
  await page.getByRole('button', { name: 'Agregar un conteo' }).click();
  await page.getByLabel('Cuántos', { exact: true }).fill('79 %');
  await page
    .getByLabel('De qué', { exact: true })
    .fill('intervenciones que son docentes');
  await page.getByRole('button', { name: 'Enlazar otro trabajo' }).click();
  const sheet = page.getByRole('dialog', { name: 'Enlazar otro trabajo' });
  await expectAccessible(page, 'choosing what to point to');
  await sheet
    .getByRole('button', { name: 'Problema: Faltan preguntas abiertas' })
    .click();
  await expect(sheet).toBeHidden();
  await expectPlainWords(page);
  await expectAccessible(page, 'a count and a link');
  await page.reload();
  await expect(page.getByLabel('Cuántos', { exact: true })).toHaveValue('79 %');
  await page
    .getByRole('main')
    .getByRole('link', { name: 'Problema: Faltan preguntas abiertas' })
    .click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Faltan preguntas abiertas' }),
  ).toBeAttached();
});
