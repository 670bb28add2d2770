import {
  type DocumentId,
  type Result,
  err,
  ok,
  systemClock,
  systemRandom,
} from '@minga/base';
import {
  type Doc,
  type IndexEdits,
  type IndexEntry,
  type IndexView,
  createUlidSource,
  editIndex,
  editProblem,
  observeIndex,
  readIndex,
  settledValue,
  startProblem,
} from '@minga/documents';
import type { DocumentKind, ProblemStatus } from '@minga/domain';
import type {
  DocumentStatus,
  InviteOptions,
  MemberView,
  MingaError,
  OpenDocument,
  Peer,
  Space,
} from '@minga/sync';
import { createContext } from 'svelte';
import { exampleSpace } from './example-space.ts';
import { getMessages } from '#lib/messages/messages.ts';
import { type Observed, latest, observing } from '#lib/shared/observing.ts';
import { type PersonShape, assignShapes } from '#lib/shared/person-look.ts';

interface OpenIndex {
  readonly document: OpenDocument;
  readonly view: Observed<IndexView>;
  readonly status: Observed<DocumentStatus>;
  readonly peers: Observed<readonly Peer[]>;
  readonly edits: IndexEdits;
}

export interface Invitation {
  readonly link: string;
  readonly onlyThisMachine: boolean;
}

const trashMs = 30 * 86_400_000;
const invitationTerms = { days: 7, uses: 20 };

/** One group as its screens see it: who belongs, which problems there are, who is in which. */
export class Group {
  readonly space: Space;
  readonly newId = createUlidSource({
    clock: systemClock,
    random: systemRandom,
  });
  readonly #view;
  #index = $state.raw<OpenIndex | null>(null);
  /** Its list could not be opened. */
  hasFailed = $state(false);
  #invitation: Promise<Result<Invitation, MingaError>> | null = null;
  #place: DocumentId | null = null;
  #closed = false;

  constructor(space: Space) {
    this.space = space;
    this.#view = latest(space.view);
  }

