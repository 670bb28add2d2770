import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  expectProblem,
  expectSent,
  invite,
  join,
  openProblem,
  signalBack,
} from '../support/people.ts';

const title = 'Los niños casi no hablan en clase';

test('alone: from the problem to a written next step in at most twelve taps, and the step goes back to the problem', async ({
  person,
}) => {
  const ana = await person({});
  const { page } = ana;
  await createGroup(ana, 'Escuela Los Boldos', 'Ana Soto');
  await beginProblem(ana, title);

  const taps = { count: 0 };
  const tap = async (target: Locator): Promise<void> => {
    taps.count++;
    await target.click();
  };
  const write = async (question: string, text: string): Promise<void> => {
    await tap(page.getByLabel(question));
    await page.keyboard.insertText(text);
  };
  await tap(page.getByRole('button', { name: 'Conversar directo' }));
  await expect(page.getByText('Esto no te evalúa')).toBeVisible();
  await tap(page.getByLabel('Reflexión'));
  await write('¿Qué hacemos bien?', 'Nos visitamos en clase.');
  await tap(page.getByRole('radio', { name: 'Exploración' }));
  await tap(page.getByText('Señales que ayudan a mirar'));
  await tap(page.getByRole('button', { name: 'Se ve' }).nth(0));
  await tap(page.getByRole('button', { name: 'Se ve' }).nth(2));
  await tap(page.getByRole('button', { name: 'Falta' }).nth(4));
  await write('¿En qué se nota?', 'En marzo vimos seis clases.');
  await write('¿Cuál es el próximo paso?', 'Mirar juntos dos clases.');
  expect(taps.count).toBeLessThanOrEqual(12);

  await page.getByLabel('Con reservas').check();
  await page
    .getByLabel('¿Qué miradas distintas guardamos?')
    .fill('Quizá falta tiempo.');
  await page.getByLabel('Queremos hacer crecer esta capacidad').check();
  await expectPlainWords(page);
  await expectAccessible(page, 'a conversation on capacities');

  await page
    .getByRole('button', { name: 'Llevar el próximo paso al problema' })
    .click();
  await expect(page.getByText('El próximo paso quedó')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('¿Cuál es el próximo paso?')).toHaveValue(
    'Mirar juntos dos clases.',
  );
  await expect(page.getByRole('radio', { name: 'Exploración' })).toBeChecked();
  await page.getByRole('link', { name: `A partir de «${title}»` }).click();
  await expectProblem(page, title);
  await expect(page.getByText('Mirar juntos dos clases.')).toBeVisible();
  await page.getByRole('link', { name: /^Cómo estamos · / }).click();
  await expect(page.getByLabel('Con reservas')).toBeChecked();
});

test('three talk it through at once; two who chose apart, one of them without signal, see both stages and choose', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url });
  await createGroup(ana, 'Escuela Los Boldos', 'Ana Soto');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  await ana.page.getByRole('button', { name: 'Conversar directo' }).click();
  await ana.page.getByLabel('Reflexión').check();
  await ana.page.getByLabel('¿Qué hacemos bien?').fill('Nos visitamos.');
  await expectSent(ana.page);
  const address = new URL(ana.page.url());

  const rosa = await person({ url: ownRelay.url, device: 'computer' });
  const luis = await person({ url: ownRelay.url });
  for (const [one, name] of [
    [rosa, 'Rosa Quispe'],
    [luis, 'Luis Ayala'],
  ] as const) {
    await join(one, link, 'Escuela Los Boldos', name);
    await appStored(one.page);
    await openProblem(one, title);
    await one.page.getByRole('link', { name: /^Cómo estamos · / }).click();
    await expect(one.page).toHaveURL(new RegExp(address.pathname));
    await expect(one.page.getByLabel('¿Qué hacemos bien?')).toHaveValue(
      'Nos visitamos.',
    );
  }

  await ownRelay.stop();
  await rosa.page.getByRole('radio', { name: 'Exploración' }).check();
  await luis.page
    .getByRole('radio', { name: 'Implementación emergente' })
    .check();
  await luis.page.getByLabel('¿En qué se nota?').fill('Probamos en 3.º');
  await ownRelay.start();
  for (const { page } of [ana, rosa, luis]) await signalBack(page);
  for (const { page } of [ana, rosa, luis]) {
    await expect(several(page)).toContainText('Exploración', {
      timeout: 60_000,
    });
    await expect(page.getByLabel('¿En qué se nota?')).toHaveValue(
      'Probamos en 3.º',
    );
  }
  await expectAccessible(rosa.page, 'two stages chosen apart');
  await ana.page
    .getByRole('radio', { name: 'Implementación emergente' })
    .check();
  for (const { page } of [ana, rosa, luis]) {
    await expect(several(page)).toBeHidden();
    await expect(
      page.getByRole('radio', { name: 'Implementación emergente' }),
    ).toBeChecked();
  }
});

function several(page: Page): Locator {
  return page.getByText(/^Hay dos elecciones/);
}
