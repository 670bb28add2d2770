import type { Bytes, Clock, DeviceKey } from '@minga/base';
import type { FramePredecessor } from '@minga/protocol';
import type { Room } from './room.ts';

/** Encoded ENTRYs of one stretch of a document, and the state of the authors' chains after it; or the parts of a snapshot. */
export interface Page {
  readonly messages: readonly Bytes[];
  readonly entries: number;
  readonly upTo: number;
  readonly chains: ReadonlyMap<DeviceKey, FramePredecessor>;
}

const keepMs = 10_000;
const maxBytes = 32 * 1024 * 1024;

/**
 * A storm: a class opens the same document in the same minute. What is asked for a second time within seconds is kept
 * encoded for as long as it keeps being asked for; otherwise nothing is kept.
 */
export class PageCache {
  readonly #clock: Clock;
  readonly #pages = new Map<Room, Map<string, Page | null>>();
  #bytes = 0;
  #cancelSweep: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(room: Room, key: string): Page | null {
    return this.#pages.get(room)?.get(key) ?? null;
  }

  offer(room: Room, key: string, page: Page): void {
    this.#cancelSweep ??= this.#clock.after(keepMs, () => {
      this.clear();
    });
    const pages = this.#pages.get(room) ?? new Map<string, Page | null>();
    this.#pages.set(room, pages);
    const known = pages.get(key);
    // Null: asked for once. Only who asks again shows that it is worth keeping.
    if (known === undefined) pages.set(key, null);
    if (known !== null) return;
    const size = page.messages.reduce((sum, { length }) => sum + length, 0);
    if (this.#bytes + size > maxBytes) return;
    pages.set(key, page);
    this.#bytes += size;
  }

  clear(): void {
    this.#cancelSweep?.();
    this.#cancelSweep = null;
    this.#pages.clear();
    this.#bytes = 0;
  }
}
