import {
  type Bytes,
  type DocumentId,
  type Hash,
  ownBytes,
  textToId,
} from '@minga/base';
import {
  type DocumentKind,
  choiceSchema,
  dueDateSchema,
  standardTextSchema,
  tidyTitle,
  cutText,
  isDocumentKind,
  isIsoDate,
  responsibleSchema,
} from '@minga/domain';
import * as Y from 'yjs';
import {
  type TableEdits,
  type TableView,
  editTable,
  readTable,
  startTable,
} from './evidence-table.ts';
import {
  type KeyedList,
  addItem,
  itemOf,
  removeItem,
  restoreItem,
} from './keyed-list.ts';
import { isProblemReadOnly } from './problem-document.ts';
import {
  type RegisterKey,
  type RegisterReading,
  type RegisterValue,
  readRegister,
  writeRegister,
} from './register.ts';
import { readTree } from './tree.ts';
import type { Ulid } from './ulid.ts';

/**
 * How a group knows what it says (domain §4.2, E-EVI), in the document of its problem. One more root:
 *
 *   evidence  keyed list; registers `shows`, `doesNotShow`, `day`, `by`, `consent`; and at most one of these, set once by who
 *             adds it: `file` {name, key, size, media, title, thumb, seconds?} · `link` {kind, document} · `table`, a map
 *             (evidence-table.ts) · `counts` true, with the registers `amount` and `of`
 *
 * A client that does not know the root, or one of these, shows the rest and loses nothing of it.
 */
export interface EvidenceFile {
  /** Where its bytes are, and what opens them (ENVELOPE §9). */
  readonly name: Hash;
  readonly key: Bytes;
  readonly size: number;
  /**
   * `photo` has been drawn anew on the device that added it: a JPEG without place or maker. `voice` was recorded here: Opus in
   * WebM or Ogg, or AAC in MP4; its bytes say which. A client that does not know `voice` offers it as a file.
   */
  readonly media: 'photo' | 'voice' | 'file';
  /** As the file was called; empty for what was made here. */
  readonly title: string;
  /** A JPEG of a few KiB, so that something is seen before the rest has come. */
  readonly thumb: Bytes | null;
  /** Of a voice note, how long it is; 0 where nobody has said. */
  readonly seconds: number;
}

/** Another record of the same group. */
export interface EvidenceLink {
  readonly kind: DocumentKind;
  readonly document: DocumentId;
}

export interface EvidenceView {
  readonly id: Ulid;
  /** Where all of these are null, it is told in words only. */
  readonly file: EvidenceFile | null;
  readonly link: EvidenceLink | null;
  readonly table: TableView | null;
  /** "6 de 9": a short text, since people count in halves, percentages and "casi". */
  readonly count: {
    readonly amount: RegisterReading<string>;
    readonly of: RegisterReading<string>;
  } | null;
  readonly shows: RegisterReading<string>;
  readonly doesNotShow: RegisterReading<string>;
  /** yyyy-mm-dd */
  readonly day: RegisterReading<string>;
  readonly by: RegisterReading<string>;
  /** Who is seen or heard has agreed to it. */
  readonly consent: RegisterReading<boolean>;
}

export type EvidenceContent =
  | { readonly kind: 'fact' }
  | { readonly kind: 'count' }
  | { readonly kind: 'file'; readonly file: EvidenceFile }
  | { readonly kind: 'link'; readonly link: EvidenceLink }
  | {
      readonly kind: 'table';
      readonly titles: readonly string[];
      /** Cells in the order of the titles; an empty row is one to be filled. */
      readonly rows: readonly (readonly string[])[];
    };

export interface NewEvidence {
  readonly content: EvidenceContent;
  readonly by: string;
  readonly day: string;
  readonly consent: boolean;
}

/** False, and nothing written: it stood so already, or the document is newer than we are. */
export interface EvidenceEdits {
  add(evidence: NewEvidence): Ulid | null;
  setText(id: Ulid, which: EvidenceText, text: string): boolean;
  setDay(id: Ulid, day: string): boolean;
  remove(id: Ulid): boolean;
  restore(id: Ulid): boolean;
  /** Of a piece that has a table. */
  table(id: Ulid): TableEdits | null;
}

type EvidenceText = 'shows' | 'doesNotShow' | 'amount' | 'of';

