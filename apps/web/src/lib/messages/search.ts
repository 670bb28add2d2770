import { enSearch } from './locales/en-search.ts';
import { type SearchMessages, esSearch } from './locales/es-search.ts';
import { getLanguage } from './messages.ts';

/** Loaded with the search itself. */
export function getSearchMessages(): SearchMessages {
  return getLanguage() === 'en' ? enSearch : esSearch;
}
