import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { CommentsSurroundings } from './comments.svelte.ts';
import CommentsScene from './test/CommentsScene.svelte';
import { ana, commentsScene, rosa } from './test/scene.ts';

const about = '«¿Cómo lo sabemos?»';

async function openScene(around: Partial<CommentsSurroundings> = {}) {
  const scene = await commentsScene(around);
  const screen = await render(CommentsScene, {
    props: { comments: scene.comments },
  });
  return { ...scene, screen };
}

test('a question asked by keyboard stands under what it asks about; before she types it says who will read it', async () => {
  const { screen, rosas } = await openScene();
  await expect
    .element(screen.getByText(/^Nadie ha preguntado todavía/))
    .toBeVisible();
  const opener = screen.getByRole('button', {
    name: `Preguntar sobre ${about}`,
  });
  opener.element().focus();
  await userEvent.keyboard('{Enter}');
  const box = screen.getByRole('textbox', { name: 'Tu pregunta' });
  await expect.element(box).toHaveFocus();
  await expect
    .element(box)
    .toHaveAccessibleDescription('Lo lee: Comunidad Cordillera (2)');
  await expect
    .element(screen.getByRole('button', { name: 'Dejar la pregunta' }))
    .toBeDisabled();
  await userEvent.keyboard('¿En qué cursos?{Control>}{Enter}{/Control}');
  const article = screen.getByRole('article', { name: 'Pregunta de Ana Soto' });
  for (const text of ['Tú', 'hoy', '¿En qué cursos?'])
    await expect.element(article.getByText(text)).toBeVisible();
  await expect
    .element(screen.getByRole('button', { name: `1 pregunta sobre ${about}` }))
    .toHaveFocus();
  expect(rosas.view().threads).toMatchObject([
    { field: 'knownBy', messages: [{ text: '¿En qué cursos?' }] },
  ]);
});

test('what a colleague answers is said aloud once, with her name, and is not mine to take back', async () => {
  const { screen, comments, rosas } = await openScene();
  const thread = await comments.edits.ask('¿En qué cursos?');
  await expect.poll(() => rosas.answer(thread!, 'En sexto')).toBe(true);
  await expect
    .element(screen.getByText('Respuesta nueva de Rosa Quispe'))
    .toBeInTheDocument();
  await expect.element(screen.getByText('En sexto')).toBeVisible();
  expect(
    screen.getByRole('button', { name: 'Retirar' }).elements(),
  ).toHaveLength(1);
});

test('her own message is taken back, and put back again', async () => {
  const { screen, comments, rosas } = await openScene();
  const thread = await comments.edits.ask('¿En qué cursos?');
  await expect.poll(() => rosas.answer(thread!, 'En sexto')).toBe(true);
  await screen.getByRole('button', { name: 'Retirar' }).click();
  await expect.element(screen.getByText('Retiraste tu mensaje.')).toBeVisible();
  await screen.getByRole('button', { name: 'Deshacer' }).click();
  await expect.element(screen.getByText('¿En qué cursos?')).toBeVisible();
});

test('answered, and open again', async () => {
  const { screen, comments, rosas } = await openScene();
  const thread = await comments.edits.ask('¿En qué cursos?');
  await screen.getByRole('button', { name: 'Listo, respondida' }).click();
  await expect.element(screen.getByText('Respondida')).toBeVisible();
  await expect.poll(() => rosas.view().threads[0]?.isOpen).toBe(false);
  rosas.setResolved(thread!, false);
  await expect
    .element(screen.getByRole('button', { name: 'Listo, respondida' }))
    .toBeVisible();
});

test('one tap says that it happens to me too, with the others by name; another takes it back', async () => {
  const { screen, rosas } = await openScene();
  const toggle = screen.getByRole('button', { name: 'A mí también me pasa' });
  await toggle.click();
  await expect.element(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect.element(screen.getByText('A ti también te pasa')).toBeVisible();
  await rosas.setMeToo(rosa, true);
  await expect
    .element(screen.getByText('A Rosa Quispe y a ti también les pasa'))
    .toBeVisible();
  await toggle.click();
  await expect
    .element(screen.getByText('A Rosa Quispe también le pasa'))
    .toBeVisible();
  expect(rosas.view().meToo).toEqual([rosa]);
});

test('what is asked about a question that is folded away stands with the others, and says about what', async () => {
  const { comments, rosas } = await commentsScene();
  await rosas.ask('¿Cuántas clases?', 'knownBy');
  const props = { comments, showsField: false };
  const screen = await render(CommentsScene, { props });
  await expect.element(screen.getByText(`Sobre ${about}`)).toBeVisible();
  await screen.rerender({ comments, showsField: true });
  await expect
    .element(screen.getByRole('button', { name: `1 pregunta sobre ${about}` }))
    .toBeVisible();
  await expect
    .element(screen.getByText(`Sobre ${about}`))
    .not.toBeInTheDocument();
});

test('who may not write reads, and is offered nothing that would not work', async () => {
  const { screen, rosas } = await openScene({ mayWrite: false });
  await rosas.ask('¿Cuántas clases?');
  await expect.element(screen.getByText('¿Cuántas clases?')).toBeVisible();
  expect(screen.getByRole('button').elements()).toHaveLength(0);
});

test('alone in a group nobody is asked to ask herself', async () => {
  const { screen, rosas } = await openScene({
    people: [{ id: ana, name: 'Ana Soto' }],
  });
  expect(screen.getByRole('button').elements()).toHaveLength(0);
  expect(screen.getByRole('heading').elements()).toHaveLength(0);
  // Rosa has been in it.
  await rosas.ask('¿Cuántas clases?');
  await expect.element(screen.getByText('Alguien')).toBeVisible();
  await expect.element(screen.getByText('¿Cuántas clases?')).toBeVisible();
});
