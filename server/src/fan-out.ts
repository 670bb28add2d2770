import type { Flusher } from './outbox.ts';

/** Something that collected what to send since the last turn. */
export interface Collector {
  flush(): void;
}

/** After each commit: every touched document encodes once, every touched connection writes once. */
export class FanOut {
  readonly #flusher: Flusher;
  readonly #report: (error: unknown) => void;
  readonly #touched = new Set<Collector>();

  constructor(flusher: Flusher, report: (error: unknown) => void) {
    this.#flusher = flusher;
    this.#report = report;
  }

  touch(collector: Collector): void {
    this.#touched.add(collector);
  }

  run(): void {
    // A collector may touch another one (a document its space): the set grows while it is walked.
    for (const collector of this.#touched) {
      this.#touched.delete(collector);
      try {
        collector.flush();
      } catch (error) {
        this.#report(error);
      }
    }
    this.#flusher.flush();
  }
}
