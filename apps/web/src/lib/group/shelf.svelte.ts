import { type DocumentId, type Result, err, systemClock } from '@minga/base';
import {
  type Doc,
  type IndexEdits,
  type IndexEntry,
  type IndexView,
  editIndex,
  observeIndex,
  readIndex,
  settledValue,
} from '@minga/documents';
import type { DocumentKind } from '@minga/domain';
import type { MingaError, OpenDocument } from '@minga/sync';
import { type Observed, observing } from '#lib/shared/observing.ts';
import type { Group } from './group.svelte.ts';

interface OpenShelf {
  readonly document: OpenDocument;
  readonly view: Observed<IndexView>;
  readonly edits: IndexEdits;
}

/** What the team and who accompanies it write alike (write class 1) has an index of its own: opened by the screens that show it. */
export class Shelf {
  readonly #group: Group;
  #open = $state.raw<OpenShelf | null>(null);
  #closed = false;

  constructor(group: Group) {
    this.#group = group;
  }

  isReady = $derived(this.#open !== null);
  /** The newest first. */
  entries: readonly IndexEntry[] = $derived(
    (this.#open?.view.current.entries ?? [])
      .filter(
        ({ kind, trashed }) =>
          kind === 'plan' && settledValue(trashed) !== true,
      )
      .toReversed(),
  );
  /** Thrown away; it can be brought back. */
  thrown: readonly IndexEntry[] = $derived(
    (this.#open?.view.current.entries ?? []).filter(
      ({ kind, trashed }) => kind === 'plan' && settledValue(trashed) === true,
    ),
  );

  /** Who accompanies may write here, too. */
  get mayWrite(): boolean {
    const { view, me } = this.#group;
    return !view.readOnly && me !== null && me.right !== 'reader';
  }

  async open(): Promise<void> {
    try {
      const document = await this.#group.space.openIndex('accompaniment');
      if (this.#closed) {
        document.close();
        return;
      }
      this.#open = {
        document,
        view: observing(
          () => readIndex(document.doc),
          (changed) => observeIndex(document.doc, changed),
        ),
        edits: editIndex(document.doc, this.#group.newId),
      };
      document.replaced.subscribe((isReplaced) => {
        if (isReplaced && !this.#closed) void this.#openAgain(document);
      });
    } catch (error) {
      console.error(error);
    }
  }

  async #openAgain(before: OpenDocument): Promise<void> {
    await this.open();
    await before.settled();
    before.close();
  }

  close(): void {
    this.#closed = true;
    this.#open?.document.close();
    this.#open = null;
  }

  async add(
    kind: DocumentKind,
    title: string,
    about: DocumentId | null,
    fill: (doc: Doc, createdAt: number) => void,
  ): Promise<Result<DocumentId, MingaError>> {
    const open = this.#open;
    if (open === null) return err({ code: 'failed' });
    const createdAt = systemClock.now();
    const created = await this.#group.space.createDocument(
      (doc) => fill(doc, createdAt),
      'accompaniment',
    );
    if (created.ok)
      open.edits.list({
        id: created.value,
        kind,
        createdAt,
        title,
        ...(about === null ? {} : { about }),
      });
    return created;
  }

  rename(id: DocumentId, title: string): void {
    this.#open?.edits.rename(id, title);
  }

  setTrashed(id: DocumentId, trashed: boolean): void {
    this.#open?.edits.setTrashed(id, trashed);
  }
}
