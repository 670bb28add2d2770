/** The text field a person is in: `repeats`, or within an item `trials/<ulid>/what`. Null: on the page, in no field. */
export type FieldPath = string;

interface ItemId {
  readonly client: number;
  readonly clock: number;
}

/** A Yjs relative position as JSON: what the editor's caret extension writes and reads. */
export interface Caret {
  readonly type?: ItemId | null;
  readonly tname?: string | null;
  readonly item?: ItemId | null;
  readonly assoc?: number;
}

/**
 * A person's awareness state in one document. No name and no colour: who speaks is known from the device that sealed it, and
 * names come from membership. It is never stored.
 */
export interface PresenceState {
  readonly field: FieldPath | null;
  readonly cursor: { readonly anchor: Caret; readonly head: Caret } | null;
}
