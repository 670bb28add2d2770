import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  type Person,
  beginProblem,
  createGroup,
  expectSent,
  invite,
  join,
  openProblem,
} from '../support/people.ts';

const group = 'Escuela Los Aromos';
const title = 'Casi no hay diálogo';
const place = 'CANARIO-33.4489,-70.6693';

/** A photo as a phone makes it: large, and saying where it was taken. */
async function photoFrom(page: Page, side: number): Promise<Buffer> {
  const drawn = await page.evaluate(async (size) => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    const context = canvas.getContext('2d');
    for (let i = 0; i < 4000; i++) {
      if (context === null) break;
      context.fillStyle = `hsl(${String((i * 47) % 360)} 80% 50%)`;
      const at = (n: number): number => (i * n) % size;
      context.fillRect(at(7919), at(6101), size / 30, size / 40);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? '';
  }, side);
  const jpeg = Buffer.from(drawn, 'base64');
  const exif = Buffer.from(`Exif\0\0${place}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

async function pickPhoto(
  { page }: Person,
  name: string,
  buffer: Buffer,
  mimeType = 'image/jpeg',
): Promise<void> {
  await page
    .locator('input[type="file"][accept="image/*"]')
    .setInputFiles({ name, mimeType, buffer });
}

/** The page may fetch nothing of its own making, so what it shows is kept beside it. */
async function keepShown({ page }: Person): Promise<void> {
  await page.addInitScript(() => {
    const blobs = new Map<string, Blob>();
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob);
      blobs.set(url, blob);
      return url;
    };
    Object.assign(window, { blobs });
  });
}

/** What is shown large, as bytes. */
async function shownPhoto(page: Page): Promise<Buffer> {
  const image = page.locator('main li img.large');
  await expect(image).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(() =>
      image.evaluate((node) => (node as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0);
  const base64 = await image.evaluate(async (node) => {
    const { src } = node as HTMLImageElement;
    const { blobs } = window as unknown as { blobs: Map<string, Blob> };
    const shown = await blobs.get(src)?.arrayBuffer();
    const bytes = new Uint8Array(shown ?? new ArrayBuffer(0));
    return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
  });
  return Buffer.from(base64, 'base64');
}

test('a photo added without signal is light, says no place, and reaches her colleague', async ({
  person,
}) => {
  const ana = await person({ device: 'phone' });
  await keepShown(ana);
  await createGroup(ana, group, 'Ana Quispe');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const rosa = await person({ device: 'phone' });
  await keepShown(rosa);
  await join(rosa, link, group, 'Rosa Huanca');
  await openProblem(rosa, title);
  await expect(
    rosa.page.getByRole('heading', { name: 'Evidencias' }),
  ).toBeVisible();
  const photo = await photoFrom(ana.page, 2600);
  expect(photo.length).toBeGreaterThan(400_000);

  await ana.context.setOffline(true);
  await pickPhoto(ana, 'IMG_0001.jpg', photo);
  const sheet = ana.page.getByRole('dialog', {
    name: 'Antes de agregar la foto',
  });
  const add = sheet.getByRole('button', { name: 'Agregar', exact: true });
  await expect(add).toBeDisabled();
  await sheet.getByLabel('Sí aparecen').check();
  await expect(add).toBeDisabled();
  const face = sheet.getByRole('button', { name: 'Fila 1, columna 1' });
  await face.focus();
  await ana.page.keyboard.press('Enter');
  await expect(face).toHaveAttribute('aria-pressed', 'true');
  await expectPlainWords(ana.page);
  await expectAccessible(ana.page, 'adding a photo');
  await sheet.getByLabel('Las personas adultas').check();
  await add.click();
  await expect(sheet).toBeHidden();
  await ana.page.getByRole('button', { name: 'Ver la foto' }).click();
  const kept = await shownPhoto(ana.page);
  expect(kept.length).toBeLessThanOrEqual(150 * 1024);
  expect(kept.includes(place)).toBe(false);
  const shows = ana.page.getByLabel('Qué muestra', { exact: true });
  await shows.fill('Cinco de seis clases sin preguntas');
  await shows.blur();

  await ana.context.setOffline(false);
  await expect(
    rosa.page.getByLabel('Qué muestra', { exact: true }),
  ).toHaveValue('Cinco de seis clases sin preguntas', { timeout: 30_000 });
  await rosa.page
    .getByRole('button', { name: /^(Ver la foto|Cinco de seis)/ })
    .click();
  expect((await shownPhoto(rosa.page)).equals(kept)).toBe(true);
  await expectAccessible(rosa.page, 'evidence');
});

test('what is no photo is known by its content, and what is too large or empty is said', async ({
  person,
}) => {
  const ana = await person({ device: 'computer' });
  await createGroup(ana, group, 'Ana Quispe');
  await beginProblem(ana, title);
  const { page } = ana;
  const docx = Buffer.from('PK\x03\x04 no es una foto', 'latin1');
  await pickPhoto(ana, 'acta.jpg', docx);
  await expect(
    page.getByRole('button', { name: 'Guardar «acta.jpg»' }),
  ).toBeVisible();
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>';
  await pickPhoto(ana, 'hoja.svg', Buffer.from(svg), 'image/svg+xml');
  await expect(
    page.getByRole('button', { name: 'Guardar «hoja.svg»' }),
  ).toBeVisible();
  await expect(page.locator('main li img, main li svg')).toHaveCount(0);
  const heic = Buffer.concat([
    Buffer.from('\0\0\0\x18ftypheic', 'latin1'),
    Buffer.alloc(900),
  ]);
  await pickPhoto(ana, 'IMG.HEIC', heic, 'image/heic');
  const sheet = page.getByRole('dialog', { name: 'Antes de agregar la foto' });
  await expect(sheet).toContainText('no puede mostrar esta clase de foto');
  await sheet.getByLabel('Sí aparecen').check();
  const asFile = sheet.getByRole('button', { name: 'Agregar como archivo' });
  await expect(asFile).toBeDisabled();
  await sheet.getByLabel('No aparecen').check();
  await asFile.click();
  await expect(
    page.getByRole('button', { name: 'Guardar «IMG.HEIC»' }),
  ).toBeVisible();
  await pickPhoto(ana, 'video.bin', Buffer.alloc(11 * 1024 * 1024, 7));
  await expect(page.getByRole('alert')).toContainText('pasa de 10 MB');
  await pickPhoto(ana, 'nada.jpg', Buffer.alloc(0));
  await expect(page.getByRole('alert')).toContainText('está vacío');
  await page.reload();
  await expect(page.getByRole('button', { name: /^Guardar «/ })).toHaveCount(3);
});
