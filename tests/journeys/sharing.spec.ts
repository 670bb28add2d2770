import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { qrPicture } from '../../apps/web/src/lib/group/qr-path.ts';
import { unzip } from '../../apps/web/src/lib/sharing/test/unzip.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { readPdf } from '../support/pdf.ts';
import {
  type Person,
  beginProblem,
  createGroup,
  editor,
  expectGroup,
  expectProblem,
  expectSent,
  goTo,
  invite,
  join,
  keepThinking,
  typeAtEnd,
} from '../support/people.ts';

const school = 'Escuela El Molle';
const community = 'Comunidad Cordillera';
const title = 'Preguntamos y contestamos nosotras';
const seen = 'En seis de diez clases la pregunta la contesta quien la hizo.';
const trial = 'Esperar tres segundos antes de tomar una respuesta';
const known = 'Diez visitas de Marcela en agosto';

async function writeProblem(person: Person): Promise<void> {
  await createGroup(person, school, 'Ana');
  await writeHere(person);
}

async function writeHere(person: Person): Promise<void> {
  const { page } = person;
  await beginProblem(person, title);
  await typeAtEnd(await editor(page), seen);
  await typeAtEnd(await editor(page, 'knownBy'), known);
  await typeAtEnd(await editor(page, 'what'), trial);
  await page.getByLabel('Quién lo lleva').fill('Rosa');
  await page.getByLabel('Para cuándo').fill('2026-12-11');
  await page.getByLabel('Para cuándo').blur();
}

async function openSharing(page: Page) {
  await page.getByRole('button', { name: 'Compartir' }).click();
  const sheet = page.getByRole('dialog', { name: 'Compartir' });
  await expect(sheet.getByText('Queda así')).toBeVisible();
  return page.getByRole('dialog');
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

test('"Queda así" is the message that goes to WhatsApp, with who and by when', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await writeProblem(ana);
  const sheet = await openSharing(page);
  await expectAccessible(page, 'share');
  await sheet.getByRole('button', { name: 'Queda así' }).click();
  const message = sheet.getByRole('region', { name: 'El mensaje' });
  await expect(message).toContainText(`*${title}*`);
  await expect(message).toContainText(seen);
  await expect(message).toContainText(
    `• ${trial} (Rosa, para el 11 de diciembre)`,
  );
  // How they know it may name people: that stays.
  await expect(message).not.toContainText(known);
  // What only this machine can open is not sent.
  await expect(message).not.toContainText('http');
  await expectAccessible(page, 'what we agreed');
  const link = await sheet
    .getByRole('link', { name: 'Enviar por WhatsApp' })
    .getAttribute('href');
  const sent = new URL(link ?? '').searchParams.get('text');
  expect(squeezed(sent ?? '')).toBe(
    squeezed((await message.textContent()) ?? ''),
  );
});

test('a problem is printed whole on A4 and on Carta, in black, with a code that leads back', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await writeProblem(ana);
  const sheet = await openSharing(page);
  await sheet.getByRole('link', { name: 'Imprimir' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: title }),
  ).toBeVisible();
  const code = page.getByRole('img', { name: 'Código QR' });
  await expect(code).toBeVisible();
  const address = page.url().replace(/\/imprimir$/, '');
  expect(await code.locator('path').getAttribute('d')).toBe(
    qrPicture(address).path,
  );
  await expectAccessible(page, 'on one page');

  for (const [format, width, height] of [
    ['A4', 595, 842],
    ['Letter', 612, 792],
  ] as const) {
    const pages = readPdf(await page.pdf({ format }));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ width, height });
    const inks = pages[0]?.inks ?? [];
    expect(inks.length).toBeGreaterThan(0);
    for (const [red, green, blue] of inks)
      expect(
        Math.max(red, green, blue) - Math.min(red, green, blue),
      ).toBeLessThan(0.1);
    const text = squeezed(pages[0]?.text ?? '');
    for (const words of [school, title, seen, known, trial, 'Rosa', '1/1'])
      expect(text).toContain(squeezed(words));
    expect(text).not.toContain('Trabajo');
  }
});

