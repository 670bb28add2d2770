import type { DocumentId } from '@minga/base';
import {
  type FieldPath,
  type ProblemEdits,
  type ProblemView,
  type Ulid,
  causeField,
  editProblem,
  fragmentText,
  observeProblem,
  problemFragment,
  readProblem,
  trialField,
} from '@minga/documents';
import type { ProblemStatus, Wording } from '@minga/domain';
import type { DocumentStatus, OpenDocument, Peer, Space } from '@minga/sync';
import type { mountRichText } from '@minga/rich-text';
import { type Snippet, createContext } from 'svelte';
import { latest, observing } from '#lib/shared/observing.ts';
import type { PersonShape } from '#lib/shared/person-look.ts';

export type MountEditor = typeof mountRichText;

/** Another record of the group, that a piece of evidence may point to. */
export interface LinkedRecord {
  readonly kind: 'problem' | 'cycle' | 'round';
  readonly document: DocumentId;
  readonly title: string;
  readonly href: string;
}

/** What a problem has to know of the group it is in. */
export interface ProblemSurroundings {
  /** Who reads what is written here: "Comunidad Cordillera (12)". */
  readonly audience: string;
  readonly mayWrite: boolean;
  readonly myName: string;
  readonly myId: string;
  /** Whom one may name as responsible without typing. */
  readonly names: readonly string[];
  /** Words of published data, as they are said in the country of the group. */
  readonly say: (wording: Wording) => string;
  shapeOf(member: string): PersonShape;
  /** What others ask about a question, under it; undefined until it has come. */
  readonly beneath?: Snippet<[FieldPath]> | undefined;
  /** Where photos and files of the group are kept; undefined where there is nowhere. */
  readonly attachments?: Space['attachments'] | undefined;
  /** What else the group works on; undefined where nothing is pointed to. */
  readonly records?: readonly LinkedRecord[] | undefined;
  /** The editor weighs more than all the rest: it comes by itself, a moment later. */
  loadEditor(): Promise<MountEditor>;
  /** The title stands in the index of the group, too. */
  titleChanged(title: string): void;
  /** So does where it stands. */
  statusChanged(status: ProblemStatus): void;
}

/** One open problem of practice. Its words stay in the document; here is how the screen follows them. */
export class Problem {
  readonly document: OpenDocument;
  readonly edits: ProblemEdits;
  readonly around: ProblemSurroundings;
  readonly newId: () => Ulid;
  readonly #view;
  readonly #status;
  readonly #peers;

  constructor(
    document: OpenDocument,
    around: ProblemSurroundings,
    newId: () => Ulid,
  ) {
    this.document = document;
    this.around = around;
    this.newId = newId;
    this.edits = editProblem(document.doc, newId);
    this.#view = observing(
      () => readProblem(document.doc),
      (changed) =>
        observeProblem(document.doc, ({ structure }) => {
          if (structure) changed();
        }),
    );
    this.#status = latest(document.status);
    this.#peers = latest(document.peers);
  }

  view: ProblemView = $derived.by(() => this.#view.current);
  status: DocumentStatus = $derived.by(() => this.#status.current);
  /** The others who have it open, each once, where they are. */
  others: readonly Peer[] = $derived.by(() => {
    const others = this.#peers.current.filter(
      ({ member }) => member !== this.around.myId,
    );
    // Of two windows of one person, the one in which she is in a field.
    const isShown = (peer: Peer, at: number): boolean => {
      const same = others.filter(({ member }) => member === peer.member);
      return (
        (same.find(({ field }) => field !== null) ?? same[0]) === others[at]
      );
    };
    return others.filter(isShown);
  });
  /** Another version wrote it: shown, and no editor comes near it. */
  isNewer = $derived(this.view.readOnly);
  /** Nothing of it has come yet, and nothing was written here. */
  isNotHere: boolean = $derived.by(() => {
    const { word, unsent, refused, caughtUp } = this.status;
    return word === 'here' && unsent + refused === 0 && !caughtUp;
  });
  mayWrite: boolean = $derived.by(
    () => !this.isNewer && !this.status.readOnly && this.around.mayWrite,
  );

  othersIn(field: FieldPath): readonly Peer[] {
    return this.others.filter((peer) => peer.field === field);
  }

  fragment(field: FieldPath): ReturnType<typeof problemFragment> {
    return problemFragment(this.document.doc, field);
  }

  /** Whether nothing would be lost with it. */
  isEmptyTrial(id: Ulid): boolean {
    return isBlank(this.fragment(trialField(id)));
  }

  isEmptyCause(id: Ulid): boolean {
    return isBlank(this.fragment(causeField(id)));
  }
}

function isBlank(fragment: ReturnType<typeof problemFragment>): boolean {
  return fragment === null || fragmentText(fragment, 1).trim() === '';
}

export const [getProblem, provideProblem] = createContext<Problem>();
