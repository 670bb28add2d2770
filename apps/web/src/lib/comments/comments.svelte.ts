import type { DocumentId, MemberId } from '@minga/base';
import type { FieldPath, Ulid } from '@minga/documents';
import type { Space } from '@minga/sync';
import { SvelteSet } from 'svelte/reactivity';
import { observing } from '#lib/shared/observing.ts';
import type { PersonShape } from '#lib/shared/person-look.ts';
import {
  type Beside,
  type BesideView,
  type Message,
  type Thread,
  openBeside,
} from './beside.ts';

/** What the comments have to know of where they stand. */
export interface CommentsSurroundings {
  /** Who reads what is written here: "Comunidad Cordillera (12)". */
  readonly audience: string;
  readonly mayWrite: boolean;
  readonly me: MemberId | null;
  readonly people: readonly { readonly id: MemberId; readonly name: string }[];
  readonly nowMs: () => number;
  readonly newId: () => Ulid;
  shapeOf(member: MemberId): PersonShape;
  /** What a field asks, in the words of the page. */
  questionOf(field: FieldPath): string;
}

/** A message that came while the page was open, to be said to who does not see it. */
export interface News {
  readonly message: Message;
  readonly isQuestion: boolean;
}

/** What colleagues ask about one problem, as its page shows it. */
export class Comments {
  readonly edits: Omit<Beside, 'view' | 'settled' | 'close'>;
  readonly around: CommentsSurroundings;
  /** Fields whose threads stand under their question; the others stand together. */
  readonly #placed = new SvelteSet<FieldPath>();
  readonly #view;
  readonly #atOpening: ReadonlySet<Ulid>;

  constructor(
    beside: Beside,
    around: CommentsSurroundings,
    listeners: Set<() => void>,
  ) {
    this.edits = beside;
    this.around = around;
    this.#view = observing(
      () => beside.view(),
      (changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      },
    );
    // Never changes.
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    this.#atOpening = new Set(
      beside.view().threads.flatMap(({ messages }) => messages.map(idOf)),
    );
  }

  view: BesideView = $derived.by(() => this.#view.current);
  /** Alone in a group there is nobody to ask. */
  mayWrite: boolean = $derived.by(
    () =>
      this.around.mayWrite &&
      this.around.people.length > 1 &&
      !this.view.readOnly,
  );
  hasContent: boolean = $derived.by(
    () => this.threads.length > 0 || this.view.meToo.length > 0,
  );
  threads: readonly Thread[] = $derived.by(() =>
    this.view.threads.filter(({ messages }) =>
      messages.some(({ isDeleted }) => !isDeleted),
    ),
  );
  /** About the whole problem, or about what the page does not show now. */
  elsewhere: readonly Thread[] = $derived.by(() =>
    this.threads.filter(
      ({ field }) => field === null || !this.#placed.has(field),
    ),
  );
  /** The last that somebody else wrote since the page was opened. */
  news: News | null = $derived.by(() => {
    const all = this.threads.flatMap(({ messages }) =>
      messages.map((message, at) => ({ message, isQuestion: at === 0 })),
    );
    return all
      .filter(
        ({ message }) =>
          !this.#atOpening.has(message.id) &&
          !message.isDeleted &&
          message.author !== this.around.me,
      )
      .reduce<News | null>(
        (last, one) =>
          last === null || one.message.id > last.message.id ? one : last,
        null,
      );
  });
  isMeToo: boolean = $derived.by(
    () => this.around.me !== null && this.view.meToo.includes(this.around.me),
  );
  othersToo: readonly MemberId[] = $derived.by(() =>
    this.view.meToo.filter((member) => member !== this.around.me),
  );

  about(field: FieldPath): readonly Thread[] {
    return this.threads.filter((thread) => thread.field === field);
  }

  /** Empty for who is unknown, or is no longer in the group. */
  nameOf(member: MemberId | null): string {
    return this.around.people.find(({ id }) => id === member)?.name ?? '';
  }

  /** The threads about `field` stand under its question while it does. */
  place(field: FieldPath): () => void {
    this.#placed.add(field);
    return () => {
      this.#placed.delete(field);
    };
  }
}

export interface OpenComments {
  readonly comments: Comments;
  close(): void;
}

export async function openComments(
  space: Space,
  about: DocumentId,
  around: CommentsSurroundings,
): Promise<OpenComments> {
  // Nobody draws it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  const listeners = new Set<() => void>();
  const beside = await openBeside({
    space,
    about,
    nowMs: around.nowMs,
    newId: around.newId,
    changed: () => {
      for (const changed of [...listeners]) changed();
    },
  });
  return {
    comments: new Comments(beside, around, listeners),
    close: () => {
      beside.close();
    },
  };
}

function idOf({ id }: Message): Ulid {
  return id;
}
