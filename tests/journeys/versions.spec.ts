import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import {
  beginProblem,
  createGroup,
  expectOnlyHere,
  expectSent,
  invite,
  join,
  openProblem,
  signalBack,
} from '../support/people.ts';

const group = 'Escuela El Tambo';
const title = 'No releen';

test('two people set another date without signal: both see both, and one chooses', async ({
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
  const dates = [
    { who: ana, date: '2026-11-30' },
    { who: rosa, date: '2026-12-04' },
  ];
  for (const { who, date } of dates) {
    const due = who.page.getByLabel('Para cuándo');
    await due.fill(date);
    await due.blur();
    await expectOnlyHere(who.page);
  }

  await ownRelay.start();
  for (const { who } of dates) await signalBack(who.page);
  for (const { who } of dates) {
    const chooser = who.page.getByRole('group', { name: 'Para cuándo' });
    await expect(chooser).toContainText(
      'Dos personas cambiaron esto: ¿cuál queda?',
    );
    await expect(
      chooser.getByRole('button', { name: 'Queda: lunes, 30 de noviembre' }),
    ).toBeVisible();
    await expect(
      chooser.getByRole('button', { name: 'Queda: viernes, 4 de diciembre' }),
    ).toBeVisible();
    await expectSent(who.page);
  }
  await expectAccessible(rosa.page, 'two versions');

  await rosa.page
    .getByRole('button', { name: 'Queda: viernes, 4 de diciembre' })
    .tap();
  for (const { who } of dates) {
    await expect(who.page.getByText('¿cuál queda?')).toBeHidden();
    await expect(who.page.getByLabel('Para cuándo')).toHaveValue('2026-12-04');
    await expectSent(who.page);
  }
});