const longestThumb = 16 * 1024;
const longestText = 1000;
const keys = {
  shows: { name: 'shows', check: standardTextSchema },
  doesNotShow: { name: 'doesNotShow', check: standardTextSchema },
  amount: { name: 'amount', check: standardTextSchema },
  of: { name: 'of', check: standardTextSchema },
  day: { name: 'day', check: dueDateSchema },
  by: { name: 'by', check: responsibleSchema },
  consent: { name: 'consent', check: choiceSchema },
};

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readEvidence(doc: Y.Doc): readonly EvidenceView[] {
  return readTree(listOf(doc)).map(({ id, item }) => ({
    id,
    file: readFile(item.get('file')),
    link: readLink(item.get('link')),
    table: readTable(item.get('table')),
    count:
      item.get('counts') === true
        ? {
            amount: readRegister(item, keys.amount),
            of: readRegister(item, keys.of),
          }
        : null,
    shows: readRegister(item, keys.shows),
    doesNotShow: readRegister(item, keys.doesNotShow),
    day: readRegister(item, keys.day),
    by: readRegister(item, keys.by),
    consent: readRegister(item, keys.consent),
  }));
}

export function editEvidence(doc: Y.Doc, newId: () => Ulid): EvidenceEdits {
  const list = listOf(doc);
  const may = () => !isProblemReadOnly(doc);
  const set = <T extends RegisterValue>(
    id: Ulid,
    key: RegisterKey<T>,
    value: T | null,
  ): boolean => {
    const item = itemOf(list, id);
    return item !== null && may() && writeRegister(item, key, value, newId);
  };
  return {
    add({ content, by, day, consent }) {
      if (!may()) return null;
      const id = newId();
      doc.transact(() => {
        addItem(list, id, (item) => {
          fill(item, content, newId);
        });
        set(id, keys.by, tidyTitle(by) || null);
        set(id, keys.day, isIsoDate(day) ? day : null);
        if (consent) set(id, keys.consent, true);
      });
      return id;
    },
    setText: (id, which, text) =>
      set(id, keys[which], cutText(text.trim(), longestText) || null),
    setDay: (id, day) =>
      (day === '' || isIsoDate(day)) && set(id, keys.day, day || null),
    remove: (id) => may() && removeItem(list, id),
    restore: (id) => may() && restoreItem(list, id),
    table(id) {
      const table: unknown = itemOf(list, id)?.get('table');
      return table instanceof Y.Map ? editTable(table, may, newId) : null;
    },
  };
}

function fill(
  item: Y.Map<unknown>,
  content: EvidenceContent,
  newId: () => Ulid,
): void {
  if (content.kind === 'file') item.set('file', { ...content.file });
  if (content.kind === 'link') item.set('link', { ...content.link });
  if (content.kind === 'count') item.set('counts', true);
  if (content.kind !== 'table') return;
  const table = item.set('table', new Y.Map());
  startTable(table, content.titles, content.rows, newId);
}

function listOf(doc: Y.Doc): KeyedList {
  return doc.getMap('evidence');
}

/** Null for what no client of ours wrote: its bytes could not be had anyway. */
function readFile(value: unknown): EvidenceFile | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, key, size, media, title, thumb, seconds } = value as Readonly<
    Record<string, unknown>
  >;
  const known = typeof name === 'string' ? textToId<Hash>(name, 32) : null;
  const isOpenable = key instanceof Uint8Array && key.length === 32;
  if (known === null || !isOpenable || typeof size !== 'number') return null;
  return {
    name: known,
    key: ownBytes(key),
    size,
    media: media === 'photo' || media === 'voice' ? media : 'file',
    title: typeof title === 'string' ? tidyTitle(title) : '',
    thumb: readThumb(thumb),
    seconds: isSeconds(seconds) ? seconds : 0,
  };
}

function readThumb(value: unknown): Bytes | null {
  return value instanceof Uint8Array && value.length <= longestThumb
    ? ownBytes(value)
    : null;
}

function readLink(value: unknown): EvidenceLink | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, document } = value as Readonly<Record<string, unknown>>;
  const known =
    typeof document === 'string' ? textToId<DocumentId>(document, 16) : null;
  return known !== null && isDocumentKind(kind)
    ? { kind, document: known }
    : null;
}

function isSeconds(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 3600;
}