test('what takes several pages loses nothing between them, not even in a long list', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await writeProblem(ana);
  await keepThinking(page);
  const lines = Array.from({ length: 60 }, (_, at) => `Causa número ${at + 1}`);
  await page.getByRole('button', { name: 'Agregar una causa' }).click();
  for (const line of lines.slice(0, 25)) {
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
  }
  await (await editor(page)).press('Control+End');
  for (const line of lines.slice(25)) {
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(`${line} ${'y sigue '.repeat(12)}fin`);
  }
  // A page that is left at once may lose what was typed last.
  await expectSent(page);
  await page.goto(`${page.url()}/imprimir`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(lines[24] ?? '')).toBeVisible();
  for (const format of ['A4', 'Letter'] as const) {
    const pages = readPdf(await page.pdf({ format }));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.length).toBeLessThan(6);
    const text = squeezed(pages.map((one) => one.text).join(''));
    for (const line of lines) expect(text).toContain(squeezed(line));
    expect(text.match(/fin/g)?.length).toBeGreaterThanOrEqual(35);
    for (const [at, { text: one }] of pages.entries())
      expect(squeezed(one)).toContain(`${at + 1}/${pages.length}`);
  }
});

test('a problem downloads as a document for Word, named by its title', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await writeProblem(ana);
  const sheet = await openSharing(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Descargar en Word' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${title}.docx`);
  const parts = await unzip(
    new Uint8Array(await readFile(await download.path())),
  );
  const document = parts.get('word/document.xml') ?? '';
  for (const words of [title, school, seen, known, trial, 'Rosa'])
    expect(document).toContain(words);
  await expect(sheet).toBeHidden();
});

test('the story tells the same in the past, without names', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await writeProblem(ana);
  const sheet = await openSharing(page);
  await sheet.getByRole('link', { name: 'Historia de práctica' }).click();
  const story = page.getByRole('article');
  await expect(
    story.getByRole('heading', { name: 'Qué nos pasaba' }),
  ).toBeVisible();
  await expect(story).toContainText(seen);
  await expect(
    story.getByRole('heading', { name: 'Qué probamos' }),
  ).toBeVisible();
  await expect(story).not.toContainText('Rosa');
  await expect(story).not.toContainText(known);
  await expectAccessible(page, 'story of practice');
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Título' })).toHaveValue(
    title,
  );
});

/** Ana is in a community with Luis and in a school of her own, where her problem is. */
async function schoolAndCommunity(
  ana: Person,
  openLuis: () => Promise<Person>,
): Promise<Person> {
  await createGroup(ana, school, 'Ana');
  await ana.page.goto('/crear');
  await ana.page.getByLabel('Una comunidad').check();
  await ana.page.getByLabel('Nombre de la comunidad').fill(community);
  await ana.page.getByLabel('Tu nombre').fill('Ana');
  await ana.page.getByRole('button', { name: 'Crear grupo' }).click();
  await expectGroup(ana.page, community);
  const link = await invite(ana);
  const luis = await openLuis();
  await join(luis, link, community, 'Luis');
  await ana.page.goto('/grupos');
  await ana.page.getByRole('link', { name: school }).click();
  await expectGroup(ana.page, school);
  await writeHere(ana);
  return luis;
}

