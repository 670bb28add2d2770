import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import * as Y from 'yjs';
import {
  type TableView,
  editTable,
  readTable,
  startTable,
} from './evidence-table.ts';
import { registerWrites, settledValue } from './register.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';
import type { Ulid } from './ulid.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const tableOf = ({ doc }: Replica) => doc.getMap<unknown>('table');
const read = (replica: Replica): TableView => readTable(tableOf(replica))!;
const edit = (replica: Replica) =>
  editTable(tableOf(replica), () => true, replica.newId);

function tables(count: number): Replica[] {
  return createReplicas(count, (replica) => {
    replica.doc.transact(() => {
      startTable(
        tableOf(replica),
        ['Curso', 'Matrícula'],
        [['1.º básico', '24'], []],
        replica.newId,
      );
    });
  });
}

/** Titles, then rows, as people see them. */
function shown({ columns, rows }: TableView): unknown {
  return [
    columns.map(({ title }) => settledValue(title)),
    ...rows.map(({ cells }) => cells.map((cell) => settledValue(cell))),
  ];
}

describe('a small table', () => {
  it('is born with its titles and rows; a number stays a number, everything else what was typed', () => {
    const [one] = tables(1);
    const { columns, rows } = read(one!);
    for (const text of ['31', '  79 % ', '007', '0,5', '1e3'])
      edit(one!).setCell(rows[1]!.id, columns[1]!.id, text);
    expect(shown(read(one!))).toEqual([
      ['Curso', 'Matrícula'],
      ['1.º básico', 24],
      [null, '1e3'],
    ]);
    for (const [text, value] of [
      ['31', 31],
      ['-2.5', -2.5],
      ['  79 % ', '79 %'],
      ['007', '007'],
      ['Infinity', 'Infinity'],
      ['x'.repeat(300), 'x'.repeat(120)],
      ['', null],
    ] as const) {
      edit(one!).setCell(rows[1]!.id, columns[1]!.id, text);
      expect(settledValue(read(one!).rows[1]!.cells[1]!)).toBe(value);
    }
  });

  it('grows and shrinks by a row or a column at a time, and stays small', () => {
    const [one] = tables(1);
    const edits = edit(one!);
    const added = edits.addColumn('Retiros')!;
    edits.setCell(read(one!).rows[0]!.id, added, '2');
    edits.remove('columns', added);
    expect(read(one!).columns).toHaveLength(2);
    edits.restore('columns', added);
    expect(shown(read(one!))).toEqual([
      ['Curso', 'Matrícula', 'Retiros'],
      ['1.º básico', 24, 2],
      [null, null, null],
    ]);
    for (let i = 0; i < 60; i++) {
      edits.addRow();
      edits.addColumn();
    }
    expect(read(one!).rows).toHaveLength(40);
    expect(read(one!).columns).toHaveLength(8);
  });

  it('a cell two people fill apart shows both until somebody chooses; a row taken away comes back with what was written in it', () => {
    const both = tables(2);
    const [ana, rosa] = [both[0]!, both[1]!];
    const { columns, rows } = read(ana);
    const [row, column] = [rows[1]!.id, columns[1]!.id];
    edit(ana).setCell(row, column, '24');
    edit(rosa).setCell(row, column, '25');
    syncAll(both);
    expect(read(ana).rows[1]!.cells[1]!.kind).toBe('several');
    edit(ana).remove('rows', row);
    edit(rosa).setCell(row, column, '25');
    syncAll(both);
    expect(read(rosa).rows).toHaveLength(1);
    edit(rosa).restore('rows', row);
    expect(settledValue(read(rosa).rows[1]!.cells[1]!)).toBe(25);
  });

  it('what is no table is none, and odd cells are passed over', () => {
    expect(readTable(undefined)).toBeNull();
    expect(readTable({ columns: [], rows: [] })).toBeNull();
    const [one] = tables(1);
    const rows = tableOf(one!).get('rows') as Y.Map<Y.Map<unknown>>;
    const { columns } = read(one!);
    const [first] = [...rows.values()];
    first!.set(`cell-${columns[1]!.id}/${one!.newId()}`, {
      v: { html: '<b>' },
    });
    rows.set('x', new Y.Map());
    expect(read(one!).rows).toHaveLength(2);
    expect(settledValue(read(one!).rows[0]!.cells[1]!)).toBe(24);
  });
});

