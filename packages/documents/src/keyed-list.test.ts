import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import {
  addItem,
  indentItem,
  itemOf,
  moveItem,
  moveItemDown,
  moveItemUp,
  outdentItem,
  removeItem,
  removedItems,
  restoreItem,
} from './keyed-list.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';
import {
  type TreeNode,
  livingChildren,
  livingParent,
  readForest,
  readTree,
} from './tree.ts';
import type { Ulid } from './ulid.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const listOf = ({ doc }: Replica) => doc.getMap<unknown>('causes');

function add(replica: Replica, name: string, parent: Ulid | null = null): Ulid {
  const id = replica.newId();
  addItem(
    listOf(replica),
    id,
    (item) => {
      item.set('name', name);
      item.set('text', new Y.Text());
    },
    { parent },
  );
  return id;
}

/** `a(b c(d))` */
function shape(replica: Replica): string {
  const say = (nodes: readonly TreeNode[]): string =>
    nodes
      .map(({ item, children }) => {
        const name = String(item.get('name'));
        return children.length > 0 ? `${name}(${say(children)})` : name;
      })
      .join(' ');
  return say(readTree(listOf(replica)));
}

describe('a list', () => {
  test('is moved with two buttons and stops at its ends', () => {
    const [ana] = createReplicas(1) as [Replica];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => add(ana, name));
    expect(shape(ana)).toBe('a b c');
    expect(moveItemUp(listOf(ana), c!)).toBe(true);
    expect(shape(ana)).toBe('a c b');
    expect(moveItemDown(listOf(ana), a!)).toBe(true);
    expect(shape(ana)).toBe('c a b');
    expect(moveItemUp(listOf(ana), c!)).toBe(false);
    expect(moveItemDown(listOf(ana), b!)).toBe(false);
    expect(shape(ana)).toBe('c a b');
  });

  test('becomes a tree by indenting and a list again by outdenting', () => {
    const [ana] = createReplicas(1) as [Replica];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => add(ana, name));
    expect(indentItem(listOf(ana), a!)).toBe(false);
    indentItem(listOf(ana), b!);
    indentItem(listOf(ana), c!);
    expect(shape(ana)).toBe('a(b c)');
    indentItem(listOf(ana), c!);
    expect(shape(ana)).toBe('a(b(c))');
    outdentItem(listOf(ana), c!);
    outdentItem(listOf(ana), b!);
    expect(shape(ana)).toBe('a(c) b');
    expect(outdentItem(listOf(ana), b!)).toBe(false);
  });

  test('puts nothing below itself, nor below what is not there', () => {
    const [ana, luis] = createReplicas(2) as [Replica, Replica];
    const a = add(ana, 'a');
    const b = add(ana, 'b', a);
    expect(moveItem(listOf(ana), a, { parent: b })).toBe(false);
    expect(moveItem(listOf(ana), a, { parent: luis.newId() })).toBe(false);
    add(ana, 'c', luis.newId());
    expect(shape(ana)).toBe('a(b) c');
  });

  test('shows the children of a removed item where it stood, and takes them back with it', () => {
    const [ana] = createReplicas(1) as [Replica];
    const [a, b] = ['a', 'b', 'c'].map((name) => add(ana, name));
    for (const name of ['x', 'y', 'z']) add(ana, name, b);
    removeItem(listOf(ana), b!);
    expect(shape(ana)).toBe('a x y z c');
    expect(removedItems(listOf(ana))).toEqual([b]);
    restoreItem(listOf(ana), b!);
    expect(shape(ana)).toBe('a b(x y z) c');
    removeItem(listOf(ana), b!);
    moveItem(listOf(ana), a!, { parent: null, index: 2 });
    expect(shape(ana)).toBe('x y a z c');
  });
});

