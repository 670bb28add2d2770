import type { DocumentKind } from '@minga/domain';
import { cutText, isIsoDate } from '@minga/domain';
import * as Y from 'yjs';
import {
  type DocumentChange,
  isFromNewerClient,
  observeDocument,
  readCreatedAt,
  startDocument,
} from './document-schema.ts';
import { setFlag } from './flags.ts';
import {
  type KeyedList,
  type Place,
  addItem,
  itemOf,
  removedItems,
} from './keyed-list.ts';
import { type ListEdits, listEdits } from './list-edits.ts';
import { insertText, toPlainLines } from './paragraphs.ts';
import type { FieldPath } from './presence.ts';
import {
  type Check,
  type RegisterReading,
  longestRegisterText,
  readWrites,
  registerWrites,
  writeRegister,
} from './register.ts';
import { type TreeNode, readTree } from './tree.ts';
import { type Ulid, isUlid } from './ulid.ts';

/**
 * A document described by its shape: what a cycle, a plan and whatever is like them have in common. Roots of its Y.Doc:
 *
 *   meta      map: schema, kind, createdAt
 *   fields    map: one register per value; flags `<link>:<id>`
 *   <text>    one XmlFragment per text
 *   <list>    keyed list, as a tree; item: one register per value, one XmlFragment per text, flags `<link>:<id>`
 *
 * All values are short strings (a choice, a day, a name, a line). Which names there are is the shape's to say; a name a shape
 * does not know is left as it is.
 */
export interface RecordShape {
  readonly kind: DocumentKind;
  readonly schema: number;
  readonly values: Values;
  readonly texts: readonly string[];
  /** Sets of ids that people tick: problems, members. */
  readonly links: readonly string[];
  readonly lists: Readonly<Record<string, ListShape>>;
}

export interface ListShape {
  readonly values: Values;
  readonly texts: readonly string[];
}

type Values = Readonly<Record<string, Check<string>>>;
type Readings<V extends Values> = {
  readonly [Name in keyof V]: RegisterReading<string>;
};

export interface ItemView<L extends ListShape = ListShape> {
  readonly id: Ulid;
  readonly values: Readings<L['values']>;
  readonly children: readonly ItemView<L>[];
}

export interface RecordView<S extends RecordShape = RecordShape> {
  /** Written by a newer client: show, do not write. */
  readonly readOnly: boolean;
  readonly createdAt: number | null;
  readonly values: Readings<S['values']>;
  readonly links: { readonly [Link in S['links'][number]]: readonly string[] };
  readonly lists: {
    readonly [List in keyof S['lists']]: readonly ItemView<S['lists'][List]>[];
  };
  readonly removed: {
    readonly [List in keyof S['lists']]: readonly Ulid[];
  };
}

/** Text that a value takes: tidied and cut, never refused for its length. */
export const lineValue: Check<string> = { safeParse: asText };
/** yyyy-mm-dd, 1900–2200. */
export const dayValue: Check<string> = {
  safeParse: (value) =>
    typeof value === 'string' && isIsoDate(value)
      ? { success: true, data: value }
      : { success: false },
};

export function startRecord(
  doc: Y.Doc,
  { kind, schema }: RecordShape,
  createdAt: number,
): void {
  startDocument(doc, { kind, schema, createdAt });
}

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readRecord<S extends RecordShape>(
  doc: Y.Doc,
  shape: S,
): RecordView<S> {
  const fields = doc.getMap('fields');
  const lists = Object.entries(shape.lists);
  const view = {
    readOnly: isFromNewerClient(doc, shape.schema),
    createdAt: readCreatedAt(doc),
    values: readValues(fields, shape.values),
    links: Object.fromEntries(
      shape.links.map((link) => [link, readLinks(fields, link)]),
    ),
    lists: Object.fromEntries(
      lists.map(([name, list]) => [
        name,
        readTree(doc.getMap(name)).map((node) => toItem(node, list)),
      ]),
    ),
    removed: Object.fromEntries(
      lists.map(([name]) => [name, removedItems(doc.getMap(name))]),
    ),
  };
  return view as unknown as RecordView<S>;
}

export function observeRecord(
  doc: Y.Doc,
  shape: RecordShape,
  onChange: (change: DocumentChange) => void,
): () => void {
  for (const text of shape.texts) doc.getXmlFragment(text);
  return observeDocument(doc, onChange);
}

export function itemField(list: string, id: Ulid, text: string): FieldPath {
  return `${list}/${id}/${text}`;
}

