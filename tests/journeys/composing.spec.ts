import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectProblem,
  expectSent,
  invite,
  join,
  keepThinking,
  newProblemButton,
  openProblem,
  type Person,
  questions,
  titleField,
  typeAtEnd,
  written,
} from '../support/people.ts';

const group = 'Escuela Las Ánimas';
const title = 'Escriben poco';

test('words composed by the keyboard of a phone arrive whole in title, cause and editor', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, 'Ana');
  await newProblemButton(page).click();
  await expect(titleField(page)).toBeFocused();
  const keyboard = await phoneKeyboard(page);
  await keyboard.word('Escriben');
  await keyboard.word(' poco');
  await page.keyboard.press('Enter');
  await expectProblem(page, title);

  await keepThinking(page);
  await page.getByRole('button', { name: 'Agregar una causa' }).click();
  const cause = page.getByRole('textbox', { name: 'Causa 1' });
  await expect(cause).toBeFocused();
  await keyboard.word('Dictamos');
  await keyboard.word(' mucho');
  await expect(cause).toHaveValue('Dictamos mucho');

  const field = await editor(page);
  await field.focus();
  await keyboard.word('En');
  await keyboard.word(' cinco');
  await keyboard.word(' clases');
  await expect.poll(() => written(field)).toBe('En cinco clases');
  await expectSent(page);
  await page.reload();
  await expectProblem(page, title);
  await expect(cause).toHaveValue('Dictamos mucho');
  await expect
    .poll(async () => written(await editor(page)))
    .toBe('En cinco clases');
});

test('a word being composed survives what another person writes beside it', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  await beginProblem(ana, title);
  const anas = await editor(ana.page);
  await typeAtEnd(anas, 'Uno.');
  await expectSent(ana.page);
  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  await openProblem(rosa, title);
  const rosas = await editor(rosa.page);
  await expect.poll(() => written(rosas)).toBe('Uno.');

  const keyboard = await phoneKeyboard(ana.page);
  await anas.focus();
  await anas.press('Control+End');
  await keyboard.compose(' tambi');
  await rosas.focus();
  await rosas.press('Control+Home');
  await rosas.pressSequentially('Cero. ');
  await expect(rosas).toContainText('Cero.');
  await expectSent(rosa.page);
  await keyboard.compose(' también');
  await keyboard.commit(' también');
  await keyboard.word(' tres');
  for (const field of [anas, rosas])
    await expect.poll(() => written(field)).toBe('Cero. Uno. también tres');
});

test('before the editor has come the text area takes words, remote ones too, and hands over the one being composed', async ({
  person,
}) => {
  const ana = await person();
  await createGroup(ana, group, 'Ana');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await expectSent(ana.page);

  const rosa = await person();
  await join(rosa, link, group, 'Rosa');
  const release = await holdEditorBack(rosa);
  await openProblem(rosa, title);
  const area = rosa.page.locator(`textarea[aria-label="${questions.repeats}"]`);
  await area.focus();
  const keyboard = await phoneKeyboard(rosa.page);
  await keyboard.word('Ocho');
  await expect(area).toHaveValue('Ocho');
  const anas = await editor(ana.page);
  await expect.poll(() => written(anas)).toBe('Ocho');

  await keyboard.compose(' cua');
  await anas.focus();
  await anas.press('Control+Home');
  await anas.pressSequentially('Siete. ');
  await expectSent(ana.page);
  release();
  await keyboard.compose(' cuadernos');
  await keyboard.commit(' cuadernos');
  await expect.poll(() => written(anas)).toBe('Siete. Ocho cuadernos');
  const rosas = await editor(rosa.page);
  await expect(area).toHaveCount(0);
  await expect(rosas).toBeFocused();
  // The caret is where the word ended.
  await keyboard.word(' vistos');
  for (const field of [anas, rosas])
    await expect
      .poll(() => written(field))
      .toBe('Siete. Ocho cuadernos vistos');
});

interface PhoneKeyboard {
  /** Letter by letter under composition, then taken, as Gboard does when space is tapped. */
  word(text: string): Promise<void>;
  compose(text: string): Promise<void>;
  commit(text: string): Promise<void>;
}

async function phoneKeyboard(page: Page): Promise<PhoneKeyboard> {
  const chrome = await page.context().newCDPSession(page);
  const compose = async (text: string): Promise<void> => {
    await chrome.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  };
  const commit = async (text: string): Promise<void> => {
    await chrome.send('Input.insertText', { text });
  };
  return {
    compose,
    commit,
    async word(text) {
      for (let end = 1; end <= text.length; end++)
        await compose(text.slice(0, end));
      await commit(text);
    },
  };
}

/** The part of the app that is the editor comes only after the returned function has been called. */
async function holdEditorBack({ page }: Person): Promise<() => void> {
  const released = Promise.withResolvers<undefined>();
  await page.route('**/immutable/**/*.js', async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    if (script.includes('ProseMirror')) await released.promise;
    await route.fulfill({ response, body: script });
  });
  return () => released.resolve(undefined);
}