describe('two people apart', () => {
  test('who add at the same place keep both, in one order', () => {
    const [ana, luis] = createReplicas(2, (one) => {
      add(one, 'a');
    }) as [Replica, Replica];
    add(ana, 'ana');
    add(luis, 'luis');
    syncAll([ana, luis]);
    expect(shape(ana)).toBe(shape(luis));
    expect(shape(ana).split(' ').sort()).toEqual(['a', 'ana', 'luis']);
  });

  test('of whom one removes what the other writes in lose no word of it', () => {
    const ids: Ulid[] = [];
    const [ana, luis] = createReplicas(2, (one) => {
      ids.push(add(one, 'a'));
    }) as [Replica, Replica];
    const [a] = ids as [Ulid];
    removeItem(listOf(ana), a);
    (itemOf(listOf(luis), a)!.get('text') as Y.Text).insert(0, 'no lo pierdas');
    syncAll([ana, luis]);
    expect(shape(luis)).toBe('');
    restoreItem(listOf(ana), a);
    syncAll([ana, luis]);
    for (const replica of [ana, luis])
      expect(String(itemOf(listOf(replica), a)!.get('text'))).toBe(
        'no lo pierdas',
      );
  });

  test('who hang each of two items on the other see both, the greatest id free', () => {
    const ids: Ulid[] = [];
    const [ana, luis] = createReplicas(2, (one) => {
      ids.push(add(one, 'a'), add(one, 'b'), add(one, 'c'));
    }) as [Replica, Replica];
    const [a, b] = ids as [Ulid, Ulid];
    moveItem(listOf(ana), a, { parent: b });
    moveItem(listOf(luis), b, { parent: a });
    syncAll([ana, luis]);
    expect(shape(ana)).toBe('c b(a)');
    expect(shape(luis)).toBe('c b(a)');
  });

  test('of whom one adds below what the other removed find it where that stood', () => {
    const ids: Ulid[] = [];
    const [ana, luis] = createReplicas(2, (one) => {
      ids.push(add(one, 'a'), add(one, 'b'));
    }) as [Replica, Replica];
    removeItem(listOf(ana), ids[0]!);
    add(luis, 'x', ids[0]);
    syncAll([ana, luis]);
    expect(shape(ana)).toBe('x b');
  });
});

describe('whatever lies in the map', () => {
  test('it is read without complaint', () => {
    const [ana] = createReplicas(1) as [Replica];
    const list = listOf(ana);
    add(ana, 'a');
    list.set('not an id', new Y.Map());
    list.set(ana.newId(), 'not an item');
    for (const placement of [
      null,
      5,
      { parent: null },
      { parent: 'x', position: 'V0' },
      { parent: 'nobody', position: 'A' },
      { parent: ana.newId(), position: 'B' },
    ]) {
      const item = new Y.Map();
      list.set(ana.newId(), item);
      item.set('name', '?');
      if (placement !== null) item.set('placement', placement);
    }
    expect(shape(ana)).toBe('? ? a ? ? ? ?');
  });

  test('equal positions are spread again by the first move between them', () => {
    const [ana] = createReplicas(1) as [Replica];
    const ids = ['a', 'b', 'c', 'd'].map((name) => add(ana, name));
    for (const id of ids)
      itemOf(listOf(ana), id)!.set('placement', {
        parent: null,
        position: 'V',
      });
    expect(shape(ana)).toBe('a b c d');
    moveItemUp(listOf(ana), ids[3]!);
    expect(shape(ana)).toBe('a b d c');
  });

  test('a chain of ten thousand does not exhaust the stack', () => {
    const [ana] = createReplicas(1) as [Replica];
    let parent: Ulid | null = null;
    ana.doc.transact(() => {
      for (let i = 0; i < 10_000; i++) {
        const id = ana.newId();
        const item = new Y.Map();
        listOf(ana).set(id, item);
        item.set('placement', { parent, position: 'V' });
        if (i % 2 === 0) item.set('deleted', true);
        parent = id;
      }
    });
    const forest = readForest(listOf(ana));
    expect(forest.items.size).toBe(10_000);
    const count = (nodes: readonly TreeNode[]): number =>
      nodes.reduce((sum, { children }) => sum + 1 + count(children), 0);
    expect(count(readTree(listOf(ana)))).toBe(5_000);
  });
});

