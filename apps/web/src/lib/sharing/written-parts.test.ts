import {
  type Ulid,
  createDoc,
  createUlidSource,
  editProblem,
  readProblemContent,
  startProblem,
} from '@minga/documents';
import { expect, test } from 'vitest';
import { offeredParts, writtenParts } from './written-parts.ts';

const newId: () => Ulid = createUlidSource({
  clock: { now: () => 1 },
  random: { bytes: (length) => new Uint8Array(length) },
});

function problem() {
  const doc = createDoc(1);
  startProblem(doc, 1);
  const edits = editProblem(doc, newId);
  return { edits, written: () => writtenParts(readProblemContent(doc)) };
}

test('what nobody has written is not offered', () => {
  const { edits, written } = problem();
  edits.addTrial();
  expect(written()).toEqual([]);
  edits.addTrial('Esperar');
  edits.setStatus('acordado');
  edits.setOrigin('FTE-2', true);
  expect(written()).toEqual(['trials', 'origin', 'status']);
});

test('our own part goes only within the causes, names only within what we try', () => {
  const { edits, written } = problem();
  const cause = edits.addCause('Hablamos mucho');
  const trial = edits.addTrial('Esperar');
  if (cause !== null) edits.setAspect(cause, 'ownPart', true);
  if (trial !== null) edits.setResponsible(trial, 'Rosa');
  expect(written()).toEqual(['causes', 'trials', 'ownPart', 'people']);
  expect(offeredParts(written(), ['trials'])).toEqual([
    'causes',
    'trials',
    'people',
  ]);
});
