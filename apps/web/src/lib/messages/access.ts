import { enAccess } from './locales/en-access.ts';
import { type AccessMessages, esAccess } from './locales/es-access.ts';
import { getLanguage } from './messages.ts';

/** Loaded with the sheets that change who belongs and what they may do. */
export function getAccessMessages(): AccessMessages {
  return getLanguage() === 'en' ? enAccess : esAccess;
}