  view = $derived.by(() => this.#view.current);
  me = $derived(this.view.members.find(({ self }) => self) ?? null);
  shapes: ReadonlyMap<string, PersonShape> = $derived(
    assignShapes(this.view.members.map(({ id }) => id)),
  );
  /** The newest first: what somebody has just begun is what the others look for. */
  problems: readonly IndexEntry[] = $derived(this.listed('problem'));
  /** Conversations on how the group is doing, the newest first. */
  rounds: readonly IndexEntry[] = $derived(this.listed('round'));
  cycles: readonly IndexEntry[] = $derived(this.listed('cycle'));
  /** The last thrown away first; after thirty days nobody is shown them. */
  trash: readonly IndexEntry[] = $derived(
    (this.#index?.view.current.entries ?? [])
      .filter(
        ({ kind, trashed, trashedAt }) =>
          kind === 'problem' &&
          settledValue(trashed) === true &&
          (trashedAt ?? 0) > systemClock.now() - trashMs,
      )
      .toSorted((a, b) => (b.trashedAt ?? 0) - (a.trashedAt ?? 0)),
  );
  unknownKinds = $derived(this.#index?.view.current.unknown ?? 0);
  status = $derived(this.#index?.status.current ?? null);
  /** Mi cuaderno: nobody else will ever be in it. */
  isNotebook = $derived(this.view.kind === 'cuaderno');
  name = $derived(
    this.isNotebook ? getMessages().notebook.name : this.view.name,
  );
  /** Of it nothing is kept, and nobody is invited to it. */
  get isExample(): boolean {
    return this.space.id === exampleSpace;
  }
  isReady = $derived(this.#index !== null);
  mayWrite = $derived(
    !this.view.readOnly &&
      !this.view.closed &&
      (this.me?.right === 'steward' || this.me?.right === 'writer'),
  );

  async open(): Promise<void> {
    this.hasFailed = false;
    try {
      this.#begin(await this.space.openIndex());
    } catch (error) {
      console.error(error);
      this.hasFailed = true;
    }
  }

  #begin(document: OpenDocument): void {
    if (this.#closed) {
      document.close();
      return;
    }
    this.#index = {
      document,
      view: observing(
        () => readIndex(document.doc),
        (changed) => observeIndex(document.doc, changed),
      ),
      status: latest(document.status),
      peers: latest(document.peers),
      edits: editIndex(document.doc, this.newId),
    };
    this.#tellPlace();
    document.replaced.subscribe((isReplaced) => {
      if (isReplaced) void this.#openAgain(document);
    });
  }

  /** What the list said was not true. The next one first: what is written meanwhile must have a place. */
  async #openAgain(before: OpenDocument): Promise<void> {
    await this.open();
    await before.settled();
    before.close();
  }

  close(): void {
    this.#closed = true;
    this.#index?.document.close();
    this.#index = null;
  }

  createProblem(): Promise<Result<DocumentId, MingaError>> {
    return this.addProblem('', (doc, createdAt) => {
      startProblem(doc, createdAt);
      // One to begin with: an empty field invites more than a button.
      editProblem(doc, this.newId).addTrial();
    });
  }

  async addProblem(
    title: string,
    fill: (doc: Doc, createdAt: number) => void,
  ): Promise<Result<DocumentId, MingaError>> {
    const created = await this.addDocument('problem', title, fill);
    if (created.ok) this.setStatus(created.value, 'borrador');
    return created;
  }

  /** `fill` writes in an empty document; the group sees it once it is listed under `title`. `about`: what it began with. */
  async addDocument(
    kind: DocumentKind,
    title: string,
    fill: (doc: Doc, createdAt: number) => void,
    about?: DocumentId,
  ): Promise<Result<DocumentId, MingaError>> {
    const index = this.#index;
    if (index === null) return err({ code: 'failed' });
    const createdAt = systemClock.now();
    const created = await this.space.createDocument((doc) =>
      fill(doc, createdAt),
    );
    if (created.ok)
      index.edits.list({
        id: created.value,
        kind,
        createdAt,
        title,
        ...(about === undefined ? {} : { about }),
      });
    return created;
  }

  /** The newest first, without what was thrown away. */
  listed(kind: DocumentKind): readonly IndexEntry[] {
    return (this.#index?.view.current.entries ?? [])
      .filter(
        (entry) => entry.kind === kind && settledValue(entry.trashed) !== true,
      )
      .toReversed();
  }

  titleOf(id: DocumentId): IndexEntry['title'] | null {
    return (
      [...this.problems, ...this.cycles].find((entry) => entry.id === id)
        ?.title ?? null
    );
  }

  /** What to call it where there is room for one line. */
  titleWords(id: DocumentId): string {
    const title = this.titleOf(id);
    if (title === null) return '';
    return settledValue(title) ?? title.values[0]?.value ?? '';
  }

  setTrashed(id: DocumentId, trashed: boolean): void {
    this.#index?.edits.setTrashed(id, trashed);
  }

  rename(id: DocumentId, title: string): void {
    this.#index?.edits.rename(id, title);
  }

  setStatus(id: DocumentId, status: ProblemStatus): void {
    this.#index?.edits.setStatus(id, status);
  }

  /** In which problem I am, for the others who see the list. Told through the index, which everybody has open. */
  setPlace(place: DocumentId | null): void {
    this.#place = place;
    this.#tellPlace();
  }

  /** The others in a problem, each once. */
  peopleIn(problem: DocumentId): readonly MemberView[] {
    return this.#peopleAmong(
      (this.#index?.peers.current ?? []).filter(
        ({ field }) => field === problem,
      ),
    );
  }

  /** The others who have the group open. */
  get peopleHere(): readonly MemberView[] {
    return this.#peopleAmong(this.#index?.peers.current ?? []);
  }

  /** The same link again while this group is open, so that tapping twice makes no second invitation. */
  async invite(): Promise<Result<Invitation, MingaError>> {
    this.#invitation ??= this.space.invite(invitationTerms);
    const made = await this.#invitation;
    if (!made.ok) this.#invitation = null;
    return made.ok ? ok(made.value) : made;
  }

  /** Another link, on other terms. */
  inviteWith(options: InviteOptions): Promise<Result<Invitation, MingaError>> {
    return this.space.invite(options);
  }

  #peopleAmong(peers: readonly Peer[]): readonly MemberView[] {
    return this.view.members.filter(
      ({ id, self }) => !self && peers.some(({ member }) => member === id),
    );
  }

  #tellPlace(): void {
    this.#index?.document.awareness.setLocalStateField('field', this.#place);
  }
}

export const [getGroup, provideGroup] = createContext<Group>();
