import * as Y from 'yjs';
import { type Position, isPosition, lastResortPosition } from './position.ts';
import { type Ulid, isUlid } from './ulid.ts';

/** Where an item stands. One value, so that a move is whole or not at all. */
export interface Placement {
  readonly parent: Ulid | null;
  readonly position: Position;
}

export interface TreeNode {
  readonly id: Ulid;
  readonly item: Y.Map<unknown>;
  readonly children: readonly TreeNode[];
}

/** Two moves made apart can put each of two items below the other. */
export interface Loop {
  readonly members: readonly Ulid[];
  /** The greatest of them: its placement is not followed, so that the others keep theirs. */
  readonly ignored: Ulid;
}

const deepest = 100;

/**
 * What the placements say once it is a forest: every item of the map exactly once, the deleted ones too. A pure function of
 * the map, hence equal wherever the map is.
 */
export interface Forest {
  readonly items: ReadonlyMap<Ulid, Y.Map<unknown>>;
  readonly loops: readonly Loop[];
  parentOf(id: Ulid): Ulid | null;
  positionOf(id: Ulid): Position;
  isDeleted(id: Ulid): boolean;
  /** In order, deleted ones included. */
  childrenOf(parent: Ulid | null): readonly Ulid[];
}

export function readForest(list: Y.Map<unknown>): Forest {
  const items = new Map<Ulid, Y.Map<unknown>>();
  const placements = new Map<Ulid, Placement>();
  list.forEach((item, key) => {
    if (!isUlid(key) || !(item instanceof Y.Map)) return;
    items.set(key, item);
    placements.set(key, toPlacement(key, item.get('placement')));
  });
  for (const [id, placement] of placements)
    if (placement.parent !== null && !items.has(placement.parent))
      placements.set(id, { ...placement, parent: null });
  const loops = findLoops(placements);
  for (const loop of loops)
    placements.set(loop.ignored, lastResort(loop.ignored));
  ignoreTooDeep(placements);

  const children = new Map<Ulid | null, Ulid[]>();
  for (const [id, { parent }] of placements) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  const placementOf = (id: Ulid) => placements.get(id) ?? lastResort(id);
  for (const siblings of children.values())
    siblings.sort((a, b) =>
      byPositionThenId(placementOf(a).position, a, placementOf(b).position, b),
    );
  return {
    items,
    loops,
    parentOf: (id) => placementOf(id).parent,
    positionOf: (id) => placementOf(id).position,
    isDeleted: (id) => items.get(id)?.get('deleted') === true,
    childrenOf: (parent) => children.get(parent) ?? [],
  };
}

/** The living children as people see them: what hung on a deleted item stands where that item stood. */
export function livingChildren(
  forest: Forest,
  parent: Ulid | null,
): readonly Ulid[] {
  return forest
    .childrenOf(parent)
    .flatMap((id) =>
      forest.isDeleted(id) ? livingChildren(forest, id) : [id],
    );
}

export function livingParent(forest: Forest, id: Ulid): Ulid | null {
  let parent = forest.parentOf(id);
  while (parent !== null && forest.isDeleted(parent))
    parent = forest.parentOf(parent);
  return parent;
}

export function readTree(list: Y.Map<unknown>): readonly TreeNode[] {
  const forest = readForest(list);
  const nodesUnder = (parent: Ulid | null): readonly TreeNode[] =>
    livingChildren(forest, parent).flatMap((id) => {
      const item = forest.items.get(id);
      return item === undefined ? [] : [{ id, item, children: nodesUnder(id) }];
    });
  return nodesUnder(null);
}

function toPlacement(id: Ulid, stored: unknown): Placement {
  if (typeof stored !== 'object' || stored === null) return lastResort(id);
  if (!('parent' in stored) || !('position' in stored)) return lastResort(id);
  const { parent, position } = stored;
  if (!isPosition(position)) return lastResort(id);
  return {
    parent: typeof parent === 'string' && isUlid(parent) ? parent : null,
    position,
  };
}

function lastResort(id: Ulid): Placement {
  return { parent: null, position: lastResortPosition(id) };
}

function findLoops(placements: ReadonlyMap<Ulid, Placement>): Loop[] {
  const loops: Loop[] = [];
  const done = new Set<Ulid>();
  for (const start of placements.keys()) {
    const path = pathUp(placements, start, done);
    const end = path.at(-1);
    const above = end && placements.get(end)?.parent;
    // A path that stops below one of its own has gone round.
    const from = above ? path.indexOf(above) : -1;
    if (from >= 0) {
      const members = path.slice(from);
      loops.push({
        members,
        ignored: members.reduce((a, b) => (a > b ? a : b)),
      });
    }
    for (const id of path) done.add(id);
  }
  return loops;
}

/** From an item up to what is known already, to the top or once round a loop. */
function pathUp(
  placements: ReadonlyMap<Ulid, Placement>,
  start: Ulid,
  known: { has(id: Ulid): boolean },
): Ulid[] {
  const path = new Set<Ulid>();
  let at: Ulid | null = start;
  while (at !== null && !known.has(at) && !path.has(at)) {
    path.add(at);
    at = placements.get(at)?.parent ?? null;
  }
  return [...path];
}

/** Nobody nests like this; a hostile document might, to exhaust the stack of whoever draws it. Needs a forest. */
function ignoreTooDeep(placements: Map<Ulid, Placement>): void {
  const depths = new Map<Ulid, number>();
  for (const start of placements.keys())
    for (const id of pathUp(placements, start, depths).reverse()) {
      const parent = placements.get(id)?.parent ?? null;
      const depth = parent === null ? 1 : (depths.get(parent) ?? 0) + 1;
      if (depth > deepest) placements.set(id, lastResort(id));
      depths.set(id, depth > deepest ? 1 : depth);
    }
}

function byPositionThenId(
  positionA: Position,
  a: Ulid,
  positionB: Position,
  b: Ulid,
): number {
  if (positionA !== positionB) return positionA < positionB ? -1 : 1;
  return a < b ? -1 : 1;
}
