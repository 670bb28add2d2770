import type { Country, Speech } from '@minga/domain';
import { getLanguage } from '#lib/messages/messages.ts';

/** How what leaves the screen is said: in the language of the app, with the words of the group's country. */
export function speechOf(country: string): Speech {
  const where: Country = country === 'PE' ? 'PE' : 'CL';
  return { language: getLanguage(), country: where };
}
