import {
  type ProblemView,
  type RegisterReading,
  type Ulid,
  causeField,
  editPlainText,
  editProblem,
  problemFragment,
  readPlainText,
  readProblem,
  trialField,
} from '@minga/documents';
import * as Y from 'yjs';
import type { Ledger } from './ledger.ts';
import type { Dice } from './seeds.ts';

export interface Writer {
  readonly doc: Y.Doc;
  readonly dice: Dice;
  readonly ledger: Ledger;
  readonly newId: () => Ulid;
}

/** One thing a person does in a problem of practice, drawn at random. */
export function editAtRandom(writer: Writer): void {
  const view = readProblem(writer.doc);
  // What is drawn may have nothing to act on yet; then somebody writes a word.
  if (!writer.dice.pick(kinds)(writer, view)) typeSomewhere(writer, view);
}

type Edit = (writer: Writer, view: ProblemView) => boolean;

const kinds: readonly Edit[] = [
  typeSomewhere,
  typeSomewhere,
  typeSomewhere,
  typeSomewhere,
  takeAWord,
  newLine,
  typeWithMarks,
  typeWithMarks,
  mark,
  mark,
  setTitle,
  setTitle,
  addTrial,
  setResponsible,
  setDue,
  setDue,
  addCause,
  moveTrial,
  moveCause,
  moveCause,
  removeItem,
  restoreItem,
];

/** Where only text areas write, so that lines and words stay unmarked. */
function plainFields(view: ProblemView): readonly string[] {
  return [
    'repeats',
    ...view.trials.map(({ id }) => trialField(id)),
    ...allCauses(view).map(causeField),
  ];
}

function allCauses(view: ProblemView): readonly Ulid[] {
  const ids: Ulid[] = [];
  const walk = (causes: ProblemView['causes']): void => {
    for (const { id, children } of causes) {
      ids.push(id);
      walk(children);
    }
  };
  walk(view.causes);
  return ids;
}

/** In a text area, as the app does it before the editor has come. */
function inTextArea(
  { doc, dice }: Writer,
  view: ProblemView,
  change: (
    text: string,
  ) => { readonly after: string; readonly caret: number } | null,
): boolean {
  const fragment = problemFragment(doc, dice.pick(plainFields(view)));
  const shown = fragment === null ? null : readPlainText(fragment);
  if (fragment === null || shown === null) return false;
  const changed = change(shown.text);
  if (changed === null) return false;
  return editPlainText(fragment, shown, changed.after, changed.caret) !== null;
}

/** Before a space or at an end: never inside a word, so that a word is one run of letters for ever. */
function gapsIn(text: string): readonly number[] {
  return Array.from({ length: text.length + 1 }, (_, at) => at).filter(
    (at) => at === text.length || text[at] === ' ' || text[at] === '\n',
  );
}

function typeSomewhere(writer: Writer, view: ProblemView): boolean {
  const word = writer.ledger.word();
  const typed = inTextArea(writer, view, (text) => {
    const at = writer.dice.pick(gapsIn(text));
    const letters = ` ${word}`;
    const after = text.slice(0, at) + letters + text.slice(at);
    return { after, caret: at + letters.length };
  });
  if (typed) writer.ledger.wrote(word);
  return typed;
}

function takeAWord(writer: Writer, view: ProblemView): boolean {
  let gone = '';
  const taken = inTextArea(writer, view, (text) => {
    const words = [...text.matchAll(/ q\d+z/g)];
    if (words.length === 0) return null;
    const word = writer.dice.pick(words);
    gone = word[0].trim();
    const after =
      text.slice(0, word.index) + text.slice(word.index + word[0].length);
    return { after, caret: word.index };
  });
  if (taken) writer.ledger.removed([gone]);
  return taken;
}

function newLine(writer: Writer, view: ProblemView): boolean {
  return inTextArea(writer, view, (text) => {
    if (text.split('\n').length > 4) return null;
    const at = writer.dice.pick(gapsIn(text));
    return { after: `${text.slice(0, at)}\n${text.slice(at)}`, caret: at + 1 };
  });
}

/** What the editor does: the same types, with marks. */
function editorText({ doc }: Writer): Y.XmlText {
  const fragment = doc.getXmlFragment('knownBy');
  for (const element of fragment.toArray()) {
    const text = element instanceof Y.XmlElement ? element.get(0) : null;
    if (text instanceof Y.XmlText) return text;
  }
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.transact(() => {
    paragraph.insert(0, [text]);
    fragment.insert(0, [paragraph]);
  });
  return text;
}

function lettersOf(text: Y.XmlText): string {
  return (text.toDelta() as readonly { readonly insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ' '))
    .join('');
}

function typeWithMarks(writer: Writer): boolean {
  const text = editorText(writer);
  const word = writer.ledger.word();
  const at = writer.dice.pick(gapsIn(lettersOf(text)));
  const marks = writer.dice.pick([{}, { bold: {} }, { italic: {} }]);
  text.insert(at, ` ${word}`, marks);
  writer.ledger.wrote(word);
  return true;
}

