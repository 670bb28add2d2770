import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContextOptions,
  type Page,
  chromium,
} from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { type Relay, startRelay } from '../support/relay.ts';

// `node tests/screenshots/main.ts [folder]`: every screen of the built app, on a phone and on a desk, light and dark, with axe run over each.

const folder =
  process.argv[2] ??
  fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const sizes: Readonly<Record<string, BrowserContextOptions>> = {
  phone: {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  },
  desk: { viewport: { width: 1280, height: 800 } },
};
const settings = { locale: 'es-CL', timezoneId: 'America/Santiago' };

interface Taker {
  (page: Page, name: string): Promise<void>;
}

let complaints = 0;

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const relay = await startRelay();
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: chromiumFlags,
  });
  try {
    for (const [size, options] of Object.entries(sizes))
      await tellStory(browser, relay, options, take(size));
  } finally {
    await browser.close();
    await relay.dispose();
  }
  process.exitCode = complaints === 0 ? 0 : 1;
}

/** A picture in each theme, and what axe has to say about it. */
function take(device: string): Taker {
  return async (page, name) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const size = page.viewportSize();
      if (size === null) throw new Error('a page without a size');
      // As tall as what it shows: in a picture of the whole page, what sticks to an edge would be in the middle.
      const height = await page.evaluate(
        () => document.documentElement.scrollHeight,
      );
      await page.setViewportSize({
        ...size,
        height: Math.max(size.height, height),
      });
      await page.waitForTimeout(150);
      await page.screenshot({
        path: join(folder, `${name}-${device}-${colorScheme}.png`),
        scale: 'css',
      });
      await page.setViewportSize(size);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) {
        complaints += 1;
        console.log(
          `${name} ${device} ${colorScheme}: ${id}`,
          nodes.map(({ html }) => html.slice(0, 160)),
        );
      }
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  };
}

async function tellStory(
  browser: Browser,
  relay: Relay,
  options: BrowserContextOptions,
  shot: Taker,
): Promise<void> {
  const { url } = relay;
  const ana = await open(browser, options);
  await ana.goto(url);
  await ana.getByRole('heading', { name: 'Minga' }).waitFor();
  await shot(ana, '01-inicio');
  await ana.getByRole('link', { name: 'Crear un grupo' }).click();
  await ana.getByLabel('Una comunidad').check();
  await ana.getByLabel('Nombre de la comunidad').fill('Comunidad Cordillera');
  await ana.getByLabel('Tu nombre').fill('Ana Soto');
  await shot(ana, '02-crear');
  await ana.getByRole('button', { name: 'Crear grupo' }).click();
  await ana
    .getByRole('heading', { name: 'Empiecen por un problema' })
    .waitFor();
  await shot(ana, '03-grupo-vacio');

  await goTo(ana, 'Reuniones');
  await shot(ana, '16-reuniones-vacio');
  await goTo(ana, 'Personas');
  await shot(ana, '17-personas');
  await ana.getByRole('button', { name: 'Invitar' }).click();
  const link = ana.getByLabel('Enlace de la invitación');
  await link.waitFor();
  await shot(ana, '04-invitar');
  const invitation = await link.inputValue();
  await ana.getByRole('button', { name: 'Cerrar' }).click();
  await goTo(ana, 'Hoy');

  const rosa = await open(browser, options);
  await rosa.goto(`${url}/i`);
  await rosa.getByLabel('Pega aquí').waitFor();
  await shot(rosa, '05-pegar-invitacion');
  await rosa.getByLabel('Pega aquí').fill('https://otra.cosa/');
  await rosa.getByRole('button', { name: 'Ver la invitación' }).click();
  await rosa.getByText('no es una invitación').waitFor();
  await shot(rosa, '06-enlace-equivocado');
  await rosa.goto(invitation);
  await rosa.getByLabel('¿Cómo te llamas?').fill('Rosa Quispe');
  await shot(rosa, '07-invitacion');
  await rosa.getByRole('button', { name: 'Entrar al grupo' }).click();
  await rosa.getByRole('button', { name: 'Nuevo problema' }).waitFor();

  await ana.getByRole('button', { name: 'Nuevo problema' }).click();
  await shot(ana, '08-problema-nuevo');
  await writeProblem(ana);
  await rosa
    .getByRole('link', { name: /diálogo/ })
    .last()
    .click();
  await rosa.getByRole('textbox', { name: '¿Cómo lo sabemos?' }).press('End');
  await rosa.keyboard.type(' En otra, nadie preguntó nada.');
  await ana.getByText('Rosa Quispe está escribiendo aquí').waitFor();
  await ana.waitForTimeout(1_500);
  await shot(ana, '09-problema');
  await askAndAnswer(rosa, ana);
  await shot(ana, '20-preguntas');
  await relay.stop();
  await ana.getByText('Sin señal.').waitFor();
  await rosa.getByText('Sin señal.').waitFor();
  await setDay(ana, '2026-12-11');
  await setDay(rosa, '2026-12-18');
  await shot(ana, '13-sin-senal');
  await relay.start();
  await ana.getByText('¿cuál queda?').waitFor({ timeout: 60_000 });
  await shot(ana, '14-dos-versiones');
  await ana.getByRole('button', { name: /11 de diciembre/ }).click();
  await ana.goto(`${ana.url().slice(0, -4)}AAAA`);
  await ana.getByRole('heading', { name: 'No está aquí todavía' }).waitFor();
  await shot(ana, '15-no-esta');
  await ana.getByRole('link', { name: 'Volver a' }).click();
  await goTo(ana, 'Hoy');
  await ana.getByText('Preguntamos y contestamos').first().waitFor();
  await shot(ana, '10-grupo');
  await goTo(ana, 'Reuniones');
  await shot(ana, '18-reuniones');
  await goTo(ana, 'Trabajo');
  await shot(ana, '19-trabajo');
  await ana.getByRole('button', { name: 'Más' }).first().click();
  await ana.getByRole('menuitem').first().waitFor();
  await shot(ana, '11-menu');
  await ana.keyboard.press('Escape');
  await ana.getByRole('button', { name: /Enviado|Lo tiene|En este/ }).click();
  await ana.getByRole('dialog').waitFor();
  await shot(ana, '12-donde-esta');
  await ana.getByRole('button', { name: 'Cerrar' }).click();
  await shareProblem(ana, shot);

  await ana.context().close();
  await rosa.context().close();
  await showTheRest(browser, relay, options, shot);
}

