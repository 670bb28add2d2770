import * as Y from 'yjs';
import { isPosition, positionBetween } from './position.ts';
import {
  type Forest,
  type Placement,
  livingChildren,
  livingParent,
  readForest,
} from './tree.ts';
import type { Ulid } from './ulid.ts';

/**
 * A list or tree: a Y.Map keyed by ULID; an item is a Y.Map, made once by one device, that holds `placement`, its fields and
 * perhaps `deleted: true`. Nothing is ever moved as content and no key is ever deleted, so a move, a removal and an edit of
 * the same item, made apart, all survive. `tree.ts` reads it.
 */
export type KeyedList = Y.Map<unknown>;

export interface Place {
  readonly parent: Ulid | null;
  /** Among the living children people see there, without the item itself; absent or past the end: last. */
  readonly index?: number;
}

/** `fill` sets the fields of the new item, nested types included. */
export function addItem(
  list: KeyedList,
  id: Ulid,
  fill: (item: Y.Map<unknown>) => void,
  place: Place = { parent: null },
): void {
  transact(list, () => {
    const item = new Y.Map<unknown>();
    list.set(id, item);
    fill(item);
    const forest = readForest(list);
    // A parent that is not there is no reason to lose what somebody is about to write.
    const possible = isPlaceFor(forest, id, place.parent);
    putAt(list, forest, id, possible ? place : { parent: null });
  });
}

/** False, and nothing written, where there is no such place: below itself, or below what is not there. */
export function moveItem(list: KeyedList, id: Ulid, place: Place): boolean {
  const forest = readForest(list);
  if (!forest.items.has(id) || !isPlaceFor(forest, id, place.parent))
    return false;
  transact(list, () => putAt(list, forest, id, place));
  return true;
}

export function moveItemUp(list: KeyedList, id: Ulid): boolean {
  return moveBy(list, id, -1);
}

export function moveItemDown(list: KeyedList, id: Ulid): boolean {
  return moveBy(list, id, 1);
}

/** Becomes the last child of the one before it. */
export function indentItem(list: KeyedList, id: Ulid): boolean {
  const { siblings, index } = standing(list, id);
  const previous = siblings[index - 1];
  return previous !== undefined && moveItem(list, id, { parent: previous });
}

/** Comes after the one it hung on. */
export function outdentItem(list: KeyedList, id: Ulid): boolean {
  const { parent } = standing(list, id);
  if (parent === null) return false;
  const above = standing(list, parent);
  return moveItem(list, id, { parent: above.parent, index: above.index + 1 });
}

/** Its children stay, shown where it stood; restoring brings it back with all that was written in it meanwhile. */
export function removeItem(list: KeyedList, id: Ulid): boolean {
  return setDeleted(list, id, true);
}

export function restoreItem(list: KeyedList, id: Ulid): boolean {
  return setDeleted(list, id, false);
}

export function itemOf(list: KeyedList, id: Ulid): Y.Map<unknown> | null {
  const item = list.get(id);
  return item instanceof Y.Map ? item : null;
}

/** Removed items that a person may bring back, the newest id first. */
export function removedItems(list: KeyedList): readonly Ulid[] {
  const forest = readForest(list);
  return [...forest.items.keys()]
    .filter((id) => forest.isDeleted(id))
    .sort()
    .reverse();
}

function setDeleted(list: KeyedList, id: Ulid, deleted: boolean): boolean {
  const item = itemOf(list, id);
  if (item === null || (item.get('deleted') === true) === deleted) return false;
  transact(list, () => item.set('deleted', deleted));
  return true;
}

function moveBy(list: KeyedList, id: Ulid, step: 1 | -1): boolean {
  const { parent, siblings, index } = standing(list, id);
  const target = index + step;
  if (index < 0 || target < 0 || target >= siblings.length) return false;
  return moveItem(list, id, { parent, index: target });
}

/** Where people see it; index -1 for what is not there or deleted. */
function standing(list: KeyedList, id: Ulid) {
  const forest = readForest(list);
  const parent = livingParent(forest, id);
  const siblings = livingChildren(forest, parent);
  return { parent, siblings, index: siblings.indexOf(id) };
}

function isPlaceFor(forest: Forest, id: Ulid, parent: Ulid | null): boolean {
  if (parent === null) return true;
  if (!forest.items.has(parent)) return false;
  for (let at: Ulid | null = parent; at !== null; at = forest.parentOf(at))
    if (at === id) return false;
  return true;
}

function putAt(
  list: KeyedList,
  forest: Forest,
  id: Ulid,
  { parent, index }: Place,
): void {
  settleLoop(list, forest, id);
  const siblings = livingChildren(forest, parent).filter(
    (sibling) => sibling !== id,
  );
  const at = Math.min(Math.max(index ?? siblings.length, 0), siblings.length);
  const slot = slotBetween(
    forest,
    parent,
    siblings[at - 1] ?? null,
    siblings[at] ?? null,
  );
  const low = slot.low === null ? null : forest.positionOf(slot.low);
  const high = slot.high === null ? null : forest.positionOf(slot.high);
  if (low === null || high === null || low < high) {
    const position = positionBetween(low, high, id);
    if (isPosition(position)) {
      setPlacement(list, id, { parent: slot.parent, position });
      return;
    }
  }
  spreadAgain(list, forest, id, slot);
}

/** Moving one out of a loop would make the placement that was ignored count again, and another item jump. */
function settleLoop(list: KeyedList, forest: Forest, id: Ulid): void {
  for (const { members, ignored } of forest.loops)
    if (members.includes(id) && ignored !== id)
      setPlacement(list, ignored, {
        parent: forest.parentOf(ignored),
        position: forest.positionOf(ignored),
      });
}

interface Slot {
  readonly parent: Ulid | null;
  /** Neighbours that really hang on `parent`. */
  readonly low: Ulid | null;
  readonly high: Ulid | null;
}

/**
 * Two neighbours on the screen need not be siblings: below a deleted item hang some that are shown in its place. The slot is
 * under what people see as the parent, unless both neighbours hang on the same deleted item: then it is in there, between them.
 */
function slotBetween(
  forest: Forest,
  parent: Ulid | null,
  before: Ulid | null,
  next: Ulid | null,
): Slot {
  const low = before && ancestorUnder(forest, before, parent);
  const high = next && ancestorUnder(forest, next, parent);
  if (low !== null && low === high)
    return slotBetween(forest, low, before, next);
  return { parent, low, high };
}

function ancestorUnder(forest: Forest, id: Ulid, parent: Ulid | null): Ulid {
  let at = id;
  for (;;) {
    const above = forest.parentOf(at);
    if (above === parent || above === null) return at;
    at = above;
  }
}

/** No room: equal positions, which honest devices practically never make, or one grown too long. All siblings are placed anew. */
function spreadAgain(
  list: KeyedList,
  forest: Forest,
  id: Ulid,
  { parent, low, high }: Slot,
): void {
  const order = forest.childrenOf(parent).filter((child) => child !== id);
  const at =
    high !== null
      ? order.indexOf(high)
      : low !== null
        ? order.indexOf(low) + 1
        : order.length;
  order.splice(at, 0, id);
  let position: string | null = null;
  for (const child of order) {
    position = positionBetween(position, null, child);
    setPlacement(list, child, { parent, position });
  }
}

function setPlacement(list: KeyedList, id: Ulid, placement: Placement): void {
  itemOf(list, id)?.set('placement', { ...placement });
}

function transact(list: KeyedList, edit: () => void): void {
  if (list.doc === null) throw new Error('a list that is in no document yet');
  list.doc.transact(edit);
}
