import { type DocumentId, bytesToId, utf8 } from '@minga/base';
import {
  type ExampleCause,
  type ExampleGroup,
  type ExamplePerson,
  type ExampleProblem,
  type ExampleTrial,
  dayAfter,
  daysSince,
  exampleGroup,
} from '@minga/domain';
import type * as Y from 'yjs';
import { editComments, startComments } from './comments.ts';
import { editIndex } from './index-document.ts';
import { createDoc } from './new-doc.ts';
import { origins } from './origin.ts';
import { insertText } from './paragraphs.ts';
import { problemFragment, startProblem } from './problem-document.ts';
import { type ProblemEdits, editProblem } from './problem-edits.ts';
import { type Ulid, createUlidSource } from './ulid.ts';

export interface ExampleDocument {
  readonly id: DocumentId;
  readonly kind: 'problem' | 'comments';
  readonly doc: Y.Doc;
}

/** The example group as documents. It never syncs: nothing here has a key, an author or a place in a log. */
export interface Example {
  readonly group: ExampleGroup;
  /** Of problems. */
  readonly index: Y.Doc;
  /** Of comments: which document each is about. */
  readonly commentsIndex: Y.Doc;
  readonly documents: readonly ExampleDocument[];
  /** Who wrote with a clientID; null for whoever tries it out now. */
  readonly personOf: (clientId: number) => ExamplePerson | null;
}

// Below any clientID of a session, which has 53 bits of a hash.
const visitorClientId = 1000;
const firstClientId = 1001;
const hourMs = 3_600_000;

/** Equal bytes for equal days, so that it can be thrown away and built again. `today`: yyyy-mm-dd, as the person's calendar has it. */
export function buildExample(today: string): Example {
  const shift = daysSince(exampleGroup.today, today);
  const timeOf = (day: string) =>
    Date.parse(dayAfter(day, shift)) + 15 * hourMs;
  const { people, problems } = exampleGroup;
  const clientIdOf = (person: string) =>
    firstClientId + people.findIndex(({ id }) => id === person);
  const index = createDoc(firstClientId);
  const commentsIndex = createDoc(firstClientId);
  const documents = problems.flatMap((problem): ExampleDocument[] => {
    const id = exampleId(problem.id);
    const about = exampleId(`${problem.id}-com`);
    const createdAt = timeOf(problem.day);
    const as = writer(clientIdOf, numbered(createdAt));
    const listing = { createdAt, title: problem.title };
    as(index, problem.by, (newId) => {
      const edit = editIndex(index, newId);
      edit.list({ id, kind: 'problem', ...listing });
      edit.setStatus(id, problem.status);
    });
    as(commentsIndex, problem.by, (newId) => {
      const edit = editIndex(commentsIndex, newId);
      edit.list({
        id: about,
        kind: 'comments',
        createdAt,
        title: '',
        about: id,
      });
    });
    return [
      { id, kind: 'problem', doc: problemDoc(problem, createdAt, shift, as) },
      {
        id: about,
        kind: 'comments',
        doc: commentsDoc(problem, createdAt, timeOf, clientIdOf),
      },
    ];
  });
  for (const doc of [index, commentsIndex, ...documents.map((one) => one.doc)])
    doc.clientID = visitorClientId;
  return {
    group: exampleGroup,
    index,
    commentsIndex,
    documents,
    personOf: (clientId) => people[clientId - firstClientId] ?? null,
  };
}

/** Begins with `demo-`, as all that belongs to the example. */
export function exampleId(name: string): DocumentId {
  const bytes = new Uint8Array(16);
  bytes.set(utf8(name).subarray(0, 16));
  return bytesToId<DocumentId>(bytes);
}

type Writer = (
  doc: Y.Doc,
  person: string,
  write: (newId: () => Ulid) => void,
) => void;

function writer(
  clientIdOf: (person: string) => number,
  newId: () => Ulid,
): Writer {
  return (doc, person, write) => {
    doc.clientID = clientIdOf(person);
    doc.transact(() => {
      write(newId);
    }, origins.template);
  };
}

function problemDoc(
  problem: ExampleProblem,
  createdAt: number,
  shift: number,
  as: Writer,
): Y.Doc {
  const doc = createDoc();
  as(doc, problem.by, (newId) => {
    startProblem(doc, createdAt);
    const edit = editProblem(doc, newId);
    edit.setTitle(problem.title);
    edit.setStatus(problem.status);
    for (const source of problem.origin) edit.setOrigin(source, true);
    for (const [key, text] of Object.entries(problem.texts)) {
      const fragment = problemFragment(doc, key);
      if (fragment !== null) insertText(fragment, 0, text);
    }
    writeCauses(edit, problem.causes);
    writeTrials(edit, problem.trials, shift);
    const reference = edit.addReference(problem.reference.framework);
    if (reference !== null)
      edit.setReferenceLine(reference, 'code', problem.reference.code);
  });
  return doc;
}

function writeCauses(
  edit: ProblemEdits,
  causes: readonly ExampleCause[],
): void {
  const placed = new Map<string, Ulid>();
  for (const { id, text, below = '', ...cause } of causes) {
    const made = edit.addCause(text, { parent: placed.get(below) ?? null });
    if (made === null) continue;
    placed.set(id, made);
    if (cause.aspect !== undefined) edit.setAspect(made, cause.aspect, true);
    edit.setCauseSource(made, cause.source ?? null);
    edit.setChosen(made, cause.chosen === true);
  }
}

function writeTrials(
  edit: ProblemEdits,
  trials: readonly ExampleTrial[],
  shift: number,
): void {
  for (const { what, responsible, due, ...trial } of trials) {
    const made = edit.addTrial(what);
    if (made === null) continue;
    const person = exampleGroup.people.find(({ id }) => id === responsible);
    edit.setResponsible(made, person?.name ?? '');
    edit.setDue(made, dayAfter(due, shift));
    edit.setWhosePracticeChanges(made, trial.whosePracticeChanges);
    for (const capacity of trial.capacity)
      edit.setCapacity(made, capacity, true);
  }
}

function commentsDoc(
  { by, threads, meToo }: ExampleProblem,
  createdAt: number,
  timeOf: (day: string) => number,
  clientIdOf: (person: string) => number,
): Y.Doc {
  const doc = createDoc();
  writer(clientIdOf, numbered(createdAt))(doc, by, () => {
    startComments(doc, createdAt);
  });
  for (const { field, day, isOpen, messages } of threads) {
    const as = writer(clientIdOf, numbered(timeOf(day)));
    const [question, ...answers] = messages;
    if (question === undefined) continue;
    let thread: Ulid | null = null;
    as(doc, question.by, (newId) => {
      const place = field === null ? {} : { field };
      thread = editComments(doc, newId).ask(question.text, place);
    });
    for (const answer of answers)
      as(doc, answer.by, (newId) => {
        if (thread !== null)
          editComments(doc, newId).answer(thread, answer.text);
      });
    as(doc, by, (newId) => {
      if (thread !== null)
        editComments(doc, newId).setResolved(thread, !isOpen);
    });
  }
  for (const person of meToo)
    writer(clientIdOf, numbered(createdAt))(doc, person, () => {
      doc.getMap('meToo').set(person, true);
    });
  return doc;
}

/** Ids that say when, and differ: the same ones each time. */
function numbered(time: number): () => Ulid {
  let count = 0;
  return createUlidSource({
    clock: { now: () => time + count++ },
    random: {
      bytes: (length) => new Uint8Array(length).fill((time / hourMs) % 251),
    },
  });
}
