import { shareParts, sharedByDefault } from '@minga/domain';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDoc } from './new-doc.ts';
import { isTagged } from './origin.ts';
import { copyProblem, duplicatedParts } from './problem-copy.ts';
import { readProblemContent } from './problem-content.ts';
import {
  problemFragment,
  problemSchema,
  readProblem,
  startProblem,
} from './problem-document.ts';
import { editProblem } from './problem-edits.ts';
import { type Replica, createReplicas, syncAll } from './test-replicas.ts';

const edits = ({ doc, newId }: Replica) => editProblem(doc, newId);

function wholeProblem(): Replica {
  const [ana, luis] = createReplicas(2, ({ doc }) => {
    startProblem(doc, 1);
  }) as [Replica, Replica];
  edits(ana).setTitle('Poco diálogo');
  edits(luis).setTitle('Clases calladas');
  edits(ana).setOrigin('FTE-2', true);
  edits(ana).setStatus('en_mejora');
  const repeats = problemFragment(ana.doc, 'repeats')!;
  const text = new Y.XmlText();
  const heading = new Y.XmlElement('heading');
  heading.setAttribute('level', 2 as unknown as string);
  repeats.insert(0, [heading]);
  heading.insert(0, [text]);
  text.insert(0, 'Ocho de cada diez preguntas');
  text.format(0, 4, { bold: true });
  text.delete(5, 3);
  problemFragment(ana.doc, 'knownBy')!.insert(0, [paragraph('Seis visitas')]);
  const own = edits(ana).addCause('Creemos que hablar es desorden')!;
  edits(ana).setAspect(own, 'belief', true);
  edits(ana).setChosen(own, true);
  edits(ana).addCause('Premiamos el orden', { parent: own });
  edits(ana).causes.remove(edits(ana).addCause('Borrada')!);
  edits(ana).addCause('Salas ruidosas');
  const trial = edits(ana).addTrial('Preguntas abiertas')!;
  edits(ana).setResponsible(trial, 'Julia Pehuén');
  edits(ana).setDue(trial, '2026-04-15');
  edits(ana).setCapacity(trial, 'CB-COL', true);
  edits(ana).addTrial('Parejas de conversación');
  const reference = edits(ana).addReference('EID')!;
  edits(ana).setReferenceLine(reference, 'code', '5.3');
  syncAll([ana, luis]);
  return ana;
}

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

test('a duplicate reads as the original, undecided titles included, in one row of its own and with ids of its own', () => {
  const original = wholeProblem();
  const to = createDoc(5);
  const seen: unknown[] = [];
  to.on('update', (_update: Uint8Array, origin: unknown) => seen.push(origin));
  const done = copyProblem(original.doc, to, {
    createdAt: 2,
    newId: original.newId,
    parts: duplicatedParts,
  });
  expect(done).toBe(true);
  expect(seen).toHaveLength(1);
  expect(isTagged(seen[0], 'template')).toBe(true);
  expect(readProblemContent(to)).toEqual({
    ...readProblemContent(original.doc),
    status: null,
  });
  expect(readProblem(to)).toMatchObject({
    createdAt: 2,
    title: { kind: 'several' },
    removedCauses: [],
  });
  const ids = (doc: Y.Doc) => [...doc.getMap('causes').keys()];
  expect(ids(to).some((id) => ids(original.doc).includes(id))).toBe(false);
  const repeats = problemFragment(to, 'repeats')!.get(0) as Y.XmlElement;
  expect(repeats.getAttribute('level')).toBe(2);
  const bytes = new TextDecoder().decode(Y.encodeStateAsUpdate(to));
  for (const gone of ['Borrada', 'Ocho de']) expect(bytes).not.toContain(gone);
});

test('what was left unticked is nowhere in the copy: no names, no evidence, no part of our own', () => {
  const original = wholeProblem();
  const to = createDoc(5);
  const { newId } = original;
  copyProblem(original.doc, to, {
    createdAt: 2,
    newId,
    parts: sharedByDefault,
  });
  const content = readProblemContent(to);
  expect(content.causes.map(({ text }) => text[0]!.runs[0]!.text)).toEqual([
    'Premiamos el orden',
    'Salas ruidosas',
  ]);
  expect(content.trials).toMatchObject([
    { responsible: '', due: ['2026-04-15'], capacity: ['CB-COL'] },
    { responsible: '' },
  ]);
  expect(content).toMatchObject({ status: null, origin: [], references: [] });
  const bytes = new TextDecoder().decode(Y.encodeStateAsUpdate(to));
  for (const secret of ['Julia', 'Seis visitas', 'desorden', 'FTE-2', '5.3'])
    expect(bytes).not.toContain(secret);
});

test('each part goes by itself and only when it is ticked', () => {
  const original = wholeProblem();
  for (const part of shareParts) {
    const to = createDoc(5);
    const { newId } = original;
    copyProblem(original.doc, to, { createdAt: 2, newId, parts: [part] });
    const { causes, trials, texts, title } = readProblemContent(to);
    expect(title).toContain('Poco diálogo');
    expect(causes.length > 0, part).toBe(part === 'causes');
    expect(trials.length > 0, part).toBe(part === 'trials');
    expect(texts.repeats.length > 0, part).toBe(part === 'repeats');
    expect(texts.knownBy.length > 0, part).toBe(part === 'knownBy');
  }
});

test('a problem from a newer client is not copied in part', () => {
  const original = wholeProblem();
  original.doc.getMap('meta').set('schema', problemSchema + 1);
  const to = createDoc(5);
  const { newId } = original;
  expect(
    copyProblem(original.doc, to, { createdAt: 2, newId, parts: shareParts }),
  ).toBe(false);
  expect(Y.encodeStateVector(to)).toEqual(new Uint8Array([0]));
});
