import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  type Person,
  appStored,
  createGroup,
  expectGroup,
  expectSent,
  goTo,
  invite,
  join,
} from '../support/people.ts';

const school = 'Escuela Los Maquis';

async function openNotebook({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Más', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Mi cuaderno' }).click();
  await expectGroup(page, 'Mi cuaderno');
}

async function begin(page: Page, title: string): Promise<void> {
  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Elegir una pauta' }).click();
  await page.getByRole('button', { name: `Empezar «${title}»` }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: title }),
  ).toBeVisible();
  await expect(page.getByText('Esto no te evalúa')).toBeVisible();
}

const backToWork = (page: Page) =>
  page.getByRole('link', { name: /^Volver a Trabajo/ }).click();

test('alone: resources with optional axes and a FODA end in the growth plan; one part goes to a group, without names', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await page.goto('/');
  await appStored(page);
  await createGroup(ana, school, 'Ana Soto');
  await openNotebook(ana);
  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Elegir una pauta' }).click();
  await expect(page.getByRole('button', { name: /^Empezar «/ })).toHaveCount(5);
  await expectPlainWords(page);
  await expectAccessible(page, 'ways of looking at oneself');
  await backToWork(page);

  await begin(page, 'Mis recursos personales');
  await expect(page.getByRole('radio')).toHaveCount(0);
  const sentence = 'Trabajo en los problemas con calma y confianza.';
  const line = page.getByRole('listitem').filter({ hasText: sentence });
  await line.getByRole('button', { name: 'Quiero crecer aquí' }).click();
  const traits = page.getByRole('heading', {
    name: 'Nueve rasgos de los distritos efectivos',
  });
  await expect(traits).toHaveCount(0);
  await page
    .getByRole('checkbox', { name: 'Nueve rasgos de los distritos efectivos' })
    .check();
  await expect(traits).toBeVisible();
  await expect(
    page.getByRole('heading', { name: 'Cinco capacidades de liderazgo' }),
  ).toHaveCount(0);
  await expectPlainWords(page);
  await expectAccessible(page, 'personal resources');
  await page.reload();
  await expect(traits).toBeVisible();
  await page
    .getByRole('button', { name: 'Llevar a Mi plan de crecimiento' })
    .click();
  await expect(page.getByLabel('En qué quiero crecer')).toHaveValue(sentence);
  await backToWork(page);

  await begin(page, 'Mi FODA');
  const weakness = page.getByRole('region', { name: 'Debilidades' });
  await weakness
    .getByLabel('Lo que pienso')
    .fill('Ana Soto habla más que los niños');
  await weakness.getByRole('button', { name: 'Quiero crecer aquí' }).click();
  await page
    .getByRole('region', { name: 'Fortalezas' })
    .getByLabel('Lo que pienso')
    .fill('Escucho a las familias');
  await page
    .getByRole('button', { name: 'Copiar una parte a un grupo' })
    .click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('¿Esto permite reconocerme?')).toHaveCount(0);
  await sheet.getByRole('checkbox', { name: /^Debilidades/ }).check();
  await expect(sheet.getByText('¿Esto permite reconocerme?')).toBeVisible();
  const preview = sheet.getByLabel('Lo que leerán de: Debilidades');
  await expect(preview).toHaveValue('alguien habla más que los niños');
  await expectAccessible(page, 'copying a part to a group');
  await preview.fill('Hablo más que los niños');
  await sheet.getByRole('button', { name: 'Copiar al grupo' }).click();
  await expect(page.getByText('Está en el grupo.')).toBeVisible();
  await page
    .getByRole('button', { name: 'Llevar a Mi plan de crecimiento' })
    .click();
  await expect(page.getByLabel('En qué quiero crecer')).toHaveValue(
    `${sentence}\nDebilidades: Ana Soto habla más que los niños`,
  );

  // The group has the words that were chosen, and nothing else.
  await page.goto('/grupos');
  await page.getByRole('link', { name: school }).click();
  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Mi FODA' }).click();
  await expect(page.getByText('Hablo más que los niños')).toBeVisible();
  await expect(page.getByText('Escucho a las familias')).toHaveCount(0);
  await expect(page.getByText('Quiero crecer aquí')).toHaveCount(0);
  await expectAccessible(page, 'words given to a group');
});

