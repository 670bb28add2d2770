import type { XmlFragment } from 'yjs';

/** Every string a person can see or hear in the island: the app gives them, the island has no language. */
export interface RichTextWords {
  /** Name of the bar of buttons. */
  readonly toolbar: string;
  readonly bold: string;
  readonly italic: string;
  readonly heading: string;
  readonly subheading: string;
  readonly bulletList: string;
  readonly orderedList: string;
  readonly checklist: string;
  readonly link: string;
  readonly undo: string;
  readonly redo: string;
  /** Label of the field where an address is written. */
  readonly linkAddress: string;
  readonly linkApply: string;
  readonly linkRemove: string;
  readonly linkOpen: string;
  readonly linkCancel: string;
  /** The address is not one that may be linked. */
  readonly linkRefused: string;
  /** Name of the box of a checklist item ("Hecho"). */
  readonly done: string;
  /** What was pasted is too long and was left out. */
  readonly pasteTooLong: string;
  /** The text holds something this version does not know: it can be read, not edited. */
  readonly newerContent: string;
  /** A caret whose owner gave no name. */
  readonly someone: string;
}

export interface RichTextPerson {
  readonly name: string;
  /** Six hexadecimal digits after '#'. */
  readonly color: string;
  readonly shape: string;
}

export type PresenceState = Record<string, unknown>;

export interface PresenceChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** The part of y-protocols' Awareness that the island uses; one is shared by all the fields of a document. */
export interface SharedAwareness {
  readonly clientID: number;
  getLocalState(): PresenceState | null;
  setLocalState(state: PresenceState | null): void;
  getStates(): Map<number, PresenceState>;
  on(event: 'change', listener: (change: PresenceChange) => void): void;
  off(event: 'change', listener: (change: PresenceChange) => void): void;
}

export interface RichTextOptions {
  /** One field. */
  readonly fragment: XmlFragment;
  /** Where others see in which field she writes (`field`), as whom (`user`) and at which place (`cursor`). */
  readonly awareness: SharedAwareness | null;
  readonly field: string;
  readonly person: RichTextPerson;
  readonly label: string;
  readonly describedBy?: string;
  readonly placeholder: string;
  readonly editable: boolean;
  /** Carets of the others, and hers for them; false on phones, where only `field` and `user` are published. */
  readonly carets: boolean;
  readonly words: RichTextWords;
  /** The editor is on the page and a text area that stood in for it may go. */
  readonly onReady?: () => void;
  /** The field holds, or has just received, content this version would delete: no editor, the text is shown to be read. */
  readonly onUnknownContent?: () => void;
}

/** A number counts characters of the plain text with one line break between blocks, as a text area does. */
export type RichTextPosition = 'start' | 'end' | number;

export interface RichTextIsland {
  destroy(): void;
  focus(position?: RichTextPosition): void;
  setEditable(editable: boolean): void;
}
