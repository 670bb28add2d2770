import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectSent,
  goTo,
  invite,
  join,
  openProblem,
  signalBack,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Comunidad Cordillera';
const title = 'Copian sin entender';

test('somebody who is removed is out at once, keeps what she had, and reads nothing new', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  await beginProblem(ana, title);
  await typeAtEnd(await editor(ana.page), 'Miran la pizarra.');
  await expectSent(ana.page);
  await goTo(ana.page, 'Hoy');
  const link = await invite(ana);
  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, title);
  const rosas = await editor(rosa.page);
  await expect.poll(() => written(rosas)).toBe('Miran la pizarra.');

  await goTo(ana.page, 'Personas');
  const { page } = ana;
  await expect(page.getByText('Invitaciones abiertas')).toBeVisible();
  await expectAccessible(page, 'people');
  await page.getByRole('button', { name: 'Rosa' }).click();
  const sheet = page.getByRole('dialog', { name: 'Rosa' });
  await expect(sheet.getByRole('radio', { name: 'Es miembro' })).toBeChecked();
  await expectAccessible(page, 'a person');
  await expectPlainWords(page);
  await sheet.getByRole('button', { name: 'Sacar del grupo' }).click();
  await expect(sheet.getByText('Lo que ya tenía en su aparato')).toBeVisible();
  await expectAccessible(page, 'before removing');
  await sheet.getByRole('button', { name: 'Sí, sacar a Rosa' }).click();
  await expect(
    rosa.page.getByText('Ya no eres parte de este grupo'),
  ).toBeVisible();
  await expect(page.getByText('Rosa: lo decidió Ana')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rosa' })).toBeHidden();

  await openProblem(ana, title);
  await typeAtEnd(await editor(page), ' Y copian.');
  await expectSent(page);
  await rosa.page.reload();
  await expect
    .poll(async () => written(await editor(rosa.page)))
    .toBe('Miran la pizarra.');
});

test('a role is changed by who looks after the group, and nobody leaves it without anybody who does', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  const luis = await person();
  await join(luis, link, group, 'Luis');
  const { page } = ana;
  await goTo(page, 'Personas');
  await page.getByRole('button', { name: 'Más' }).click();
  await page.getByRole('menuitem', { name: 'Salir del grupo' }).click();
  const leaving = page.getByRole('dialog', { name: 'Salir del grupo' });
  await leaving.getByRole('button', { name: 'Sí, salir' }).click();
  await expect(leaving.getByRole('alert')).toContainText(
    'El grupo se quedaría sin nadie que lo cuide.',
  );
  await leaving.getByRole('button', { name: 'Volver' }).click();

  await page.getByRole('button', { name: 'Luis' }).click();
  const sheet = page.getByRole('dialog', { name: 'Luis' });
  await sheet.getByRole('radio', { name: /^Lee/ }).check();
  await sheet.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByText('cambió lo que Luis puede hacer')).toBeVisible();
  await goTo(luis.page, 'Personas');
  await expect(
    luis.page.getByRole('main').getByRole('button', { name: 'Invitar' }),
  ).toBeHidden();
  // She can be looked at, and not be changed.
  await luis.page.getByRole('button', { name: 'Ana' }).click();
  const anas = luis.page.getByRole('dialog', { name: 'Ana' });
  await expect(anas.getByText('Palabras para comprobar')).toBeVisible();
  await expect(anas.getByRole('radio')).toHaveCount(0);
  await anas.getByRole('button', { name: 'Cerrar' }).click();

  await page.getByRole('button', { name: 'Anular' }).click();
  await expect(page.getByText('La invitación ya no sirve')).toBeVisible();
  const late = await person();
  await late.page.goto(link);
  await expect(late.page.getByText('retiró esta invitación')).toBeVisible();
});

test('what she wrote and nobody had when she was taken out is shown, and goes into the text when somebody brings it', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  await beginProblem(ana, title);
  await typeAtEnd(await editor(ana.page), 'Miran la pizarra.');
  await expectSent(ana.page);
  await goTo(ana.page, 'Hoy');
  const link = await invite(ana);
  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, title);
  const rosas = await editor(rosa.page);
  await expect.poll(() => written(rosas)).toBe('Miran la pizarra.');

  const { page } = ana;
  await goTo(page, 'Personas');
  await ana.context.setOffline(true);
  await page.getByRole('button', { name: 'Rosa' }).click();
  const sheet = page.getByRole('dialog', { name: 'Rosa' });
  await sheet.getByRole('button', { name: 'Sacar del grupo' }).click();
  await sheet.getByRole('button', { name: 'Sí, sacar a Rosa' }).click();
  await expect(page.getByText('Rosa: lo decidió Ana')).toBeVisible();
  await typeAtEnd(rosas, ' Y nadie pregunta.');
  await expectSent(rosa.page);
  await ana.context.setOffline(false);
  await signalBack(page);

  await expect(page.getByText('Rosa lo escribió antes de salir')).toBeVisible();
  await expect(page.getByRole('blockquote')).toHaveText('Y nadie pregunta.');
  await expectAccessible(page, 'what was left out');
  await expectPlainWords(page);
  await page.getByRole('button', { name: 'Traerlo al texto' }).click();
  await expect(page.getByText('Está en el texto')).toBeVisible();
  await expect(page.getByRole('blockquote')).toBeHidden();
  await openProblem(ana, title);
  await expect
    .poll(async () => written(await editor(page)))
    .toBe('Miran la pizarra. Y nadie pregunta.');
});
