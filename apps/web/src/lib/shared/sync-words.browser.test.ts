import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import SyncWords from './SyncWords.svelte';

const status = {
  word: 'here',
  members: 5,
  haveIt: 1,
  unsent: 3,
  unkept: null,
} as const;

test('there are three words, and a fourth only while the device does not take what is written', async () => {
  const screen = await render(SyncWords, { status });
  const words = screen.getByRole('button');
  await expect.element(words).toHaveAccessibleName('En este equipo');
  await screen.rerender({ status: { ...status, word: 'sent', unsent: 0 } });
  await expect.element(words).toHaveAccessibleName('Enviado, cifrado');
  await screen.rerender({
    status: { ...status, word: 'held-by', haveIt: 3, unsent: 0 },
  });
  await expect.element(words).toHaveAccessibleName('Lo tienen 3 de 5');
  await screen.rerender({ status: { ...status, unkept: 'no-room' } });
  await expect.element(words).toHaveAccessibleName('Solo en esta ventana');
  await words.click();
  const sheet = screen.getByRole('dialog');
  await expect
    .element(sheet.getByText(/^No queda memoria: lo último está solo/))
    .toBeVisible();
  await expect
    .element(sheet.getByText(/esperan señal/))
    .not.toBeInTheDocument();
});

test('a tap says what they mean and what waits', async () => {
  const screen = await render(SyncWords, { status });
  await screen.getByRole('button').click();
  const sheet = screen.getByRole('dialog', {
    name: '¿Dónde está lo que escribo?',
  });
  await expect
    .element(sheet.getByText('3 cambios esperan señal para salir.'))
    .toBeVisible();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await expect.element(sheet).not.toBeInTheDocument();
  await expect
    .element(screen.getByRole('button', { name: 'En este equipo' }))
    .toHaveFocus();
});
