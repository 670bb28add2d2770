import {
  type FieldPath,
  type ReflectionEdits,
  type ReflectionView,
  type Ulid,
  type XmlFragment,
  editReflection,
  observeReflection,
  readReflection,
  reflectionFragment,
} from '@minga/documents';
import { type Instrument, answerScale } from '@minga/domain';
import type { DocumentStatus, OpenDocument, Peer } from '@minga/sync';
import { createContext } from 'svelte';
import type {
  RecordOfField,
  RecordSurroundings,
} from '#lib/record/record.svelte.ts';
import { latest, observing } from '#lib/shared/observing.ts';
import { sentenceOf } from './reflection-texts.ts';

/** One open reflection. Its words stay in the document; here is how the screen follows them. */
export class Reflection implements RecordOfField {
  readonly document: OpenDocument;
  readonly edits: ReflectionEdits;
  readonly around: RecordSurroundings;
  readonly #view;
  readonly #status;
  readonly #peers;

  constructor(
    document: OpenDocument,
    around: RecordSurroundings,
    newId: () => Ulid,
  ) {
    this.document = document;
    this.around = around;
    this.edits = editReflection(document.doc, newId);
    this.#view = observing(
      () => readReflection(document.doc),
      (changed) =>
        observeReflection(document.doc, ({ structure }) => {
          if (structure) changed();
        }),
    );
    this.#status = latest(document.status);
    this.#peers = latest(document.peers);
  }

  view: ReflectionView = $derived.by(() => this.#view.current);
  status: DocumentStatus = $derived.by(() => this.#status.current);
  instrument: Instrument | 'loading' | 'unknown' = $state.raw('loading');
  mayWrite: boolean = $derived.by(
    () => !this.view.readOnly && !this.status.readOnly && this.around.mayWrite,
  );
  scale = $derived.by(() =>
    typeof this.instrument === 'object' ? answerScale(this.instrument) : null,
  );
  /** All signs of a group's instrument, one by one. */
  isReview = $derived.by(
    () =>
      typeof this.instrument === 'object' && this.instrument.whose === 'group',
  );

  /** As a person says it of herself, when she is alone. */
  sentence(part: Instrument['groups'][number]['parts'][number]): string {
    return this.around.say(sentenceOf(part, this.view.mode));
  }

  othersIn(field: FieldPath): readonly Peer[] {
    return this.#peers.current.filter(
      (peer) => peer.field === field && peer.member !== this.around.myId,
    );
  }

  fragment(field: FieldPath): XmlFragment | null {
    return reflectionFragment(this.document.doc, field);
  }
}

export const [getReflection, provideReflection] = createContext<Reflection>();
