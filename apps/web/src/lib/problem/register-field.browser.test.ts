import { editProblem, settledValue } from '@minga/documents';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ProblemScene from './test/ProblemScene.svelte';
import { newId, problemScene } from './test/scene.ts';
import TrialList from './TrialList.svelte';

async function openTrial() {
  const scene = problemScene();
  const trial = scene.problem.edits.addTrial();
  if (trial === null) throw new Error('not added');
  const screen = await render(ProblemScene, {
    props: { problem: scene.problem, of: TrialList },
  });
  return { ...scene, screen, trial };
}

test('a value is written on leaving the field, once', async () => {
  const { screen, problem, doc } = await openTrial();
  let writes = 0;
  doc.on('update', () => (writes += 1));
  await screen.getByLabelText('Quién lo lleva').click();
  await userEvent.keyboard('Rosa  Quispe');
  expect(writes).toBe(0);
  await userEvent.tab();
  expect(writes).toBe(1);
  const [first] = problem.view.trials;
  expect(first && settledValue(first.responsible)).toBe('Rosa Quispe');
  await screen.getByLabelText('Quién lo lleva').click();
  await userEvent.tab();
  expect(writes).toBe(1);
});

test('two dates set apart are both shown, and one is chosen', async () => {
  const scene = await openTrial();
  const { screen, problem, other, trial } = scene;
  scene.apart(() => {
    editProblem(other, newId).setDue(trial, '2026-12-04');
    problem.edits.setDue(trial, '2026-12-11');
  });
  await expect
    .element(screen.getByText('Dos personas cambiaron esto: ¿cuál queda?'))
    .toBeVisible();
  const chooser = screen.getByRole('group', { name: /^Para cuándo/ });
  await chooser
    .getByRole('button', { name: 'Queda: viernes, 11 de diciembre' })
    .click();
  await expect
    .element(screen.getByLabelText('Para cuándo'))
    .toHaveValue('2026-12-11');
  const [first] = problem.view.trials;
  expect(first && settledValue(first.due)).toBe('2026-12-11');
});

test('a trial that was removed can be had back', async () => {
  const { screen, problem } = await openTrial();
  await screen.getByRole('button', { name: 'Agregar otra prueba' }).click();
  await screen.getByRole('button', { name: 'Quitar la prueba 2' }).click();
  expect(problem.view.trials).toHaveLength(1);
  await screen.getByRole('button', { name: 'Deshacer' }).click();
  expect(problem.view.trials).toHaveLength(2);
});
