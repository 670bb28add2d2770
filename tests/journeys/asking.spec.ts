import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import {
  type Person,
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectProblem,
  expectSent,
  invite,
  join,
  openProblem,
  questions,
  signalBack,
  typeAtEnd,
} from '../support/people.ts';

const group = 'Escuela Los Boldos';
const title = 'Responden solo los de adelante';
const about = `«${questions.knownBy}»`;
const asked = '¿En cuántas clases lo vieron?';
const answered = 'En cinco de seis.';

test('Rosa asks without signal, Ana answers, and both live it; each is known by her name in every window', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url, device: 'computer' });
  await createGroup(ana, group, 'Ana Soto');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const rosa = await person({ url: ownRelay.url });
  await join(rosa, link, group, 'Rosa Quispe');
  await appStored(rosa.page);
  await openProblem(rosa, title);
  await expect(colleagues(rosa)).toContainText('Nadie ha preguntado todavía');

  await test.step('Rosa asks without signal, and it is hers after closing and opening', async () => {
    await ownRelay.stop();
    // From the midst of writing: the field shrinks as it is left.
    await typeAtEnd(await editor(rosa.page, 'knownBy'), 'En dos clases.');
    await rosa.page
      .getByRole('button', { name: `Preguntar sobre ${about}` })
      .click();
    const box = rosa.page.getByLabel('Tu pregunta', { exact: true });
    await expect(box).toBeFocused();
    await expect(box).toHaveAccessibleDescription(/^Lo lee: .*Los Boldos/);
    await box.fill(asked);
    await expectAccessible(rosa.page, 'asking');
    await rosa.page.getByRole('button', { name: 'Dejar la pregunta' }).click();
    await tooButton(rosa).click();
    await expect(colleagues(rosa)).toContainText('A ti también te pasa');
    await rosa.page.reload();
    await expectProblem(rosa.page, title);
    await unfold(rosa);
    const hers = rosa.page.getByRole('article', {
      name: 'Pregunta de Rosa Quispe',
    });
    await expect(hers).toContainText('Tú');
    await expect(hers).toContainText(asked);
    await expect(tooButton(rosa)).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('Ana reads it, answers and says that she lives it too', async () => {
    await ownRelay.start();
    for (const { page } of [rosa, ana]) await signalBack(page);
    await expect(colleagues(ana)).toContainText(
      'Pregunta nueva de Rosa Quispe',
      { timeout: 60_000 },
    );
    await unfold(ana);
    const hers = ana.page.getByRole('article', {
      name: 'Pregunta de Rosa Quispe',
    });
    await expect(hers).toContainText(asked);
    await expect(hers).toContainText('hoy');
    await expect(hers.getByRole('button', { name: 'Retirar' })).toHaveCount(0);
    await expect(colleagues(ana)).toContainText(
      'A Rosa Quispe también le pasa',
    );
    await tooButton(ana).click();
    await expect(colleagues(ana)).toContainText(
      'A Rosa Quispe y a ti también les pasa',
    );
    await hers.getByRole('button', { name: 'Responder' }).click();
    await ana.page.keyboard.insertText(answered);
    await ana.page.keyboard.press('Control+Enter');
    await expect(hers).toContainText(answered);
    await expectAccessible(ana.page, 'a question answered');
  });

  await test.step('Rosa reads the answer and settles it', async () => {
    const hers = rosa.page.getByRole('article', {
      name: 'Pregunta de Rosa Quispe',
    });
    await expect(hers).toContainText(answered);
    await expect(hers).toContainText('Ana Soto');
    await expect(colleagues(rosa)).toContainText(
      'A Ana Soto y a ti también les pasa',
    );
    await hers.getByRole('button', { name: 'Listo, respondida' }).click();
    await expect(hers).toContainText('Respondida');
    await expectAccessible(rosa.page, 'a question settled');
  });

  await test.step('a second window of Ana says the same', async () => {
    const second: Person = { ...ana, page: await ana.context.newPage() };
    await second.page.goto(ana.page.url());
    await expectProblem(second.page, title);
    await unfold(second);
    const hers = second.page.getByRole('article', {
      name: 'Pregunta de Rosa Quispe',
    });
    await expect(hers).toContainText('Respondida');
    await expect(hers.getByRole('listitem').last()).toContainText('Tú');
    await hers.getByRole('button', { name: 'Retirar' }).click();
    await expect(hers).toContainText('Retiraste tu mensaje.');
    await second.page.getByRole('button', { name: 'Deshacer' }).click();
    await expect(hers).toContainText(answered);
  });
});

function colleagues({ page }: Person) {
  return page.getByRole('region', { name: 'Entre colegas' });
}

function tooButton(who: Person) {
  return colleagues(who).getByRole('button', {
    name: 'A mí también me pasa',
  });
}

async function unfold({ page }: Person): Promise<void> {
  await page
    .getByRole('button', { name: /^1 pregunta( respondida)? sobre «¿Cómo lo/ })
    .click();
}
