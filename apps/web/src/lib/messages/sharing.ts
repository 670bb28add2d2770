import { enSharing } from './locales/en-sharing.ts';
import { type SharingMessages, esSharing } from './locales/es-sharing.ts';
import { getLanguage } from './messages.ts';

export type { SharingMessages } from './locales/es-sharing.ts';

/** Loaded with the screens that share and print: nobody who only writes needs these words. */
export function getSharingMessages(): SharingMessages {
  return getLanguage() === 'en' ? enSharing : esSharing;
}
