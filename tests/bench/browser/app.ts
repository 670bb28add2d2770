import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type Page, chromium } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../support/chromium.ts';
import {
  type Person,
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectSent,
  openPerson,
  typeAtEnd,
} from '../../support/people.ts';
import { type BenchedServer, startServer } from '../servers/start.ts';

export const webRoot = fileURLToPath(
  new URL('../../../apps/web/build', import.meta.url),
);

export const isAppBuilt: boolean = existsSync(webRoot);

/** The built app, served by the real relay, on the phone of somebody who has a group with a problem in it. */
export interface AppScene {
  readonly url: string;
  /** Addresses below `url`. */
  readonly routes: Readonly<Record<RouteName, string>>;
  readonly person: Person;
  /** What is written last in the problem. */
  readonly lastWords: string;
  readonly server: BenchedServer;
  /** A profile in which the app has never been. */
  newPerson(): Promise<Person>;
  close(): Promise<void>;
}

export type RouteName = 'home' | 'create' | 'join' | 'group' | 'problem';

/** A page of a problem as people leave it after a few meetings. */
const paragraphs = 40;
const paragraph =
  'En seis de ocho visitas, cuando alguien se equivoca se corrige enseguida y la clase sigue sin que nadie pregunte.';
const lastWords = 'Hasta aquí llegamos.';

export async function openApp(): Promise<AppScene> {
  const server = await startServer('minga', { webRoot });
  const url = `http://127.0.0.1:${server.port}`;
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: chromiumFlags,
  });
  const person = await openPerson(browser, { url, device: 'computer' });
  const { page } = person;
  await createGroup(person, 'Comunidad Cordillera', 'Ana');
  const group = new URL(page.url()).pathname;
  await beginProblem(person, 'Nadie pregunta');
  const field = await editor(page);
  await field.focus();
  for (let i = 0; i < paragraphs; i++) {
    await page.keyboard.insertText(paragraph);
    await page.keyboard.press('Enter');
  }
  await typeAtEnd(field, lastWords);
  await expectSent(page);
  await appStored(page);
  const problem = new URL(page.url()).pathname;
  await page.close();
  return {
    url,
    routes: { home: '/', create: '/crear', join: '/i', group, problem },
    person,
    lastWords,
    server,
    newPerson: () => newPerson(browser, url),
    async close() {
      await browser.close();
      await server.dispose();
    },
  };
}

async function newPerson(browser: Browser, url: string): Promise<Person> {
  return openPerson(browser, { url, device: 'computer' });
}

/** From the address being asked for to the words standing on the page, ms, however the page shows them. */
export async function untilShown(
  page: Page,
  address: string,
  words: string,
): Promise<number> {
  await page.addInitScript((wanted) => {
    const look = (): void => {
      const fields = document.querySelectorAll('textarea, .minga-text-editor');
      const isShown = [...fields].some((field) =>
        (field instanceof HTMLTextAreaElement
          ? field.value
          : field.textContent
        ).includes(wanted),
      );
      if (isShown)
        document.documentElement.dataset['shownAt'] = String(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  }, words);
  await page.goto(address, { waitUntil: 'commit' });
  const shown = page.locator('html[data-shown-at]');
  await shown.waitFor({ state: 'attached', timeout: 60_000 });
  return Number(await shown.getAttribute('data-shown-at'));
}
