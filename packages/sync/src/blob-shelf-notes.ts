import type { SpaceId } from '@minga/base';

/** Where the notes of a space's attachments lie, in `meta`. */
export function notesOf(space: SpaceId): string {
  return `${space}/blob/`;
}
