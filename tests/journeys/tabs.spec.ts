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
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Escuela Puerto Montt';
const title = 'Copian de la pizarra';

test('a second tab writes with the first, without signal too, and takes its place when it is closed', async ({
  person,
  ownRelay,
}) => {
  const first = await person({ url: ownRelay.url, device: 'computer' });
  await createGroup(first, group, 'Ana');
  const link = await invite(first);
  await beginProblem(first, title);
  await typeAtEnd(await editor(first.page), 'Uno.');
  await expectSent(first.page);
  await appStored(first.page);
  const rosa = await person({ url: ownRelay.url });
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, title);

  const second: Person = { ...first, page: await first.context.newPage() };
  await second.page.goto(first.page.url());
  await expectProblem(second.page, title);
  await expectText(second, 'Uno.');
  await typeAtEnd(await editor(second.page), ' Dos.');
  await expectText(first, 'Uno. Dos.');
  await expectText(rosa, 'Uno. Dos.');
  await expectSent(second.page);

  await ownRelay.stop('SIGKILL');
  await typeAtEnd(await editor(first.page), ' Tres.');
  await expectText(second, 'Uno. Dos. Tres.');
  await typeAtEnd(await editor(second.page), ' Cuatro.');
  await expectText(first, 'Uno. Dos. Tres. Cuatro.');
  await expectOnlyHere(second.page);

  await first.page.close();
  await typeAtEnd(await editor(second.page), ' Cinco.');
  await ownRelay.start();
  await signalBack(second.page);
  await signalBack(rosa.page);
  await expectText(rosa, 'Uno. Dos. Tres. Cuatro. Cinco.');
  await expectSent(second.page);
  await typeAtEnd(await editor(rosa.page), ' Seis.');
  await expectText(second, 'Uno. Dos. Tres. Cuatro. Cinco. Seis.');
});

async function expectText({ page }: Person, text: string): Promise<void> {
  const field = await editor(page);
  await expect.poll(() => written(field)).toBe(text);
}
