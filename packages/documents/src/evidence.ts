import { type Bytes, type Hash, ownBytes, textToId } from '@minga/base';
import {
  choiceSchema,
  dueDateSchema,
  standardTextSchema,
  tidyTitle,
  cutText,
  isIsoDate,
  responsibleSchema,
} from '@minga/domain';
import type * as Y from 'yjs';
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
 *   evidence  keyed list; item: `file`, set once by who adds it: {name, key, size, media, title, thumb};
 *             registers `shows`, `doesNotShow`, `day`, `by`, `consent`
 *
 * A client that does not know the root shows the problem without it and loses nothing of it.
 */
export interface EvidenceFile {
  /** Where its bytes are, and what opens them (ENVELOPE §9). */
  readonly name: Hash;
  readonly key: Bytes;
  readonly size: number;
  /** `photo` has been drawn anew on the device that added it: a JPEG without place or maker. */
  readonly media: 'photo' | 'file';
  /** As the file was called; empty for a photo. */
  readonly title: string;
  /** A JPEG of a few KiB, so that something is seen before the rest has come. */
  readonly thumb: Bytes | null;
}

export interface EvidenceView {
  readonly id: Ulid;
  /** Null: told in words only. */
  readonly file: EvidenceFile | null;
  readonly shows: RegisterReading<string>;
  readonly doesNotShow: RegisterReading<string>;
  /** yyyy-mm-dd */
  readonly day: RegisterReading<string>;
  readonly by: RegisterReading<string>;
  /** Who is seen has agreed to it. */
  readonly consent: RegisterReading<boolean>;
}

export interface NewEvidence {
  readonly file: EvidenceFile | null;
  readonly by: string;
  readonly day: string;
  readonly consent: boolean;
}

/** False, and nothing written: it stood so already, or the document is newer than we are. */
export interface EvidenceEdits {
  add(evidence: NewEvidence): Ulid | null;
  setText(id: Ulid, which: 'shows' | 'doesNotShow', text: string): boolean;
  setDay(id: Ulid, day: string): boolean;
  remove(id: Ulid): boolean;
  restore(id: Ulid): boolean;
}

const longestThumb = 16 * 1024;
const longestText = 1000;
const keys = {
  shows: { name: 'shows', check: standardTextSchema },
  doesNotShow: { name: 'doesNotShow', check: standardTextSchema },
  day: { name: 'day', check: dueDateSchema },
  by: { name: 'by', check: responsibleSchema },
  consent: { name: 'consent', check: choiceSchema },
};

/** Defaults whatever is missing or odd; never throws, never writes. */
export function readEvidence(doc: Y.Doc): readonly EvidenceView[] {
  return readTree(listOf(doc)).map(({ id, item }) => ({
    id,
    file: readFile(item.get('file')),
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
    add({ file, by, day, consent }) {
      if (!may()) return null;
      const id = newId();
      doc.transact(() => {
        addItem(list, id, (item) => {
          if (file !== null) item.set('file', { ...file });
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
  };
}

function listOf(doc: Y.Doc): KeyedList {
  return doc.getMap('evidence');
}

/** Null for what no client of ours wrote: its bytes could not be had anyway. */
function readFile(value: unknown): EvidenceFile | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, key, size, media, title, thumb } = value as Readonly<
    Record<string, unknown>
  >;
  const known = typeof name === 'string' ? textToId<Hash>(name, 32) : null;
  const isOpenable = key instanceof Uint8Array && key.length === 32;
  if (known === null || !isOpenable || typeof size !== 'number') return null;
  return {
    name: known,
    key: ownBytes(key),
    size,
    media: media === 'photo' ? 'photo' : 'file',
    title: typeof title === 'string' ? tidyTitle(title) : '',
    thumb:
      thumb instanceof Uint8Array && thumb.length <= longestThumb
        ? ownBytes(thumb)
        : null,
  };
}
