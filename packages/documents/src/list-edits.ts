import {
  type KeyedList,
  type Place,
  indentItem,
  moveItem,
  moveItemDown,
  moveItemUp,
  outdentItem,
  removeItem,
  restoreItem,
} from './keyed-list.ts';
import type { Ulid } from './ulid.ts';

/** Each is one untagged transaction. False, and nothing written: it stood so already, it is not possible, or the document is newer than we are. */
export interface ListEdits {
  move(id: Ulid, place: Place): boolean;
  moveUp(id: Ulid): boolean;
  moveDown(id: Ulid): boolean;
  indent(id: Ulid): boolean;
  outdent(id: Ulid): boolean;
  remove(id: Ulid): boolean;
  restore(id: Ulid): boolean;
}

export function listEdits(list: KeyedList, may: () => boolean): ListEdits {
  return {
    move: (id, place) => may() && moveItem(list, id, place),
    moveUp: (id) => may() && moveItemUp(list, id),
    moveDown: (id) => may() && moveItemDown(list, id),
    indent: (id) => may() && indentItem(list, id),
    outdent: (id) => may() && outdentItem(list, id),
    remove: (id) => may() && removeItem(list, id),
    restore: (id) => may() && restoreItem(list, id),
  };
}
