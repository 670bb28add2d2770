import { expect, test } from '../support/journey.ts';
import {
  type Person,
  appStored,
  beginProblem,
  createGroup,
  editor,
  expectOnlyHere,
  expectProblem,
  expectSent,
  invite,
  join,
  openProblem,
  signalBack,
  titleField,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Jardín Rayito de Sol';
const title = 'Nadie pregunta';

test('the relay dies, two phones write on and open again, the relay comes back and both have all of it once', async ({
  person,
  ownRelay,
}) => {
  const { url } = ownRelay;
  const ana = await person({ url });
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await typeAtEnd(await editor(ana.page), 'Juntas.');
  await expectSent(ana.page);
  const rosa = await person({ url });
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, title);
  await expect
    .poll(async () => written(await editor(rosa.page)))
    .toBe('Juntas.');
  const both = [
    { who: ana, words: ' Ana sola.' },
    { who: rosa, words: ' Rosa sola.' },
  ];
  for (const { who } of both) await appStored(who.page);

  await ownRelay.stop('SIGKILL');
  for (const { who, words } of both) {
    await expectNoSignal(who);
    await typeAtEnd(await editor(who.page), words);
    await expectOnlyHere(who.page);
  }
  for (const { who, words } of both) {
    await who.page.reload();
    await expectProblem(who.page, title);
    await expect
      .poll(async () => written(await editor(who.page)))
      .toBe(`Juntas.${words}`);
    await expectOnlyHere(who.page);
    await expectNoSignal(who);
    await typeAtEnd(await editor(who.page), ' Sigo.');
  }

  await ownRelay.start();
  for (const { who } of both) await signalBack(who.page);
  const texts = await Promise.all(
    both.map(async ({ who }) => {
      const field = await editor(who.page);
      await expect(field).toContainText('Ana sola. Sigo.');
      await expect(field).toContainText('Rosa sola. Sigo.');
      await expectSent(who.page);
      await expect(offlineBanner(who)).toBeHidden();
      return written(field);
    }),
  );
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).toHaveLength(
    'Juntas. Ana sola. Sigo. Rosa sola. Sigo.'.length,
  );
});

test('a title written without signal waits on the phone and arrives', async ({
  person,
  ownRelay,
}) => {
  const { url } = ownRelay;
  const ana = await person({ url });
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);
  const rosa = await person({ url });
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, title);

  await ownRelay.stop('SIGKILL');
  await titleField(ana.page).fill('Nadie pregunta nada');
  await titleField(ana.page).press('Enter');
  await expectOnlyHere(ana.page);
  await expect(titleField(rosa.page)).toHaveValue(title);
  await ownRelay.start();
  await signalBack(ana.page);
  await signalBack(rosa.page);
  await expectProblem(rosa.page, 'Nadie pregunta nada');
  await expectSent(ana.page);
});

function offlineBanner({ page }: Person) {
  return page.getByText('Sin señal. Sigue: todo queda en este teléfono.');
}

async function expectNoSignal(person: Person): Promise<void> {
  await expect(offlineBanner(person)).toBeVisible({ timeout: 20_000 });
}
