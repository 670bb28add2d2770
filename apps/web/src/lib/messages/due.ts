import { enDue } from './locales/en-due.ts';
import { type DueMessages, esDue } from './locales/es-due.ts';
import { getLanguage } from './messages.ts';

/** Loaded with the page of what is due. */
export function getDueMessages(): DueMessages {
  return getLanguage() === 'en' ? enDue : esDue;
}