/** What needs nobody else: the example, the settings, and every base component. */
async function showTheRest(
  browser: Browser,
  { url }: Relay,
  options: BrowserContextOptions,
  shot: Taker,
): Promise<void> {
  const page = await open(browser, options);
  await page.goto(`${url}/ejemplo`);
  await page.getByRole('link', { name: 'Salir del ejemplo' }).waitFor();
  await page.getByText('Los niños casi no hablan en clase').first().waitFor();
  await shot(page, '30-ejemplo');
  await goTo(page, 'Personas');
  await shot(page, '31-ejemplo-personas');
  await page.goto(`${url}/ajustes`);
  await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
  await shot(page, '32-ajustes');
  await page.goto(`${url}/galeria`);
  await page.getByRole('heading', { name: 'Galería' }).waitFor();
  await shot(page, '33-galeria');
  await page.context().close();
}

async function shareProblem(page: Page, shot: Taker): Promise<void> {
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Compartir' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.waitFor();
  await shot(page, '40-compartir');
  await sheet.getByRole('button', { name: 'Queda así' }).click();
  await shot(page, '41-queda-asi');
  await sheet.getByRole('button', { name: 'Volver' }).click();
  await sheet.getByRole('button', { name: 'Compartir una copia con' }).click();
  await shot(page, '42-copia-sin-otro-grupo');
  await sheet.getByRole('button', { name: 'Volver' }).click();
  await sheet.getByRole('link', { name: 'Imprimir' }).click();
  await page.getByRole('img', { name: 'Código QR' }).waitFor();
  await shot(page, '43-imprimir');
  await page.goBack();
  await page.getByRole('button', { name: 'Compartir' }).click();
  await sheet.getByRole('link', { name: 'Historia de práctica' }).click();
  await page.getByRole('article').waitFor();
  await shot(page, '44-historia');
}

async function goTo(page: Page, part: string): Promise<void> {
  const parts = page.getByRole('navigation', { name: 'Partes del grupo' });
  await parts.getByRole('link', { name: part }).click();
  await page.getByRole('heading', { level: 1, name: part }).waitFor();
}

async function writeProblem(page: Page): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Título' })
    .fill('Poco diálogo en las clases');
  await page
    .getByRole('textbox', { name: '¿Qué se repite y frena el aprendizaje?' })
    .pressSequentially(
      'Preguntamos y contestamos nosotras mismas: casi no hay diálogo.',
    );
  await page
    .getByRole('textbox', { name: '¿Cómo lo sabemos?' })
    .pressSequentially(
      'En seis de ocho clases visitadas habló solo la profesora.',
    );
  await page
    .getByRole('textbox', { name: 'Qué probaremos' })
    .pressSequentially('Esperar tres segundos antes de tomar una respuesta.');
  await page.getByLabel('Quién lo lleva').fill('Rosa Quispe');
  await page.getByLabel('Para cuándo').fill('2026-12-04');
  await page.getByText('Seguir pensando').click();
  await page.getByRole('button', { name: 'Agregar una causa' }).click();
  await page.keyboard.type('Tememos que la clase se desordene');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nunca lo hemos practicado entre nosotras');
  await page.keyboard.press('Alt+Shift+ArrowRight');
}

async function askAndAnswer(asks: Page, answers: Page): Promise<void> {
  const name = /^(Preguntar|1 pregunta) sobre «¿Cómo lo sabemos/;
  await asks.getByRole('button', { name }).click();
  await asks
    .getByLabel('Tu pregunta', { exact: true })
    .fill('¿Miraron también las clases de la tarde?');
  await asks.getByRole('button', { name: 'Dejar la pregunta' }).click();
  const too = asks.getByRole('button', { name: 'A mí también me pasa' });
  await too.click();
  await answers.getByText(/Rosa Quispe también le pasa/).waitFor();
  await answers.getByRole('button', { name }).click();
  await answers.getByRole('button', { name: 'Responder' }).click();
  await answers.keyboard.type('Dos de las ocho. Ahí hablaron un poco más.');
  await answers.keyboard.press('Control+Enter');
  await answers.getByRole('button', { name: 'Preguntar', exact: true }).click();
}

async function setDay(page: Page, day: string): Promise<void> {
  const due = page.getByLabel('Para cuándo');
  await due.fill(day);
  await due.blur();
}

async function open(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    ...settings,
    ...options,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      console.log(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    console.log('pageerror:', error);
  });
  return page;
}

await main();
