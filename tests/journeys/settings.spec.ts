import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  expectGroup,
  goTo,
} from '../support/people.ts';

const group = 'Escuela El Molle';
const title = 'Las preguntas las hacemos nosotras';

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Más', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Ajustes' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Ajustes' }),
  ).toBeVisible();
}

function paperOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

async function expectNoSidewaysScroll(
  page: Page,
  screen: string,
): Promise<void> {
  const wider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(wider, `${screen}: wider than the page`).toBeLessThanOrEqual(0);
}

test('English is one tap away, stays, and Spanish comes back', async ({
  person,
}) => {
  const { page } = await person();
  await page.goto('/ajustes');
  await page.getByRole('radio', { name: 'English' }).check();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Settings' }),
  ).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/');
  await expect(
    page.getByRole('link', { name: 'Create a group' }),
  ).toBeVisible();
  await page.goto('/ajustes');
  await page.getByRole('radio', { name: 'Español' }).check();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Ajustes' }),
  ).toBeVisible();
});

test('who reads Spanish does not load English', async ({ person }) => {
  const { page } = await person();
  const loaded: Promise<string>[] = [];
  // Of the page: the worker stores the whole app beside.
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) loaded.push(response.text());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const texts = await Promise.all(loaded);
  expect(texts.some((text) => text.includes('Crear un grupo'))).toBe(true);
  expect(texts.some((text) => text.includes('Create a group'))).toBe(false);
});

test('contrast and colours are there from the first paint on, and stay', async ({
  person,
}) => {
  const { page } = await person();
  await page.goto('/ajustes');
  await page.getByRole('radio', { name: 'Oscuros' }).check();
  await page.getByRole('radio', { name: 'Más contraste' }).check();
  await expect.poll(() => paperOf(page)).toBe('rgb(0, 0, 0)');
  await expectAccessible(page, 'settings, with more contrast');

  // The script in the head, before anything of the app has run.
  await page.route('**/_app/**', (route) => route.abort());
  await page.goto('/ajustes', { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high');
  await expect(page.locator('html')).toHaveAttribute(
    'style',
    /color-scheme: dark/,
  );
  await page.unroute('**/_app/**');

  await page.goto('/ajustes');
  await expect(
    page.getByRole('radio', { name: 'Más contraste' }),
  ).toBeChecked();
  await page.getByRole('radio', { name: 'Claros' }).check();
  await expect.poll(() => paperOf(page)).toBe('rgb(255, 255, 255)');
  await expectAccessible(page, 'settings, light');
});

test('with letters twice as large nobody scrolls sideways at 360 px', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, 'Ana');
  await openSettings(page);
  await page.getByRole('radio', { name: 'La más grande' }).check();
  await expect
    .poll(() =>
      page.evaluate(() => getComputedStyle(document.documentElement).fontSize),
    )
    .toBe('32px');
  await expectNoSidewaysScroll(page, 'settings');
  await page.getByRole('link', { name: 'Volver a Mis grupos' }).click();
  await expectNoSidewaysScroll(page, 'groups');
  await page.getByRole('main').getByRole('link', { name: group }).click();
  await expectNoSidewaysScroll(page, 'Hoy');
  for (const part of ['Trabajo', 'Reuniones', 'Personas'] as const) {
    await goTo(page, part);
    await expectNoSidewaysScroll(page, part);
  }
  const lines = await page
    .getByRole('navigation', { name: 'Partes del grupo' })
    .locator('span')
    .evaluateAll((spans) =>
      spans.map((span) =>
        Math.round(
          span.getBoundingClientRect().height /
            Number.parseFloat(getComputedStyle(span).lineHeight),
        ),
      ),
    );
  expect(lines).toEqual([1, 1, 1, 1]);
  await goTo(page, 'Hoy');
  await beginProblem(ana, title);
  await page.getByText('Seguir pensando').click();
  await expectNoSidewaysScroll(page, 'problem');
  for (const path of ['/', '/crear', '/i']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page, path);
  }
});

test('Mi cuaderno is there by itself and without signal, once, only mine, and is no group', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url });
  const { page } = ana;
  await page.goto('/');
  await appStored(page);
  await ownRelay.stop();
  await createGroup(ana, group, 'Ana');

  const second = await ana.context.newPage();
  await second.goto('/grupos');
  for (const tab of [second, page]) {
    await tab.bringToFront();
    await tab.goto('/grupos');
    await expect(tab.getByRole('listitem')).toHaveText([
      new RegExp(group),
      /Mi cuaderno\s*Solo tú/,
    ]);
  }
  await expectAccessible(page, 'groups and the notebook');
  // The only group opens by itself, as before.
  await page.goto('/');
  await expectGroup(page, group);

  await page.getByRole('button', { name: 'Más', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Mi cuaderno' }).click();
  await expectGroup(page, 'Mi cuaderno');
  await goTo(page, 'Personas');
  await expect(page.getByText('nadie más lo lee')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invitar' })).toHaveCount(0);
  await goTo(page, 'Hoy');
  await beginProblem(ana, title);
  await expect(
    page.getByText('Lo lee: Solo tú', { exact: true }).first(),
  ).toBeVisible();
  await page.goto('/grupos');
  await page.reload();
  await expect(page.getByRole('listitem')).toHaveCount(2);
});