/** Everything somebody could read of a problem: on screen, in its fields and on paper. */
async function everythingIn(page: Page): Promise<string> {
  await keepThinking(page);
  const shown = await page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>(
      'input, textarea, select',
    );
    const values = [...fields].map((field) => field.value);
    return [document.documentElement.outerHTML, ...values].join('\n');
  });
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}/imprimir`);
  const paper = page.getByRole('article');
  await expect(paper).toBeVisible();
  const printed = await paper.textContent();
  await page.goBack();
  return `${shown}\n${printed}`;
}

test('a copy for another group holds what was chosen; what stays is nowhere there; the next version is another copy', async ({
  person,
}) => {
  const ana = await person();
  const luis = await schoolAndCommunity(ana, () => person());
  const { page } = ana;
  const sheet = await openSharing(page);
  await sheet.getByRole('button', { name: 'Compartir una copia con' }).click();
  const preview = sheet.getByRole('region', { name: 'Así será la copia' });
  await expect(preview).toContainText(seen);
  await expect(preview).toContainText(trial);
  await expect(preview).not.toContainText(known);
  await expect(preview).not.toContainText('Rosa');
  await expect(sheet.getByText(`La leerá: ${community} (2)`)).toBeVisible();
  await expect(
    sheet.getByRole('listitem').getByText('Cómo lo sabemos'),
  ).toBeVisible();
  await expectAccessible(page, 'share a copy');
  await sheet
    .getByRole('button', { name: `Compartir con ${community}` })
    .click();
  await expect(page.getByText(`La copia está en ${community}`)).toBeVisible();

  const other = luis.page;
  const copies = other.getByRole('main').getByRole('link', { name: title });
  await goTo(other, 'Trabajo');
  await copies.click();
  await expectProblem(other, title);
  await expect(other.getByText(`Copia de ${school} · versión 1`)).toBeVisible();
  await expectAccessible(other, 'a copy');
  const everything = await everythingIn(other);
  expect(everything).toContain(seen);
  expect(everything).toContain(trial);
  for (const words of [known, 'Diez visitas', 'Rosa'])
    expect(everything).not.toContain(words);
  // An ordinary document: the community writes in it.
  await typeAtEnd(await editor(other), ' A nosotros también.');

  await openSharing(page);
  await sheet.getByRole('button', { name: 'Compartir una copia con' }).click();
  await expect(sheet.getByText('Ya tiene la versión 1')).toBeVisible();
  await sheet.getByLabel('Cómo lo sabemos').check();
  await expect(preview).toContainText(known);
  await sheet
    .getByRole('button', { name: 'Enviar lo nuevo (versión 2)' })
    .click();
  await goTo(other, 'Trabajo');
  await expect(copies).toHaveCount(2);
  await copies.first().click();
  await expect(other.getByText('versión 2')).toBeVisible();
  await expect(await editor(other, 'knownBy')).toContainText(known);
  await expect(await editor(other)).not.toContainText('A nosotros también');
  await goTo(other, 'Trabajo');
  await copies.last().click();
  await expect(await editor(other)).toContainText('A nosotros también');

  await page.getByRole('button', { name: 'Deshacer' }).last().click();
  await expect(page.getByText('está en la papelera de')).toBeVisible();
  await goTo(other, 'Trabajo');
  await expect(copies).toHaveCount(1);
  await openSharing(page);
  await sheet.getByRole('button', { name: 'Compartir una copia con' }).click();
  await expect(
    sheet.getByText(/La versión 2.* está en su papelera/),
  ).toBeVisible();
});

test('who has one group only learns that a copy needs another', async ({
  person,
}) => {
  const ana = await person();
  await writeProblem(ana);
  const sheet = await openSharing(ana.page);
  await sheet.getByRole('button', { name: 'Compartir una copia con' }).click();
  await expect(sheet.getByText('por ahora tienes solo este')).toBeVisible();
  await expectAccessible(ana.page, 'no other group');
  await sheet.getByRole('link', { name: 'Crear otro grupo' }).click();
  await expect(ana.page.getByLabel('Tu nombre')).toBeVisible();
});

test('a duplicate begins anew with all that was written, and the list knows how each stands', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await writeProblem(ana);
  await page.getByLabel('Estado').selectOption('Acordado');
  await goTo(page, 'Trabajo');
  await page.getByRole('button', { name: `Más: ${title}` }).click();
  await page.getByRole('menuitem', { name: 'Duplicar' }).click();
  const list = page.getByRole('main');
  await expect(
    list.getByRole('link', { name: `${title} (copia)` }),
  ).toContainText('Borrador');
  await list.getByLabel('Ver').selectOption('Acordado');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByRole('link', { name: title })).toContainText(
    'Acordado',
  );
  await page.getByRole('button', { name: 'Abrir' }).click();
  await expectProblem(page, `${title} (copia)`);
  await expect(await editor(page)).toContainText(seen);
  await expect(page.getByLabel('Quién lo lleva')).toHaveValue('Rosa');
});