const step = fc.record({
  who: fc.nat(4),
  what: fc.constantFrom(
    'add',
    'add',
    'move',
    'move',
    'move',
    'up',
    'down',
    'indent',
    'outdent',
    'remove',
    'restore',
    'write',
    'sync',
    'sync',
  ),
  a: fc.nat(30),
  b: fc.nat(30),
  index: fc.nat(6),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Story {
  readonly added: Set<Ulid>;
  readonly written: Map<Ulid, string[]>;
}

function act(
  replica: Replica,
  replicas: readonly Replica[],
  { what, a, b, index }: Step,
  story: Story,
): void {
  const list = listOf(replica);
  const ids = [...list.keys()].sort() as Ulid[];
  const id = ids[a % Math.max(ids.length, 1)];
  const parent =
    b % 4 === 0 ? null : (ids[b % Math.max(ids.length, 1)] ?? null);
  if (what === 'add' || id === undefined) {
    story.added.add(add(replica, 'x', parent));
  } else if (what === 'move') {
    const before = livingChildren(readForest(list), parent).filter(
      (child) => child !== id,
    );
    const moved = moveItem(list, id, { parent, index });
    const forest = readForest(list);
    if (moved && !forest.isDeleted(id) && isShown(replica, parent)) {
      // Exactly there, and nobody else changed places.
      const after = [...livingChildren(forest, parent)];
      expect(after[Math.min(index, before.length)]).toBe(id);
      expect(after.filter((child) => child !== id)).toEqual(before);
    }
  } else if (what === 'up') moveItemUp(list, id);
  else if (what === 'down') moveItemDown(list, id);
  else if (what === 'indent') indentItem(list, id);
  else if (what === 'outdent') outdentItem(list, id);
  else if (what === 'remove') removeItem(list, id);
  else if (what === 'restore') restoreItem(list, id);
  else if (what === 'write') {
    const word = `${replica.doc.clientID}-${replica.newId()} `;
    (itemOf(list, id)!.get('text') as Y.Text).insert(0, word);
    story.written.set(id, [...(story.written.get(id) ?? []), word]);
  } else sync(replica, replicas[b % replicas.length]!);
}

function isShown(replica: Replica, parent: Ulid | null): boolean {
  return parent === null || !readForest(listOf(replica)).isDeleted(parent);
}

/** Everything people see; the order of a map's keys is no part of it. */
function plain(nodes: readonly TreeNode[]): unknown {
  return nodes.map(({ id, item, children }) => ({
    id,
    item: item.toJSON(),
    children: plain(children),
  }));
}

/** Every living item exactly once, below its nearest living ancestor. */
function checkReading(replica: Replica): void {
  const forest = readForest(listOf(replica));
  const seen: Ulid[] = [];
  const visit = (nodes: readonly TreeNode[], parent: Ulid | null) => {
    for (const { id, children } of nodes) {
      seen.push(id);
      expect(livingParent(forest, id)).toBe(parent);
      visit(children, id);
    }
  };
  visit(readTree(listOf(replica)), null);
  const living = [...forest.items.keys()].filter((id) => !forest.isDeleted(id));
  expect(seen.sort()).toEqual(living.sort());
}

test('over 1,000 histories of three to five people: no loss, no double, no loop, one reading', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 5 }),
      fc.array(step, { minLength: 10, maxLength: 40 }),
      (count, steps) => {
        const story: Story = { added: new Set(), written: new Map() };
        const replicas = createReplicas(count, (one) => {
          for (let i = 0; i < 3; i++) story.added.add(add(one, 'x'));
        });
        for (const each of steps)
          act(replicas[each.who % count]!, replicas, each, story);
        syncAll(replicas);
        const first = plain(readTree(listOf(replicas[0]!)));
        for (const replica of replicas) {
          checkReading(replica);
          const list = listOf(replica);
          expect(plain(readTree(list))).toEqual(first);
          expect(new Set(list.keys())).toEqual(story.added);
          for (const [id, words] of story.written)
            for (const word of words)
              expect(String(itemOf(list, id)!.get('text'))).toContain(word);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
