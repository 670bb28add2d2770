import { type DocumentId, bytesToId, utf8 } from '@minga/base';
import {
  type ExampleCause,
  type ExampleGroup,
  type ExamplePerson,
  type ExampleProblem,
  type ExampleTrial,
  type DocumentKind,
  dayAfter,
  daysSince,
  exampleGroup,
  exampleWork,
} from '@minga/domain';
import type * as Y from 'yjs';
import { editComments, startComments } from './comments.ts';
import {
  type ExampleTools,
  fillCycle,
  fillEvidence,
  fillMoves,
  fillPlan,
  fillRound,
} from './example-records.ts';
import { editIndex } from './index-document.ts';
import { createDoc } from './new-doc.ts';
import { origins } from './origin.ts';
import { insertText } from './paragraphs.ts';
import { problemFragment, startProblem } from './problem-document.ts';
import { type ProblemEdits, editProblem } from './problem-edits.ts';
import { type Ulid, createUlidSource } from './ulid.ts';

export interface ExampleDocument {
  readonly id: DocumentId;
  readonly kind: Exclude<DocumentKind, 'answers'>;
  readonly doc: Y.Doc;
}

/** The example group as documents. It never syncs: nothing here has a key, an author or a place in a log. */
export interface Example {
  readonly group: ExampleGroup;
  /** Of problems, cycles and rounds. */
  readonly index: Y.Doc;
  /** Of comments: which document each is about. */
  readonly commentsIndex: Y.Doc;
  /** Of what the team and who accompanies it write alike. */
  readonly accompanimentIndex: Y.Doc;
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
  const accompanimentIndex = createDoc(firstClientId);
  const toolsOf = (day: string): ExampleTools => ({
    newId: numbered(timeOf(day)),
    createdAt: timeOf(day),
    dayOf: (one) => dayAfter(one, shift),
    idOf: exampleId,
  });
  const written = problems.flatMap((problem): ExampleDocument[] => {
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
      {
        id,
        kind: 'problem',
        doc: problemDoc(problem, toolsOf(problem.day), as),
      },
      {
        id: about,
        kind: 'comments',
        doc: commentsDoc(problem, createdAt, timeOf, clientIdOf),
      },
    ];
  });
  const documents = [
    ...written,
    ...workOf({ index, accompanimentIndex }, clientIdOf, toolsOf),
  ];
  for (const doc of [
    index,
    commentsIndex,
    accompanimentIndex,
    ...documents.map((one) => one.doc),
  ])
    doc.clientID = visitorClientId;
  return {
    group: exampleGroup,
    index,
    commentsIndex,
    accompanimentIndex,
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

/** The cycle, its plan and the rounds, each listed where the app looks for it. */
function workOf(
  indexes: Readonly<Record<'index' | 'accompanimentIndex', Y.Doc>>,
  clientIdOf: (person: string) => number,
  toolsOf: (day: string) => ExampleTools,
): readonly ExampleDocument[] {
  const { cycle, plan, rounds } = exampleWork;
  const make = (
    kind: 'cycle' | 'plan' | 'round',
    one: { readonly id: string; readonly by: string; readonly title: string },
    day: string,
    about: string | null,
    fill: (doc: Y.Doc, tools: ExampleTools) => void,
  ): ExampleDocument => {
    const doc = createDoc();
    const tools = toolsOf(day);
    const { createdAt } = tools;
    const as = writer(clientIdOf, tools.newId);
    const index = kind === 'plan' ? indexes.accompanimentIndex : indexes.index;
    const id = exampleId(one.id);
    as(index, one.by, (newId) => {
      editIndex(index, newId).list({
        ...{ id, kind, createdAt, title: one.title },
        ...(about === null ? {} : { about: exampleId(about) }),
      });
    });
    as(doc, one.by, () => {
      fill(doc, tools);
    });
    return { id, kind, doc };
  };
  return [
    make('cycle', cycle, cycle.start, null, fillCycle),
    make('plan', plan, plan.day, cycle.id, fillPlan),
    ...rounds.map((round) =>
      make('round', round, round.day, null, (doc, tools) => {
        fillRound(doc, round, tools);
      }),
    ),
  ];
}

function problemDoc(
  problem: ExampleProblem,
  tools: ExampleTools,
  as: Writer,
): Y.Doc {
  const doc = createDoc();
  as(doc, problem.by, (newId) => {
    startProblem(doc, tools.createdAt);
    const edit = editProblem(doc, newId);
    edit.setTitle(problem.title);
    edit.setStatus(problem.status);
    for (const source of problem.origin) edit.setOrigin(source, true);
    for (const [key, text] of Object.entries(problem.texts)) {
      const fragment = problemFragment(doc, key);
      if (fragment !== null) insertText(fragment, 0, text);
    }
    writeCauses(edit, problem.causes);
    writeTrials(edit, problem.trials, tools);
    const reference = edit.addReference(problem.reference.framework);
    if (reference !== null)
      edit.setReferenceLine(reference, 'code', problem.reference.code);
    const mine = { ...tools, newId };
    const { evidence, cycle } = exampleWork;
    fillEvidence(
      doc,
      evidence.filter((one) => one.problem === problem.id),
      mine,
    );
    if (cycle.problem === problem.id) fillMoves(doc, mine);
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
  { dayOf }: ExampleTools,
): void {
  for (const { what, responsible, due, ...trial } of trials) {
    const made = edit.addTrial(what);
    if (made === null) continue;
    const person = exampleGroup.people.find(({ id }) => id === responsible);
    edit.setResponsible(made, person?.name ?? '');
    edit.setDue(made, dayOf(due));
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
