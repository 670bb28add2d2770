import type { DocumentId } from '@minga/base';
import { observeRound } from '@minga/documents';
import type { OpenDocument, Space } from '@minga/sync';
import { SvelteMap } from 'svelte/reactivity';
import { type Consensus, consensusOf } from '#lib/progress/consensus.ts';
import { type Observed, observing } from '#lib/shared/observing.ts';

/** All rounds of a group, open for reading while one looks at how far it has come: of the oldest comes the baseline. */
export class RoundGlances {
  readonly #space: Space;
  // Nobody draws it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #open = new Map<DocumentId, Promise<OpenDocument>>();
  readonly #read = new SvelteMap<
    DocumentId,
    Observed<readonly Consensus[]> | null
  >();
  #isClosed = false;

  constructor(space: Space) {
    this.#space = space;
  }

  /** Null while one of them has not been read. */
  of(ids: readonly DocumentId[]): readonly Consensus[] | null {
    const read = ids.map((id) => this.#read.get(id));
    return read.includes(undefined)
      ? null
      : read.flatMap((one) => one?.current ?? []);
  }

  /** Opens what is new among them. */
  follow(ids: readonly DocumentId[]): void {
    for (const id of ids)
      if (!this.#open.has(id)) this.#open.set(id, this.#begin(id));
  }

  close(): void {
    this.#isClosed = true;
    for (const opening of this.#open.values())
      void opening.then(
        (document) => document.close(),
        () => undefined,
      );
    this.#open.clear();
  }

  async #begin(id: DocumentId): Promise<OpenDocument> {
    try {
      return await this.#glance(id);
    } catch (error) {
      // The others are shown all the same.
      if (!this.#isClosed) this.#read.set(id, null);
      throw error;
    }
  }

  async #glance(id: DocumentId): Promise<OpenDocument> {
    const document = await this.#space.openDocument(id, 'glance');
    // Looking back is not being in the conversation.
    document.awareness.setLocalState(null);
    if (this.#isClosed) return document;
    this.#read.set(
      id,
      observing(
        () => consensusOf(document.doc, id),
        (changed) => observeRound(document.doc, changed),
      ),
    );
    document.replaced.subscribe((isReplaced) => {
      if (!isReplaced || this.#isClosed) return;
      document.close();
      this.#open.set(id, this.#begin(id));
    });
    return document;
  }
}