test('degrees and levels are chosen alone, and have no number', async ({
  person,
}) => {
  const ana = await person({ device: 'computer' });
  const { page } = ana;
  await page.goto('/');
  await appStored(page);
  await createGroup(ana, school, 'Ana Soto');
  await openNotebook(ana);

  await begin(page, 'Estándares de quien supervisa directores');
  await page
    .locator('summary', { hasText: 'Enseña en el trabajo uno a uno' })
    .click();
  const degrees = page.getByRole('radio');
  await expect(degrees).toHaveCount(5);
  await page.getByRole('radio', { name: 'Ocupar comprendiendo' }).check();
  await page
    .getByLabel('Un momento que lo muestra')
    .fill('Las visitas de mayo');
  await page.getByRole('button', { name: 'Quiero crecer aquí' }).click();
  await expectPlainWords(page);
  await expectAccessible(page, 'degrees of appropriation');
  // What was marked never goes out: only words are offered to copy.
  await page
    .getByRole('button', { name: 'Copiar una parte a un grupo' })
    .click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('checkbox').check();
  await expect(sheet.getByRole('textbox')).toHaveValue('Las visitas de mayo');
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await page
    .getByRole('button', { name: 'Llevar a Mi plan de crecimiento' })
    .click();
  await expect(page.getByLabel('En qué quiero crecer')).toHaveValue(
    'Enseña en el trabajo uno a uno',
  );
  await backToWork(page);

  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Elegir una pauta' }).click();
  await page.getByRole('button', { name: /^Empezar «.*conversa/i }).click();
  await expect(page.getByText('son una lectura de Minga')).toBeVisible();
  await page.locator('summary', { hasText: 'Escucha activa' }).click();
  await expect(page.getByRole('radio')).toHaveCount(4);
  await expect(
    page.getByText('No juzga; atiende y está presente.'),
  ).toBeVisible();
});

test('a pair looks at itself together, and nobody else in the group can open it', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, school, 'Ana Soto');
  const link = await invite(ana);
  const rosa = await person({ device: 'computer' });
  const luis = await person();
  await join(rosa, link, school, 'Rosa Quispe');
  await join(luis, link, school, 'Luis Ayala');

  const { page } = ana;
  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Mirarse entre dos' }).click();
  await expect(page.getByRole('button', { name: /^Empezar «/ })).toHaveCount(2);
  await page.getByRole('radio', { name: 'Rosa Quispe' }).check();
  await expectAccessible(page, 'two looking at themselves');
  await page
    .getByRole('button', {
      name: 'Empezar «Estándares de quien supervisa directores»',
    })
    .click();
  await expect(page.getByText('Con Rosa Quispe')).toBeVisible();
  const fold = (one: Page) =>
    one.locator('summary', { hasText: 'Enseña en el trabajo uno a uno' });
  await fold(page).click();
  await page.getByLabel('Un momento que lo muestra').fill('En marzo');
  await expect(page.getByText('Lo lee: Solo tú y Rosa Quispe')).toBeVisible();
  await expectSent(page);
  const { pathname } = new URL(page.url());

  await goTo(rosa.page, 'Trabajo');
  await rosa.page.getByRole('link', { name: 'Mirarse entre dos' }).click();
  await rosa.page.getByRole('link', { name: /Con Ana Soto$/ }).click();
  await fold(rosa.page).click();
  await expect(rosa.page.getByLabel('Un momento que lo muestra')).toHaveValue(
    'En marzo',
  );
  await rosa.page.getByRole('radio', { name: 'Adoptando el discurso' }).check();
  await expect(
    page.getByRole('radio', { name: 'Adoptando el discurso' }),
  ).toBeChecked();

  await goTo(luis.page, 'Trabajo');
  await luis.page.getByRole('link', { name: 'Mirarse entre dos' }).click();
  await expect(
    luis.page.getByRole('radio', { name: 'Ana Soto' }),
  ).toBeVisible();
  await expect(luis.page.getByText('Las que ya tienen')).toHaveCount(0);
  await luis.page.goto(pathname);
  await expect(
    luis.page.getByRole('heading', { name: 'Esta pauta no está aquí' }),
  ).toBeVisible();
});
