import { systemClock, systemRandom, unwrap } from '@minga/base';
import {
  createUlidSource,
  editProblem,
  readProblem,
  settledValue,
  startProblem,
} from '@minga/documents';
import { expect, test } from 'vitest';
import { startLocalRelay } from '../support/local-relay.ts';
import { openMember } from '../support/member.ts';
import { textOf, type as typeIn } from '../support/typing.ts';

const newId = createUlidSource({ clock: systemClock, random: systemRandom });

test('a document opened again has all that was durable when it was closed, in the midst of being sent', async () => {
  const relay = await startLocalRelay();
  const ana = await openMember({ name: 'Ana', relay: relay.url });
  const space = await ana.createSpace('Cordillera');
  const id = unwrap(
    await space.createDocument((doc) => {
      startProblem(doc, 1);
      editProblem(doc, newId).addTrial('Esperar');
    }),
  );
  let written = '';
  for (let round = 0; round < 12; round++) {
    const document = await space.openDocument(id);
    const [trial] = readProblem(document.doc).trials;
    if (trial === undefined) throw new Error(`round ${round}: no trial`);
    expect(textOf(document.doc, 'repeats')).toBe(written);
    for (const letter of 'Nadie pregunta.') {
      typeIn(document.doc, 'repeats', letter);
      written += letter;
      await document.settled();
    }
    editProblem(document.doc, newId).setResponsible(trial.id, `Rosa ${round}`);
    await document.settled();
    document.close();
    // At other moments of sealing and sending, each round.
    await new Promise((resolve) => setTimeout(resolve, round * 40));
    const again = await space.openDocument(id);
    const [read] = readProblem(again.doc).trials;
    expect(read && settledValue(read.responsible)).toBe(`Rosa ${round}`);
    again.close();
  }
  await ana.close();
  await relay.dispose();
});
