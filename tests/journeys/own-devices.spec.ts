import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  beginProblem,
  createGroup,
  expectGroup,
  expectSent,
  goTo,
} from '../support/people.ts';

const group = 'Escuela El Molle';
const title = 'Leen y no comprenden';

/** The words on the screen, in their order, as she writes them on paper. */
async function wordsOf(page: Page): Promise<readonly string[]> {
  const list = page.getByRole('list', { name: 'Las doce palabras' });
  await expect(list.getByRole('listitem')).toHaveCount(12);
  return list.getByRole('listitem').allInnerTexts();
}

/** Writes down the twelve words and gives back the two she is asked for. */
async function makeCard(page: Page): Promise<readonly string[]> {
  const words = await wordsOf(page);
  await expectPlainWords(page);
  await page.getByRole('button', { name: 'Ya la anoté' }).click();
  const asked = page.getByLabel(/^Palabra número \d+$/);
  await expect(asked).toHaveCount(2);
  for (const field of await asked.all()) await field.fill('melón');
  await page.getByRole('button', { name: 'Guardar la tarjeta' }).click();
  await expect(page.getByText(/^No es la palabra número/)).toHaveCount(2);
  for (let place = 1; place <= 12; place++) {
    const field = page.getByLabel(`Palabra número ${place}`, { exact: true });
    if ((await field.count()) > 0) await field.fill(words[place - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Guardar la tarjeta' }).click();
  await expect(page.getByText('Tarjeta guardada')).toBeVisible();
  await expect(page.getByText(/^Tu tarjeta es del/)).toBeVisible();
  return words;
}

test('rescue after storage was wiped: the card of twelve words brings back groups and texts, and is replaced', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana Soto');
  await beginProblem(ana, title);
  await expectSent(ana.page);
  await goToToday(ana.page);
  await ana.page.getByRole('link', { name: 'Hacer mi tarjeta' }).click();
  const words = await makeCard(ana.page);
  await expectAccessible(ana.page, 'Mis aparatos');
  await ana.context.close();

  const again = await person();
  const { page } = again;
  await page.goto('/');
  await page
    .getByRole('link', { name: 'Tengo una tarjeta de rescate' })
    .click();
  const field = page.getByLabel('Las doce palabras');
  const read = page.getByRole('button', { name: 'Buscar mi tarjeta' });
  await field.fill('casita de papel');
  await read.click();
  await expect(page.getByText('La palabra número 1, «casita»')).toBeVisible();
  await expectAccessible(page, 'Tengo una tarjeta de rescate');
  const typed = words.map((word) => word.normalize('NFD').slice(0, 12));
  await field.fill([...typed.slice(1), typed[0]].join(' '));
  await read.click();
  await expect(page.getByRole('alert')).not.toBeEmpty();
  await field.fill(
    words
      .map((word) =>
        word
          .normalize('NFD')
          .replaceAll(/\p{Diacritic}/gu, '')
          .slice(0, 4),
      )
      .join(' '),
  );
  await read.click();
  await expect(page.getByText('Es la tarjeta de Ana Soto')).toBeVisible();
  await expectPlainWords(page);
  await page.getByRole('button', { name: 'Volver a mis grupos' }).click();
  await page.getByRole('button', { name: 'Anotar mi tarjeta nueva' }).click();
  const next = await makeCard(page);
  expect(next).not.toEqual(words);
  await page.goto('/');
  await expectGroup(page, group);
  await expect(page.getByText(title).first()).toBeVisible();

  const late = await person();
  await late.page.goto('/tarjeta');
  await late.page.getByLabel('Las doce palabras').fill(words.join(' '));
  await late.page.getByRole('button', { name: 'Buscar mi tarjeta' }).click();
  await expect(
    late.page.getByText('Esta tarjeta no es de nadie o ya se cambió'),
  ).toBeVisible();
});

test('a second device of the same person: linked, writing under her name, renamed, removed', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana Soto');
  await beginProblem(ana, title);
  await expectSent(ana.page);
  await ana.page.goto('/aparatos');
  await ana.page.getByRole('button', { name: 'Enlazar otro aparato' }).click();
  const sheet = ana.page.getByRole('dialog', { name: 'Enlazar otro aparato' });
  const link = sheet.getByLabel('O copia este enlace y pégalo allá');
  await expect(link).toHaveValue(/\/enlazar#v1\./);
  await expectAccessible(ana.page, 'Mis aparatos');

  const desk = await person({ device: 'computer' });
  await desk.page.goto('/enlazar');
  await expectAccessible(desk.page, 'Ya uso Minga en otro aparato');
  await desk.page.getByLabel('Pega el enlace').fill(await link.inputValue());
  await desk.page.getByRole('button', { name: 'Enlazar', exact: true }).click();
  await expect(desk.page.getByText('Este aparato ya es tuyo')).toBeVisible();
  await desk.page.getByRole('link', { name: 'Ver mis grupos' }).click();
  await desk.page.getByRole('link', { name: group }).click();
  await expectGroup(desk.page, group);
  await expect(desk.page.getByText(title).first()).toBeVisible();
  await goTo(desk.page, 'Personas');
  await expect(desk.page.getByText('Ana Soto')).toHaveCount(1);

  await expect(
    ana.page.getByText('Listo: Equipo quedó enlazado'),
  ).toBeVisible();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await ana.page
    .getByRole('button', { name: 'Cambiar nombre: Equipo' })
    .click();
  await ana.page.getByLabel('Nombre del aparato').fill('Equipo de la escuela');
  await ana.page.getByRole('button', { name: 'Guardar' }).click();
  await ana.page
    .getByRole('button', { name: 'Quitar Equipo de la escuela' })
    .click();
  const removal = ana.page.getByRole('dialog');
  await expect(removal.getByText('ya no puede escribir')).toBeVisible();
  await removal.getByRole('button', { name: 'Quitar' }).click();
  await expect(
    ana.page.getByRole('listitem').filter({ hasText: 'Equipo de la escuela' }),
  ).toHaveCount(0);
  await expectPlainWords(ana.page);
});

async function goToToday(page: Page): Promise<void> {
  await page.goto('/');
  await expectGroup(page, group);
}
