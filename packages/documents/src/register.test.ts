import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createDoc } from './new-doc.ts';
import {
  type RegisterReading,
  type RegisterValue,
  longestRegisterText,
  readRegister,
  settledValue,
  writeRegister,
} from './register.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const anything = {
  safeParse: (value: unknown) => ({
    success: true as const,
    data: value as RegisterValue,
  }),
};
const key = { name: 'due', check: anything };
const texts = {
  name: 'due',
  check: {
    safeParse: (value: unknown) =>
      typeof value === 'string'
        ? { success: true as const, data: value }
        : { success: false as const },
  },
};

const mapOf = ({ doc }: Pick<Replica, 'doc'>) => doc.getMap<unknown>('fields');
const write = (replica: Replica, value: RegisterValue) =>
  writeRegister(mapOf(replica), key, value, replica.newId);
const read = (replica: Pick<Replica, 'doc'>) =>
  readRegister(mapOf(replica), key);
const valuesOf = (reading: RegisterReading<RegisterValue>) =>
  reading.values.map(({ value }) => value).sort();

describe('a kept-conflict register', () => {
  test('is empty, then holds what was written, and null empties it again', () => {
    const [ana] = createReplicas(1) as [Replica];
    expect(read(ana)).toEqual({ kind: 'empty', values: [] });
    write(ana, '2026-04-01');
    expect(settledValue(read(ana))).toBe('2026-04-01');
    expect(read(ana).values[0]?.clientId).toBe(ana.doc.clientID);
    write(ana, null);
    expect(read(ana).kind).toBe('empty');
  });

  test('keeps both of two values set while apart, equal on both sides, until someone chooses', () => {
    const [ana, luis] = createReplicas(2, (one) => write(one, 'lunes')) as [
      Replica,
      Replica,
    ];
    write(ana, 'martes');
    write(luis, 'jueves');
    syncAll([ana, luis]);
    expect(read(ana)).toEqual(read(luis));
    expect(read(ana).kind).toBe('several');
    expect(valuesOf(read(ana))).toEqual(['jueves', 'martes']);
    write(luis, 'martes');
    syncAll([ana, luis]);
    expect(read(ana).kind).toBe('one');
    expect(settledValue(read(ana))).toBe('martes');
  });

  test('keeps a clearing and a value side by side', () => {
    const [ana, luis] = createReplicas(2, (one) => write(one, 'lunes')) as [
      Replica,
      Replica,
    ];
    write(ana, null);
    write(luis, 'jueves');
    syncAll([ana, luis]);
    expect(valuesOf(read(ana))).toEqual(['jueves', null]);
  });

  test('counts two equal values as one', () => {
    const [ana, luis] = createReplicas(2) as [Replica, Replica];
    write(ana, 'abril');
    write(luis, 'abril');
    syncAll([ana, luis]);
    expect(read(luis).kind).toBe('one');
    write(ana, 'mayo');
    syncAll([ana, luis]);
    expect(settledValue(read(luis))).toBe('mayo');
  });

  test('a value superseded twice, once deleted and once by reference, does not come back', () => {
    const [ana, luis, rosa] = createReplicas(3, (one) =>
      write(one, 'lunes'),
    ) as [Replica, Replica, Replica];
    write(ana, 'martes');
    write(luis, 'jueves');
    sync(ana, rosa);
    write(rosa, 'viernes');
    syncAll([luis, rosa, ana]);
    for (const replica of [ana, luis, rosa])
      expect(valuesOf(read(replica))).toEqual(['jueves', 'viernes']);
  });

  test('hides what a write names even where its key is still there, and a later write does not uncover it', () => {
    const [ana] = createReplicas(1) as [Replica];
    const [first, second] = [ana.newId(), ana.newId()];
    // As after undo, or in a document that somebody else's program wrote.
    mapOf(ana).set(`due/${first}`, { v: 'lunes' });
    mapOf(ana).set(`due/${second}`, { v: 'martes', over: [first] });
    expect(settledValue(read(ana))).toBe('martes');
    write(ana, 'jueves');
    expect(settledValue(read(ana))).toBe('jueves');
    expect(mapOf(ana).has(`due/${first}`)).toBe(false);
  });

  test('writing the value that already stands writes nothing', () => {
    const [ana] = createReplicas(1) as [Replica];
    write(ana, 'abril');
    const before = Y.encodeStateAsUpdate(ana.doc);
    expect(write(ana, 'abril')).toBe(false);
    expect(Y.encodeStateAsUpdate(ana.doc)).toEqual(before);
  });

  test('leaves nothing of old writes but their keys', () => {
    const [ana] = createReplicas(1) as [Replica];
    for (let i = 0; i < 50; i++) write(ana, `texto ${i}`);
    expect(mapOf(ana).size).toBe(1);
  });

  test('does not see what is not a write, nor values its schema refuses', () => {
    const [ana] = createReplicas(1) as [Replica];
    const map = mapOf(ana);
    map.set('due', 'plain');
    map.set('due/', { v: 'no id' });
    map.set('due/x', { v: 'no id' });
    map.set(`due/${ana.newId()}`, 'not an object');
    map.set(`due/${ana.newId()}`, { v: { nested: 1 } });
    map.set(`due/${ana.newId()}`, { v: 'x', over: 'y' });
    map.set(`due/${ana.newId()}`, { v: 'a'.repeat(longestRegisterText + 1) });
    map.set(`due/${ana.newId()}`, new Y.Map());
    expect(read(ana).kind).toBe('empty');
    map.set(`due/${ana.newId()}`, { v: 7 });
    expect(readRegister(map, texts).kind).toBe('empty');
    expect(() =>
      writeRegister(map, texts, 'a'.repeat(2001), ana.newId),
    ).toThrow();
    writeRegister(map, texts, 'b', ana.newId);
    expect(settledValue(readRegister(map, texts))).toBe('b');
  });

  test('reading never writes', () => {
    const [ana, luis] = createReplicas(2) as [Replica, Replica];
    write(ana, 'a');
    write(luis, 'b');
    syncAll([ana, luis]);
    let updates = 0;
    ana.doc.on('update', () => updates++);
    read(ana);
    expect(updates).toBe(0);
  });
});

