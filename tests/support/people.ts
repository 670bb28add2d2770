import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** What a person holds. Carets show on a computer only. */
export type Device = 'phone' | 'computer';

const devices = {
  phone: {
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
  },
  computer: { viewport: { width: 1280, height: 800 } },
} as const;

export interface PersonOptions {
  readonly url: string;
  readonly device?: Device;
  readonly colorScheme?: 'light' | 'dark';
}

/** One browser profile with a tab open: what it holds dies with `context`. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
}

export async function openPerson(
  browser: Browser,
  { url, device = 'phone', colorScheme = 'light' }: PersonOptions,
): Promise<Person> {
  const isFirefox = browser.browserType().name() === 'firefox';
  const context = await browser.newContext({
    ...devices[device],
    // Firefox plays no phone: it has the size of one.
    ...(isFirefox && { isMobile: false, hasTouch: false }),
    baseURL: url,
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'es-CL',
    timezoneId: 'America/Santiago',
  });
  return { context, page: await context.newPage(), url };
}

export async function createGroup(
  { page }: Person,
  group: string,
  name: string,
): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Crear un grupo' }).click();
  await page.getByLabel('Nombre de la escuela o jardín').fill(group);
  await page.getByLabel('Tu nombre').fill(name);
  await page.getByRole('button', { name: 'Crear grupo' }).click();
  await expectGroup(page, group);
}

/** The page of a group. */
export async function expectGroup(page: Page, group: string): Promise<void> {
  await expect(page.getByRole('banner').getByText(group)).toBeVisible();
  await expect(newProblemButton(page)).toBeEnabled();
}

export function newProblemButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Nuevo problema' });
}

/** One of the four parts of a group. */
export async function goTo(
  page: Page,
  part: 'Hoy' | 'Trabajo' | 'Reuniones' | 'Personas',
): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Partes del grupo' })
    .getByRole('link', { name: part })
    .click();
  await expect(
    page.getByRole('heading', { level: 1, name: part }),
  ).toBeVisible();
}

/** The link to send; the relay has what it takes to answer whoever opens it. */
export async function invite({ page }: Person): Promise<string> {
  await goTo(page, 'Personas');
  await page.getByRole('button', { name: 'Invitar' }).click();
  const sheet = page.getByRole('dialog', { name: 'Invitar' });
  const link = await sheet.getByLabel('Enlace de la invitación').inputValue();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await expect(sheet).toBeHidden();
  await goTo(page, 'Hoy');
  return link;
}

export async function openInvitation(
  { page }: Person,
  link: string,
): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
}

export async function join(
  person: Person,
  link: string,
  group: string,
  name: string,
): Promise<void> {
  const { page } = person;
  await openInvitation(person, link);
  await page.getByLabel('¿Cómo te llamas?').fill(name);
  await page.getByRole('button', { name: 'Entrar al grupo' }).click();
  await expectGroup(page, group);
}

/** Begins a problem and gives it a title, as its writer does. */
export async function beginProblem(
  { page }: Person,
  title: string,
): Promise<void> {
  await newProblemButton(page).click();
  const field = titleField(page);
  await expect(field).toBeFocused();
  await page.keyboard.insertText(title);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: title }),
  ).toBeAttached();
}

/** From the page of the group. */
export async function openProblem(
  { page }: Person,
  title: string,
): Promise<void> {
  await goTo(page, 'Trabajo');
  // A conversation about it names it too, after its own name.
  await page
    .getByRole('main')
    .getByRole('link', { name: startingWith(title) })
    .click();
  await expectProblem(page, title);
}

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

export async function expectProblem(page: Page, title: string): Promise<void> {
  await expect(
    page.getByRole('heading', { level: 1, name: title }),
  ).toBeAttached();
  await expect(titleField(page)).toHaveValue(title);
}

/** Unfolds what comes after the three first questions. */
export async function keepThinking(page: Page): Promise<void> {
  await page.getByText('Seguir pensando').click();
  await expect(
    page.getByRole('button', { name: 'Agregar una causa' }),
  ).toBeVisible();
}

export function titleField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Título' });
}

export const questions = {
  repeats: '¿Qué se repite y frena el aprendizaje?',
  knownBy: '¿Cómo lo sabemos?',
  what: 'Qué probaremos',
} as const;

/** A rich field once the editor stands in it. */
export async function editor(
  page: Page,
  question: keyof typeof questions = 'repeats',
): Promise<Locator> {
  const field = page.locator(
    `.minga-text-editor[aria-label="${questions[question]}"]`,
  );
  await expect(field).toBeVisible();
  return field;
}

/** What is written in a rich field, a line for each block, without the carets of the others. */
export function written(field: Locator): Promise<string> {
  return field.evaluate((node) =>
    [...node.children]
      .map((block) => {
        const copy = block.cloneNode(true);
        if (!(copy instanceof Element)) return '';
        for (const caret of copy.querySelectorAll('.minga-caret'))
          caret.remove();
        return copy.textContent;
      })
      .join('\n'),
  );
}

/** At the end of what is there. */
export async function typeAtEnd(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press('Control+End');
  await field.pressSequentially(text);
}

export function syncWords(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', {
    name: /^(En este (teléfono|equipo)|Enviado, cifrado|Lo tienen? \d+ de \d+|Solo en esta ventana)$/,
  });
}

export async function expectSent(page: Page): Promise<void> {
  await expect(syncWords(page)).toHaveText(/Enviado, cifrado|Lo tienen? \d/, {
    timeout: 15_000,
  });
}

export async function expectOnlyHere(page: Page): Promise<void> {
  await expect(syncWords(page)).toHaveText(/En este (teléfono|equipo)/);
}

export async function expectUnkept(page: Page): Promise<void> {
  await expect(syncWords(page)).toHaveText('Solo en esta ventana');
}

/** What a phone says when its signal comes back: nobody waits for the backoff. */
export async function signalBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.dispatchEvent(new Event('online'));
  });
}

/** From now on this browser opens the app without its server. */
export async function appStored(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