function mark(writer: Writer): boolean {
  const text = editorText(writer);
  const gaps = gapsIn(lettersOf(text));
  const from = writer.dice.pick(gaps);
  const to = writer.dice.pick(gaps);
  if (from >= to) return false;
  const name = writer.dice.pick(['bold', 'italic', 'link']);
  const value =
    name === 'link' ? { href: `https://x.cl/${writer.dice.below(9)}` } : {};
  text.format(from, to - from, {
    [name]: writer.dice.chance(0.4) ? null : value,
  });
  return true;
}

function seenIn(reading: RegisterReading<string>): readonly string[] {
  return reading.values.flatMap(({ value }) => (value === null ? [] : [value]));
}

function setTitle(writer: Writer, view: ProblemView): boolean {
  const title = `Título ${writer.ledger.word()}`;
  if (!editProblem(writer.doc, writer.newId).setTitle(title)) return false;
  writer.ledger.set('title', title, seenIn(view.title));
  return true;
}

function addTrial(writer: Writer): boolean {
  const word = writer.ledger.word();
  const id = editProblem(writer.doc, writer.newId).addTrial(` ${word}`);
  if (id === null) return false;
  writer.ledger.added('trials', id);
  writer.ledger.wrote(word);
  return true;
}

function setResponsible(writer: Writer, view: ProblemView): boolean {
  if (view.trials.length === 0) return false;
  const { id, responsible } = writer.dice.pick(view.trials);
  const name = `Rosa ${writer.ledger.word()}`;
  if (!editProblem(writer.doc, writer.newId).setResponsible(id, name))
    return false;
  writer.ledger.set(`${id} responsible`, name, seenIn(responsible));
  return true;
}

function setDue(writer: Writer, view: ProblemView): boolean {
  if (view.trials.length === 0) return false;
  const { id, due } = writer.dice.pick(view.trials);
  const count = Number(writer.ledger.word().slice(1, -1));
  const day = new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10);
  if (!editProblem(writer.doc, writer.newId).setDue(id, day)) return false;
  writer.ledger.set(`${id} due`, day, seenIn(due));
  return true;
}

function addCause(writer: Writer, view: ProblemView): boolean {
  const word = writer.ledger.word();
  const parent = writer.dice.pick([null, ...allCauses(view)]);
  const place = { parent, index: writer.dice.below(3) };
  const id = editProblem(writer.doc, writer.newId).addCause(` ${word}`, place);
  if (id === null) return false;
  writer.ledger.added('causes', id);
  writer.ledger.wrote(word);
  return true;
}

function moveTrial({ doc, dice, newId }: Writer, view: ProblemView): boolean {
  if (view.trials.length < 2) return false;
  const { trials } = editProblem(doc, newId);
  const { id } = dice.pick(view.trials);
  return dice.chance(0.5) ? trials.moveUp(id) : trials.moveDown(id);
}

function moveCause({ doc, dice, newId }: Writer, view: ProblemView): boolean {
  const ids = allCauses(view);
  if (ids.length === 0) return false;
  const { causes } = editProblem(doc, newId);
  const id = dice.pick(ids);
  const parent = dice.pick([null, ...ids]);
  return dice.pick([
    () => causes.moveUp(id),
    () => causes.moveDown(id),
    () => causes.indent(id),
    () => causes.outdent(id),
    () => causes.move(id, { parent, index: dice.below(3) }),
  ])();
}

/** Its words stay in it, and it may be brought back: nothing is taken away. */
function removeItem({ doc, dice, newId }: Writer, view: ProblemView): boolean {
  const { trials, causes } = editProblem(doc, newId);
  const ids = allCauses(view);
  if (dice.chance(0.5))
    return view.trials.length > 0 && trials.remove(dice.pick(view.trials).id);
  return ids.length > 0 && causes.remove(dice.pick(ids));
}

function restoreItem({ doc, dice, newId }: Writer, view: ProblemView): boolean {
  const { trials, causes } = editProblem(doc, newId);
  const { removedTrials, removedCauses } = view;
  if (dice.chance(0.5))
    return removedTrials.length > 0 && trials.restore(dice.pick(removedTrials));
  return removedCauses.length > 0 && causes.restore(dice.pick(removedCauses));
}

/** No word is followed here: undo, blocks, attributes; only that all end with the same. */
export function scribble(doc: Y.Doc, undo: Y.UndoManager, dice: Dice): void {
  const body = doc.getXmlFragment('need');
  const first = body.length > 0 ? body.get(dice.below(body.length)) : null;
  const inside = first instanceof Y.XmlElement ? first.get(0) : null;
  const act = dice.below(6);
  if (act === 0) undo.undo();
  else if (act === 1) undo.redo();
  else if (act === 2 && body.length > 1)
    body.delete(dice.below(body.length), 1);
  else if (act === 3 && first instanceof Y.XmlElement)
    first.setAttribute('level', String(dice.below(3)));
  else if (inside instanceof Y.XmlText)
    inside.insert(dice.below(inside.length + 1), 'ño', {
      bold: dice.chance(0.5) ? {} : null,
    });
  else {
    const heading = new Y.XmlElement('heading');
    heading.insert(0, [new Y.XmlText('Qué pasa')]);
    body.insert(dice.below(body.length + 1), [heading]);
  }
}
