import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  type Person,
  appStored,
  beginProblem,
  createGroup,
  expectSent,
  invite,
  join,
  openProblem,
  signalBack,
} from '../support/people.ts';

const group = 'Escuela Los Boldos';
const title = 'Los niños casi no hablan en clase';
const names = ['Rosa Quispe', 'Luis Ayala', 'Pedro Huanca', 'Elsa Rojas'];

test('five answer in sealed envelopes; one is away as they are opened, one comes late; then they talk', async ({
  person,
  ownRelay,
}) => {
  test.setTimeout(150_000);
  const ana = await person({ url: ownRelay.url });
  await createGroup(ana, group, 'Ana Soto');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const others: Person[] = [];
  for (const name of [...names, 'Iris Mamani']) {
    const one = await person({ url: ownRelay.url });
    await join(one, link, group, name);
    await appStored(one.page);
    await openProblem(one, title);
    others.push(one);
  }
  const [rosa, luis, pedro, elsa, iris] = others as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];

  await test.step('Ana leaves the rules, and everybody reads them before answering', async () => {
    await expect(ana.page.getByText('Iris Mamani está leyendo')).toBeVisible();
    await ana.page.getByRole('button', { name: 'En sobre cerrado' }).click();
    await ana.page.getByLabel('Reflexión').check();
    await ana.page.getByLabel('Sin nombre en pantalla').check();
    await expect(ana.page.getByText('Responden:')).toContainText('Iris Mamani');
    await expectAccessible(ana.page, 'the rules of a round');
    await ana.page.getByRole('button', { name: 'Dejar estas reglas' }).click();
    await expect(count(ana.page)).toHaveText('0 de 6 sobres');
    for (const { page } of others) {
      await page.getByRole('link', { name: /^Cómo estamos · / }).click();
      await expect(
        page.getByRole('heading', { name: 'Las reglas, antes de responder' }),
      ).toBeVisible();
      await expect(page.getByText('Sin nombre en pantalla')).toBeVisible();
      await expect(page.getByText('Esto no te evalúa')).toBeVisible();
    }
  });

  await test.step('five seal; nobody sees more than how many; one takes hers back and does it anew', async () => {
    await answer(ana.page, 'Exploración', 'Ejemplo de Ana');
    await answer(rosa.page, 'Exploración', 'Ejemplo de Rosa');
    await answer(luis.page, 'Sustentabilidad', 'Ejemplo de Luis');
    await answer(pedro.page, 'Implementación emergente', 'Ejemplo de Pedro');
    await answer(elsa.page, 'No sé', 'Ejemplo de Elsa');
    await elsa.page.getByRole('button', { name: 'Sacar mi sobre' }).click();
    await expect(elsa.page.getByLabel('Un ejemplo que vivimos')).toHaveValue(
      'Ejemplo de Elsa',
    );
    await answer(elsa.page, 'Exploración', 'Elsa lo pensó mejor');
    for (const { page } of [ana, rosa, luis, pedro, iris]) {
      await expect(count(page)).toHaveText('5 de 6 sobres');
      await expect(page.getByText('Elsa lo pensó')).toHaveCount(0);
    }
    await expectPlainWords(rosa.page);
    await expectAccessible(iris.page, 'answering alone');
  });

  await test.step('Elsa and Iris lose their signal, and Iris answers; two ask to open', async () => {
    await expectSent(elsa.page);
    for (const { context } of [elsa, iris]) await context.setOffline(true);
    // For her device all six have answered: to her it is open, to the others hers will be late.
    await fill(iris.page, 'Sustentabilidad', 'Ejemplo de Iris');
    await expect(opened(iris.page)).toBeVisible();
    await ask(ana.page).click();
    await expect(ana.page.getByText('Pediste abrir.')).toBeVisible();
    await expect(luis.page.getByText('Una persona pidió abrir')).toBeVisible();
    await expect(opened(ana.page)).toBeHidden();
    await ask(luis.page).click();
    for (const { page } of [ana, rosa, luis, pedro]) {
      await expect(opened(page)).toBeVisible();
      await expect(page.getByText('Falta abrir 1.')).toBeVisible();
      await expect(page.getByText('cinco respuestas abiertas')).toBeVisible();
      await expect(page.getByText('Ejemplo de Luis')).toBeVisible();
      await expect(page.getByRole('table')).toHaveCount(0);
    }
  });

  await test.step('both come back: Elsa opens hers, that of Iris is told to be late', async () => {
    for (const { context, page } of [elsa, iris]) {
      await context.setOffline(false);
      await signalBack(page);
    }
    for (const { page } of [ana, pedro]) {
      await expect(page.getByText('Elsa lo pensó mejor')).toBeVisible({
        timeout: 60_000,
      });
      await expect(page.getByText('Falta abrir')).toBeHidden();
      const table = page.getByRole('table');
      await expect(table).toContainText(/Exploración\s*3/);
      await expect(table).toContainText(/Sustentabilidad\s*1/);
      await expect(page.getByText('Después de la apertura')).toBeVisible();
      await expect(page.getByText('Ejemplo de Iris')).toBeVisible();
      await expect(opened(page)).not.toContainText('Luis Ayala');
    }
    await expectAccessible(ana.page, 'opened envelopes');
  });

  await test.step('they talk, and agree with reservations', async () => {
    await ana.page.getByRole('radio', { name: 'Exploración' }).check();
    await ana.page.getByLabel('Con reservas').check();
    await rosa.page
      .getByLabel('¿Qué miradas distintas guardamos?')
      .fill('Luis ve más avance.');
    await expect(
      luis.page.getByLabel('¿Qué miradas distintas guardamos?'),
    ).toHaveValue('Luis ve más avance.');
  });
});

test('three answer with their names: it opens once all have, and not before', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url });
  await createGroup(ana, group, 'Ana Soto');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const others: Person[] = [];
  for (const name of names.slice(0, 2)) {
    const one = await person({ url: ownRelay.url });
    await join(one, link, group, name);
    await appStored(one.page);
    await openProblem(one, title);
    others.push(one);
  }
  const [rosa, luis] = others as [Person, Person];
  await ana.page.getByRole('button', { name: 'En sobre cerrado' }).click();
  await ana.page.getByLabel('Reflexión').check();
  await expect(ana.page.getByText('se adivina quién es quién')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Dejar estas reglas' }).click();
  for (const { page } of others)
    await page.getByRole('link', { name: /^Cómo estamos · / }).click();
  await answer(ana.page, 'Exploración', 'Ejemplo de Ana');
  await answer(rosa.page, 'Paso', '');
  await ask(ana.page).click();
  await ask(rosa.page).click();
  for (const { page } of [ana, rosa, luis]) {
    await expect(page.getByText('conversen directo')).toBeVisible();
    await expect(page.getByText('Ejemplo de Ana')).toHaveCount(0);
  }
});

async function answer(page: Page, stage: string, text: string): Promise<void> {
  await fill(page, stage, text);
  await expect(page.getByText('Tu respuesta está en su sobre')).toBeVisible();
}

async function fill(page: Page, stage: string, text: string): Promise<void> {
  await page.getByRole('radio', { name: stage, exact: true }).check();
  await page.getByLabel('Un ejemplo que vivimos').fill(text);
  await page.getByRole('button', { name: 'Guardar en sobre' }).click();
}

function count(page: Page) {
  return page.getByText(/^\s*\d de \d sobres\s*$/);
}

function ask(page: Page) {
  return page.getByRole('button', { name: 'Pedir que se abran los sobres' });
}

function opened(page: Page) {
  return page.getByRole('region', { name: 'Los sobres abiertos' });
}
