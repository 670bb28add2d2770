import { expectAccessible } from '../support/accessible.ts';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  beginProblem,
  createGroup,
  expectSent,
  invite,
  join,
  openProblem,
} from '../support/people.ts';

const group = 'Escuela Los Aromos';
const title = 'Casi no hay diálogo';

// A microphone that beeps; whether a page may hear it is for each person to say.
test.use({
  launchOptions: {
    executablePath: chromiumPath,
    args: [...chromiumFlags, '--use-fake-device-for-media-stream'],
  },
});

test('a voice is recorded without signal, heard before it is kept, and reaches her colleague', async ({
  person,
}) => {
  const ana = await person({ device: 'phone' });
  await ana.context.grantPermissions(['microphone']);
  await createGroup(ana, group, 'Ana Quispe');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const rosa = await person({ device: 'computer' });
  await join(rosa, link, group, 'Rosa Huanca');
  await openProblem(rosa, title);
  await expect(
    rosa.page.getByRole('heading', { name: 'Evidencias' }),
  ).toBeVisible();

  const { page } = ana;
  await expect(
    page.getByRole('button', { name: 'Grabar la voz' }),
  ).toBeVisible();
  await ana.context.setOffline(true);
  await page.getByRole('button', { name: 'Grabar la voz' }).click();
  const sheet = page.getByRole('dialog', { name: 'Grabar la voz' });
  await sheet.getByRole('button', { name: 'Empezar a grabar' }).click();
  await expect(sheet.getByText(/^0:0[1-9] \/ 3:00$/)).toBeVisible();
  await expectAccessible(page, 'recording a voice');
  await sheet.getByRole('button', { name: 'Terminar' }).click();
  const before = sheet.getByLabel('La grabación, como quedará');
  await expect(before).toBeVisible();
  const add = sheet.getByRole('button', { name: 'Agregar', exact: true });
  await expect(add).toBeDisabled();
  await sheet.getByLabel('Sí se oyen').check();
  await expect(sheet).toContainText('Una voz no se puede tapar');
  await expect(add).toBeDisabled();
  await sheet.getByLabel('No se oyen').check();
  await sheet.getByLabel('Las personas adultas').check();
  await expectPlainWords(page);
  await expectAccessible(page, 'a voice before it is added');
  await add.click();
  await expect(sheet).toBeHidden();
  await expect(
    page.getByRole('button', { name: /^Escuchar la grabación \(\d:\d\d\)$/ }),
  ).toBeVisible();

  await ana.context.setOffline(false);
  const listen = rosa.page.getByRole('button', {
    name: 'Escuchar la grabación',
  });
  await expect(listen).toBeVisible({ timeout: 30_000 });
  await listen.click();
  const player = rosa.page.getByLabel('Grabación', { exact: true });
  await expect(player).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(() =>
      player.evaluate(async (node) => {
        const audio = node as HTMLAudioElement;
        audio.muted = true;
        await audio.play();
        return audio.currentTime;
      }),
    )
    .toBeGreaterThan(0.2);
  await expectAccessible(rosa.page, 'listening to a voice');
});

test('without permission she is told what to do, and a fact is still one tap away', async ({
  person,
}) => {
  const ana = await person({ device: 'phone' });
  await createGroup(ana, group, 'Ana Quispe');
  await beginProblem(ana, title);
  const { page } = ana;
  await page.getByRole('button', { name: 'Grabar la voz' }).click();
  const sheet = page.getByRole('dialog', { name: 'Grabar la voz' });
  await sheet.getByRole('button', { name: 'Empezar a grabar' }).click();
  await expect(sheet.getByRole('alert')).toContainText(
    'no deja usar el micrófono',
  );
  await expect(sheet.getByRole('alert')).toContainText('Nada se perdió');
  await expectPlainWords(page);
  await expectAccessible(page, 'no microphone');
  await sheet.getByRole('button', { name: 'No agregar' }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: 'Agregar un hecho' }).click();
  await expect(page.getByLabel('Qué muestra', { exact: true })).toBeVisible();
});
