import type { MemberId } from '@minga/base';
import {
  type RoundEdits,
  type RoundView,
  type Ulid,
  editRound,
  fragmentText,
  observeRound,
  readRound,
  roundField,
  roundFragment,
} from '@minga/documents';
import {
  type Instrument,
  type RoundTextKey,
  type Wording,
} from '@minga/domain';
import type { DocumentStatus, OpenDocument, Peer } from '@minga/sync';
import { createContext } from 'svelte';
import { latest, observing } from '#lib/shared/observing.ts';

/** What a round has to know of the group it is in. */
export interface RoundSurroundings {
  /** Who reads what is written here. */
  readonly audience: string;
  readonly mayWrite: boolean;
  readonly myId: string;
  readonly say: (wording: Wording) => string;
  /** Who may be given a turn: all who write here. */
  readonly people: readonly { readonly id: MemberId; readonly name: string }[];
}

/** One open round. Its words stay in the document; here is how the screen follows them. */
export class Round {
  readonly document: OpenDocument;
  readonly edits: RoundEdits;
  readonly around: RoundSurroundings;
  readonly #view;
  readonly #status;
  readonly #peers;
  #loaded = '';

  constructor(
    document: OpenDocument,
    around: RoundSurroundings,
    newId: () => Ulid,
  ) {
    this.document = document;
    this.around = around;
    this.edits = editRound(document.doc, newId);
    this.#view = observing(
      () => readRound(document.doc),
      (changed) =>
        observeRound(document.doc, ({ structure }) => {
          if (structure) changed();
        }),
    );
    this.#status = latest(document.status);
    this.#peers = latest(document.peers);
  }

  /** To be called in an effect: what a round was begun with may come after the screen. */
  async loadInstrument(
    hash: string,
    load: () => Promise<Instrument | null>,
  ): Promise<void> {
    if (hash === '' || hash === this.#loaded) return;
    this.#loaded = hash;
    this.instrument = (await load()) ?? 'unknown';
  }

  view: RoundView = $derived.by(() => this.#view.current);
  status: DocumentStatus = $derived.by(() => this.#status.current);
  /** 'unknown': begun by a later app. */
  instrument: Instrument | 'loading' | 'unknown' = $state.raw('loading');
  mayWrite: boolean = $derived.by(
    () => !this.view.readOnly && !this.status.readOnly && this.around.mayWrite,
  );

  othersIn(field: string): readonly Peer[] {
    return this.#peers.current.filter(
      (peer) => peer.field === field && peer.member !== this.around.myId,
    );
  }

  fragment(capacity: string, key: RoundTextKey) {
    return roundFragment(this.document.doc, roundField(capacity, key));
  }

  text(capacity: string, key: RoundTextKey): string {
    const fragment = this.fragment(capacity, key);
    return fragment === null ? '' : fragmentText(fragment).trim();
  }
}

export const [getRound, provideRound] = createContext<Round>();
