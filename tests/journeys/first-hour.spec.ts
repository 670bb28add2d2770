import { countedLine, onCheapPhone } from '../support/cheap-phone.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectGroup,
  expectSent,
  goTo,
  invite,
  join,
  keepThinking,
  newProblemButton,
  openProblem,
  questions,
  signalBack,
  syncWords,
  titleField,
  typeAtEnd,
} from '../support/people.ts';

const firstSentenceMs = 60_000;
const firstSentenceBytes = 1_500_000;
const firstSentenceTaps = 8;

test('a director invited by a peer writes with her: script A', async ({
  person,
}) => {
  const group = 'Comunidad Cordillera';
  const ana = await person();
  await createGroup(ana, group, 'Ana Soto');
  const link = await invite(ana);
  await beginProblem(ana, 'Poco diálogo');
  await typeAtEnd(await editor(ana.page), 'Preguntamos nosotras.');
  await expectSent(ana.page);

  const line = await countedLine(ana.url);
  const rosa = await person({ url: line.url });
  const { page } = rosa;
  const phone = await onCheapPhone(page);
  const began = Date.now();
  await test.step('who invites, to what, who reads it, and her name', async () => {
    await page.goto(link.replace(ana.url, line.url));
    await expect(page.getByText('Ana Soto te invita a')).toBeVisible();
    await expect(page.getByText('Nadie fuera del grupo')).toBeVisible();
    await expectPlainWords(page);
    await phone.tap(page.getByLabel('¿Cómo te llamas?'));
    await page.keyboard.insertText('Rosa Quispe');
    await phone.tap(page.getByRole('button', { name: 'Entrar al grupo' }));
    await expectGroup(page, group);
    await expect(
      page.getByText('Listo, ya funciona sin internet'),
    ).toBeVisible();
    await expectPlainWords(page);
  });
  await test.step('two lines of her own, and Ana has them', async () => {
    await phone.tap(newProblemButton(page));
    await expect(titleField(page)).toBeFocused();
    await page.keyboard.insertText('Leen y no comprenden');
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: questions.repeats });
    await phone.tap(field);
    await page.keyboard.insertText('Leen en voz alta y no saben qué leyeron.');
    await openProblem(ana, 'Leen y no comprenden');
    await expect(await editor(ana.page)).toContainText('no saben qué leyeron');
    const ms = Date.now() - began;
    test.info().annotations.push({
      type: 'first shared sentence',
      description: `${ms} ms, ${line.bytes()} bytes, ${phone.taps()} taps`,
    });
    expect(ms).toBeLessThanOrEqual(firstSentenceMs);
    expect(line.bytes()).toBeLessThanOrEqual(firstSentenceBytes);
    expect(phone.taps()).toBeLessThanOrEqual(firstSentenceTaps);
    await expect(syncWords(page)).toBeVisible();
    await expectPlainWords(page);
  });
  await test.step('she sees where Ana is, and they write together', async () => {
    await typeAtEnd(await editor(ana.page, 'knownBy'), 'En seis clases.');
    await expect(
      page.getByText('Ana Soto está escribiendo aquí'),
    ).toBeVisible();
    await typeAtEnd(await editor(page, 'knownBy'), ' Y en dos de las mías.');
    await expect(await editor(ana.page, 'knownBy')).toContainText(
      'En seis clases. Y en dos de las mías.',
    );
  });
  await test.step('what they will try, who and when; it is on the list to review', async () => {
    await typeAtEnd(await editor(page, 'what'), 'Preguntar antes de leer');
    await page.getByLabel('Quién lo lleva').fill('Rosa Quispe');
    const due = page.getByLabel('Para cuándo');
    await due.fill('2026-12-04');
    await due.blur();
    await keepThinking(page);
    await expectPlainWords(page);
    await goTo(ana.page, 'Reuniones');
    await expect(
      ana.page.getByRole('link', { name: /Preguntar antes de leer/ }),
    ).toContainText('Rosa Quispe');
    await expectPlainWords(ana.page);
  });
  await rosa.context.close();
  await line.close();
});

test('a school team without signal loses nothing: script B', async ({
  person,
  ownRelay,
}) => {
  const { url } = ownRelay;
  const group = 'Escuela Los Aromos';
  const ana = await person({ url });
  await createGroup(ana, group, 'Ana');
  await beginProblem(ana, 'Llegan tarde a leer');
  await expectSent(ana.page);
  await goTo(ana.page, 'Hoy');
  const link = await invite(ana);
  const luis = await person({ url });
  await join(luis, link, group, 'Luis');
  await openProblem(ana, 'Llegan tarde a leer');
  await openProblem(luis, 'Llegan tarde a leer');
  for (const { page } of [ana, luis]) await editor(page);

  await test.step('without signal, each goes on', async () => {
    await ownRelay.stop();
    for (const { page } of [ana, luis]) {
      await expect(
        page.getByText('Sin señal. Sigue: todo queda en este teléfono.'),
      ).toBeVisible();
      await keepThinking(page);
    }
    for (const { page, cause, day } of [
      { ...ana, cause: 'No hay libros en casa', day: '2026-12-01' },
      { ...luis, cause: 'Leemos poco con ellos', day: '2026-12-03' },
    ]) {
      await page.getByRole('button', { name: 'Agregar una causa' }).click();
      await page.getByRole('textbox', { name: 'Causa 1' }).fill(cause);
      const due = page.getByLabel('Para cuándo');
      await due.fill(day);
      await due.blur();
      await expect(syncWords(page)).toHaveText('En este teléfono');
      await expectPlainWords(page);
    }
  });
  await test.step('the phone is closed and opened: all of it is there', async () => {
    await luis.page.reload();
    await expect(
      luis.page.getByRole('textbox', { name: 'Causa 1' }),
    ).toHaveValue('Leemos poco con ellos');
  });
  await test.step('signal returns: both causes, and the two dates ask which one stays', async () => {
    await ownRelay.start();
    for (const { page } of [ana, luis]) await signalBack(page);
    await expect(
      luis.page.getByText(/^Lleg(ó|aron) \d+ cambios? de Ana$/),
    ).toBeVisible();
    for (const { page } of [ana, luis]) {
      for (const cause of ['No hay libros en casa', 'Leemos poco con ellos'])
        await expect
          .poll(() =>
            page
              .getByRole('textbox', { name: /^Causa \d$/ })
              .evaluateAll((areas) =>
                areas.map((area) => (area as HTMLTextAreaElement).value),
              ),
          )
          .toContain(cause);
      await expect(page.getByText('¿cuál queda?')).toBeVisible();
      await expectPlainWords(page);
    }
    await ana.page
      .getByRole('button', { name: 'Queda: jueves, 3 de diciembre' })
      .click();
    await expect(luis.page.getByText('¿cuál queda?')).toBeHidden();
    await expect(luis.page.getByLabel('Para cuándo')).toHaveValue('2026-12-03');
  });
});
