import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import GalleryScene from './test/GalleryScene.svelte';

async function part(name: string) {
  const screen = await render(GalleryScene);
  return { screen, region: screen.getByRole('region', { name }) };
}

test('a Button is one for Enter and the space bar, and not while it is disabled', async () => {
  const { screen, region } = await part('Toast');
  const button = region.getByRole('button', { name: 'Una nota', exact: true });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('Enlace copiado')).toBeVisible();
  const disabled = screen.getByRole('button', { name: 'primary, disabled' });
  await expect.element(disabled).toBeDisabled();
  await expect
    .element(screen.getByRole('link', { name: 'un enlace' }))
    .toHaveAttribute('href', '#enlace');
});

test('a Field says its help and what is wrong to who does not see it', async () => {
  const { region } = await part('Field');
  const fine = region.getByRole('textbox', { name: 'Nombre' });
  await expect
    .element(fine)
    .toHaveAccessibleDescription('Así te verá el grupo.');
  await expect.element(fine).not.toHaveAttribute('aria-invalid');
  const wrong = region.getByRole('textbox', { name: 'Con un error' });
  await expect.element(wrong).toHaveAccessibleDescription('Escribe un nombre.');
  await expect.element(wrong).toHaveAttribute('aria-invalid', 'true');
});

test('Choices are one stop of the keyboard, and arrows choose', async () => {
  const { region } = await part('Choices');
  const group = region.getByRole('group', { name: 'Una de varias' });
  const first = group.getByRole('radio', { name: /La primera/ });
  await expect.element(first).toBeChecked();
  await expect.element(first).toHaveAccessibleDescription('Con una ayuda.');
  (first.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  const second = group.getByRole('radio', { name: 'La segunda' });
  await expect.element(second).toBeChecked();
  await expect.element(second).toHaveFocus();
});

test('Toggles are set one by one with the space bar; read only, they show what is on', async () => {
  const { region } = await part('Toggles');
  const group = region.getByRole('group', { name: 'Varias a la vez' });
  const second = group.getByRole('checkbox', { name: 'La segunda' });
  (second.element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  await expect.element(second).toBeChecked();
  await expect
    .element(group.getByRole('checkbox', { name: 'La primera' }))
    .toBeChecked();
  const readOnly = region.getByRole('group', { name: 'De solo lectura' });
  await expect.element(readOnly.getByRole('checkbox')).toBeDisabled();
});

test('a Menu opens with Enter, is moved in with the keyboard, and Escape gives the focus back', async () => {
  const { screen, region } = await part('Menu');
  const button = region.getByRole('button', { name: 'Más', exact: true });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  const menu = screen.getByRole('menu');
  await expect.element(menu).toBeVisible();
  await expect
    .poll(() => menu.element().contains(document.activeElement))
    .toBe(true);
  await userEvent.keyboard('{End}');
  await expect
    .element(screen.getByRole('menuitem', { name: 'Mis grupos' }))
    .toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('menu')).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
  await expect
    .element(region.getByRole('button', { name: 'Más: Poco diálogo' }))
    .toBeVisible();
});

test('a Sheet keeps the focus, and Escape closes it and gives the focus back', async () => {
  const { screen, region } = await part('Sheet');
  const button = region.getByRole('button', { name: 'Abrir una hoja' });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  const sheet = screen.getByRole('dialog', { name: 'Una hoja' });
  await expect
    .element(sheet)
    .toHaveAccessibleDescription('Sube desde abajo en un teléfono.');
  for (let tabs = 0; tabs < 4; tabs += 1) {
    await userEvent.tab();
    expect(sheet.element().contains(document.activeElement)).toBe(true);
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
});

test('a Toast is said where a screen reader listens, and goes once it is answered', async () => {
  const { screen, region } = await part('Toast');
  await region
    .getByRole('button', { name: 'Una nota que se puede contestar' })
    .click();
  const note = screen.getByText('Está en la papelera');
  await expect.element(note).toBeVisible();
  expect(note.element().closest('[role="status"]')).not.toBeNull();
  await screen.getByRole('button', { name: 'Deshacer' }).click();
  await expect.element(note).not.toBeInTheDocument();
});

test('an Avatar is not read aloud: the name stands beside it', async () => {
  const { region } = await part('Avatar, PersonMark');
  const avatars = region.element().querySelectorAll('.avatar');
  expect(avatars).toHaveLength(8);
  for (const avatar of avatars) {
    expect(avatar.getAttribute('aria-hidden')).toBe('true');
    expect(avatar.textContent.trim()).toBe('AS');
  }
});

test('a Chip says its tone in words, not in colour alone', async () => {
  const { region } = await part('Chip');
  for (const tone of ['plain', 'new', 'done', 'waiting'])
    await expect.element(region.getByText(tone, { exact: true })).toBeVisible();
});

test('a Banner is a status with what happened and what to do', async () => {
  const { region } = await part('Banner');
  const banners = region.getByRole('status');
  expect(banners.elements()).toHaveLength(2);
  await expect
    .element(banners.nth(1))
    .toHaveTextContent(
      'Queda muy poca memoria. Borra fotos o videos que no uses. Actualizar',
    );
});

test('an EmptyState teaches: what it is for, an example, one button', async () => {
  const { region } = await part('EmptyState');
  await expect
    .element(region.getByRole('heading', { name: 'Empiecen por un problema' }))
    .toBeVisible();
  await expect
    .element(region.getByText('«Casi no hay diálogo.»'))
    .toBeVisible();
  expect(region.getByRole('button').elements()).toHaveLength(1);
});
