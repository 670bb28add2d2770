import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { scannerOf } from '../support/canaries.ts';
import { expect, test } from '../support/journey.ts';
import { cachedFor, keptIn } from '../support/kept.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  type Person,
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectGroup,
  expectOnlyHere,
  expectSent,
  openProblem,
  typeAtEnd,
} from '../support/people.ts';

const group = 'Zorzal Kipunawe';
const member = 'Ximena Qoripuma';
const title = 'jacarandaquinoto';
const pin = 'maíz 4271';
/** 600,000 rounds are made to take their time, and more of it where the machine does other things as well. */
const patient = { timeout: 60_000 };
test.describe.configure({ timeout: 360_000 });
const scanner = scannerOf(
  [...group.split(' '), ...member.split(' '), title].map((text) => ({
    field: text,
    text,
  })),
);

const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

function chooser(page: Page): Locator {
  return page.getByRole('heading', { level: 1, name: '¿Quién eres?' });
}

async function typeNewPin(page: Page, name: string, text: string) {
  await page.getByLabel('Tu nombre').fill(name);
  await page.getByLabel('Tu PIN', { exact: true }).fill(text);
  await page.getByLabel('Tu PIN otra vez').fill(text);
}

/** Whoever is in here gets a PIN; ends at the question who it is. */
async function setPin(
  { page }: Person,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await page.goto('/ajustes');
  await page
    .getByRole('link', { name: 'Este aparato lo usan varias personas' })
    .click();
  await look();
  await typeNewPin(page, 'Ana', pin);
  await button(page, 'Poner mi PIN').click();
  await expect(chooser(page)).toBeVisible(patient);
}

async function choose(page: Page, name: string): Promise<void> {
  await expect(chooser(page)).toBeVisible(patient);
  await button(page, name).click();
}

async function open(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Tu PIN');
  await field.fill(text);
  await button(page, 'Abrir').click();
  await expect(field).toBeHidden(patient);
}

async function failToOpen(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Tu PIN');
  await field.fill(text);
  await button(page, 'Abrir').click();
  await expect(field).toHaveValue('', patient);
  await expect(page.getByText('Ese no es el PIN.')).toBeVisible();
}

/** As the relay counts them: a page that is gone does not say what became of its own. */
async function connectionsAt(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^minga_connections (\d+)$/m.exec(metrics)?.[1]);
}

async function readableIn(page: Page) {
  const kept = await keptIn(page);
  return kept.flatMap(({ where, base64 }) =>
    scanner.scan(where, Buffer.from(base64, 'base64')),
  );
}

function keysIn(page: Page, database: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error(request.error?.message));
        request.onsuccess = () => {
          const db = request.result;
          const keys = db.transaction('keyrings').objectStore('keyrings');
          const count = keys.count();
          count.onsuccess = () => {
            db.close();
            resolve(count.result);
          };
        };
      }),
    database,
  );
}

test('locked with a PIN: nothing is connected, nothing can be read, and wrong PINs cost time', async ({
  person,
  ownRelay,
}) => {
  const { url } = ownRelay;
  const ana = await person({ url });
  const { page } = ana;
  await page.clock.install();
  await createGroup(ana, group, member);
  await beginProblem(ana, title);
  await expectSent(page);
  expect(await keysIn(page, 'minga')).toBe(1);
  expect(await connectionsAt(url)).toBeGreaterThan(0);
  await setPin(ana, async () => {
    await typeNewPin(page, 'Ana', '123456');
    await button(page, 'Poner mi PIN').click();
    await expect(
      page.getByText('Es de los primeros que se prueban').first(),
    ).toBeVisible();
    await expectAccessible(page, 'several people');
    await expectPlainWords(page);
  });
  let dialled = 0;
  page.on('websocket', () => (dialled += 1));

  await expectAccessible(page, 'who are you');
  await expectPlainWords(page);
  await expect.poll(() => connectionsAt(url)).toBe(0);
  expect(await keysIn(page, 'minga')).toBe(0);
  expect(await readableIn(page)).toEqual([]);
  expect(await page.title()).toBe('Minga');

  await button(page, 'Ana').click();
  for (const wrong of ['maiz 4271', 'maíz 4272', 'maíz 427'])
    await failToOpen(page, wrong);
  await expect(page.getByText(/Espera \d+ segundos?/)).toBeVisible();
  await page.reload();
  await choose(page, 'Ana');
  await expect(page.getByText(/Espera \d+ segundos?/)).toBeVisible();
  await expect(button(page, 'Abrir')).toBeDisabled();
  expect(dialled).toBe(0);

  await page.clock.fastForward('00:31');
  await expect(button(page, 'Abrir')).toBeEnabled();
  await open(page, pin);
  await expectGroup(page, group);
  await openProblem(ana, title);
  await expectSent(page);
  expect(await page.title()).toBe('Minga');
});

