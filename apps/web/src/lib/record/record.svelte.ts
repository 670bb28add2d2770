import {
  type FieldPath,
  type RecordEdits,
  type RecordShape,
  type RecordView,
  type Ulid,
  type XmlFragment,
  editRecord,
  observeRecord,
  readRecord,
  recordFragment,
} from '@minga/documents';
import type { Wording } from '@minga/domain';
import type { DocumentStatus, OpenDocument, Peer } from '@minga/sync';
import { createContext } from 'svelte';
import { latest, observing } from '#lib/shared/observing.ts';
import type { PersonShape } from '#lib/shared/person-look.ts';

/** What a record has to know of the group it is in. */
export interface RecordSurroundings {
  /** Who reads what is written here. */
  readonly audience: string;
  readonly mayWrite: boolean;
  readonly myName: string;
  readonly myId: string;
  /** Whom one may name without typing. */
  readonly names: readonly string[];
  /** Words of published data, as they are said in the country of the group. */
  readonly say: (wording: Wording) => string;
  shapeOf(member: string): PersonShape;
  /** The title stands in the index of the group, too. */
  titleChanged(title: string): void;
}

/** What a field has to know of the record it belongs to. */
export interface RecordOfField {
  readonly document: OpenDocument;
  readonly around: RecordSurroundings;
  readonly mayWrite: boolean;
  fragment(field: FieldPath): XmlFragment | null;
  othersIn(field: FieldPath): readonly Peer[];
}

/** One open cycle or plan. Its words stay in the document; here is how the screen follows them. */
export class OpenRecord<S extends RecordShape> implements RecordOfField {
  readonly document: OpenDocument;
  readonly edits: RecordEdits<S>;
  readonly around: RecordSurroundings;
  readonly #shape: S;
  readonly #view;
  readonly #status;
  readonly #peers;

  constructor(
    document: OpenDocument,
    shape: S,
    around: RecordSurroundings,
    newId: () => Ulid,
  ) {
    this.document = document;
    this.around = around;
    this.#shape = shape;
    this.edits = editRecord(document.doc, shape, newId);
    this.#view = observing(
      () => readRecord(document.doc, shape),
      (changed) =>
        observeRecord(document.doc, shape, ({ structure }) => {
          if (structure) changed();
        }),
    );
    this.#status = latest(document.status);
    this.#peers = latest(document.peers);
  }

  view: RecordView<S> = $derived.by(() => this.#view.current);
  status: DocumentStatus = $derived.by(() => this.#status.current);
  mayWrite: boolean = $derived.by(
    () => !this.view.readOnly && !this.status.readOnly && this.around.mayWrite,
  );

  othersIn(field: FieldPath): readonly Peer[] {
    return this.#peers.current.filter(
      (peer) => peer.field === field && peer.member !== this.around.myId,
    );
  }

  fragment(field: FieldPath): XmlFragment | null {
    return recordFragment(this.document.doc, this.#shape, field);
  }
}

export const [getRecord, provideRecord] = createContext<RecordOfField>();
