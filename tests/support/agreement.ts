import { problemTextKeys } from '@minga/domain';
import {
  type ProblemView,
  type Ulid,
  causeField,
  problemFragment,
  readIndex,
  readProblem,
  trialField,
} from '@minga/documents';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Crowd, Person } from './crowd.ts';
import type { Ledger } from './ledger.ts';

/** All of a problem that a person could see, and a little more. */
export function contentOf(doc: Y.Doc) {
  const view = readProblem(doc);
  const causes = flat(view.causes);
  const fields = [
    ...problemTextKeys,
    ...[...view.trials.map(({ id }) => id), ...view.removedTrials].map(
      trialField,
    ),
    ...[...causes, ...view.removedCauses].map(causeField),
  ];
  const texts = fields.map(
    (field) => [field, problemFragment(doc, field)?.toJSON() ?? null] as const,
  );
  return { view, texts: Object.fromEntries(texts) };
}

function flat(causes: ProblemView['causes']): readonly Ulid[] {
  return causes.flatMap(({ id, children }) => [id, ...flat(children)]);
}

/** Everything that is in a document, deletions too: equal only when all have the same. */
export function fingerprint(doc: Y.Doc): string {
  const bytes = Y.encodeSnapshotV2(Y.snapshot(doc));
  return Buffer.from(bytes).toString('base64');
}

/** Live, nothing on its way, and the same in everybody's hands. */
export function isAtRest({ people }: Crowd): boolean {
  const [first, ...others] = people;
  if (first === undefined) return true;
  const isQuiet = ({ view }: Person): boolean => {
    const { connection, unsent, held } = view();
    return connection === 'live' && unsent + held === 0;
  };
  if (!people.every(isQuiet)) return false;
  const problem = fingerprint(first.problem.doc);
  const index = fingerprint(first.index.doc);
  return others.every(
    (one) =>
      fingerprint(one.problem.doc) === problem &&
      fingerprint(one.index.doc) === index,
  );
}

/** `ms` of the crowd's clock. */
export async function untilAtRest(crowd: Crowd, ms = 400_000): Promise<void> {
  const deadline = crowd.clock.now() + ms;
  while (!isAtRest(crowd)) {
    if (crowd.clock.now() > deadline)
      throw new Error(`no rest within ${ms} ms: ${describe(crowd)}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Everybody knows everybody by name: all actions have their positions everywhere. */
export async function untilIntroduced({ people, clock }: Crowd): Promise<void> {
  const deadline = clock.now() + 100_000;
  const isIntroduced = ({ view }: Person): boolean => {
    const { members } = view();
    return (
      members.length === people.length &&
      members.every((one) => one.name !== '')
    );
  };
  while (!people.every(isIntroduced)) {
    if (clock.now() > deadline) throw new Error('some know not everybody');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function describe({ people }: Crowd): string {
  const of = (person: Person) => {
    const { connection, refusedCode, unsent, refused, held, quarantined } =
      person.view();
    const state = {
      connection,
      refusedCode,
      unsent,
      refused,
      held,
      quarantined,
    };
    const print = fingerprint(person.problem.doc).slice(-24);
    return `${person.name} ${JSON.stringify(state)} ${print}`;
  };
  return `\n${people.map(of).join('\n')}`;
}

/** The same to see for all; nothing refused, held, quarantined or pending. */
export function expectAgreement({ people }: Crowd): void {
  const [first, ...others] = people;
  if (first === undefined) return;
  const content = contentOf(first.problem.doc);
  const index = readIndex(first.index.doc);
  for (const person of others) {
    expect(contentOf(person.problem.doc), person.name).toEqual(content);
    expect(readIndex(person.index.doc), person.name).toEqual(index);
  }
  for (const person of people) {
    expect(person.view(), person.name).toMatchObject({
      refused: 0,
      held: 0,
      quarantined: 0,
      deviceDuplicated: false,
      readOnly: false,
    });
    for (const { doc } of [person.problem, person.index]) {
      expect(doc.store.pendingStructs, person.name).toBeNull();
      expect(doc.store.pendingDs, person.name).toBeNull();
    }
  }
}

/** What was written is there, unless somebody took it away. */
export function expectAllThere(doc: Y.Doc, ledger: Ledger): void {
  const { view, texts } = contentOf(doc);
  const letters = Object.values(texts)
    .join(' ')
    .replaceAll(/<[^>]*>/g, ' ');
  const there = new Set(letters.match(/q\d+z/g) ?? []);
  expect(ledger.kept.filter((word) => !there.has(word))).toEqual([]);

  const trials = new Set([
    ...view.trials.map(({ id }) => id),
    ...view.removedTrials,
  ]);
  const causes = new Set([...flat(view.causes), ...view.removedCauses]);
  expect([...ledger.items.trials].filter((id) => !trials.has(id))).toEqual([]);
  expect([...ledger.items.causes].filter((id) => !causes.has(id))).toEqual([]);

  const readings = new Map([['title', view.title]]);
  for (const { id, responsible, due } of view.trials) {
    readings.set(`${id} responsible`, responsible);
    readings.set(`${id} due`, due);
  }
  for (const [register, values] of ledger.standing) {
    // Of a removed trial only its words are read here.
    const reading = readings.get(register);
    if (reading === undefined) continue;
    const shown = reading.values.map(({ value }) => value);
    expect(new Set(shown), register).toEqual(values);
  }
}