test('two people on one tablet: neither has anything of the other, and locking one window locks all', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, member);
  await setPin(ana);
  await button(page, 'Otra persona').click();
  await typeNewPin(page, 'Luis', 'quinoa 93');
  await button(page, 'Entrar').click();
  await expect(button(page, 'Entrar')).toBeHidden(patient);
  await page.getByRole('link', { name: 'Crear un grupo' }).click();
  await page.getByLabel('Nombre de la escuela o jardín').fill('Los Maquis');
  await page.getByLabel('Tu nombre').fill('Luis Rojas');
  await button(page, 'Crear grupo').click();
  await expectGroup(page, 'Los Maquis');
  expect(await readableIn(page)).toEqual([]);

  const second = await ana.context.newPage();
  await second.goto('/');
  await choose(second, 'Luis');
  await open(second, 'quinoa 93');
  await expectGroup(second, 'Los Maquis');
  await button(second, 'Más').click();
  await second.getByRole('menuitem', { name: 'Bloquear' }).click();
  for (const each of [second, page])
    await expect(chooser(each)).toBeVisible(patient);
  await second.close();

  await choose(page, 'Ana');
  await open(page, pin);
  await expectGroup(page, group);
});

test('a device that nobody touches locks itself, and another PIN takes the place of the first', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, member);
  await setPin(ana);
  await page.clock.install();
  await page.goto('/aparatos/varias-personas');
  await choose(page, 'Ana');
  await open(page, pin);
  await button(page, 'Cambiar mi PIN').click();
  await page.getByLabel('Tu PIN de ahora').fill(pin);
  await page.getByLabel('Tu PIN nuevo').fill('otro maíz 88');
  await button(page, 'Guardar').click();
  await expect(page.getByText('Tu PIN cambió')).toBeVisible(patient);
  await page.getByRole('radio', { name: '1 minuto' }).check();
  await page.clock.fastForward('00:40');
  await page.keyboard.press('Shift');
  await page.clock.fastForward('00:40');
  await expect(button(page, 'Bloquear ahora')).toBeVisible();
  await page.clock.fastForward('01:10');
  await choose(page, 'Ana');
  await failToOpen(page, pin);
  await open(page, 'otro maíz 88');
  await expectGroup(page, group);
});

test('closing without a trace says what was not sent, and leaves nothing', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url });
  const { page } = ana;
  await createGroup(ana, group, member);
  await setPin(ana);
  await choose(page, 'Ana');
  await open(page, pin);
  await expectGroup(page, group);
  await beginProblem(ana, title);
  await expectSent(page);
  const space = /\/g\/([^/]+)\//.exec(page.url())?.[1] ?? '';
  expect(space).not.toBe('');
  const traces = async () =>
    (await keptIn(page)).filter(
      ({ where, base64 }) =>
        where.includes(space) ||
        Buffer.from(base64, 'base64').includes(Buffer.from(space)),
    );
  expect(await traces()).not.toEqual([]);
  await appStored(page);
  await ownRelay.stop('SIGKILL');
  await typeAtEnd(await editor(page), 'Sin señal.');
  await expectOnlyHere(page);
  await page.goBack();
  await expectGroup(page, group);
  await button(page, 'Más').click();
  await page.getByRole('menuitem', { name: 'Ajustes' }).click();
  await page
    .getByRole('link', { name: 'Este aparato lo usan varias personas' })
    .click();
  await button(page, 'Cerrar y no dejar rastro').click();
  const sheet = page.getByRole('dialog');
  await expect(
    sheet.getByText(
      /Zorzal Kipunawe: \d+ cambios? sin enviar, que se pierden?/,
    ),
  ).toBeVisible();
  await expect(
    sheet.getByText('No tienes tarjeta de rescate ni otro aparato'),
  ).toBeVisible();
  await expectAccessible(page, 'closing without a trace');
  await expectPlainWords(page);
  await sheet.getByRole('button', { name: 'Borrar lo mío de aquí' }).click();
  await expect(
    page.getByRole('link', { name: 'Crear un grupo' }),
  ).toBeVisible();
  await expect.poll(traces).toEqual([]);
  expect(await readableIn(page)).toEqual([]);
  const cached = await cachedFor(page);
  expect(cached.length).toBeGreaterThan(10);
  expect(cached.filter((address) => address.includes(space))).toEqual([]);
  const left = await keptIn(page);
  // What the device chose, and the empty database of whoever comes next.
  const places = left.map(({ where }) => where.split(/[ -]/)[0] ?? '');
  for (const place of places)
    expect(['localStorage', 'sessionStorage', 'minga']).toContain(place);
  const settings = left
    .map(({ where }) => where)
    .filter((where) => where.startsWith('localStorage'));
  for (const where of settings)
    expect(where).toMatch(/ minga\.(crypto-checked|data-used|has-groups)$/);
  for (const { where } of left)
    if (where.startsWith('sessionStorage'))
      expect(where).toMatch(/ sveltekit:/);
  await page.goto(`/g/${space}`);
  await expect(page.getByText('Este grupo no está aquí')).toBeVisible();
});
