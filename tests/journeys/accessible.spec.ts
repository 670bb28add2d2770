import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectProblem,
  expectSent,
  goTo,
  invite,
  keepThinking,
  openInvitation,
  syncWords,
  typeAtEnd,
} from '../support/people.ts';

const group = 'Escuela El Molle';
const title = 'Las preguntas las hacemos nosotras';

test('axe finds nothing on the screens before the group', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);

  const rosa = await person();
  const { page } = rosa;
  await page.goto('/');
  await expect(
    page.getByRole('link', { name: 'Crear un grupo' }),
  ).toBeVisible();
  await expectAccessible(page, 'home');

  await page.goto('/crear');
  await page.getByRole('button', { name: 'Crear grupo' }).click();
  await expect(page.getByText('Escribe un nombre.').first()).toBeVisible();
  await expectAccessible(page, 'create, with what is wrong');

  await page.goto('/i');
  const paste = page.getByLabel('Pega aquí el enlace que te enviaron');
  await paste.fill('hola');
  await paste.press('Enter');
  await expect(page.getByText('no es una invitación')).toBeVisible();
  await expectAccessible(page, 'no invitation');

  await openInvitation(rosa, link);
  await expect(page.getByRole('article')).toContainText('Ana te invita a');
  await expectAccessible(page, 'invitation');

  await page.goto(new URL(ana.page.url()).pathname);
  await expect(
    page.getByRole('heading', { name: 'Este grupo no está aquí' }),
  ).toBeVisible();
  await expectAccessible(page, 'a group that is not here');

  await page.goto('/nada');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page, 'no such page');
});

test('axe finds nothing on the screens of a group', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url });
  const { page } = ana;
  await createGroup(ana, group, 'Ana');
  await expectAccessible(page, 'empty group');

  await goTo(page, 'Trabajo');
  await expectAccessible(page, 'no work yet');
  await goTo(page, 'Reuniones');
  await expectAccessible(page, 'nothing to review yet');
  await goTo(page, 'Personas');
  await page.getByRole('button', { name: 'Más' }).click();
  const rename = page.getByRole('menuitem', { name: 'Cambiar mi nombre' });
  await expect(rename).toBeVisible();
  await expectAccessible(page, 'menu');
  await rename.click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toBeVisible();
  await expectAccessible(page, 'another name');
  await sheet.getByRole('button', { name: 'Cerrar' }).click();

  await page.getByRole('button', { name: 'Invitar' }).click();
  await expect(sheet.getByLabel('Enlace de la invitación')).toBeVisible();
  await expectAccessible(page, 'invite');
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await expect(sheet).toBeHidden();
  await goTo(page, 'Hoy');

  await beginProblem(ana, title);
  await keepThinking(page);
  await page.getByRole('button', { name: 'Agregar una causa' }).click();
  await page.keyboard.type('Hablamos mucho');
  await page.getByText('¿Cómo responder?').first().click();
  await expectAccessible(page, 'problem, in a cause');
  await typeAtEnd(await editor(page), 'En seis clases.');
  await expectSent(page);
  await expectAccessible(page, 'problem, in the editor');

  await page.getByRole('button', { name: 'Agregar otra prueba' }).click();
  await page.getByRole('button', { name: 'Quitar la prueba 2' }).click();
  await expect(page.getByText('Prueba quitada')).toBeVisible();
  await expectAccessible(page, 'problem, with a note');
  await syncWords(page).click();
  await expect(sheet).toBeVisible();
  await expectAccessible(page, 'where what I write is');
  await sheet.getByRole('button', { name: 'Cerrar' }).click();

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(
    page.getByRole('navigation').getByRole('link', { name: title }),
  ).toBeVisible();
  await expectAccessible(page, 'problem on a large screen');

  await ownRelay.stop();
  await expect(page.getByText('Sin señal.')).toBeVisible();
  await expectAccessible(page, 'problem without signal');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goBack();
  await expect(page.getByRole('link', { name: title }).last()).toBeVisible();
  await expectAccessible(page, 'group with a problem');
  await page.goForward();
  await expectProblem(page, title);
  await goTo(page, 'Trabajo');
  await page.getByRole('button', { name: `Más: ${title}` }).click();
  await page.getByRole('menuitem', { name: 'A la papelera' }).click();
  await page.getByText('Papelera (1)').click();
  await expectAccessible(page, 'work, with the trash open');
  await page.getByRole('button', { name: 'Recuperar' }).click();
  await expect(page.getByRole('link', { name: title })).toBeVisible();
});
