import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  goTo,
  openProblem,
} from '../support/people.ts';

const school = 'Escuela Los Maquis';
const problem = 'Los niños casi no hablan en clase';

async function openInstruments(page: Page): Promise<void> {
  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Pautas del grupo' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Pautas del grupo' }),
  ).toBeVisible();
}

const capacity = (page: Page, name: string) =>
  page.locator('.capacity').filter({
    has: page.locator('summary', { hasText: name }).first(),
  });

test('a group changes the published one, agrees on it, and a conversation stays with its version', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, school, 'Ana Soto');
  await beginProblem(ana, problem);
  await openInstruments(page);
  await expectAccessible(page, 'instruments of a group');
  await page
    .getByRole('button', { name: 'Partir de «Cuatro capacidades del equipo»' })
    .click();
  const reflection = capacity(page, 'Reflexión');
  await reflection.locator('summary').first().click();
  const first = page.getByRole('textbox', { name: 'Señal 1', exact: true });
  await first.fill('Vemos lo difícil y decimos que pide un cambio.');
  await first.blur();
  await page
    .getByRole('group', { name: 'Señal 2', exact: true })
    .getByRole('button', { name: 'Esconder' })
    .click();
  await expect(page.getByText('Escondida', { exact: true })).toBeVisible();
  await page
    .getByRole('group', { name: 'Señal 1', exact: true })
    .getByRole('button', { name: 'Bajar' })
    .click();
  await expect(
    page.getByRole('textbox', { name: 'Señal 2', exact: true }),
  ).toHaveValue('Vemos lo difícil y decimos que pide un cambio.');
  await page.getByRole('button', { name: 'Agregar señal' }).click();
  const added = page.getByRole('textbox', { name: /^Señal \d+$/ }).last();
  await added.fill('Nos preguntamos antes de opinar.');
  await added.blur();
  await page.locator('summary', { hasText: 'Qué se ve en cada etapa' }).click();
  const descriptor = page.getByLabel('En «Exploración» se ve…').first();
  await descriptor.fill('Todavía preguntamos poco.');
  await descriptor.blur();
  await expectPlainWords(page);
  await expectAccessible(page, 'an instrument being changed');

  await page.locator('summary', { hasText: 'Acuerdo y versiones' }).click();
  await page.getByLabel('¿Quiénes la acordaron?').fill('Ana y Luis');
  await page.getByRole('button', { name: 'Acordamos esta versión' }).click();
  await expect(page.getByText('La acordaron Ana y Luis')).toBeVisible();
  await expect(page.getByText('Versión 1', { exact: true })).toBeVisible();
  await expectAccessible(page, 'versions of an instrument');
  const address = page.url();

  // The conversation has the words that were agreed on.
  await page.getByRole('link', { name: /^Volver a Trabajo/ }).click();
  await goTo(page, 'Hoy');
  await openProblem(ana, problem);
  await page
    .getByRole('radio', { name: 'Cuatro capacidades del equipo, la nuestra' })
    .check();
  await page.getByRole('button', { name: 'Conversar directo' }).click();
  await page.getByLabel('Reflexión').check();
  await expect(page.getByText('Todavía preguntamos poco.')).toBeVisible();
  await page.getByText('Señales que ayudan a mirar').click();
  await expect(
    page.getByText('Nos preguntamos antes de opinar.'),
  ).toBeVisible();
  const conversation = page.url();

  // What is changed later is another version.
  await page.goto(address);
  await capacity(page, 'Reflexión').locator('summary').first().click();
  const again = page.getByRole('textbox', { name: 'Señal 2', exact: true });
  await again.fill('Otra cosa.');
  await again.blur();
  await page.locator('summary', { hasText: 'Acuerdo y versiones' }).click();
  await expect(
    page.getByText('Hay cambios desde la última versión.'),
  ).toBeVisible();
  await page.goto(conversation);
  await page.getByText('Señales que ayudan a mirar').click();
  await expect(
    page.getByText('Vemos lo difícil y decimos que pide un cambio.'),
  ).toBeVisible();
  await expect(page.getByText('Otra cosa.')).toHaveCount(0);
});

