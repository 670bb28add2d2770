import { expect, test } from '../support/journey.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectSent,
  invite,
  join,
  openProblem,
  syncWords,
  typeAtEnd,
} from '../support/people.ts';

const group = 'Escuela Los Notros';
const title = 'Copian y no explican';

/** Devices say what they have half a minute after it changed: it is the word of many edits. */
const receiptMs = 60_000;

test('when the other phone has it, Ana reads that both have it [E24]', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  await beginProblem(ana, title);
  await typeAtEnd(await editor(ana.page), 'Miramos los cuadernos.');
  await expectSent(ana.page);
  await openProblem(rosa, title);
  await expect(await editor(rosa.page)).toContainText('Miramos los cuadernos.');
  await expect(syncWords(ana.page)).toHaveText('Lo tienen 2 de 2', {
    timeout: receiptMs,
  });
});
