import {
  type Bytes,
  type Hash,
  type Result,
  type SpaceId,
  concatBytes,
  err,
  fromBase64Url,
  ok,
  toBase64Url,
  utf8,
  utf8Text,
} from '@minga/base';
import type {
  LocalStore,
  StoreError,
  StoreGuard,
  StoreWrite,
} from '@minga/store';
import { notesOf } from './blob-shelf-notes.ts';

/** What this device knows of one attachment. Sealed in the store like everything else; its name alone is in clear. */
export interface ShelfNote {
  /** `unsent`: here, the relay does not have it yet · `refused`: here, and the relay will not take it · `here` · `wanted`. */
  readonly phase: 'unsent' | 'refused' | 'here' | 'wanted';
  /** Sealed bytes; 0 while nobody has said. */
  readonly total: number;
  /** Of what was attached on this device: the hash of its content, and the key, so that it is stored once. */
  readonly own: { readonly print: string; readonly key: Bytes } | null;
}

/** Sealed attachments at rest on this device: rows of 256 KiB, and a note for each. */
export interface BlobShelf {
  notes(): Promise<Result<ReadonlyMap<Hash, ShelfNote>, StoreError>>;
  note(name: Hash, note: ShelfNote): Promise<Result<void, StoreError>>;
  /** All of it and its note, or nothing. */
  keep(
    name: Hash,
    sealed: Bytes,
    note: ShelfNote,
  ): Promise<Result<void, StoreError>>;
  /** A row that has come in; `index` counts from 0. */
  keepRow(
    name: Hash,
    index: number,
    row: Bytes,
  ): Promise<Result<void, StoreError>>;
  /** What is here of it, from its start. */
  sealed(name: Hash): Promise<Result<Bytes, StoreError>>;
  /** Its rows go, its note stays. */
  drop(name: Hash): Promise<Result<void, StoreError>>;
}

export const shelfRowBytes = 256 * 1024;

const phases = ['unsent', 'refused', 'here', 'wanted'] as const;

export function createBlobShelf(
  space: SpaceId,
  store: LocalStore,
  guard: StoreGuard,
): BlobShelf {
  const notePrefix = notesOf(space);
  const rowPrefix = (name: Hash): string => `${space}/blob-${name}/`;
  const rowKey = (name: Hash, index: number): string =>
    rowPrefix(name) + String(index).padStart(6, '0');
  const noteWrite = (name: Hash, note: ShelfNote): StoreWrite => ({
    kind: 'put',
    table: 'meta',
    key: notePrefix + name,
    value: encodeNote(note),
  });
  const rowWrite = (name: Hash, index: number, value: Bytes): StoreWrite => ({
    kind: 'put',
    table: 'state',
    key: rowKey(name, index),
    value,
  });
  return {
    async notes() {
      const rows = await store.list('meta', { prefix: notePrefix });
      if (!rows.ok) return rows;
      const notes = new Map<Hash, ShelfNote>();
      for (const { key, value } of rows.value) {
        const note = decodeNote(value);
        if (note !== null)
          notes.set(key.slice(notePrefix.length) as Hash, note);
      }
      return ok(notes);
    },
    note: (name, note) => store.commit([noteWrite(name, note)], [guard]),
    keep(name, sealed, note) {
      const writes: StoreWrite[] = [];
      for (let at = 0; at < sealed.length; at += shelfRowBytes)
        writes.push(
          rowWrite(
            name,
            at / shelfRowBytes,
            sealed.slice(at, at + shelfRowBytes),
          ),
        );
      return store.commit([...writes, noteWrite(name, note)], [guard]);
    },
    keepRow: (name, index, row) =>
      store.commit([rowWrite(name, index, row)], [guard]),
    async sealed(name) {
      const rows = await store.list('state', { prefix: rowPrefix(name) });
      if (!rows.ok) return err(rows.error);
      return ok(concatBytes(...rows.value.map(({ value }) => value)));
    },
    drop: (name) =>
      store.commit(
        [
          {
            kind: 'delete-range',
            table: 'state',
            from: rowPrefix(name),
            to: `${space}/blob-${name}0`,
          },
        ],
        [guard],
      ),
  };
}

function encodeNote({ phase, total, own }: ShelfNote): Bytes {
  const key = own === null ? null : toBase64Url(own.key);
  return utf8(JSON.stringify([phase, total, own?.print ?? null, key]));
}

/** Null for what another build wrote otherwise: the attachment is then as if it had not been heard of here. */
function decodeNote(bytes: Bytes): ShelfNote | null {
  const read: unknown = JSON.parse(utf8Text(bytes) ?? 'null');
  if (!Array.isArray(read)) return null;
  const [named, total, print, key] = read as readonly unknown[];
  const phase = phases.find((one) => one === named);
  if (phase === undefined || typeof total !== 'number') return null;
  const raw = typeof key === 'string' ? fromBase64Url(key) : null;
  const own = typeof print === 'string' && raw !== null;
  return { phase, total, own: own ? { print, key: raw } : null };
}
