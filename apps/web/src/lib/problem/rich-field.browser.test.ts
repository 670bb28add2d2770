import { fragmentText } from '@minga/documents';
import { expect, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import RichField from './RichField.svelte';
import ProblemScene from './test/ProblemScene.svelte';
import { type Scene, problemScene } from './test/scene.ts';

const devtools = cdp() as {
  send(method: string, params: object): Promise<unknown>;
};
const editor = { timeout: 8_000 };

async function openField(around = {}) {
  let bringEditor: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    bringEditor = resolve;
  });
  const scene = problemScene({
    loadEditor: async () => {
      await arrived;
      return (await import('@minga/rich-text')).mountRichText;
    },
    ...around,
  });
  const props = {
    field: 'repeats',
    fragment: scene.fragment('repeats'),
    label: '¿Qué se repite?',
    placeholder: 'Escribe',
  };
  const screen = await render(ProblemScene, {
    props: { problem: scene.problem, of: RichField, props },
  });
  const box = screen.getByRole('textbox', { name: '¿Qué se repite?' });
  return { ...scene, screen, box, bringEditor };
}

const text = (scene: Scene) => fragmentText(scene.fragment('repeats'));
const isEditor = () =>
  document.activeElement?.classList.contains('minga-text-editor') === true;

test('one types at once, and goes on in the editor without noticing', async () => {
  const scene = await openField();
  await scene.box.click();
  await userEvent.keyboard('Poco diálogo');
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
  scene.bringEditor();
  await expect.poll(isEditor, editor).toBe(true);
  await userEvent.keyboard(' en clases');
  expect(text(scene)).toBe('Poco diálogo en clases');
  expect(document.querySelector('textarea')).toBeNull();
  expect(scene.field()).toBe('repeats');
});

test('the caret stays where it was when the editor comes', async () => {
  const scene = await openField();
  await scene.box.click();
  await userEvent.keyboard('Poco diálogo{ArrowLeft>7/}');
  scene.bringEditor();
  await expect.poll(isEditor, editor).toBe(true);
  await userEvent.keyboard('mucho ');
  expect(text(scene)).toBe('Poco mucho diálogo');
});

test('the editor waits until a word has been composed', async () => {
  const scene = await openField();
  await scene.box.click();
  await devtools.send('Input.imeSetComposition', {
    text: 'pala',
    selectionStart: 4,
    selectionEnd: 4,
  });
  scene.bringEditor();
  // Longer than it takes to load the editor and to find the field quiet.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
  await devtools.send('Input.insertText', { text: 'palabra' });
  await expect.poll(isEditor, editor).toBe(true);
  expect(text(scene)).toBe('palabra');
});

test('what a newer version wrote is read, and no editor comes near it', async () => {
  let asked = false;
  const scene = problemScene({
    loadEditor: () => {
      asked = true;
      return new Promise(() => undefined);
    },
  });
  scene.doc.getMap('meta').set('schema', 99);
  const screen = await render(ProblemScene, {
    props: {
      problem: scene.problem,
      of: RichField,
      props: {
        field: 'repeats',
        fragment: scene.fragment('repeats'),
        label: '¿Qué se repite?',
        placeholder: 'Escribe',
      },
    },
  });
  await expect.element(screen.getByRole('textbox')).toHaveAttribute('readonly');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(asked).toBe(false);
});

test('who may not write reads', async () => {
  const { box } = await openField({ mayWrite: false });
  await expect.element(box).toHaveAttribute('readonly');
});

test('it says who will read, and who is writing in it', async () => {
  const { screen, peers, box } = await openField();
  await expect
    .element(box)
    .toHaveAccessibleDescription('Lo lee: Comunidad Cordillera (2)');
  peers.set([
    {
      clientId: 2,
      member: 'rosa' as never,
      name: 'Rosa Quispe',
      field: 'repeats',
    },
  ]);
  await expect
    .element(screen.getByText('Rosa Quispe está escribiendo aquí'))
    .toBeVisible();
});
