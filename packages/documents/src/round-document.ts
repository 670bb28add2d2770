import { type DocumentId, type MemberId, textToId } from '@minga/base';
import {
  type RoundEnd,
  type RoundLevel,
  type RoundTextKey,
  choiceSchema,
  isInstrumentId,
  mostInFocus,
  roundEndSchema,
  roundLevelSchema,
  roundTextKeys,
  stageSchema,
} from '@minga/domain';
import type * as Y from 'yjs';
import {
  type DocumentChange,
  isFromNewerClient,
  observeDocument,
  readCreatedAt,
  readSchema,
  startDocument,
} from './document-schema.ts';
import { origins } from './origin.ts';
import type { FieldPath } from './presence.ts';
import {
  type RegisterReading,
  readWrites,
  registerWrites,
  writeRegister,
} from './register.ts';
import type { Ulid } from './ulid.ts';

/**
 * A round (domain §4.6), talked through by everybody at once. It is pinned to one frozen version of an instrument, by hash. Two
 * people who begin to look at the same capacity while apart must not lose one another's words, so nothing nests: roots are
 *
 *   meta        map: schema, kind, createdAt, `instrument` (id), `instrumentHash` (hex), `instrumentDoc` (where that
 *               version lies, if it is the group's own), `about` (a problem, a cycle), `road`, written once;
 *                               `level`, where it is not the group
 *   capacities  map, flat: <capacity>/focus → boolean                one that is looked at
 *               <capacity>/stage/<ulid>, <capacity>/end/<ulid>, <capacity>/grow/<ulid>       registers
 *               <capacity>/seen:<sign>, <capacity>/missing:<sign> → boolean                  flags
 *               <capacity>/spoke:<member> → boolean                           who has had a turn, or passed
 *               <capacity>/here:<scale>/<ulid>, <capacity>/toward:<scale>/<ulid>   registers: steps of a typology in order
 *               <capacity>/care:<facet> → boolean                             of one without order
 *   <capacity>/<text>   one XmlFragment for each of `roundTextKeys`
 */
export const roundSchema = 1;

/** Everybody writes at once, or answers alone first (`round-seals.ts`). */
export type RoundRoad = 'direct' | 'sealed';

export const signMarks = ['seen', 'missing'] as const;
export type SignMark = (typeof signMarks)[number];

export type StepPlace = 'here' | 'toward';

export interface RoundCapacityView {
  readonly id: string;
  /** Several: two people, apart, saw it at two stages; the group chooses, or leaves both and says so. */
  readonly stage: RegisterReading<string>;
  readonly end: RegisterReading<RoundEnd>;
  /** One that the group has chosen to grow. */
  readonly grow: RegisterReading<boolean>;
  readonly signs: Readonly<Record<SignMark, readonly string[]>>;
  /** Who has had a turn, or passed; nobody can tell which. */
  readonly spoke: readonly string[];
  /** Facets the group wants to look after. */
  readonly care: readonly string[];
  /** By scale, of those whose steps have an order: where it stands, and where it wants to go. */
  readonly steps: Readonly<
    Record<StepPlace, Readonly<Record<string, RegisterReading<string>>>>
  >;
}

export interface RoundView {
  readonly schema: number;
  readonly readOnly: boolean;
  readonly createdAt: number | null;
  readonly instrument: string;
  /** Hex; empty when it does not say. */
  readonly instrumentHash: string;
  /** Where that version is kept; null for a published one. */
  readonly instrumentDoc: DocumentId | null;
  readonly about: DocumentId | null;
  readonly road: RoundRoad;
  /** Whose doing is looked at: what is said of one is never drawn in one line with what is said of another. */
  readonly level: RoundLevel;
  /** In the order of their ids. More than four only where people chose them apart: nobody's words are hidden. */
  readonly focus: readonly RoundCapacityView[];
}

export interface RoundStart {
  readonly createdAt: number;
  readonly instrument: string;
  readonly instrumentHash: string;
  readonly instrumentDoc?: DocumentId;
  readonly about?: DocumentId;
  readonly focus?: readonly string[];
  readonly road?: RoundRoad;
  /** The group when not said. */
  readonly level?: RoundLevel;
}

/** Inside the template of a new document. */
export function startRound(doc: Y.Doc, start: RoundStart): void {
  const { createdAt, instrument, instrumentHash, instrumentDoc, about } = start;
  const { focus = [], road = 'direct', level = 'NIV-COL' } = start;
  startDocument(doc, { kind: 'round', schema: roundSchema, createdAt });
  doc.transact(() => {
    const meta = doc.getMap('meta');
    meta.set('instrument', instrument);
    meta.set('instrumentHash', instrumentHash);
    if (instrumentDoc !== undefined) meta.set('instrumentDoc', instrumentDoc);
    meta.set('road', road);
    if (level !== 'NIV-COL') meta.set('level', level);
    if (about !== undefined) meta.set('about', about);
    for (const id of focus.slice(0, mostInFocus))
      capacitiesOf(doc).set(`${id}/focus`, true);
  }, origins.template);
}

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readRound(doc: Y.Doc): RoundView {
  const meta = doc.getMap('meta');
  const text = (key: string): string => {
    const value = meta.get(key);
    return typeof value === 'string' ? value : '';
  };
  const map = capacitiesOf(doc);
  const writes = registerWrites(map);
  const level = roundLevelSchema.safeParse(text('level'));
  return {
    schema: readSchema(doc),
    readOnly: isRoundReadOnly(doc),
    createdAt: readCreatedAt(doc),
    instrument: text('instrument'),
    instrumentHash: text('instrumentHash'),
    instrumentDoc: textToId<DocumentId>(text('instrumentDoc'), 16),
    about: textToId<DocumentId>(text('about'), 16),
    road: text('road') === 'sealed' ? 'sealed' : 'direct',
    level: level.success ? level.data : 'NIV-COL',
    focus: focusOf(map).map((id) => ({
      id,
      stage: readWrites(writes.get(stageOf(id).name), stageOf(id)),
      end: readWrites(writes.get(endOf(id).name), endOf(id)),
      grow: readWrites(writes.get(growOf(id).name), growOf(id)),
      signs: {
        seen: signsOf(map, id, 'seen'),
        missing: signsOf(map, id, 'missing'),
      },
      spoke: signsOf(map, id, 'spoke'),
      care: signsOf(map, id, 'care'),
      steps: {
        here: stepsOf(writes, id, 'here'),
        toward: stepsOf(writes, id, 'toward'),
      },
    })),
  };
}

