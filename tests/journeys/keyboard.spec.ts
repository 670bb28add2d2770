import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import {
  editor,
  expectGroup,
  expectProblem,
  newProblemButton,
  titleField,
  written,
} from '../support/people.ts';

const group = 'Escuela Pampa Alta';
const title = 'Copian sin entender';

test('two people meet in a field by keyboard alone, and the focus can always be seen', async ({
  person,
}) => {
  const { page } = await person({ device: 'computer' });
  await page.goto('/');
  await tabTo(page, page.getByRole('link', { name: 'Crear un grupo' }));
  await page.keyboard.press('Enter');
  const kinds = page.getByRole('group', { name: '¿Qué grupo es?' });
  await tabTo(page, kinds.getByRole('radio', { name: 'Mi escuela o jardín' }));
  await page.keyboard.press('ArrowDown');
  await expect(
    kinds.getByRole('radio', { name: 'Una comunidad' }),
  ).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await tabTo(page, page.getByLabel('Nombre de la escuela o jardín'));
  await page.keyboard.type(group);
  await tabTo(page, page.getByLabel('Tu nombre'));
  await page.keyboard.type('Ana');
  await page.keyboard.press('Enter');
  await expectGroup(page, group);

  const part = (name: string) =>
    page
      .getByRole('navigation', { name: 'Partes del grupo' })
      .getByRole('link', { name });
  await tabTo(page, part('Personas'));
  await page.keyboard.press('Enter');
  const inviteButton = page.getByRole('button', { name: 'Invitar' });
  await tabTo(page, inviteButton);
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Enlace de la invitación');
  await expect(field).toBeVisible();
  await tabTo(page, field);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(inviteButton).toBeFocused();

  await tabTo(page, part('Hoy'));
  await page.keyboard.press('Enter');
  await tabTo(page, newProblemButton(page), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(titleField(page)).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expectProblem(page, title);
  const anas = await editor(page);
  await tabTo(page, anas);
  await page.keyboard.type('Miran la pizarra.');

  const rosa = await person({ device: 'computer' });
  await rosa.page.goto(link);
  await expect(rosa.page.getByText('Ana te invita a')).toBeVisible();
  await tabTo(rosa.page, rosa.page.getByLabel('¿Cómo te llamas?'));
  await rosa.page.keyboard.type('Rosa');
  await rosa.page.keyboard.press('Enter');
  await expectGroup(rosa.page, group);
  const toProblem = rosa.page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link', { name: title })
    // Who is in it stands above the list.
    .first();
  await expect(toProblem).toBeVisible();
  await tabTo(rosa.page, toProblem);
  await rosa.page.keyboard.press('Enter');
  await expectProblem(rosa.page, title);
  const rosas = await editor(rosa.page);
  await expect.poll(() => written(rosas)).toBe('Miran la pizarra.');
  await tabTo(rosa.page, rosas);
  await rosa.page.keyboard.press('Control+End');
  await rosa.page.keyboard.type(' Copian.');
  await expect.poll(() => written(anas)).toBe('Miran la pizarra. Copian.');

  await test.step('the editor lets the keyboard go, on to the rest of the page', async () => {
    await tabTo(page, await editor(page, 'knownBy'));
    await page.keyboard.type('Cuadernos.');
    await tabTo(page, page.getByLabel('Quién lo lleva'));
    await page.keyboard.type('Ana');
    await tabTo(page, page.locator('summary', { hasText: 'Seguir pensando' }));
    await page.keyboard.press('Enter');
    const add = page.getByRole('button', { name: 'Agregar una causa' });
    await tabTo(page, add);
    await page.keyboard.press('Enter');
    const cause = (place: string) =>
      page.getByRole('textbox', { name: `Causa ${place}`, exact: true });
    await expect(cause('1')).toBeFocused();
    await page.keyboard.type('Hablamos mucho');
    await page.keyboard.press('Enter');
    await expect(cause('2')).toBeFocused();
    await page.keyboard.type('Por apuro');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect(cause('1.1')).toBeFocused();
    await expect(cause('1.1')).toHaveValue('Por apuro');
    const rosasCause = rosa.page.getByRole('textbox', { name: 'Causa 1.1' });
    await expect(rosasCause).toHaveValue('Por apuro');
    const back = page.getByRole('link', { name: `Volver a ${group}` });
    await tabTo(page, back, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expectGroup(page, group);
  });
});

/** Presses the key until the focus is there; it has to be seen wherever it stops. */
async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    expect(await unseenFocus(page)).toBeNull();
    const isThere = await target.evaluate(
      (node) => node === document.activeElement,
    );
    if (isThere) return;
  }
  await expect(target).toBeFocused();
}

/** What has the focus without showing it: by its own outline, or by that of the label around it. */
function unseenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    // The browser's own buttons come after the last and before the first.
    if (focused === null || focused === document.body) return null;
    const hasOutline = (node: Element | null): boolean => {
      if (node === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    // Its last stop, the button of its calendar, the browser rings inside.
    if (focused.matches('input[type=date]:not(:focus-visible)')) return null;
    const isSeen =
      focused.matches(':focus-visible') &&
      (hasOutline(focused) || hasOutline(focused.closest('label')));
    return isSeen ? null : focused.outerHTML.slice(0, 200);
  });
}