test('an instrument goes out as a file and is read whole, or refused with the reason', async ({
  person,
}) => {
  const ana = await person({ device: 'computer' });
  const { page } = ana;
  await createGroup(ana, school, 'Ana Soto');
  await openInstruments(page);
  await page.getByRole('button', { name: 'Partir de cero' }).click();
  const title = page.getByLabel('Nombre de la pauta');
  await title.fill('Cómo escuchamos');
  await title.press('Enter');
  await page.getByRole('button', { name: 'Agregar capacidad' }).click();
  await page.locator('summary', { hasText: 'Capacidad nueva' }).click();
  const name = page.getByLabel('Nombre de la capacidad');
  await name.fill('Escuchar');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Agregar señal' }).click();
  const sign = page.getByRole('textbox', { name: 'Señal 1', exact: true });
  await sign.fill('Dejamos terminar.');
  await sign.blur();
  await page.locator('summary', { hasText: 'Acuerdo y versiones' }).click();
  await page.getByRole('button', { name: 'Acordamos esta versión' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Guardar como archivo' }).click();
  const good = await readFile(await (await saving).path(), 'utf8');
  await page.getByRole('link', { name: /^Volver a Trabajo/ }).click();

  await openInstruments(page);
  const give = (text: string) =>
    page.getByLabel('Abrir una pauta de un archivo').setInputFiles({
      name: 'pauta.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await give(good.replace('"formatVersion"', '"script": 1, "formatVersion"'));
  await expect(page.getByText('trae partes que Minga no conoce')).toBeVisible();
  await give(good.replace('Dejamos terminar.', '<img src=x onerror=alert(1)>'));
  await expect(page.getByText('trae instrucciones escondidas')).toBeVisible();
  await give(good.slice(0, -30));
  await expect(page.getByText('no es una pauta de Minga')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Cómo escuchamos' })).toHaveCount(
    1,
  );
  await give(good);
  await expect(title).toHaveValue('Cómo escuchamos');
  await page.locator('summary', { hasText: 'Escuchar' }).click();
  await expect(
    page.getByRole('textbox', { name: 'Señal 1', exact: true }),
  ).toHaveValue('Dejamos terminar.');
});

test('the long review alone asks each sign once, gives no total, and takes three signs to the conversation', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await page.goto('/');
  await appStored(page);
  await createGroup(ana, school, 'Ana Soto');
  await beginProblem(ana, problem);
  await page.getByRole('button', { name: 'Conversar directo' }).click();
  await page.getByLabel('Confianza relacional').check();
  await page.locator('summary', { hasText: 'Revisión larga' }).click();
  await page.getByRole('button', { name: 'Revisar a solas' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Revisión larga' }),
  ).toBeVisible();
  for (const name of [
    'Colaboración',
    'Confianza relacional',
    'Distribución del liderazgo',
  ])
    await page.locator('summary', { hasText: name }).click();
  await expect(page.getByRole('radio', { name: 'No sé' })).toHaveCount(42);
  const answer = async (sign: string, step: string): Promise<void> => {
    const asked = page.getByRole('group', { name: sign });
    await expect(asked).toHaveCount(1);
    await asked.getByRole('radio', { name: step, exact: true }).check();
  };
  // As a person says it of herself, and in each of its capacities.
  await answer(
    'Recibo bien las opiniones distintas sobre cómo mejorar.',
    'Se ve',
  );
  await answer('Hago lo que dije que haría.', 'Se ve');
  await answer('Entrego la información que ayuda a mejorar.', 'Aún no');
  const choose = (sign: string, mark: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: sign })
      .getByRole('button', { name: mark, exact: true })
      .click();
  await choose('Recibo bien las opiniones', 'Se ve');
  await choose('Hago lo que dije', 'Se ve');
  await choose('Entrego la información', 'Falta');
  await expect(page.getByText('con eso basta para conversar')).toBeVisible();
  await expect(page.getByText(/\d+ (de|\/) \d+|%|total/i)).toHaveCount(0);
  await expectPlainWords(page);
  await expectAccessible(page, 'the long review');
  await page.getByRole('button', { name: 'Llevar a la conversación' }).click();
  await expect(
    page.getByRole('checkbox', { name: 'Confianza relacional' }),
  ).toBeChecked();
  await expect(
    page.getByText('Recibimos bien las opiniones distintas').last(),
  ).toBeVisible();
});
