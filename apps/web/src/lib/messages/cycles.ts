import type { CycleMessages } from './locales/es-cycles.ts';
import { getLanguage } from './messages.ts';

export type { CycleMessages } from './locales/es-cycles.ts';

let words: CycleMessages | null = null;

/** Before the first screen of cycles, plans and ideas: nobody who only writes a problem needs these words. */
export async function loadCycleMessages(): Promise<void> {
  words ??=
    getLanguage() === 'en'
      ? (await import('./locales/en-cycles.ts')).enCycles
      : (await import('./locales/es-cycles.ts')).esCycles;
}

/** Once `loadCycleMessages` has resolved, for as long as the page lives. */
export function getCycleMessages(): CycleMessages {
  if (words === null) throw new Error('the words of cycles are not here yet');
  return words;
}
