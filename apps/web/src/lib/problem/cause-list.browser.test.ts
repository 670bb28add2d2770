import { fragmentText } from '@minga/documents';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import CauseList from './CauseList.svelte';
import { causeRows } from './cause-rows.ts';
import ProblemScene from './test/ProblemScene.svelte';
import { type Scene, problemScene } from './test/scene.ts';

async function openCauses() {
  const scene = problemScene();
  const screen = await render(ProblemScene, {
    props: { problem: scene.problem, of: CauseList },
  });
  return { ...scene, screen };
}

/** "1 uno, 1.1 dos" */
const outline = (scene: Scene): string =>
  causeRows(scene.problem.view.causes)
    .map(
      ({ id, place }) =>
        `${place} ${fragmentText(scene.fragment(`causes/${id}/text`))}`,
    )
    .join(', ');
const alt = (arrow: string) => `{Alt>}{Shift>}{${arrow}}{/Shift}{/Alt}`;

test('a tree is written and put in order with the keyboard alone', async () => {
  const scene = await openCauses();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await expect.element(scene.screen.getByLabelText('Causa 1')).toHaveFocus();
  await userEvent.keyboard('uno{Enter}');
  await expect.element(scene.screen.getByLabelText('Causa 2')).toHaveFocus();
  await userEvent.keyboard('dos{Enter}');
  await expect.element(scene.screen.getByLabelText('Causa 3')).toHaveFocus();
  await userEvent.keyboard('tres');
  expect(outline(scene)).toBe('1 uno, 2 dos, 3 tres');

  await userEvent.keyboard(alt('ArrowUp'));
  await expect.element(scene.screen.getByLabelText('Causa 2')).toHaveFocus();
  expect(outline(scene)).toBe('1 uno, 2 tres, 3 dos');
  await userEvent.keyboard(alt('ArrowRight'));
  await expect.element(scene.screen.getByLabelText('Causa 1.1')).toHaveFocus();
  expect(outline(scene)).toBe('1 uno, 1.1 tres, 2 dos');
  await expect
    .element(scene.screen.getByText('Ahora es la causa 1.1'))
    .toBeInTheDocument();
  await userEvent.keyboard(alt('ArrowLeft'));
  expect(outline(scene)).toBe('1 uno, 2 tres, 3 dos');
  await userEvent.keyboard('!');
  expect(outline(scene)).toBe('1 uno, 2 tres!, 3 dos');
});

test('buttons do the same, and leave the focus where it was', async () => {
  const scene = await openCauses();
  const { edits } = scene.problem;
  edits.addCause('uno');
  edits.addCause('dos');
  const second = scene.screen.getByLabelText('Causa 2', { exact: true });
  await second.click();
  await scene.screen
    .getByRole('group', { name: 'Mover la causa 2' })
    .getByRole('button', { name: 'Subir' })
    .click();
  expect(outline(scene)).toBe('1 dos, 2 uno');
  await expect
    .element(scene.screen.getByLabelText('Causa 1', { exact: true }))
    .toHaveFocus();
});

test('what cannot be done is said', async () => {
  const scene = await openCauses();
  scene.problem.edits.addCause('uno');
  await scene.screen.getByLabelText('Causa 1', { exact: true }).click();
  await userEvent.keyboard(alt('ArrowUp'));
  await expect
    .element(scene.screen.getByText('No se puede mover más hacia allá'))
    .toBeInTheDocument();
});

test('a removed cause comes back, with what hung on it', async () => {
  const scene = await openCauses();
  const { edits } = scene.problem;
  const first = edits.addCause('uno');
  edits.addCause('dos', { parent: first });
  await scene.screen.getByLabelText('Causa 1', { exact: true }).click();
  await scene.screen
    .getByRole('group', { name: 'Mover la causa 1', exact: true })
    .getByRole('button', { name: 'Quitar' })
    .click();
  expect(outline(scene)).toBe('1 dos');
  await scene.screen.getByRole('button', { name: 'Deshacer' }).click();
  expect(outline(scene)).toBe('1 uno, 1.1 dos');
});

test('the one being written in keeps the focus when another person moves it', async () => {
  const scene = await openCauses();
  const { edits } = scene.problem;
  edits.addCause('uno');
  const second = edits.addCause('dos');
  if (second === null) throw new Error('not added');
  await scene.screen.getByLabelText('Causa 2', { exact: true }).click();
  edits.causes.moveUp(second);
  await expect
    .element(scene.screen.getByLabelText('Causa 1', { exact: true }))
    .toHaveFocus();
  await userEvent.keyboard('!');
  expect(outline(scene)).toBe('1 dos!, 2 uno');
});
