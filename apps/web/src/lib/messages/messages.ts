import type { Language } from '@minga/domain';
import { es, type Messages } from './locales/es.ts';

export type { DeviceWord, Messages } from './locales/es.ts';

let language: Language = 'es';
let messages: Messages = es;

/** The words of the app, in the language that `useLanguage` made ready: the same for as long as the page lives. */
export function getMessages(): Messages {
  return messages;
}

export function getLanguage(): Language {
  return language;
}

/** Before the first component. Spanish comes with the app; what was not chosen is never loaded. */
export async function useLanguage(chosen: Language): Promise<void> {
  if (chosen === 'en') messages = (await import('./locales/en.ts')).en;
  else messages = es;
  language = chosen;
}