/** Of a text, or of `itemField`. Null when there is no such field here, or not yet. */
export function recordFragment(
  doc: Y.Doc,
  shape: RecordShape,
  field: FieldPath,
): Y.XmlFragment | null {
  if (shape.texts.includes(field)) return doc.getXmlFragment(field);
  const [list = '', id = '', text = ''] = field.split('/');
  if (shape.lists[list]?.texts.includes(text) !== true || !isUlid(id))
    return null;
  const fragment = itemOf(doc.getMap(list), id)?.get(text);
  return fragment instanceof Y.XmlFragment ? fragment : null;
}

export interface ItemEdits<L extends ListShape> extends ListEdits {
  /** Null when the document is newer than we are. What a value refuses is not written. */
  add(
    fill?: {
      readonly values?: Partial<Record<keyof L['values'], string>>;
      readonly texts?: Partial<Record<L['texts'][number], string>>;
    },
    place?: Place,
  ): Ulid | null;
  set(id: Ulid, value: keyof L['values'], text: string): boolean;
}

/** Setting a value chooses it where several stood; empty clears; what its check refuses (a year half typed) is not written. */
export interface RecordEdits<S extends RecordShape> {
  set(value: keyof S['values'], text: string): boolean;
  setLink(link: S['links'][number], id: string, on: boolean): boolean;
  list<Name extends keyof S['lists']>(name: Name): ItemEdits<S['lists'][Name]>;
}

export function editRecord<S extends RecordShape>(
  doc: Y.Doc,
  shape: S,
  newId: () => Ulid,
): RecordEdits<S> {
  const fields = doc.getMap('fields');
  // Judged at every edit: somebody with a newer client may have raised the schema meanwhile.
  const may = () => !isFromNewerClient(doc, shape.schema);
  const setIn = (
    map: Y.Map<unknown>,
    values: Values,
    name: PropertyKey,
    text: string,
  ): boolean => {
    const check = values[String(name)];
    if (check === undefined || !may()) return false;
    const tidy = tidyValue(text) || null;
    if (tidy !== null && !check.safeParse(tidy).success) return false;
    return writeRegister(map, { name: String(name), check }, tidy, newId);
  };
  const list = (name: PropertyKey): ItemEdits<ListShape> => {
    const items: KeyedList = doc.getMap(String(name));
    const { values, texts } = shape.lists[String(name)] ?? {
      values: {},
      texts: [],
    };
    return {
      ...listEdits(items, may),
      add(fill = {}, place) {
        if (!may()) return null;
        const id = newId();
        doc.transact(() => {
          addItem(
            items,
            id,
            (item) => {
              for (const text of texts) {
                const fragment = item.set(text, new Y.XmlFragment());
                const words = toPlainLines(fill.texts?.[text] ?? '');
                if (words !== '') insertText(fragment, 0, words);
              }
            },
            place,
          );
          const item = itemOf(items, id);
          for (const [value, text] of Object.entries(fill.values ?? {}))
            if (item !== null && text !== undefined)
              setIn(item, values, value, text);
        });
        return id;
      },
      set(id, value, text) {
        const item = itemOf(items, id);
        return item !== null && setIn(item, values, value, text);
      },
    };
  };
  return {
    set: (name, text) => setIn(fields, shape.values, name, text),
    setLink: (link, id, on) =>
      shape.links.includes(link) && may() && setFlag(fields, link, id, on),
    list: (name) => list(name),
  };
}

function asText(
  value: unknown,
): { success: true; data: string } | { success: false } {
  return typeof value === 'string' && value !== ''
    ? { success: true, data: value }
    : { success: false };
}

function tidyValue(text: string): string {
  return cutText(toPlainLines(text).trim(), longestRegisterText / 2);
}

function readValues(map: Y.Map<unknown>, values: Values) {
  const writes = registerWrites(map);
  return Object.fromEntries(
    Object.entries(values).map(([name, check]) => [
      name,
      readWrites(writes.get(name), { name, check }),
    ]),
  );
}

function readLinks(map: Y.Map<unknown>, link: string): readonly string[] {
  const ids: string[] = [];
  map.forEach((on, key) => {
    if (on === true && key.startsWith(`${link}:`))
      ids.push(key.slice(link.length + 1));
  });
  return ids.sort();
}

function toItem({ id, item, children }: TreeNode, list: ListShape): ItemView {
  return {
    id,
    values: readValues(item, list.values),
    children: children.map((child) => toItem(child, list)),
  };
}