/** What the format promises, without Yjs: a write is superseded exactly by a known write whose author knew it. */
interface ModelWrite {
  readonly value: RegisterValue;
  readonly saw: ReadonlySet<ModelWrite>;
}

function modelValues(known: ReadonlySet<ModelWrite>): RegisterValue[] {
  const superseded = new Set([...known].flatMap(({ saw }) => [...saw]));
  const values = [...known]
    .filter((write) => !superseded.has(write))
    .map(({ value }) => value);
  const distinct = [...new Set(values)];
  return (distinct.length === 1 && distinct[0] === null ? [] : distinct).sort();
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: fc.nat(4),
      value: fc.constantFrom<RegisterValue>('a', 'b', 'c', 1, true, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      who: fc.nat(4),
      to: fc.nat(4),
    }),
  },
);

test('over any history of five replicas, a write is lost only to one that saw it, and all read alike at the end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const replicas = createReplicas(5);
      const known = replicas.map(() => new Set<ModelWrite>());
      for (const each of steps) {
        const replica = replicas[each.who]!;
        const mine = known[each.who]!;
        if (each.do === 'sync') {
          sync(replica, replicas[each.to]!);
          for (const one of mine) known[each.to]!.add(one);
        } else if (write(replica, each.value)) {
          mine.add({ value: each.value, saw: new Set(mine) });
        }
        expect(valuesOf(read(replica))).toEqual(modelValues(mine));
      }
      syncAll(replicas);
      const all = new Set(known.flatMap((one) => [...one]));
      for (const replica of replicas) {
        expect(read(replica)).toEqual(read(replicas[0]!));
        expect(valuesOf(read(replica))).toEqual(modelValues(all));
      }
    }),
    { numRuns: 400 },
  );
});

test('merging is commutative, associative and idempotent: any order of any updates, repeated, reads the same', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 25 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
      (steps, order) => {
        const replicas = createReplicas(5);
        const updates: Uint8Array[] = [];
        for (const { doc } of replicas)
          doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin === null) updates.push(update);
          });
        for (const each of steps)
          if (each.do === 'write') write(replicas[each.who]!, each.value);
          else sync(replicas[each.who]!, replicas[each.to]!);
        syncAll(replicas);

        // Also out of causal order: nothing a register needs is held back by it.
        const shuffled = [...updates, ...updates]
          .map((update, i) => ({
            update,
            at: (order[i % order.length]! * 31 + i * 17) % 97,
          }))
          .sort((a, b) => a.at - b.at);
        const doc = createDoc();
        for (const { update } of shuffled) Y.applyUpdate(doc, update);
        for (const update of updates) Y.applyUpdate(doc, update);
        expect(read({ doc })).toEqual(read(replicas[0]!));
      },
    ),
    { numRuns: 300 },
  );
});
