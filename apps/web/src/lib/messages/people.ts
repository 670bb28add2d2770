import { enPeople } from './locales/en-people.ts';
import { type PeopleMessages, esPeople } from './locales/es-people.ts';
import { getLanguage } from './messages.ts';

/** Loaded with what tells more of the people of a group: who accompanies it, and the words to compare in person. */
export function getPeopleMessages(): PeopleMessages {
  return getLanguage() === 'en' ? enPeople : esPeople;
}
