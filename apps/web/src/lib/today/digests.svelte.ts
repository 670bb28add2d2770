import type { DocumentId } from '@minga/base';
import {
  type ProblemView,
  fragmentText,
  observeProblem,
  problemFragment,
  readProblem,
  trialField,
} from '@minga/documents';
import type { OpenDocument, Space } from '@minga/sync';
import { SvelteMap } from 'svelte/reactivity';
import { type Observed, observing } from '#lib/shared/observing.ts';

/** What the lists of a group say of one problem. */
export interface Digest {
  readonly view: ProblemView;
  /** Of each trial, what it is, in the words of who wrote it. */
  readonly whats: ReadonlyMap<string, string>;
}

const longestLine = 120;
/** A list that has more is still listed whole; of the others only the title is known. */
const mostOpen = 40;

/** The problems of a group, open for reading as long as a screen looks at several of them at once. */
export class Digests {
  readonly #space: Space;
  // Nobody draws it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #open = new Map<DocumentId, Promise<OpenDocument>>();
  readonly #read = new SvelteMap<DocumentId, Observed<Digest>>();
  #isClosed = false;

  constructor(space: Space) {
    this.#space = space;
  }

  of(id: DocumentId): Digest | null {
    return this.#read.get(id)?.current ?? null;
  }

  /** Opens what is new among them. */
  follow(ids: readonly DocumentId[]): void {
    for (const id of ids.slice(0, mostOpen))
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
    const document = await this.#space.openDocument(id, 'glance');
    // Looking at a list is not being in the problem.
    document.awareness.setLocalState(null);
    if (!this.#isClosed) this.#read.set(id, digestOf(document));
    document.replaced.subscribe((isReplaced) => {
      if (!isReplaced || this.#isClosed) return;
      document.close();
      this.#open.set(id, this.#begin(id));
    });
    return document;
  }
}

function digestOf({ doc }: OpenDocument): Observed<Digest> {
  return observing(
    () => {
      const view = readProblem(doc);
      const whats = view.trials.map(({ id }): [string, string] => {
        const fragment = problemFragment(doc, trialField(id));
        return [
          id,
          fragment === null ? '' : fragmentText(fragment, longestLine).trim(),
        ];
      });
      return { view, whats: new Map(whats) };
    },
    (changed) => observeProblem(doc, changed),
  );
}
