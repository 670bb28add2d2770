import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  type Person,
  createGroup,
  expectGroup,
  goTo,
  openInvitation,
} from '../support/people.ts';

const group = 'Comunidad Cordillera';

async function inviteWithApproval({ page }: Person): Promise<string> {
  await goTo(page, 'Personas');
  await page.getByRole('main').getByRole('button', { name: 'Invitar' }).click();
  const sheet = page.getByRole('dialog', { name: 'Invitar' });
  await expect(sheet.getByText('Puede escribir · vale 7 días')).toBeVisible();
  await sheet.getByRole('button', { name: 'Más' }).click();
  await sheet.getByRole('radio', { name: /^Con aprobación/ }).check();
  await expectAccessible(page, 'the terms of an invitation');
  await sheet.getByRole('button', { name: 'Hacer este enlace' }).click();
  await expect(
    sheet.getByText('Es miembro · vale 7 días · con aprobación'),
  ).toBeVisible();
  const link = await sheet.getByLabel('Enlace de la invitación').inputValue();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await expect(sheet).toBeHidden();
  // The relay must know of it before somebody comes.
  await expect(page.getByText('Invitaciones abiertas')).toBeVisible();
  return link;
}

async function askIn(
  person: Person,
  link: string,
  name: string,
): Promise<void> {
  const { page } = person;
  await openInvitation(person, link);
  await page.getByLabel('¿Cómo te llamas?').fill(name);
  await page.getByRole('button', { name: 'Entrar al grupo' }).click();
  await expect(
    page.getByRole('heading', { name: `Pediste entrar a «${group}»` }),
  ).toBeVisible();
  await expect(page.getByText('Ana, u otra persona que pueda')).toBeVisible();
}

test('who comes with approval waits, also while nobody is there to let her in, and is in when somebody says yes', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await inviteWithApproval(ana);
  await ana.page.goto('about:blank');

  const rosa = await person();
  await askIn(rosa, link, 'Rosa');
  await expectAccessible(rosa.page, 'waiting to be let in');
  await expectPlainWords(rosa.page);

  await ana.page.goto('/');
  await expectGroup(ana.page, group);
  const { page } = ana;
  await expect(
    page.getByRole('heading', { name: 'Piden entrar' }),
  ).toBeVisible();
  await expectAccessible(page, 'somebody asks to come in');
  await expectPlainWords(page);
  await page.getByRole('button', { name: 'Que entre Rosa' }).click();
  await expectGroup(rosa.page, group);
  await expect(page.getByText('Piden entrar')).toBeHidden();
  await goTo(page, 'Personas');
  await expect(page.getByRole('button', { name: 'Rosa' })).toBeVisible();
});

test('who is turned away is told so when she comes back', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await inviteWithApproval(ana);
  const { page } = ana;
  await goTo(page, 'Hoy');
  const luis = await person();
  await askIn(luis, link, 'Luis');
  await luis.page.goto('about:blank');
  await page.getByRole('button', { name: 'Que no entre Luis' }).click();
  await expect(page.getByText('Piden entrar')).toBeHidden();
  await luis.page.goto('/');
  await expect(
    luis.page.getByRole('heading', { name: `Esta vez no entras a «${group}»` }),
  ).toBeVisible();
  await luis.page.getByRole('button', { name: 'Entendido' }).click();
  await expect(
    luis.page.getByRole('heading', { name: /Esta vez no entras/ }),
  ).toBeHidden();
});

test('a group is deleted by who looks after it, with its name, and that can be undone', async ({
  person,
}) => {
  const { page } = await person();
  await createGroup({ page } as Person, group, 'Ana');
  await goTo(page, 'Personas');
  await page.getByRole('button', { name: 'Más' }).click();
  await page.getByRole('menuitem', { name: 'Borrar el grupo' }).click();
  const sheet = page.getByRole('dialog', { name: 'Borrar el grupo' });
  await expectAccessible(page, 'before deleting');
  const field = sheet.getByLabel(`Para confirmar, escribe «${group}»`);
  await field.fill('Otra cosa');
  await sheet.getByRole('button', { name: 'Sí, borrar en 7 días' }).click();
  await expect(sheet.getByText('No es el nombre del grupo.')).toBeVisible();
  await field.fill(group);
  await sheet.getByRole('button', { name: 'Sí, borrar en 7 días' }).click();
  await expect(page.getByText('Ana pidió borrar el grupo.')).toBeVisible();
  await expectPlainWords(page);
  await page.getByRole('button', { name: 'Que no se borre' }).click();
  await expect(page.getByText('Ana pidió borrar el grupo.')).toBeHidden();

  await page.getByRole('button', { name: 'Más' }).click();
  await page.getByRole('menuitem', { name: 'Cerrar el grupo' }).click();
  await page
    .getByRole('dialog', { name: 'Cerrar el grupo' })
    .getByRole('button', { name: 'Sí, cerrar el grupo' })
    .click();
  await expect(page.getByText('Este grupo está cerrado')).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('button', { name: 'Invitar' }),
  ).toBeHidden();
});
