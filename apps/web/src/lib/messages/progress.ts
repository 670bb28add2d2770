import { enProgress } from './locales/en-progress.ts';
import { type ProgressMessages, esProgress } from './locales/es-progress.ts';
import { getLanguage } from './messages.ts';

export type { ProgressMessages } from './locales/es-progress.ts';

/** Loaded with the screens that show how far a group has come from its own beginning. */
export function getProgressMessages(): ProgressMessages {
  return getLanguage() === 'en' ? enProgress : esProgress;
}
