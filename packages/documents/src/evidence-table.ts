import { cutText } from '@minga/domain';
import * as Y from 'yjs';
import {
  type KeyedList,
  addItem,
  itemOf,
  removeItem,
  restoreItem,
} from './keyed-list.ts';
import {
  type RegisterKey,
  type RegisterReading,
  readWrites,
  registerWrites,
  writeRegister,
} from './register.ts';
import { readTree } from './tree.ts';
import type { Ulid } from './ulid.ts';

/**
 * A small table in a piece of evidence, born with it on one device:
 *
 *   columns   keyed list; register `title`
 *   rows      keyed list; register `cell-<column>` for each cell that has been written
 *
 * A row taken away and a cell of it written apart both survive, and come back together; the cells of a column that was taken
 * away stay in their rows.
 */
export interface TableView {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

interface TableColumn {
  readonly id: Ulid;
  readonly title: RegisterReading<string>;
}

interface TableRow {
  readonly id: Ulid;
  /** One for each column, in their order. */
  readonly cells: readonly RegisterReading<CellValue>[];
}

/** A number where what was typed is how we write that number; else what was typed, to the letter. */
type CellValue = string | number;

export interface TableEdits {
  /** Null: there are enough, or the document is newer than we are. */
  addColumn(title?: string): Ulid | null;
  addRow(): Ulid | null;
  setTitle(column: Ulid, text: string): boolean;
  setCell(row: Ulid, column: Ulid, text: string): boolean;
  remove(part: 'columns' | 'rows', id: Ulid): boolean;
  restore(part: 'columns' | 'rows', id: Ulid): boolean;
}

/** What still is small: more belongs in a file. */
const mostRows = 40;
const mostColumns = 8;
const longestCell = 120;

const cellCheck: RegisterKey<CellValue>['check'] = {
  safeParse: (value) =>
    (typeof value === 'string' && value.length <= longestCell) ||
    (typeof value === 'number' && Number.isFinite(value))
      ? { success: true, data: value }
      : { success: false },
};
const titleKey: RegisterKey<string> = {
  name: 'title',
  check: {
    safeParse: (value) =>
      typeof value === 'string' && value.length <= longestCell
        ? { success: true, data: value }
        : { success: false },
  },
};

/** In the transaction that makes the piece of evidence it belongs to. */
export function startTable(
  table: Y.Map<unknown>,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  newId: () => Ulid,
): void {
  table.set('columns', new Y.Map());
  table.set('rows', new Y.Map());
  const edits = editTable(table, () => true, newId);
  const columns = titles.flatMap((title) => edits.addColumn(title) ?? []);
  for (const cells of rows) {
    const row = edits.addRow();
    for (const [at, text] of cells.entries()) {
      const column = columns[at];
      if (row !== null && column !== undefined)
        edits.setCell(row, column, text);
    }
  }
}

/** Null for what is no table. Never throws, never writes. */
export function readTable(value: unknown): TableView | null {
  const lists = listsOf(value);
  if (lists === null) return null;
  const columns = readTree(lists.columns).map(({ id, item }) => ({
    id,
    title: readWrites(registerWrites(item).get(titleKey.name), titleKey),
  }));
  const rows = readTree(lists.rows).map(({ id, item }) => {
    const writes = registerWrites(item);
    return {
      id,
      cells: columns.map((column) => {
        const key = cellKey(column.id);
        return readWrites(writes.get(key.name), key);
      }),
    };
  });
  return { columns, rows };
}

export function editTable(
  table: Y.Map<unknown>,
  may: () => boolean,
  newId: () => Ulid,
): TableEdits {
  const lists = listsOf(table);
  const add = (part: 'columns' | 'rows', most: number): Ulid | null => {
    if (lists === null || !may() || readTree(lists[part]).length >= most)
      return null;
    const id = newId();
    addItem(lists[part], id, () => undefined);
    return id;
  };
  const set = (
    part: 'columns' | 'rows',
    id: Ulid,
    key: RegisterKey<CellValue>,
    value: CellValue | null,
  ): boolean => {
    const item = lists === null ? null : itemOf(lists[part], id);
    return item !== null && may() && writeRegister(item, key, value, newId);
  };
  const setTitle: TableEdits['setTitle'] = (column, text) => {
    const key = { ...titleKey, check: cellCheck };
    return set('columns', column, key, tidyCell(text) || null);
  };
  return {
    addColumn(title = '') {
      const id = add('columns', mostColumns);
      if (id !== null && title !== '') setTitle(id, title);
      return id;
    },
    addRow: () => add('rows', mostRows),
    setTitle,
    setCell: (row, column, text) =>
      set('rows', row, cellKey(column), toCell(text)),
    remove: (part, id) =>
      lists !== null && may() && removeItem(lists[part], id),
    restore: (part, id) =>
      lists !== null && may() && restoreItem(lists[part], id),
  };
}

function cellKey(column: Ulid): RegisterKey<CellValue> {
  return { name: `cell-${column}`, check: cellCheck };
}

/** Null: nothing. */
function toCell(text: string): CellValue | null {
  const tidy = tidyCell(text);
  if (tidy === '') return null;
  const number = Number(tidy);
  return String(number) === tidy && Number.isFinite(number) ? number : tidy;
}

function tidyCell(text: string): string {
  return cutText(text.replace(/\s+/g, ' ').trim(), longestCell);
}

function listsOf(
  value: unknown,
): { readonly columns: KeyedList; readonly rows: KeyedList } | null {
  if (!(value instanceof Y.Map)) return null;
  const columns: unknown = value.get('columns');
  const rows: unknown = value.get('rows');
  if (!(columns instanceof Y.Map) || !(rows instanceof Y.Map)) return null;
  return { columns, rows };
}
