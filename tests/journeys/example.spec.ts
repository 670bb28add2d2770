import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import {
  appStored,
  createGroup,
  goTo,
  newProblemButton,
  openProblem,
  titleField,
} from '../support/people.ts';

const group = 'Comunidad Puentes de Viento';
const title = 'Los niños casi no hablan en clase';
const band = 'nada de aquí se envía ni se guarda';

/** How many rows each table of this browser holds, and the settings of this device. */
function keptIn(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => {
    const kept: Record<string, unknown> = {
      // eslint-disable-next-line no-restricted-globals -- this test looks at all that is there
      settings: Object.keys(localStorage).sort(),
    };
    for (const { name = '', version } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name, version);
        asked.onsuccess = () => {
          resolve(asked.result);
        };
        asked.onerror = () => {
          reject(new Error('does not open'));
        };
      });
      for (const table of db.objectStoreNames)
        kept[`${name}/${table}`] = await new Promise((resolve) => {
          const count = db.transaction(table).objectStore(table).count();
          count.onsuccess = () => {
            resolve(count.result);
          };
        });
      db.close();
    }
    return kept;
  });
}

test('the example opens with one tap and without signal, can be tried, and leaves nothing behind', async ({
  person,
  ownRelay,
}) => {
  // Every page of a whole group is looked at, in both themes.
  test.slow();
  const ana = await person({ url: ownRelay.url });
  const { page } = ana;
  const sent: unknown[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(payload));
  });
  await page.goto('/');
  await appStored(page);
  await expect.poll(() => keptIn(page)).toHaveProperty('minga/spaces', 0);
  const before = await keptIn(page);
  await ownRelay.stop('SIGKILL');

  await page.getByRole('link', { name: 'Ver un ejemplo' }).click();
  await expect(page.getByText(band)).toBeVisible();
  await expect(page.getByRole('banner').getByText(group)).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('link', { name: title }).first(),
  ).toBeVisible();
  await expectAccessible(page, 'example, Hoy');

  await goTo(page, 'Reuniones');
  await expectAccessible(page, 'example, Reuniones');
  await goTo(page, 'Personas');
  await expect(page.getByText('Rosalía Quintrel')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invitar' })).toHaveCount(0);
  await expectAccessible(page, 'example, Personas');
  await openProblem(ana, title);
  await expectAccessible(page, 'example, a problem');
  await titleField(page).fill('Lo cambié yo');
  await titleField(page).press('Enter');
  await goTo(page, 'Trabajo');
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Lo cambié yo' }),
  ).toBeVisible();
  await newProblemButton(page).click();
  await expect(titleField(page)).toBeFocused();
  await page.keyboard.insertText('Uno nuevo');
  await goTo(page, 'Trabajo');
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Uno nuevo' }),
  ).toBeVisible();

  await page.reload();
  await expect(
    page.getByRole('main').getByRole('link', { name: title }),
  ).toBeVisible();
  await expect(page.getByText('Lo cambié yo')).toHaveCount(0);
  await page.getByRole('link', { name: 'Salir del ejemplo' }).click();
  await expect(
    page.getByRole('link', { name: 'Crear un grupo' }),
  ).toBeVisible();
  expect(await keptIn(page)).toEqual(before);
  expect(sent).toEqual([]);
});

test('the example is no group: who is in one leaves the example for it', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, 'Escuela El Molle', 'Ana');
  await page.getByRole('link', { name: 'Ver un ejemplo' }).click();
  await expect(page.getByText(band)).toBeVisible();
  await page.getByRole('link', { name: 'Salir del ejemplo' }).click();
  await expect(
    page.getByRole('banner').getByText('Escuela El Molle'),
  ).toBeVisible();
});