export function observeRound(
  doc: Y.Doc,
  onChange: (change: DocumentChange) => void,
): () => void {
  return observeDocument(doc, onChange);
}

export function roundField(capacity: string, key: RoundTextKey): FieldPath {
  return `${capacity}/${key}`;
}

/** Null for what is no text of a round. */
export function roundFragment(
  doc: Y.Doc,
  field: FieldPath,
): Y.XmlFragment | null {
  const [capacity, key, more] = field.split('/');
  if (more !== undefined || !isInstrumentId(capacity)) return null;
  return roundTextKeys.some((one) => one === key)
    ? doc.getXmlFragment(field)
    : null;
}

/** Each is one untagged transaction. False, and nothing written: it stood so already, or the document is newer than we are. */
export interface RoundEdits {
  /** What was said of it stays when it is looked at no more. False past the fourth, too. */
  setFocus(capacity: string, on: boolean): boolean;
  /** Also chooses among several; null clears. */
  setStage(capacity: string, stage: string | null): boolean;
  setEnd(capacity: string, end: RoundEnd | null): boolean;
  setGrow(capacity: string, grow: boolean): boolean;
  setSign(capacity: string, mark: SignMark, sign: string, on: boolean): boolean;
  /** Two who say at once that somebody is done have said it once. */
  setSpoke(capacity: string, member: MemberId, on: boolean): boolean;
  setCare(capacity: string, facet: string, on: boolean): boolean;
  setStep(
    capacity: string,
    place: StepPlace,
    scale: string,
    step: string | null,
  ): boolean;
}

export function editRound(doc: Y.Doc, newId: () => Ulid): RoundEdits {
  const map = capacitiesOf(doc);
  const may = (capacity: string): boolean =>
    isInstrumentId(capacity) && !isRoundReadOnly(doc);
  const setOn = (key: string, on: boolean): boolean => {
    if ((map.get(key) === true) === on) return false;
    map.set(key, on);
    return true;
  };
  return {
    setFocus: (id, on) =>
      may(id) &&
      (!on || focusOf(map).length < mostInFocus) &&
      setOn(`${id}/focus`, on),
    setStage: (id, stage) =>
      may(id) && writeRegister(map, stageOf(id), stage, newId),
    setEnd: (id, end) => may(id) && writeRegister(map, endOf(id), end, newId),
    setGrow: (id, grow) =>
      may(id) && writeRegister(map, growOf(id), grow || null, newId),
    setSpoke: (id, member, on) => may(id) && setOn(`${id}/spoke:${member}`, on),
    setCare: (id, facet, on) =>
      may(id) && isInstrumentId(facet) && setOn(`${id}/care:${facet}`, on),
    setStep: (id, place, scale, step) =>
      may(id) &&
      isInstrumentId(scale) &&
      writeRegister(map, stepOf(id, place, scale), step, newId),
    setSign(id, mark, sign, on) {
      if (!may(id) || !isInstrumentId(sign)) return false;
      return doc.transact(() => {
        const other = mark === 'seen' ? 'missing' : 'seen';
        // A sign shows or is missing: who taps the other has changed her mind.
        if (on) setOn(`${id}/${other}:${sign}`, false);
        return setOn(`${id}/${mark}:${sign}`, on);
      });
    },
  };
}

function isRoundReadOnly(doc: Y.Doc): boolean {
  return isFromNewerClient(doc, roundSchema);
}

function focusOf(map: Y.Map<unknown>): readonly string[] {
  const found: string[] = [];
  map.forEach((value, key) => {
    const [id, name] = key.split('/');
    if (name === 'focus' && value === true && isInstrumentId(id))
      found.push(id);
  });
  return found.sort();
}

function signsOf(
  map: Y.Map<unknown>,
  capacity: string,
  mark: SignMark | 'spoke' | 'care',
): readonly string[] {
  const prefix = `${capacity}/${mark}:`;
  const found: string[] = [];
  map.forEach((value, key) => {
    if (value === true && key.startsWith(prefix))
      found.push(key.slice(prefix.length));
  });
  return found.sort();
}

function stepsOf(
  writes: ReturnType<typeof registerWrites>,
  capacity: string,
  place: StepPlace,
): Readonly<Record<string, RegisterReading<string>>> {
  const prefix = `${capacity}/${place}:`;
  return Object.fromEntries(
    [...writes]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, found]) => {
        const scale = name.slice(prefix.length);
        return [scale, readWrites(found, stepOf(capacity, place, scale))];
      }),
  );
}

const stageOf = (id: string) => ({ name: `${id}/stage`, check: stageSchema });
const stepOf = (id: string, place: StepPlace, scale: string) => ({
  name: `${id}/${place}:${scale}`,
  check: stageSchema,
});
const endOf = (id: string) => ({ name: `${id}/end`, check: roundEndSchema });
const growOf = (id: string) => ({ name: `${id}/grow`, check: choiceSchema });

function capacitiesOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('capacities');
}
