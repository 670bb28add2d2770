import type { Bytes } from '@minga/base';
import {
  type EvidenceContent,
  type EvidenceFile,
  type EvidenceView,
  type Ulid,
  editEvidence,
  observeProblem,
  readEvidence,
} from '@minga/documents';
import type { MingaErrorCode } from '@minga/sync';
import { observing } from '#lib/shared/observing.ts';
import { type Photo, dayHere } from './picture.ts';
import type { Problem } from './problem.svelte.ts';
import type { Voice } from './voice.ts';

type Attachments = NonNullable<Problem['around']['attachments']>;

export type Opened =
  | { readonly kind: 'here'; readonly bytes: Bytes }
  | { readonly kind: 'on-its-way' }
  | { readonly kind: 'cannot-open' };

/** What a group knows a problem by, as the screen follows it. */
export class Evidence {
  readonly edits;
  readonly #problem: Problem;
  readonly #attachments: Attachments;
  readonly #items;

  constructor(problem: Problem, attachments: Attachments) {
    const { doc } = problem.document;
    this.#problem = problem;
    this.#attachments = attachments;
    this.edits = editEvidence(doc, problem.newId);
    this.#items = observing(
      () => readEvidence(doc),
      (changed) =>
        observeProblem(doc, ({ structure }) => {
          if (structure) changed();
        }),
    );
  }

  items: readonly EvidenceView[] = $derived.by(() => this.#items.current);

  /** What needs no bytes kept first. */
  addWords(content: Exclude<EvidenceContent, { kind: 'file' }>): Ulid | null {
    return this.#add(content, false);
  }

  /** Null: it is kept. Otherwise why not, and nothing was added. */
  addPhoto(photo: Photo, consent: boolean): Promise<MingaErrorCode | null> {
    const { bytes, thumb } = photo;
    const about = { media: 'photo', title: '', thumb, seconds: 0 } as const;
    return this.#keep(bytes, about, consent);
  }

  addVoice(voice: Voice, consent: boolean): Promise<MingaErrorCode | null> {
    const { bytes, seconds } = voice;
    const about = { media: 'voice', title: '', thumb: null, seconds } as const;
    return this.#keep(bytes, about, consent);
  }

  async addFile(file: File, consent: boolean): Promise<MingaErrorCode | null> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const title = file.name;
    const about = { media: 'file', title, thumb: null, seconds: 0 } as const;
    return this.#keep(bytes, about, consent);
  }

  async open(file: EvidenceFile): Promise<Opened> {
    const read = await this.#attachments.read(file);
    if (!read.ok) return { kind: 'cannot-open' };
    return read.value === null
      ? { kind: 'on-its-way' }
      : { kind: 'here', bytes: read.value };
  }

  onCome(name: EvidenceFile['name'], run: () => void): () => void {
    return this.#attachments.onChange((changed) => {
      if (changed === name) run();
    });
  }

  async #keep(
    bytes: Bytes,
    about: Pick<EvidenceFile, 'media' | 'title' | 'thumb' | 'seconds'>,
    consent: boolean,
  ): Promise<MingaErrorCode | null> {
    const kept = await this.#attachments.keep(bytes);
    if (!kept.ok) return kept.error.code;
    const file = { ...kept.value, ...about };
    this.#add({ kind: 'file', file }, consent);
    return null;
  }

  #add(content: EvidenceContent, consent: boolean): Ulid | null {
    const { myName } = this.#problem.around;
    return this.edits.add({ content, by: myName, day: dayHere(), consent });
  }
}