const step = fc.record({
  who: fc.nat(4),
  what: fc.constantFrom(
    'row',
    'column',
    'cell',
    'cell',
    'cell',
    'title',
    'remove',
    'restore',
    'sync',
    'sync',
  ),
  a: fc.nat(30),
  b: fc.nat(30),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** All keys a list ever had, in an order all replicas with the same ones agree on. */
function idsIn(replica: Replica, part: 'columns' | 'rows'): readonly Ulid[] {
  const list = tableOf(replica).get(part) as Y.Map<unknown>;
  return [...list.keys()].sort() as Ulid[];
}

/** By place: what was written there, and which of it its later writers saw. */
type Written = Map<string, { values: Set<string>; seen: Set<string> }>;

/** What stands in a cell, also where its row or column is gone. */
function standing(replica: Replica, row: Ulid, column: Ulid): string[] {
  const rows = tableOf(replica).get('rows') as Y.Map<Y.Map<unknown>>;
  const name = `cell-${column}`;
  const writes = registerWrites(rows.get(row)!, name).get(name) ?? [];
  return writes.map(({ value }) => String(value));
}

function shownIn({ columns, rows }: TableView, row: Ulid, column: Ulid) {
  const at = columns.findIndex(({ id }) => id === column);
  const cell = rows.find(({ id }) => id === row)?.cells[at];
  return (cell?.values ?? []).map(({ value }) => String(value));
}

function act(
  replica: Replica,
  replicas: readonly Replica[],
  { what, a, b }: Step,
  written: Written,
): void {
  const edits = edit(replica);
  const rows = idsIn(replica, 'rows');
  const columns = idsIn(replica, 'columns');
  const row = rows[a % rows.length]!;
  const column = columns[b % columns.length]!;
  const part = a % 2 === 0 ? 'rows' : 'columns';
  if (what === 'row') edits.addRow();
  else if (what === 'column') edits.addColumn();
  else if (what === 'title') edits.setTitle(column, `t${replica.newId()}`);
  else if (what === 'cell') {
    const text = `c${replica.newId()}`;
    const place = `${row} ${column}`;
    const before = standing(replica, row, column);
    const cell = written.get(place) ?? { values: new Set(), seen: new Set() };
    edits.setCell(row, column, text);
    cell.values.add(text);
    for (const value of before) cell.seen.add(value);
    written.set(place, cell);
  } else if (what === 'remove')
    edits.remove(part, part === 'rows' ? row : column);
  else if (what === 'restore')
    edits.restore(part, part === 'rows' ? row : column);
  else sync(replica, replicas[b % replicas.length]!);
}

test('over 1,000 histories of two to four people in one table: all read the same, no cell is lost that nobody wrote over, none appears twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4 }),
      fc.array(step, { minLength: 8, maxLength: 28 }),
      (count, steps) => {
        const written: Written = new Map();
        const replicas = tables(count);
        for (const each of steps)
          act(replicas[each.who % count]!, replicas, each, written);
        syncAll(replicas);
        const [first] = replicas;
        // Everything back, so that nothing can hide.
        for (const part of ['rows', 'columns'] as const)
          for (const id of idsIn(first!, part)) edit(first!).restore(part, id);
        syncAll(replicas);
        const told = read(first!);
        for (const replica of replicas) expect(read(replica)).toEqual(told);
        for (const part of ['rows', 'columns'] as const) {
          const ids = told[part].map(({ id }) => id);
          expect([...ids].sort()).toEqual(idsIn(first!, part));
        }
        for (const [place, { values, seen }] of written) {
          const [row, column] = place.split(' ') as [Ulid, Ulid];
          const there = shownIn(told, row, column);
          expect(new Set(there).size).toBe(there.length);
          expect(there.length).toBeGreaterThan(0);
          for (const value of values)
            expect(there.includes(value), value).toBe(!seen.has(value));
        }
      },
    ),
    { numRuns: 1000 },
  );
});
