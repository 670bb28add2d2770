import { chromium } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { expect, test } from '../support/journey.ts';
import { isLive, openMember, until } from '../support/member.ts';
import {
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectGroup,
  expectOnlyHere,
  expectProblem,
  expectSent,
  invite,
  join,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Escuela Valle Hermoso';

test('a link cut in half says so, and the whole one pasted after it opens', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  const { page } = await person();
  await page.goto(link.slice(0, -40));
  await expect(page.getByText('Al enlace le faltan letras.')).toBeVisible();
  await expect(page.getByText('Pide que te lo envíen de nuevo')).toBeVisible();
  expect(page.url()).not.toContain('#');
  const paste = page.getByLabel('Pega aquí el enlace que te enviaron');
  await paste.fill('hola, ¿cómo estás?');
  await page.getByRole('button', { name: 'Ver la invitación' }).click();
  await expect(
    page.getByText('Esto no es una invitación de Minga.'),
  ).toBeVisible();
  await paste.fill(`Te invito. ${link}`);
  await page.getByRole('button', { name: 'Ver la invitación' }).click();
  await expect(page.getByText('Ana te invita a')).toBeVisible();
});

test('an invitation that is over, or used up, says which', async ({
  person,
  relay,
}) => {
  const ana = await openMember({ name: 'Ana', relay: relay.url });
  const space = await ana.createSpace(group);
  await until(space.view, isLive);
  const madeOf = async (days: number, uses: number): Promise<string> => {
    const made = await space.invite({ days, uses });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.link;
  };
  const expired = await madeOf(1 / 86_400_000, 5);
  const once = await madeOf(1, 1);
  const rosa = await openMember({ name: 'Rosa', relay: relay.url });
  await rosa.join(once);

  const { page } = await person();
  await page.goto(expired);
  await expect(
    page.getByRole('heading', { name: 'Esta invitación ya venció.' }),
  ).toBeVisible();
  await expect(page.getByText('Pide otra a quien te invitó')).toBeVisible();
  await page.goto(once);
  await expect(
    page.getByRole('heading', {
      name: 'Esta invitación ya la usaron todas las personas que podían.',
    }),
  ).toBeVisible();
  await rosa.close();
  await ana.close();
});

test('an invitation that she has used already leads to her group', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  await rosa.page.goto(link);
  await expect(
    rosa.page.getByText('Ya eres parte de este grupo.'),
  ).toBeVisible();
  await rosa.page.getByRole('button', { name: 'Ir al grupo' }).click();
  await expectGroup(rosa.page, group);
});

test('an invitation opened with the relay dead keeps the name and works later', async ({
  person,
  ownRelay,
}) => {
  const { url } = ownRelay;
  const ana = await person({ url });
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  const { page } = await person({ url });
  await page.goto(link);
  await expect(page.getByText('Ana te invita a')).toBeVisible();
  await page.getByLabel('¿Cómo te llamas?').fill('Rosa');
  await ownRelay.stop('SIGKILL');
  await page.getByRole('button', { name: 'Entrar al grupo' }).click();
  await expect(
    page.getByText('No hay señal para abrir la invitación.'),
  ).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('¿Cómo te llamas?')).toHaveValue('Rosa');
  await ownRelay.start();
  await page.getByRole('button', { name: 'Entrar al grupo' }).click();
  await expectGroup(page, group);
});

test('an address without encryption says why Minga does not go on there', async ({
  relay,
}) => {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumFlags, '--host-resolver-rules=MAP minga.test 127.0.0.1'],
  });
  const page = await browser.newPage();
  await page.goto(`http://minga.test:${new URL(relay.url).port}/`);
  await expect(
    page.getByRole('heading', { name: 'Aquí Minga no puede cifrar' }),
  ).toBeVisible();
  await browser.close();
});

test('a browser that keeps nothing works, and says that it keeps nothing', async ({
  person,
}) => {
  const ana = await person();
  await ana.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not in a private window', 'SecurityError');
    };
  });
  await createGroup(ana, group, 'Ana');
  await expect(
    ana.page.getByText('Este navegador no guarda lo que escribes.'),
  ).toBeVisible();
  await beginProblem(ana, 'Se pierde');
  await typeAtEnd(await editor(ana.page), 'Pero se envía.');
  await expectSent(ana.page);
});

test('a relay that wants a newer app is heard; what is written stays here', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, 'Ana');
  await beginProblem(ana, 'Versión vieja');
  await typeAtEnd(await editor(page), 'Antes.');
  await expectSent(page);
  await appStored(page);
  await page.routeWebSocket(/.*/, (socket) => {
    void socket.close({ code: 4409 });
  });
  await page.reload();
  await expectProblem(page, 'Versión vieja');
  await expect(
    page.getByText('Hay una versión nueva de Minga y hace falta para enviar.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Actualizar' })).toBeVisible();
  await typeAtEnd(await editor(page), ' Después.');
  await expectOnlyHere(page);
  await page.reload();
  await expect
    .poll(async () => written(await editor(page)))
    .toBe('Antes. Después.');
});

test('storage written by a newer app is left alone, and the tab says what to do', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, 'Ana');
  const newer = await ana.context.newPage();
  await newer.goto('/icon.svg');
  await newer.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('minga', 300);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(new Error(request.error?.message));
      }),
  );
  const told = page.getByRole('heading', {
    name: 'Minga se actualizó en otra ventana',
  });
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Volver a cargar' }).click();
  await expect(told).toBeVisible();
});
