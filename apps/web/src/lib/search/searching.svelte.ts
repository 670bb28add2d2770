import type { Minga } from '@minga/sync';
import { createContext } from 'svelte';
import type { Gathering } from './gathering.svelte.ts';

/** Whether the search is open, over whatever page; what it has read stays for the next time. */
export class Searching {
  isOpen = $state(false);
  #gathering: Promise<Gathering> | null = null;

  gathering(minga: Minga): Promise<Gathering> {
    this.#gathering ??= import('./gathering.svelte.ts').then(
      ({ Gathering }) => new Gathering(minga),
    );
    return this.#gathering;
  }
}

export const [getSearching, provideSearching] = createContext<Searching>();
