import { type Doc, type Ulid, noteStatus } from '@minga/documents';
import { todayHere } from '#lib/record/today.ts';

/** Since today it stands so: a line of its history. */
export function note(doc: Doc, status: string, newId: () => Ulid): void {
  noteStatus(doc, status, todayHere(), newId);
}
