import { expect, test } from '../support/journey.ts';
import {
  appStored,
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
  openProblem,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Comunidad Cordillera';

test('a third member joins when nobody is online and has everything', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  await beginProblem(ana, 'Nadie pregunta');
  await typeAtEnd(await editor(ana.page), 'Lo vimos en seis clases.');
  await expectSent(ana.page);

  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, 'Nadie pregunta');
  const rosas = await editor(rosa.page, 'knownBy');
  await typeAtEnd(rosas, 'Con cuadernos a la vista.');
  await rosa.page.getByLabel('Quién lo lleva').fill('Rosa');
  await rosa.page.getByLabel('Para cuándo').fill('2026-11-30');
  await keepThinking(rosa.page);
  await rosa.page.getByRole('button', { name: 'Agregar una causa' }).click();
  await rosa.page
    .getByRole('textbox', { name: 'Causa 1' })
    .fill('Hablamos mucho');
  await rosa.page.getByRole('textbox', { name: 'Causa 1' }).blur();
  await expectSent(rosa.page);
  await ana.context.close();
  await rosa.context.close();

  const julia = await person();
  await join(julia, link, group, 'Julia');
  await goTo(julia.page, 'Personas');
  for (const name of ['Ana', 'Rosa', 'Julia'])
    await expect(
      julia.page.getByRole('main').getByRole('listitem').getByText(name),
    ).toBeVisible();
  await openProblem(julia, 'Nadie pregunta');
  const { page } = julia;
  await expect
    .poll(async () => written(await editor(page)))
    .toBe('Lo vimos en seis clases.');
  await expect
    .poll(async () => written(await editor(page, 'knownBy')))
    .toBe('Con cuadernos a la vista.');
  await expect(page.getByLabel('Quién lo lleva')).toHaveValue('Rosa');
  await expect(page.getByLabel('Para cuándo')).toHaveValue('2026-11-30');
  await expect(page.getByRole('textbox', { name: 'Causa 1' })).toHaveValue(
    'Hablamos mucho',
  );
});

test('the address of a problem opens with the server dead; back and forward work', async ({
  person,
  ownRelay,
}) => {
  const ana = await person({ url: ownRelay.url });
  const { page } = ana;
  await createGroup(ana, group, 'Ana');
  await beginProblem(ana, 'Nadie pregunta');
  await typeAtEnd(await editor(page), 'Aquí sigue.');
  await expectSent(page);
  const address = page.url();
  await appStored(page);
  await ownRelay.stop();

  await page.close();
  const again = await ana.context.newPage();
  await again.goto(address);
  await expectProblem(again, 'Nadie pregunta');
  await expect
    .poll(async () => written(await editor(again)))
    .toBe('Aquí sigue.');

  await again.getByRole('link', { name: `Volver a ${group}` }).click();
  await expectGroup(again, group);
  await again.goBack();
  await expectProblem(again, 'Nadie pregunta');
  await again.goForward();
  await expectGroup(again, group);
  await openProblem({ ...ana, page: again }, 'Nadie pregunta');
  await again.goBack();
  await expectGroup(again, group);
  await again.goForward();
  await expectProblem(again, 'Nadie pregunta');
  await expect
    .poll(async () => written(await editor(again)))
    .toBe('Aquí sigue.');
});
