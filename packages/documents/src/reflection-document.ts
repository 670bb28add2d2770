import { type DocumentId, textToId } from '@minga/base';
import { isInstrumentId, stageSchema } from '@minga/domain';
import type * as Y from 'yjs';
import {
  type DocumentChange,
  isFromNewerClient,
  observeDocument,
  readCreatedAt,
  startDocument,
} from './document-schema.ts';
import { origins } from './origin.ts';
import { insertText, toPlainLines } from './paragraphs.ts';
import type { FieldPath } from './presence.ts';
import {
  type RegisterReading,
  readWrites,
  registerWrites,
  writeRegister,
} from './register.ts';
import type { Ulid } from './ulid.ts';

/**
 * An instrument looked at sentence by sentence: alone in Mi cuaderno, by a pair about itself, or by a group in its long review.
 * Two devices may begin at the same sentence while apart, so nothing nests. Nothing in it is a number. Roots:
 *
 *   meta    map: schema, kind, createdAt, `instrument` (id), `instrumentHash` (hex), `instrumentDoc` where that version lies
 *           when it is the group's own, `mode`, `about` (the conversation it is for) and `aboutSpace`, written once
 *   marks   map, flat: <part>/step/<ulid>   register                    how it is answered
 *                      <part>/<flag> → boolean                          `reflectionFlags`
 *   <id>/<text>   one XmlFragment for each of `reflectionTexts`, of a part or a group
 */
export const reflectionSchema = 1;

/** 'copied': somebody gave these words to a group. They come without a mark: what was answered stays where it was. */
export const reflectionModes = ['alone', 'pair', 'together', 'copied'] as const;
export type ReflectionMode = (typeof reflectionModes)[number];

/**
 * `well` and `grow`: of a sentence or a group, what goes well and where one wants to grow. `seen` and `missing`: chosen for the
 * conversation. `axis`: a group that is looked at only when asked for.
 */
export const reflectionFlags = [
  'well',
  'grow',
  'seen',
  'missing',
  'axis',
] as const;
export type ReflectionFlag = (typeof reflectionFlags)[number];

/** `words`, or the answer to a question of the instrument, by its place. */
const textKey = /^(words|p\d|p1[01])$/;

export interface ReflectionView {
  /** A document for a few is in no index: only itself says what it is. */
  readonly isReflection: boolean;
  readonly readOnly: boolean;
  readonly createdAt: number | null;
  readonly instrument: string;
  /** Hex; empty when it does not say. */
  readonly instrumentHash: string;
  readonly instrumentDoc: DocumentId | null;
  readonly mode: ReflectionMode;
  readonly about: DocumentId | null;
  /** Where `about` is, if not here; empty when it is. */
  readonly aboutSpace: string;
  /** Several: answered apart, by two people or on two devices; one of them is chosen. */
  step(part: string): RegisterReading<string>;
  has(id: string, flag: ReflectionFlag): boolean;
}

export interface ReflectionStart {
  readonly createdAt: number;
  readonly instrument: string;
  readonly instrumentHash: string;
  readonly instrumentDoc?: DocumentId;
  readonly mode: ReflectionMode;
  readonly about?: DocumentId;
  readonly aboutSpace?: string;
  /** Of a copy: the words that were chosen, by field. */
  readonly texts?: Readonly<Record<FieldPath, string>>;
}

/** Inside the template of a new document. */
export function startReflection(doc: Y.Doc, start: ReflectionStart): void {
  const { createdAt, texts = {}, ...facts } = start;
  startDocument(doc, {
    kind: 'reflection',
    schema: reflectionSchema,
    createdAt,
  });
  doc.transact(() => {
    const meta = doc.getMap('meta');
    for (const [key, value] of Object.entries(facts)) meta.set(key, value);
    for (const [field, words] of Object.entries(texts)) {
      const fragment = reflectionFragment(doc, field);
      const lines = toPlainLines(words).trim();
      if (fragment !== null && lines !== '') insertText(fragment, 0, lines);
    }
  }, origins.template);
}

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readReflection(doc: Y.Doc): ReflectionView {
  const meta = doc.getMap('meta');
  const text = (key: string): string => {
    const value = meta.get(key);
    return typeof value === 'string' ? value : '';
  };
  const map = marksOf(doc);
  const writes = registerWrites(map);
  return {
    isReflection: text('kind') === 'reflection',
    readOnly: isFromNewerClient(doc, reflectionSchema),
    createdAt: readCreatedAt(doc),
    instrument: text('instrument'),
    instrumentHash: text('instrumentHash'),
    instrumentDoc: textToId<DocumentId>(text('instrumentDoc'), 16),
    mode: reflectionModes.find((one) => one === text('mode')) ?? 'alone',
    about: textToId<DocumentId>(text('about'), 16),
    aboutSpace: text('aboutSpace'),
    step: (part) => readWrites(writes.get(stepOf(part).name), stepOf(part)),
    has: (id, flag) => map.get(`${id}/${flag}`) === true,
  };
}

export function observeReflection(
  doc: Y.Doc,
  onChange: (change: DocumentChange) => void,
): () => void {
  return observeDocument(doc, onChange);
}

export function reflectionField(id: string, key: string): FieldPath {
  return `${id}/${key}`;
}

/** Null for what is no text of a reflection. */
export function reflectionFragment(
  doc: Y.Doc,
  field: FieldPath,
): Y.XmlFragment | null {
  const [id, key = '', more] = field.split('/');
  if (more !== undefined || !isInstrumentId(id) || !textKey.test(key))
    return null;
  return doc.getXmlFragment(field);
}

/** Each is one untagged transaction. False, and nothing written: it stood so already, or the document is newer than we are. */
export interface ReflectionEdits {
  /** Also chooses among several; null clears. */
  setStep(part: string, step: string | null): boolean;
  setFlag(id: string, flag: ReflectionFlag, on: boolean): boolean;
}

export function editReflection(doc: Y.Doc, newId: () => Ulid): ReflectionEdits {
  const map = marksOf(doc);
  const may = (id: string): boolean =>
    isInstrumentId(id) && !isFromNewerClient(doc, reflectionSchema);
  const setOn = (key: string, on: boolean): boolean => {
    if ((map.get(key) === true) === on) return false;
    map.set(key, on);
    return true;
  };
  return {
    setStep: (part, step) =>
      may(part) && writeRegister(map, stepOf(part), step, newId),
    setFlag: (id, flag, on) =>
      may(id) &&
      doc.transact(() => {
        const other = opposite[flag];
        // Who taps the other has changed her mind.
        if (on && other !== undefined) setOn(`${id}/${other}`, false);
        return setOn(`${id}/${flag}`, on);
      }),
  };
}

const opposite: Partial<Record<ReflectionFlag, ReflectionFlag>> = {
  seen: 'missing',
  missing: 'seen',
};

const stepOf = (part: string) => ({ name: `${part}/step`, check: stageSchema });

function marksOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('marks');
}
